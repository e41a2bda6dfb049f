-- What Postfix and Dovecot are told, defined once for both databases.

-- Where mail goes, by address: the definition (`route_definition`, below). Postfix reads its copy,
-- `postfix_route`, which the console renews in the transaction of each change.
--
-- A row per address and name of the domain. A group's address never leads anywhere itself: its mail is
-- rewritten to the members before (`postfix_group`). An address that is none for Postfix (no email processing, or not ticked) has no row, so that it
-- is unknown like any other; only with a `+` in it does it need one, or the address before the `+`
-- would be tried in its place.
CREATE VIEW address_route
    (address, domain_id, entry_id, hop, refusal, rewrite_local, rewrite_from, rewrite_name)
AS
SELECT a.local_part || '@' || n.name,
       a.domain_id,
       a.entry_id,
       CASE
           WHEN e.suspended THEN 'refused:5.2.1 Mailbox disabled'
           WHEN e.kind = 'group' THEN 'refused:5.2.4 No member can be reached'
           WHEN e.mail_type = 'internal' THEN 'lmtp:' || s.endpoint
           WHEN e.mail_type = 'external' AND a.alternate AND d.relay_hop IS NOT NULL THEN 'relay:' || d.relay_hop
           WHEN d.forward_unknown THEN 'relay:' || d.relay_hop
           ELSE 'refused:5.1.1 User unknown'
       END,
       CASE
           WHEN e.suspended THEN '550 5.2.1 Mailbox disabled'
           WHEN e.kind = 'group' AND g.group_id IS NULL THEN '550 5.2.4 No member can be reached'
           WHEN e.kind = 'group' THEN NULL
           WHEN e.mail_type = 'internal' OR d.forward_unknown THEN NULL
           WHEN e.mail_type = 'external' AND a.alternate AND d.relay_hop IS NOT NULL THEN NULL
           ELSE '550 5.1.1 User unknown'
       END,
       -- The default address it is rewritten to: local part, where the recipient's tag begins, name.
       -- An address with a `+` that stays as it is stands for itself, for the same reason as above;
       -- a default address with a `+` takes no further tag.
       CASE
           WHEN f.id IS NOT NULL THEN f.local_part
           WHEN a.local_part LIKE '%+%' AND e.kind <> 'group' THEN a.local_part
       END,
       CASE WHEN COALESCE(f.local_part, a.local_part) LIKE '%+%' THEN 1000 ELSE length(a.local_part) + 1 END,
       CASE
           WHEN f.id IS NOT NULL THEN COALESCE(f.name, d.name)
           WHEN a.local_part LIKE '%+%' THEN n.name
       END
FROM address a
    JOIN entry e ON e.id = a.entry_id
    JOIN domain d ON d.id = a.domain_id
    JOIN domain_name n ON n.domain_id = a.domain_id AND (a.name IS NULL OR a.name = n.name)
    JOIN mailbox_server s ON s.id = COALESCE(e.mailbox_server_id, d.mailbox_server_id)
    LEFT JOIN postfix_group g ON g.group_id = e.id
    LEFT JOIN address f ON f.entry_id = a.entry_id
        AND f.is_default AND f.alternate
        AND d.deliver_to_default AND d.relay_hop IS NOT NULL
        AND e.mail_type = 'external' AND a.alternate AND NOT e.suspended
        AND (f.local_part <> a.local_part OR COALESCE(f.name, d.name) <> n.name)
WHERE e.suspended
    OR e.kind = 'group'
    OR e.mail_type = 'internal'
    OR (e.mail_type = 'external' AND a.alternate AND d.relay_hop IS NOT NULL)
    OR a.local_part LIKE '%+%';

-- Whom mail for a group reaches: each member with a mailbox here or elsewhere by its default address,
-- external users and members without email processing by their outside address. Who is suspended or
-- cannot be reached is left out.
CREATE VIEW group_recipient (group_id, recipient) AS
SELECT DISTINCT
       r.group_id,
       CASE
           WHEN m.mail_type IN ('internal', 'external')
               THEN a.local_part || '@' || COALESCE(a.name, d.name)
           ELSE m.outside_address
       END
