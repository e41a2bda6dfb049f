-- What one change of many changed, entry by entry: it is undone by these.
CREATE TABLE history_entry (
    history_id BIGINT NOT NULL,
    entry_id   BIGINT NOT NULL,         -- references nothing, as the history does
    kind       TEXT NOT NULL,
    name       TEXT NOT NULL,           -- as it was called then
    before     TEXT NOT NULL,
    after      TEXT NOT NULL,
    PRIMARY KEY (history_id, entry_id)
);
