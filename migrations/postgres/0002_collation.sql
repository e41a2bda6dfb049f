-- Text compared byte by byte, as SQLite does: the order of pages and ranges of beginnings need it,
-- and no locale upgrade can spoil the indexes.
ALTER TABLE domain ALTER COLUMN name TYPE TEXT COLLATE "C";
ALTER TABLE domain_name ALTER COLUMN name TYPE TEXT COLLATE "C";
ALTER TABLE mailbox_server ALTER COLUMN name TYPE TEXT COLLATE "C";
ALTER TABLE entry ALTER COLUMN login TYPE TEXT COLLATE "C";
ALTER TABLE entry ALTER COLUMN sort_key TYPE TEXT COLLATE "C";
ALTER TABLE address ALTER COLUMN local_part TYPE TEXT COLLATE "C";
ALTER TABLE address ALTER COLUMN name TYPE TEXT COLLATE "C";
ALTER TABLE entry_word ALTER COLUMN word TYPE TEXT COLLATE "C";
