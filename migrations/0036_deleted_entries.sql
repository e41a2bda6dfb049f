-- Entries that were deleted at once, as long as they are kept: their rows stand here as those of deleted
-- domains do in `deleted_rows`.
CREATE TABLE deleted_entries (
    history_id BIGINT PRIMARY KEY,      -- the row of the history by which they come back
    domain_id  BIGINT NOT NULL REFERENCES domain (id) ON DELETE CASCADE,
    entries    BIGINT NOT NULL,         -- how many they are
    needed     TEXT NOT NULL,           -- JSON: names of the servers, units and groups they used, by identifier
    deleted_at BIGINT NOT NULL
);
CREATE INDEX deleted_entries_domain ON deleted_entries (domain_id);
CREATE INDEX deleted_entries_time ON deleted_entries (deleted_at);

CREATE TABLE deleted_entry_rows (
    history_id BIGINT NOT NULL REFERENCES deleted_entries (history_id) ON DELETE CASCADE,
    number     BIGINT NOT NULL,
    origin     TEXT NOT NULL,           -- the table they stood in
    columns    TEXT NOT NULL,           -- JSON: the names of its columns
    amount     BIGINT NOT NULL,         -- how many they are
    content    TEXT NOT NULL,           -- JSON: a list of values for each
    PRIMARY KEY (history_id, number)
);

-- The history of one entry tells of the changes of many, too.
CREATE INDEX history_entry_of ON history_entry (entry_id, history_id);