FROM group_reach r
    JOIN entry h ON h.id = r.group_id AND NOT h.suspended
    JOIN entry m ON m.id = r.member_id AND m.kind <> 'group' AND NOT m.suspended
    JOIN domain d ON d.id = m.domain_id
    LEFT JOIN address a ON a.entry_id = m.id AND a.is_default
WHERE (m.mail_type = 'internal' AND a.id IS NOT NULL)
    OR (m.mail_type = 'external' AND a.id IS NOT NULL
        AND ((a.alternate AND d.relay_hop IS NOT NULL) OR d.forward_unknown))
    OR (COALESCE(m.mail_type, 'none') = 'none' AND m.outside_address IS NOT NULL);

-- A row `@name` per name of a domain that forwards unknown addresses.
CREATE VIEW fallback_route (address, domain_id, hop) AS
SELECT '@' || n.name, d.id, 'relay:' || d.relay_hop
FROM domain d
    JOIN domain_name n ON n.domain_id = d.id
WHERE d.forward_unknown;

CREATE VIEW route_definition
    (address, domain_id, entry_id, hop, refusal, rewrite_local, rewrite_from, rewrite_name)
AS
SELECT address, domain_id, entry_id, hop, refusal, rewrite_local, rewrite_from, rewrite_name
FROM address_route
UNION ALL
SELECT address, domain_id, CAST(NULL AS BIGINT), hop, CAST(NULL AS TEXT), CAST(NULL AS TEXT),
       CAST(NULL AS BIGINT), CAST(NULL AS TEXT)
FROM fallback_route;

-- Who may log in to a mailbox, by a login at any name of the domain (preference 0) or by an address
-- (1). Postfix asks for `smtp` and gets no row for people whose mailbox is not here: it would let
-- them send whatever `nologin` says.
CREATE VIEW dovecot_passdb (name, local_part, preference, mailbox, password, reason) AS
SELECT n.name,
       e.login,
       0,
       e.login || '@' || d.name,
       '{ARGON2ID}' || c.password_hash,
       CASE
           WHEN e.suspended THEN 'This account is suspended'
           WHEN e.mail_type = 'external' THEN 'Your mailbox is on the alternate mail server'
           WHEN e.mail_type = 'none' THEN 'This account has no mailbox'
       END
FROM domain_name n
    JOIN domain d ON d.id = n.domain_id
    JOIN entry e ON e.domain_id = n.domain_id
    JOIN account c ON c.entry_id = e.id
WHERE c.password_hash IS NOT NULL
UNION ALL
SELECT n.name,
       a.local_part,
       1,
       e.login || '@' || d.name,
       '{ARGON2ID}' || c.password_hash,
       CASE
           WHEN e.suspended THEN 'This account is suspended'
           WHEN e.mail_type = 'external' THEN 'Your mailbox is on the alternate mail server'
           WHEN e.mail_type = 'none' THEN 'This account has no mailbox'
       END
FROM domain_name n
    JOIN domain d ON d.id = n.domain_id
    JOIN address a ON a.domain_id = n.domain_id AND (a.name IS NULL OR a.name = n.name)
    JOIN entry e ON e.id = a.entry_id
    JOIN account c ON c.entry_id = e.id
WHERE c.password_hash IS NOT NULL;

-- Whose mailbox a name means, by login (preference 0) or by address (1).
CREATE VIEW dovecot_userdb (name, local_part, preference, mailbox, hosted, quota_rule) AS
SELECT n.name,
       e.login,
       0,
       e.login || '@' || d.name,
       e.mail_type = 'internal' AND NOT e.suspended,
       '*:storage=' || e.quota_kib || 'K'
FROM domain_name n
    JOIN domain d ON d.id = n.domain_id
    JOIN entry e ON e.domain_id = n.domain_id AND e.kind IN ('user', 'shared_mailbox', 'resource')
UNION ALL
SELECT n.name,
       a.local_part,
       1,
       e.login || '@' || d.name,
       e.mail_type = 'internal' AND NOT e.suspended,
       '*:storage=' || e.quota_kib || 'K'
FROM domain_name n
    JOIN domain d ON d.id = n.domain_id
    JOIN address a ON a.domain_id = n.domain_id AND (a.name IS NULL OR a.name = n.name)
    JOIN entry e ON e.id = a.entry_id AND e.kind IN ('user', 'shared_mailbox', 'resource');
