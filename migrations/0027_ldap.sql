-- LDAP import: where a domain's directory is.

CREATE TABLE ldap_import (
    domain_id     BIGINT PRIMARY KEY REFERENCES domain (id) ON DELETE CASCADE,
    settings      TEXT NOT NULL,        -- JSON, without the password
    bind_password TEXT,                 -- as the directory takes it; shown to nobody
    every_minutes BIGINT,               -- NULL: by hand only
    next_at       BIGINT,               -- when the next scheduled import is due; moved on by whoever takes it up
    version       BIGINT NOT NULL
);
CREATE INDEX ldap_import_next ON ldap_import (next_at);
