// Domains of generated users, and the same content for Postfix's own tables.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ADMIN_PASSWORD, Console } from '../lib/console.mjs';
import { run } from '../lib/processes.mjs';
import { postmap } from './postmap.mjs';

export const DOMAIN = 'bench.example';

/**
 * A console that serves a domain of generated users.
 * @param {import('../lib/closing.mjs').Closing} closing
 * @param {{users: number, databaseUrl?: string}} what
 */
export async function filled(closing, { users, databaseUrl }) {
  const made = await Console.reserve(closing, { name: `${users}-users`, databaseUrl });
  await made.command(['bench-fill', DOMAIN, String(users)], { milliseconds: 600_000 });
  await made.command(['admin', 'set-password', 'admin0', '--password-stdin'], { input: `${ADMIN_PASSWORD}\n` });
  await made.start();
  return made;
}

/**
 * The routes of an SQLite database.
 * @param {string} database path
 * @returns {Promise<{address: string, hop: string}[]>}
 */
export async function routesIn(database) {
  const query = `SELECT address, hop FROM postfix_route WHERE address NOT LIKE '@%'`;
  const { stdout } = await run('sqlite3', ['-readonly', '-separator', ' ', database, query], { milliseconds: 120_000 });
  return stdout.split('\n').filter(Boolean).map((line) => {
    const at = line.indexOf(' ');
    return { address: line.slice(0, at), hop: line.slice(at + 1) };
  });
}

/**
 * Writes `hash:` tables of the same content.
 * @param {string} directory
 * @param {{address: string, hop: string}[]} routes
 * @returns {Promise<Record<'domains'|'recipients'|'transport'|'rewrite'|'refusals', string>>} table names for main.cf
 */
export async function hashTables(directory, routes) {
  const contents = {
    domains: `${DOMAIN} 1\n`,
    recipients: routes.map(({ address }) => `${address} 1\n`).join(''),
    transport: routes.map(({ address, hop }) => `${address} ${hop}\n`).join(''),
    rewrite: '',
    refusals: '',
  };
  const make = await postmap(directory);
  const tables = {};
  for (const [name, text] of Object.entries(contents)) {
    const path = join(directory, name);
    await writeFile(path, text);
    await make([`hash:${path}`]);
    tables[name] = `hash:${path}`;
  }
  return tables;
}

/**
 * @param {number} count
 * @param {string[]} from
 * @returns {string[]} picked evenly, in no order of the keys
 */
export function spread(count, from) {
  const step = 7919;
  return Array.from({ length: count }, (_, index) => from[(index * step) % from.length]);
}
