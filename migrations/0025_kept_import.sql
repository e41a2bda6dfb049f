-- A file that was read and looked at, kept until it is applied: what is applied is what was looked at,
-- whichever process answers. Passwords are kept as hashes only.
CREATE TABLE kept_import (
    id         BIGINT PRIMARY KEY,
    domain_id  BIGINT NOT NULL REFERENCES domain (id) ON DELETE CASCADE,
    account_id BIGINT NOT NULL,
    file_name  TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX kept_import_domain ON kept_import (domain_id);
CREATE INDEX kept_import_age ON kept_import (created_at);

-- Its records, as JSON, some thousands to a row.
CREATE TABLE kept_import_part (
    import_id BIGINT NOT NULL REFERENCES kept_import (id) ON DELETE CASCADE,
    position  BIGINT NOT NULL,
    records   TEXT NOT NULL,
    PRIMARY KEY (import_id, position)
);
