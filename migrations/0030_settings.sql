-- What people read in, and what their passwords must be.

ALTER TABLE domain ADD COLUMN date_format TEXT NOT NULL DEFAULT 'yyyy-MM-dd';
ALTER TABLE domain ADD COLUMN time_format TEXT NOT NULL DEFAULT 'HH:mm';
ALTER TABLE domain ADD COLUMN password_min_length BIGINT NOT NULL DEFAULT 8;
ALTER TABLE domain ADD COLUMN password_lifetime_days BIGINT;    -- NULL: passwords do not expire
-- When the lifetime was set or shortened: no password is counted from before, so that this alone
-- locks nobody out.
ALTER TABLE domain ADD COLUMN password_lifetime_from BIGINT NOT NULL DEFAULT 0;

ALTER TABLE entry ADD COLUMN job_title TEXT NOT NULL DEFAULT '';
ALTER TABLE entry ADD COLUMN department TEXT NOT NULL DEFAULT '';
ALTER TABLE entry ADD COLUMN phone TEXT NOT NULL DEFAULT '';

-- NULL, like `language`: the domain's.
ALTER TABLE account ADD COLUMN time_zone TEXT;
ALTER TABLE account ADD COLUMN date_format TEXT;
ALTER TABLE account ADD COLUMN time_format TEXT;
ALTER TABLE account ADD COLUMN password_changed_at BIGINT;      -- NULL: not known
ALTER TABLE account ADD COLUMN password_never_expires BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE account ADD COLUMN last_sign_in_at BIGINT;          -- to the console

-- Few choose their own: so they are counted without reading everybody.
CREATE INDEX account_own_settings ON account (entry_id)
    WHERE language IS NOT NULL OR time_zone IS NOT NULL OR date_format IS NOT NULL OR time_format IS NOT NULL;

-- When the password of an account expires, in seconds since 1970; NULL for never.
CREATE VIEW password_expiry (account_id, expires_at) AS
SELECT c.id,
       CASE
           WHEN c.password_never_expires THEN NULL
           WHEN COALESCE(c.password_changed_at, c.created_at) > d.password_lifetime_from
               THEN COALESCE(c.password_changed_at, c.created_at) + d.password_lifetime_days * 86400
           ELSE d.password_lifetime_from + d.password_lifetime_days * 86400
       END
FROM account c
    JOIN entry e ON e.id = c.entry_id
    JOIN domain d ON d.id = e.domain_id;

-- Whoever has a password, by login and mailbox, and why he may not log in to the mailbox with it.
CREATE VIEW log_in (domain_id, entry_id, login, mailbox, password, reason) AS
SELECT e.domain_id,
       e.id,
       e.login,
       e.login || '@' || d.name,
       '{ARGON2ID}' || c.password_hash,
       CASE
           WHEN e.suspended THEN 'This account is suspended'
           WHEN e.mail_type = 'external' THEN 'Your mailbox is on the alternate mail server'
           WHEN e.mail_type = 'none' THEN 'This account has no mailbox'
           WHEN c.must_change THEN 'Your password must be changed first'
           WHEN x.expires_at <= (SELECT seconds FROM clock) THEN 'Your password has expired'
       END
FROM entry e
    JOIN domain d ON d.id = e.domain_id
    JOIN account c ON c.entry_id = e.id
    JOIN password_expiry x ON x.account_id = c.id
WHERE e.kind = 'user' AND c.password_hash IS NOT NULL;

-- As before, by a login at any name of the domain (preference 0) or by an address (1). Postfix asks
-- for `smtp` and gets no row for people who may not log in: it would let them send whatever `nologin`
-- says.
DROP VIEW dovecot_passdb;
CREATE VIEW dovecot_passdb (name, local_part, preference, mailbox, password, reason) AS
SELECT n.name, l.login, 0, l.mailbox, l.password, l.reason
FROM domain_name n
    JOIN log_in l ON l.domain_id = n.domain_id
UNION ALL
SELECT n.name, a.local_part, 1, l.mailbox, l.password, l.reason
FROM domain_name n
    JOIN address a ON a.domain_id = n.domain_id AND (a.name IS NULL OR a.name = n.name)
    JOIN log_in l ON l.entry_id = a.entry_id;
