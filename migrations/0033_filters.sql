-- Filters of a domain, forwarding and automatic replies, each with the Sieve text made of it when it
-- was saved; the view `dovecot_sieve` puts the texts together.

CREATE TABLE domain_filters (
    domain_id BIGINT PRIMARY KEY REFERENCES domain (id) ON DELETE CASCADE,
    filters   TEXT NOT NULL,            -- JSON, in the order they run
    opening   TEXT NOT NULL,            -- Sieve: what the active filters decide
    closing   TEXT NOT NULL             -- Sieve: where the message is put
);

-- What an entry's mailbox does with mail besides keeping it.
CREATE TABLE entry_handling (
    entry_id       BIGINT PRIMARY KEY REFERENCES entry (id) ON DELETE CASCADE,
    forward_active BOOLEAN NOT NULL,
    forward_to     TEXT NOT NULL,       -- addresses separated by spaces
    keep_copy      BOOLEAN NOT NULL,
    reply_active   BOOLEAN NOT NULL,
    reply_from     BIGINT,
    reply_to       BIGINT,
    reply_subject  TEXT NOT NULL,
    reply_message  TEXT NOT NULL,
    head           TEXT NOT NULL,       -- Sieve; while the reply is on, its addresses follow,
    tail           TEXT NOT NULL        -- and then this
);
