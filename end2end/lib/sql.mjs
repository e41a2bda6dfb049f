// SQL behind the console's back: what no page and no call can make, such as a password of last year.
import { run } from './processes.mjs';

/**
 * @param {import('./console.mjs').Console} console
 * @param {string} text
 * @returns {Promise<string>} what the database's own shell prints
 */
export async function sql(console, text) {
  const { stdout } = console.database
    ? await run('sqlite3', [console.database, `.timeout 10000`, text])
    : await run('psql', ['-qAtX', '-v', 'ON_ERROR_STOP=1', '-c', text, console.databaseUrl]);
  return stdout.trim();
}
