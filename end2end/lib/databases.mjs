// The two kinds of database that everything is proved on.
import { Postgres } from './postgres.mjs';

/** @typedef {'SQLite'|'PostgreSQL'} Kind */

/** @type {Kind[]} */
export const KINDS = ['SQLite', 'PostgreSQL'];

/**
 * @param {import('./closing.mjs').Closing} closing
 * @param {Kind} kind
 * @returns {Promise<{url: (name: string) => Promise<string | undefined>, postgres: Postgres | undefined}>}
 *   `url` makes an empty database; undefined stands for an SQLite file that the console makes itself
 */
export async function databases(closing, kind) {
  if (kind === 'SQLite') return { url: async () => undefined, postgres: undefined };
  const postgres = await Postgres.start(closing);
  return { url: (name) => postgres.createDatabase(name), postgres };
}
