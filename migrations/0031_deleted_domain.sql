-- Deleted domains as long as they are kept. The rows of all their tables stand here as text, whatever
-- columns those tables have by then; the passwords' hashes among them, so nothing but bringing a domain
-- back reads `content`.
CREATE TABLE deleted_domain (
    id         BIGINT PRIMARY KEY,      -- the domain's identifier, under which it comes back
    name       TEXT NOT NULL,
    entries    BIGINT NOT NULL,         -- how many it had
    servers    TEXT NOT NULL,           -- JSON: names of the mailbox servers it used, by identifier
    deleted_at BIGINT NOT NULL
);
CREATE INDEX deleted_domain_time ON deleted_domain (deleted_at);

CREATE TABLE deleted_rows (
    domain_id BIGINT NOT NULL REFERENCES deleted_domain (id) ON DELETE CASCADE,
    number    BIGINT NOT NULL,          -- in this order they can be inserted again
    origin    TEXT NOT NULL,            -- the table they stood in
    columns   TEXT NOT NULL,            -- JSON: the names of its columns
    amount    BIGINT NOT NULL,          -- how many they are
    content   TEXT NOT NULL,            -- JSON: a list of values for each
    PRIMARY KEY (domain_id, number)
);
