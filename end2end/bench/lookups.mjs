// Lookups per second of each table that the console generates, beside a `hash:` table of the same content.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Postgres } from '../lib/postgres.mjs';
import { DOMAIN, filled, hashTables, routesIn, spread } from './filled.mjs';
import { postmap } from './postmap.mjs';

/** Files of the contract by what they answer. */
const TABLES = { 'domains.cf': 'domains', 'recipients.cf': 'recipients', 'transport.cf': 'transport', 'rewrite.cf': 'rewrite', 'refusals.cf': 'refusals' };

const KEYS = 30_000;
const ROUNDS = 3;

/** Best of several rounds, in lookups a second, without the start of the program. */
async function rate(query, table, keys) {
  const ask = async (input) => {
    const began = process.hrtime.bigint();
    await query(['-q', '-', table], `${input.join('\n')}\n`);
    return Number(process.hrtime.bigint() - began) / 1e9;
  };
  const times = [];
  for (let round = 0; round < ROUNDS; round += 1) times.push((await ask(keys)) - (await ask(keys.slice(0, 1))));
  return keys.length / Math.min(...times);
}

/** The same users in a database of each kind, with the files for Postfix. */
async function contracts(closing, users) {
  const postgres = await Postgres.start(closing);
  const made = {};
  for (const [prefix, databaseUrl] of [['sqlite', undefined], ['pgsql', await postgres.createDatabase(`bench${users}`)]]) {
    const console = await filled(closing, { users, databaseUrl });
    const directory = await closing.directory(`contract-${prefix}`);
    await console.writeContract('postfix-config', directory);
    made[prefix] = { console, directory };
  }
  return made;
}

/**
 * @param {import('../lib/closing.mjs').Closing} closing
 * @param {(line: string) => void} say
 */
export async function lookups(closing, say) {
  for (const users of [100_000, 1_000_000].map((addresses) => addresses / 2)) {
    const made = await contracts(closing, users);
    const routes = await routesIn(made.sqlite.console.database);
    const hashes = await closing.directory('hash');
    const hash = await hashTables(hashes, routes);
    const query = await postmap(hashes);
    const keys = { domains: spread(KEYS, [DOMAIN]) };
    const addresses = spread(KEYS, routes.map(({ address }) => address));
    say(`${routes.length} addresses; lookups a second and ratio to hash:`);
    for (const file of (await readdir(made.sqlite.directory)).filter((name) => name in TABLES).sort()) {
      const name = TABLES[file];
      const asked = keys[name] ?? addresses;
      const base = await rate(query, hash[name], asked);
      const figures = [`hash ${Math.round(base)}`];
      for (const prefix of ['sqlite', 'pgsql']) {
        const measured = await rate(query, `${prefix}:${join(made[prefix].directory, file)}`, asked);
        figures.push(`${prefix} ${Math.round(measured)} (${(measured / base).toFixed(3)})`);
      }
      say(`  ${name.padEnd(10)} ${figures.join('   ')}`);
    }
  }
}
