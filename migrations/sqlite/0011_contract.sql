-- The copy of `route_definition` that Postfix reads. One table and one key: a look-up is a single
-- descent, whatever the size of the installation, and its statement is short, which is most of its
-- cost (Postfix prepares it anew each time).
CREATE TABLE postfix_route (
    address       TEXT NOT NULL PRIMARY KEY,
    domain_id     BIGINT NOT NULL,
    entry_id      BIGINT REFERENCES entry (id) ON DELETE CASCADE,
    hop           TEXT NOT NULL,
    refusal       TEXT,
    rewrite_local TEXT,
    rewrite_from  BIGINT,
    rewrite_name  TEXT
) WITHOUT ROWID;
CREATE INDEX postfix_route_entry ON postfix_route (entry_id) WHERE entry_id IS NOT NULL;
CREATE INDEX postfix_route_fallback ON postfix_route (domain_id) WHERE entry_id IS NULL;

-- Postfix's SQLite may be older than ours and reads the whole schema: no ORDER BY inside an aggregate.
CREATE VIEW group_definition (group_id, recipients) AS
SELECT group_id, group_concat(recipient, ', ')
FROM (SELECT group_id, recipient FROM group_recipient ORDER BY group_id, recipient)
GROUP BY group_id;
