-- The copy of `route_definition` that Postfix reads, and the functions through which it and Dovecot
-- read: their accounts may call these and see no table. A function keeps its plan for the session.
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

-- Passwords of the accounts of Postfix and Dovecot, made by the console, the same for every machine
-- that is configured with `signalbox postfix-config` or `dovecot-config`.
CREATE TABLE contract_role (
    role     TEXT PRIMARY KEY,
    password TEXT NOT NULL
);

-- All stored names and local parts are ASCII. So it does not matter that Postfix before 3.8 talks
-- LATIN1 and takes the bytes of UTF-8 for characters: they never match, and go back as they came.

-- The local part before a `+tag`; itself when there is none or nothing before it.
CREATE FUNCTION postfix_base(u text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
    $$ SELECT COALESCE(NULLIF(split_part(u, '+', 1), ''), u) $$;

CREATE FUNCTION postfix_domain(name_asked text) RETURNS SETOF text
    LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER ROWS 1 AS $$
BEGIN
    RETURN QUERY SELECT '1'::text FROM domain_name WHERE name = name_asked;
END $$;

CREATE FUNCTION postfix_recipient(u text, d text) RETURNS SETOF text
    LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER ROWS 1 AS $$
BEGIN
    RETURN QUERY SELECT '1'::text FROM postfix_route
        WHERE address IN (u || '@' || d, postfix_base(u) || '@' || d, '@' || d) LIMIT 1;
END $$;

CREATE FUNCTION postfix_transport(u text, d text) RETURNS SETOF text
    LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER ROWS 1 AS $$
BEGIN
    RETURN QUERY SELECT hop FROM postfix_route
        WHERE address IN (u || '@' || d, postfix_base(u) || '@' || d, '@' || d)
        ORDER BY length(address) DESC LIMIT 1;
END $$;

-- DUNNO for an address that is in order, so that Postfix does not go on to the one before the `+`.
CREATE FUNCTION postfix_refusal(u text, d text) RETURNS SETOF text
    LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER ROWS 1 AS $$
BEGIN
    RETURN QUERY SELECT COALESCE(refusal, 'DUNNO') FROM postfix_route
        WHERE address IN (u || '@' || d, postfix_base(u) || '@' || d)
        ORDER BY length(address) DESC LIMIT 1;
END $$;

-- The default address, with the tag unless that is an address of somebody's.
CREATE FUNCTION postfix_rewrite(u text, d text) RETURNS SETOF text
    LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER ROWS 1 AS $$
DECLARE
    route postfix_route;
    tagged text;
BEGIN
    SELECT * INTO route FROM postfix_route
        WHERE address IN (u || '@' || d, postfix_base(u) || '@' || d)
        ORDER BY length(address) DESC LIMIT 1;
    IF route.rewrite_local IS NULL THEN
        RETURN;
    END IF;
    tagged := route.rewrite_local || substr(u, route.rewrite_from::int) || '@' || route.rewrite_name;
    IF EXISTS (SELECT 1 FROM postfix_route WHERE address = tagged) THEN
        tagged := route.rewrite_local || '@' || route.rewrite_name;
    END IF;
    RETURN NEXT tagged;
END $$;

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
            WHERE p.name = d AND p.local_part IN (u, postfix_base(u))
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
            AND proname IN ('postfix_domain', 'postfix_recipient', 'postfix_transport', 'postfix_refusal',
                'postfix_rewrite', 'dovecot_passdb', 'dovecot_userdb', 'dovecot_mailboxes')
    LOOP
        -- With the rights of the owner, so nothing of the caller's may stand in for a table.
        EXECUTE format('ALTER FUNCTION %s SET search_path = %I, pg_temp', f, current_schema());
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    END LOOP;
END $$;
