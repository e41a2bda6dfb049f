// One domain with an entry of every kind, and groups that hold them.
import { relay } from '../lib/relay.mjs';
import { MailSystem } from '../lib/mail_system.mjs';
import { addUser as addUserOf, address } from './split_domain.mjs';

export const DOMAIN = 'grouped.example';
export const ALIAS = 'also-grouped.example';
/** More than Postfix expands on its own (virtual_alias_expansion_limit 1000). */
export const MANY = 3000;

const addUser = (console, login, type, options = {}) => addUserOf(console, login, type, { domain: DOMAIN, ...options });

/** Creates a group with an address like its name. */
export const addGroup = (console, name, members) =>
  console.api('POST', `/domains/${DOMAIN}/groups`, { name, addresses: [address(name)], members });

async function addEveryKind(console) {
  await addUser(console, 'hanna', 'internal');
  await addUser(console, 'erik', 'internal', { addresses: [address('erik.e', { domain: ALIAS }), address('erik')] });
  await addUser(console, 'alan', 'external');
  await addUser(console, 'ulla', 'external', { addresses: [address('ulla', { alternate: false })] });
  await addUser(console, 'sven', 'internal', { suspended: true });
  await addUser(console, 'nora', 'none', { addresses: [address('nora')] });
  const create = (folder, entry) => console.api('POST', `/domains/${DOMAIN}/${folder}`, entry);
  await create('external-users', { name: 'partner', address: 'p@elsewhere.example' });
  await create('shared-mailboxes', { name: 'info', mail: { type: 'internal', addresses: [address('info', { default: true }), address('contact')] } });
  await create('shared-mailboxes', { name: 'archive', mail: { type: 'external', addresses: [address('archive')] } });
  await create('resources', { name: 'room', address: `room@${DOMAIN}` });
}

async function addGroups(console) {
  await addGroup(console, 'inner', ['user:hanna', 'user:erik', 'external:partner']);
  await addGroup(console, 'middle', ['group:inner', 'user:alan']);
  await addGroup(console, 'staff', ['user:hanna', 'group:middle', 'group:inner', 'shared:info', 'shared:archive', 'user:sven', 'user:ulla', 'user:nora']);
  await addGroup(console, 'silent', ['user:sven', 'user:nora']);
  await addGroup(console, 'around-silent', ['group:silent']);
  await addGroup(console, 'moving', ['user:hanna']);
  await addGroup(console, 'asleep', ['user:hanna']);
  await console.api('PATCH', `/domains/${DOMAIN}/groups/asleep`, { suspended: true });
}

/** Adds the group `many` of {@link MANY} external users, a few at a time. */
export async function addMany(console) {
  const members = [];
  const one = async (number) => {
    const name = `guest${number}`;
    await console.api('POST', `/domains/${DOMAIN}/external-users`, { name, address: `${name}@elsewhere.example` });
    members.push(`external:${name}`);
  };
  for (let first = 0; first < MANY; first += 10) await Promise.all(Array.from({ length: 10 }, (_, at) => one(first + at)));
  await addGroup(console, 'many', members);
}

/**
 * Starts the system and fills it.
 * @param {import('../lib/closing.mjs').Closing} closing
 * @param {{url: (name: string) => Promise<string | undefined>}} database
 */
export async function everyKind(closing, database) {
  const internet = await relay(closing, 'internet', '127.77.0.40');
  const other = await relay(closing, 'relay');
  const system = await MailSystem.start(closing, { name: 'one', internet, databaseUrl: await database.url('one') });
  await system.console.api('POST', '/domains', { name: DOMAIN, description: '', aliases: [ALIAS], mailbox_server: 'default' });
  await system.console.api('PUT', `/domains/${DOMAIN}/mail-routing`, { relay: other.address, forward_unknown: false });
  await addEveryKind(system.console);
  await addGroups(system.console);
  return { system, internet, surroundings: { systems: [system], ends: [other, internet] } };
}
