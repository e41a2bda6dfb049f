-- The moment of the look-up, in seconds since 1970: Dovecot asks without the console.
CREATE VIEW clock (seconds) AS SELECT CAST(strftime('%s', 'now') AS BIGINT);
