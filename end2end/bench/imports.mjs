// A file of many new users brought in by the command line, beside the same rows inserted bare.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Console } from '../lib/console.mjs';
import { run } from '../lib/processes.mjs';
import { DOMAIN } from './filled.mjs';

const USERS = 100_000;
const MINUTES = 60_000;
const FIRST = ['Alice', 'Bruno', 'Chloé', 'Dmitri', 'Elif', 'Farid', 'Greta', 'Hugo', 'Iris', 'Jörg'];
const LAST = ['Adler', 'Bernard', 'Costa', 'Dubois', 'Eriksen', 'Fischer', 'García', 'Horvat', 'Ivanova'];
/** What an import writes, in an order in which it can be inserted. */
const TABLES = ['entry', 'address', 'account', 'entry_word', 'postfix_route'];

/** Each user with a name, two addresses and a size. */
function file() {
  const lines = ['login,first_name,last_name,addresses,quota'];
  for (let number = 0; number < USERS; number += 1) {
    const at = (number * 7919) % USERS;
    lines.push(`u${at},${FIRST[at % FIRST.length]},${LAST[at % LAST.length]} ${at},u${at}@* ${FIRST[at % FIRST.length].normalize('NFD').replace(/\W/g, '')}.${at}@*,1 GiB`);
  }
  return lines.join('\n');
}

async function seconds(work) {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

/** The rows of an import, inserted with nothing else in one transaction into another database of the same schema. */
async function bare(closing, from) {
  const empty = await Console.reserve(closing, { name: 'bare' });
  await empty.command(['migrate']);
  const dumps = TABLES.map((table) => `.dump --data-only ${table}`);
  const { stdout: dump } = await run('sqlite3', [from.database, ...dumps], { milliseconds: 5 * MINUTES });
  const rows = dump.split('\n').filter((line) => line.startsWith('INSERT'));
  const script = join(await closing.directory('bare-rows'), 'rows.sql');
  await writeFile(script, ['PRAGMA foreign_keys=OFF;', 'BEGIN;', ...rows, 'COMMIT;'].join('\n'));
  return seconds(() => run('sqlite3', [empty.database, `.read ${script}`], { milliseconds: 5 * MINUTES }));
}

/**
 * @param {import('../lib/closing.mjs').Closing} closing
 * @param {(line: string) => void} say
 */
export async function imports(closing, say) {
  const made = await Console.reserve(closing, { name: 'imports' });
  await made.command(['bench-fill', DOMAIN, '0']);
  const path = join(made.directory, 'users.csv');
  await writeFile(path, file());
  const command = (...args) => seconds(() => made.command(args, { milliseconds: 10 * MINUTES }));
  const dry = await command('import', DOMAIN, path, '--dry-run');
  const done = await command('import', DOMAIN, path);
  const again = await command('import', DOMAIN, path);
  const inserts = await bare(closing, made);
  const rate = (time) => `${time.toFixed(1)} s, ${Math.round(USERS / time)} users a second`;
  say(`${USERS} users, SQLite`);
  say(`  looked at (--dry-run): ${rate(dry)}`);
  say(`  imported: ${rate(done)}`);
  say(`  imported again, nothing changes: ${rate(again)}`);
  say(`  the same rows inserted bare: ${inserts.toFixed(1)} s; the import takes ${(done / inserts).toFixed(1)} times as long`);
}
