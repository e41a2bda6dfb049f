-- LDAP import: what was read last, and how the imports went.

-- The entry of the directory that an entry comes from.
CREATE TABLE ldap_origin (
    entry_id  BIGINT PRIMARY KEY REFERENCES entry (id) ON DELETE CASCADE,
    domain_id BIGINT NOT NULL REFERENCES domain (id) ON DELETE CASCADE,
    unique_id TEXT NOT NULL,            -- stays the same when the directory renames it
    given     TEXT NOT NULL,            -- JSON: what the directory said last
    UNIQUE (domain_id, unique_id)
);

CREATE TABLE ldap_report (
    id          BIGINT PRIMARY KEY,
    domain_id   BIGINT NOT NULL REFERENCES domain (id) ON DELETE CASCADE,
    task_id     BIGINT,                 -- the task it is the report of
    started_at  BIGINT NOT NULL,
    finished_at BIGINT,
    actor       TEXT NOT NULL,
    scheduled   BOOLEAN NOT NULL,
    dry_run     BOOLEAN NOT NULL,
    take_all    BOOLEAN NOT NULL,       -- the directory's values also where they were changed by hand
    problems    TEXT,                   -- JSON: what stopped it; of a task its own row says it
    outcome     TEXT                    -- JSON; NULL unless it is done
);
CREATE INDEX ldap_report_domain ON ldap_report (domain_id, id);
