-- The copy of `route_definition` that Postfix reads, and the functions through which it and Dovecot
-- read: a function keeps its plans for the session, a query would be planned anew each time.
CREATE TABLE postfix_route (
    address       TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    domain_id     BIGINT NOT NULL,
    entry_id      BIGINT REFERENCES entry (id) ON DELETE CASCADE,
    hop           TEXT NOT NULL,
    refusal       TEXT,
    rewrite_local TEXT,
    rewrite_from  BIGINT,
    rewrite_name  TEXT
);
CREATE INDEX postfix_route_entry ON postfix_route (entry_id) WHERE entry_id IS NOT NULL;
CREATE INDEX postfix_route_fallback ON postfix_route (domain_id) WHERE entry_id IS NULL;

CREATE VIEW group_definition (group_id, recipients) AS
SELECT group_id, string_agg(recipient, ', ' ORDER BY recipient COLLATE "C")
FROM group_recipient
GROUP BY group_id;

-- Passwords of the accounts of Postfix and Dovecot, made by the console, the same for every machine
-- that is configured with `signalbox postfix-config` or `dovecot-config`.
CREATE TABLE contract_role (
    role     TEXT PRIMARY KEY,
    password TEXT NOT NULL
);

-- All stored names and local parts are ASCII. So it does not matter that Postfix before 3.8 talks
-- LATIN1 and takes the bytes of UTF-8 for characters: they never match, and go back as they came.
--
-- Postfix's functions run with its own rights: its account may read `postfix_route`, `postfix_group`
-- and the names of domains, and nothing else. One row after the other, because most recipients are found at once.

CREATE FUNCTION postfix_domain(asked text) RETURNS SETOF text
    LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 1 AS $$
BEGIN
    PERFORM 1 FROM domain_name WHERE name = asked;
    IF FOUND THEN
        RETURN NEXT '1';
    END IF;
END $$;

CREATE FUNCTION postfix_transport(u text, d text) RETURNS SETOF text
    LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 1 AS $$
DECLARE
    found_hop text;
BEGIN
    SELECT hop INTO found_hop FROM postfix_route WHERE address = u || '@' || d;
    IF found_hop IS NULL AND strpos(u, '+') > 0 THEN
        SELECT hop INTO found_hop FROM postfix_route WHERE address = split_part(u, '+', 1) || '@' || d;
    END IF;
    IF found_hop IS NULL THEN
        SELECT hop INTO found_hop FROM postfix_route WHERE address = '@' || d;
    END IF;
    IF found_hop IS NOT NULL THEN
        RETURN NEXT found_hop;
    END IF;
END $$;

CREATE FUNCTION postfix_recipient(u text, d text) RETURNS SETOF text
    LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 1 AS $$
BEGIN
    PERFORM 1 FROM postfix_transport(u, d);
    IF FOUND THEN
        RETURN NEXT '1';
    END IF;
END $$;

CREATE FUNCTION postfix_refusal(u text, d text) RETURNS text
    LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
    reply text;
BEGIN
    SELECT COALESCE(refusal, 'DUNNO') INTO reply FROM postfix_route WHERE address = u || '@' || d;
    IF reply IS NULL AND strpos(u, '+') > 0 THEN
        SELECT COALESCE(refusal, 'DUNNO') INTO reply FROM postfix_route
            WHERE address = split_part(u, '+', 1) || '@' || d;
    END IF;
    IF reply IS NULL THEN
        SELECT 'DUNNO' INTO reply FROM postfix_route WHERE address = '@' || d;
    END IF;
    IF reply IS NULL THEN
        SELECT '550 5.1.1 User unknown' INTO reply FROM domain_name WHERE name = d;
    END IF;
    RETURN COALESCE(reply, 'DUNNO');
END $$;

-- The members of a group; or the default address, with the tag unless that is an address of somebody's.
CREATE FUNCTION postfix_rewrite(u text, d text) RETURNS SETOF text
    LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 1 AS $$
DECLARE
    route postfix_route;
    tagged text;
    members text;
BEGIN
    SELECT * INTO route FROM postfix_route WHERE address = u || '@' || d;
    IF NOT FOUND AND strpos(u, '+') > 0 THEN
        SELECT * INTO route FROM postfix_route WHERE address = split_part(u, '+', 1) || '@' || d;
    END IF;
    IF route.rewrite_local IS NULL THEN
        SELECT recipients INTO members FROM postfix_group WHERE group_id = route.entry_id;
        IF FOUND THEN
            RETURN NEXT members;
        END IF;
        RETURN;
    END IF;
    tagged := route.rewrite_local || substr(u, route.rewrite_from::int) || '@' || route.rewrite_name;
    IF EXISTS (SELECT 1 FROM postfix_route WHERE address = tagged) THEN
        tagged := route.rewrite_local || '@' || route.rewrite_name;
    END IF;
    RETURN NEXT tagged;
END $$;

-- Dovecot's functions run with the rights of the owner: its account sees no table, so it cannot
-- read everybody's password.

CREATE FUNCTION dovecot_passdb(u text, d text, service text)
    RETURNS TABLE (mailbox text, password text, nologin text, reason text)
    LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER ROWS 1 AS $$
BEGIN
    RETURN QUERY SELECT x.mailbox, x.password, CASE WHEN x.reason IS NOT NULL THEN 'y' END, x.reason
        FROM (SELECT p.* FROM dovecot_passdb p WHERE p.name = d AND p.local_part = u
            ORDER BY p.preference LIMIT 1) x
        WHERE x.reason IS NULL OR service NOT IN ('smtp', 'submission');
END $$;

CREATE FUNCTION dovecot_userdb(u text, d text, service text)
    RETURNS TABLE (mailbox text, quota_rule text)
    LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER ROWS 1 AS $$
BEGIN
    RETURN QUERY SELECT x.mailbox, x.quota_rule
        FROM (SELECT p.* FROM dovecot_userdb p
            WHERE p.name = d AND p.local_part IN (u, COALESCE(NULLIF(split_part(u, '+', 1), ''), u))
                AND p.preference >= CASE WHEN service = 'lmtp' THEN 1 ELSE 0 END
            ORDER BY p.preference, length(p.local_part) DESC LIMIT 1) x
        WHERE x.hosted;
END $$;

CREATE FUNCTION dovecot_mailboxes() RETURNS SETOF text
    LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER AS $$
    SELECT p.mailbox FROM dovecot_userdb p
        WHERE p.preference = 0 AND p.hosted AND p.mailbox = p.local_part || '@' || p.name
$$;

DO $$
DECLARE
    f regprocedure;
BEGIN
    FOR f IN SELECT oid::regprocedure FROM pg_proc
        WHERE pronamespace = current_schema()::regnamespace
            AND (proname LIKE 'postfix\_%' OR proname LIKE 'dovecot\_%')
    LOOP
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    END LOOP;
    FOR f IN SELECT oid::regprocedure FROM pg_proc
        WHERE pronamespace = current_schema()::regnamespace AND proname LIKE 'dovecot\_%'
    LOOP
        -- With the rights of the owner, so nothing of the caller's may stand in for a table.
        EXECUTE format('ALTER FUNCTION %s SET search_path = %I, pg_temp', f, current_schema());
    END LOOP;
END $$;
