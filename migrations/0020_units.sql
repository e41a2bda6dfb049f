-- Organizational units: a tree in each domain, whose root is the domain itself and has no row.
CREATE TABLE unit (
    id        BIGINT PRIMARY KEY,
    domain_id BIGINT NOT NULL REFERENCES domain (id) ON DELETE CASCADE,
    parent_id BIGINT REFERENCES unit (id),  -- NULL: below the root
    name      TEXT NOT NULL,
    name_key  TEXT NOT NULL,                -- the name folded: siblings differ in it
    version   BIGINT NOT NULL
);
CREATE UNIQUE INDEX unit_sibling ON unit (domain_id, COALESCE(parent_id, 0), name_key);
CREATE INDEX unit_parent ON unit (parent_id);

-- NULL: in no unit, which only administrators of the whole domain reach.
ALTER TABLE entry ADD COLUMN unit_id BIGINT REFERENCES unit (id);
CREATE INDEX entry_unit ON entry (unit_id, sort_key, id);

-- What a user administrator may do with the entries of a unit and of all units below it.
CREATE TABLE unit_right (
    account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    unit_id    BIGINT NOT NULL REFERENCES unit (id) ON DELETE CASCADE,
    holds      TEXT NOT NULL CHECK (holds IN ('users', 'mail', 'passwords', 'groups')),
    PRIMARY KEY (account_id, unit_id, holds)
);
CREATE INDEX unit_right_unit ON unit_right (unit_id);

-- The unit the entry was in: who administers that unit reads the row.
ALTER TABLE history ADD COLUMN unit_id BIGINT;
CREATE INDEX history_unit ON history (unit_id, id);
