// One domain on two systems. The master knows everybody; the slave knows its own people and sends the rest to the master.
import { relay } from '../lib/relay.mjs';
import { MailSystem } from '../lib/mail_system.mjs';

export const DOMAIN = 'shared.example';
export const ALIAS = 'also-shared.example';

/** One row of an address table. */
export const address = (localPart, options = {}) => ({ local_part: localPart, domain: null, default: false, alternate: true, ...options });

/**
 * @param {import('../lib/console.mjs').Console} console
 * @param {string} login
 * @param {'internal'|'external'|'none'} type
 * @param {{addresses?: object[], domain?: string, suspended?: boolean, password?: string}} [options] one address like the login unless given
 */
export async function addUser(console, login, type, { addresses = [address(login)], domain = DOMAIN, suspended = false, password } = {}) {
  const rows = addresses.map((row, at) => ({ ...row, default: at === 0 }));
  await console.api('POST', `/domains/${domain}/users`, { login, last_name: login, password, mail: { type, addresses: rows } });
  if (suspended) await console.api('PATCH', `/domains/${domain}/users/${login}`, { suspended: true });
}

async function addDomain(console, routing) {
  await console.api('POST', '/domains', { name: DOMAIN, description: '', aliases: [ALIAS], mailbox_server: 'default' });
  await console.api('PUT', `/domains/${DOMAIN}/mail-routing`, routing);
}

async function fillMaster(console, slave) {
  await addDomain(console, { relay: slave.postfix.address, forward_unknown: false });
  await addUser(console, 'mona', 'internal');
  await addUser(console, 'alan', 'external');
  await addUser(console, 'petra', 'external', { addresses: [address('petra', { domain: DOMAIN }), address('petra.old', { alternate: false })] });
  await addUser(console, 'nora', 'none');
  await addUser(console, 'sven', 'internal', { suspended: true });
  await addUser(console, 'susi', 'external');
  await addUser(console, 'elsa', 'internal');
  await addUser(console, 'emil', 'internal');
}

async function fillSlave(console, master) {
  await addDomain(console, { relay: master.postfix.address, forward_unknown: true });
  await addUser(console, 'alan', 'internal');
  await addUser(console, 'petra', 'internal');
  await addUser(console, 'susi', 'internal', { suspended: true });
  await addUser(console, 'elsa', 'external', { addresses: [address('elsa')] });
  await addUser(console, 'emil', 'external', { addresses: [address('e.mil'), address('emil', { alternate: false })] });
}

/**
 * Starts both systems and fills them.
 * @param {import('../lib/closing.mjs').Closing} closing
 * @param {{url: (name: string) => Promise<string | undefined>}} database
 * @returns {Promise<{master: MailSystem, slave: MailSystem, surroundings: {systems: MailSystem[], ends: object[]}}>}
 */
export async function splitDomain(closing, database) {
  const internet = await relay(closing, 'internet', '127.77.0.40');
  const master = await MailSystem.start(closing, { name: 'master', host: '127.77.0.11', internet, databaseUrl: await database.url('master') });
  const slave = await MailSystem.start(closing, { name: 'slave', host: '127.77.0.12', internet, databaseUrl: await database.url('slave') });
  await fillMaster(master.console, slave);
  await fillSlave(slave.console, master);
  return { master, slave, surroundings: { systems: [master, slave], ends: [internet] } };
}
