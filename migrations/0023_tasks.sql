-- Long work on a domain, told while it goes on. It outlives what it speaks of, so it references nothing.
--
-- The work itself is one transaction, which writes the end (`done`, `outcome`, `history_id`) too. On
-- SQLite nothing else can be written meanwhile: `seen_at`, `phase`, `done`, `total` and `cancel_asked` are
-- kept current on PostgreSQL only, by another connection.
CREATE TABLE task (
    id           BIGINT PRIMARY KEY,
    kind         TEXT NOT NULL,
    domain_id    BIGINT NOT NULL,
    object       TEXT NOT NULL,         -- such as domain:example.com, as it was called then
    account_id   BIGINT NOT NULL,
    actor        TEXT NOT NULL,
    started_at   BIGINT NOT NULL,
    seen_at      BIGINT NOT NULL,       -- by the clock of the database
    finished_at  BIGINT,
    state        TEXT NOT NULL CHECK (state IN ('running', 'done', 'failed', 'cancelled')),
    cancel_asked BOOLEAN NOT NULL DEFAULT FALSE,
    phase        TEXT NOT NULL,
    done         BIGINT NOT NULL,
    total        BIGINT NOT NULL,       -- zero when it is not known
    outcome      TEXT,                  -- JSON
    history_id   BIGINT,                -- the row of the history it wrote
    CHECK ((state = 'running') = (finished_at IS NULL))
);
CREATE INDEX task_domain ON task (domain_id, id);
CREATE INDEX task_started ON task (started_at);
