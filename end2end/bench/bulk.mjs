// The mail type of a whole domain's users changed through the API, beside the bare statements that leave the same
// rows in a copy of the database.
import { join } from 'node:path';
import { run } from '../lib/processes.mjs';
import { DOMAIN, filled } from './filled.mjs';

const USERS = 100_000;
const MINUTES = 60_000;

async function seconds(work) {
  const began = performance.now();
  const result = await work();
  return { time: (performance.now() - began) / 1000, result };
}

/** One transaction, durable as the console's are. */
const BARE = `
PRAGMA synchronous=FULL;
CREATE TEMP TABLE changed (id INTEGER PRIMARY KEY);
INSERT INTO changed SELECT id FROM entry WHERE mail_type = 'internal';
BEGIN IMMEDIATE;
UPDATE entry SET mail_type = 'external', version = version + 1 WHERE id IN (SELECT id FROM changed);
DELETE FROM postfix_route WHERE entry_id IN (SELECT id FROM changed);
INSERT INTO postfix_route (address, domain_id, entry_id, hop, refusal, rewrite_local, rewrite_from, rewrite_name)
  SELECT address, domain_id, entry_id, hop, refusal, rewrite_local, rewrite_from, rewrite_name
  FROM address_route WHERE entry_id IN (SELECT id FROM changed);
COMMIT;`;

/**
 * @param {import('../lib/closing.mjs').Closing} closing
 * @param {(line: string) => void} say
 */
export async function bulk(closing, say) {
  const console = await filled(closing, { users: USERS });
  await console.api('PUT', `/domains/${DOMAIN}/mail-routing`, { relay: '127.77.0.9:2525', forward_unknown: false });
  const copy = join(console.directory, 'bare.db');
  await console.command(['backup', copy], { milliseconds: 5 * MINUTES });
  const change = (type, more) => seconds(() => console.api('POST', `/domains/${DOMAIN}/mail-type`, { filter: { mail_type: type === 'external' ? 'internal' : 'external' }, type, ...more }));
  const preview = await change('external', { dry_run: true });
  const changed = await change('external');
  const bare = await seconds(() => run('sqlite3', ['-bail', copy, BARE], { milliseconds: 5 * MINUTES }));
  say(`${changed.result.changed} of ${USERS} users, SQLite`);
  say(`  preview: ${preview.time.toFixed(2)} s`);
  say(`  changed: ${changed.time.toFixed(1)} s`);
  say(`  the bare statements: ${bare.time.toFixed(1)} s; the change takes ${(changed.time / bare.time).toFixed(2)} times as long`);
}
