import { existsSync } from 'node:fs';

/**
 * What a real mail system needs of this machine.
 * @returns {string | false} why these tests cannot run here, for the `skip` of a test; in continuous integration nothing is skipped
 */
export function mailCannotRun() {
  const missing = [];
  if (process.getuid() !== 0) missing.push('root');
  for (const program of ['/usr/sbin/postfix', '/usr/sbin/dovecot', '/usr/bin/sievec', '/usr/lib/postfix/postfix-sqlite.so', '/usr/lib/postfix/postfix-pgsql.so']) {
    if (!existsSync(program)) missing.push(program);
  }
  if (missing.length === 0) return false;
  const why = `SKIPPED, real mail was not tested: this needs ${missing.join(', ')}`;
  if (process.env.CI) throw new Error(why);
  process.stderr.write(`${why}\n`);
  return why;
}
