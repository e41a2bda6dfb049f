-- The script of each mailbox for which there is something to do, by the name of its domain and its
-- login, as Dovecot's dictionary reads it at each delivery: it asks for a
-- table, not a function, so its account may read this view and nothing else. `name` is what Pigeonhole calls the script.
CREATE VIEW dovecot_sieve (domain, login, name, script) AS
SELECT d.name,
       e.login,
       d.name,
       'require ["body", "copy", "date", "envelope", "fileinto", "imap4flags", "mailbox", "relational", "special-use", "vacation", "variables"]; set "dollar" "$";'
           || chr(10)
           || COALESCE(f.opening, '')
           || COALESCE(h.head, '')
           || CASE
               WHEN h.reply_active THEN COALESCE(
                   (SELECT string_agg('"' || replace(a.local_part, '$', '${dollar}') || '@' || n.name || '"', ', ')
                    FROM address a
                        JOIN domain_name n ON n.domain_id = a.domain_id AND (a.name IS NULL OR a.name = n.name)
                    WHERE a.entry_id = e.id),
                   '"' || e.login || '@' || d.name || '"')
               ELSE ''
           END
           || COALESCE(h.tail, '')
           || COALESCE(f.closing, '')
FROM domain d
    JOIN entry e ON e.domain_id = d.id AND e.kind IN ('user', 'shared_mailbox', 'resource')
    LEFT JOIN domain_filters f ON f.domain_id = d.id
    LEFT JOIN entry_handling h ON h.entry_id = e.id
WHERE f.opening <> '' OR h.head <> '';
