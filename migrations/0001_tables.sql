-- One text for SQLite and PostgreSQL: text, bigint and boolean only; identifiers are made by the
-- console; times are seconds since 1970; names are stored folded and in A-label form.

CREATE TABLE mailbox_server (
    id       BIGINT PRIMARY KEY,
    name     TEXT NOT NULL UNIQUE,
    endpoint TEXT NOT NULL,             -- Postfix notation: inet:host:port or unix:path
    version  BIGINT NOT NULL
);

CREATE TABLE domain (
    id                 BIGINT PRIMARY KEY,
    name               TEXT NOT NULL UNIQUE,
    description        TEXT NOT NULL,
    language           TEXT NOT NULL,
    time_zone          TEXT NOT NULL,
    max_users          BIGINT,
    mailbox_server_id  BIGINT NOT NULL REFERENCES mailbox_server (id),
    max_user_kib       BIGINT NOT NULL DEFAULT 0,
    default_user_kib   BIGINT NOT NULL DEFAULT 0,
    max_shared_kib     BIGINT NOT NULL DEFAULT 0,
    default_shared_kib BIGINT NOT NULL DEFAULT 0,
    relay              TEXT,            -- as shown
    relay_hop          TEXT,            -- as Postfix takes it: [host]:port
    forward_unknown    BOOLEAN NOT NULL DEFAULT FALSE,
    deliver_to_default BOOLEAN NOT NULL DEFAULT FALSE,
    created_at         BIGINT NOT NULL,
    version            BIGINT NOT NULL,
    -- An empty next hop would make Postfix ask the MX of the recipient's domain.
    CHECK (relay_hop <> ''),
    CHECK ((relay IS NULL) = (relay_hop IS NULL)),
    CHECK (relay IS NOT NULL OR NOT forward_unknown)
);
CREATE INDEX domain_mailbox_server ON domain (mailbox_server_id);

-- The name of a domain and each of its aliases: unique over the whole installation.
CREATE TABLE domain_name (
    name      TEXT PRIMARY KEY,
    domain_id BIGINT NOT NULL REFERENCES domain (id) ON DELETE CASCADE
);
CREATE INDEX domain_name_domain ON domain_name (domain_id);

-- `login` is a user's login, and the name by which any other entry is called. A group and an external
-- user have no mail type: mail for a group goes to its members.
CREATE TABLE entry (
    id                BIGINT PRIMARY KEY,
    domain_id         BIGINT NOT NULL REFERENCES domain (id) ON DELETE CASCADE,
    kind              TEXT NOT NULL CHECK (kind IN ('user', 'group', 'shared_mailbox', 'external_user', 'resource')),
    login             TEXT NOT NULL,
    first_name        TEXT NOT NULL,
    last_name         TEXT NOT NULL,
    display_name      TEXT NOT NULL,
    sort_key          TEXT NOT NULL,    -- the display name folded, for lists in pages
    mail_type         TEXT CHECK (mail_type IN ('internal', 'external', 'none')),
    outside_address   TEXT,             -- an external user's; a user's without email processing
    mailbox_server_id BIGINT REFERENCES mailbox_server (id),  -- NULL: the domain's
    quota_kib         BIGINT NOT NULL DEFAULT 0,
    hidden            BOOLEAN NOT NULL DEFAULT FALSE,
    suspended         BOOLEAN NOT NULL DEFAULT FALSE,
    created_at        BIGINT NOT NULL,
    version           BIGINT NOT NULL,
    UNIQUE (domain_id, kind, login),
    CHECK ((mail_type IS NULL) = (kind IN ('group', 'external_user'))),
    CHECK (kind <> 'external_user' OR outside_address IS NOT NULL)
);
-- A mailbox is called login@domain: no two entries with one may share a login.
CREATE UNIQUE INDEX entry_mailbox ON entry (domain_id, login) WHERE kind IN ('user', 'shared_mailbox', 'resource');
CREATE INDEX entry_kind ON entry (domain_id, kind, sort_key, id);
CREATE INDEX entry_list ON entry (domain_id, sort_key, id);
CREATE INDEX entry_mail_type ON entry (domain_id, mail_type, sort_key, id);
CREATE INDEX entry_suspended ON entry (domain_id, suspended, sort_key, id);
CREATE INDEX entry_mailbox_server ON entry (mailbox_server_id);

CREATE TABLE address (
    id         BIGINT PRIMARY KEY,
    entry_id   BIGINT NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    domain_id  BIGINT NOT NULL REFERENCES domain (id) ON DELETE CASCADE,
    local_part TEXT NOT NULL,
    name       TEXT REFERENCES domain_name (name),  -- NULL: all names of the domain
    position   BIGINT NOT NULL,         -- the order of the rows on the screen
    is_default BOOLEAN NOT NULL,
    alternate  BOOLEAN NOT NULL         -- read only while the entry's mail type is external
);
CREATE UNIQUE INDEX address_lookup ON address (domain_id, local_part, COALESCE(name, ''));
CREATE UNIQUE INDEX address_default ON address (entry_id) WHERE is_default;
CREATE INDEX address_entry ON address (entry_id);
CREATE INDEX address_name ON address (name);

CREATE TABLE group_member (
    group_id  BIGINT NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    member_id BIGINT NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    PRIMARY KEY (group_id, member_id),
    CHECK (group_id <> member_id)
);
CREATE INDEX group_member_member ON group_member (member_id, group_id);

-- Everybody in a group, through the groups inside it that are not suspended; those groups, too.
-- Renewed in the transaction of each change of a membership.
CREATE TABLE group_reach (
    group_id  BIGINT NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    member_id BIGINT NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    PRIMARY KEY (group_id, member_id)
);
CREATE INDEX group_reach_member ON group_reach (member_id, group_id);

-- The addresses mail for a group goes to, separated by commas: the copy of `group_definition` that
-- Postfix reads. A group that reaches nobody, or is suspended, has no row.
CREATE TABLE postfix_group (
    group_id   BIGINT PRIMARY KEY REFERENCES entry (id) ON DELETE CASCADE,
    recipients TEXT NOT NULL
);

-- Words an entry is found by: each word of its names, its login, its addresses; matched by prefix.
CREATE TABLE entry_word (
    domain_id BIGINT NOT NULL,
    word      TEXT NOT NULL,
    entry_id  BIGINT NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    PRIMARY KEY (domain_id, word, entry_id)
);
CREATE INDEX entry_word_entry ON entry_word (entry_id, word);

-- Whoever can sign in: a superadministrator by a login of his own, everybody else as an entry.
CREATE TABLE account (
    id            BIGINT PRIMARY KEY,
    login         TEXT UNIQUE,
    entry_id      BIGINT UNIQUE REFERENCES entry (id) ON DELETE CASCADE,
    password_hash TEXT,
    must_change   BOOLEAN NOT NULL,
    language      TEXT,
    theme         TEXT,
    created_at    BIGINT NOT NULL,
    CHECK ((login IS NULL) <> (entry_id IS NULL))
);

CREATE TABLE administrator (
    account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    domain_id  BIGINT NOT NULL REFERENCES domain (id) ON DELETE CASCADE,
    PRIMARY KEY (account_id, domain_id)
);
CREATE INDEX administrator_domain ON administrator (domain_id);

CREATE TABLE log_in_session (
    id         BIGINT PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    created_at BIGINT NOT NULL,
    seen_at    BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    address    TEXT NOT NULL,
    user_agent TEXT NOT NULL
);
CREATE INDEX log_in_session_account ON log_in_session (account_id);

-- Failed sign-ins, by account and by address, for slowing them down.
CREATE TABLE sign_in_failure (
    subject  TEXT PRIMARY KEY,
    failures BIGINT NOT NULL,
    last_at  BIGINT NOT NULL
);

CREATE TABLE api_key (
    id         BIGINT PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    name       TEXT NOT NULL,
    key_hash   TEXT NOT NULL UNIQUE,
    read_only  BOOLEAN NOT NULL,
    limited    BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT
);
CREATE TABLE api_key_domain (
    api_key_id BIGINT NOT NULL REFERENCES api_key (id) ON DELETE CASCADE,
    domain_id  BIGINT NOT NULL REFERENCES domain (id) ON DELETE CASCADE,
    PRIMARY KEY (api_key_id, domain_id)
);

-- Who changed what; survives the deletion of what it speaks of, so it references nothing.
CREATE TABLE history (
    id         BIGINT PRIMARY KEY,
    at         BIGINT NOT NULL,
    actor      TEXT NOT NULL,
    origin     TEXT NOT NULL,           -- an address, cli or api key NAME; empty when unknown
    domain_id  BIGINT,
    subject_id BIGINT,                  -- the entry or the domain it speaks of, however called
    object     TEXT NOT NULL,           -- such as user:jdoe@example.com
    action     TEXT NOT NULL,           -- such as change_mail
    before     TEXT,                    -- JSON without secrets
    after      TEXT,
    undoes     BIGINT                   -- the row it undoes
);
CREATE INDEX history_domain ON history (domain_id, id);
CREATE INDEX history_subject ON history (subject_id, id);
CREATE INDEX history_object ON history (object, id);
CREATE INDEX history_undoes ON history (undoes, id);
