// Messages a second from smtp-source through Postfix to smtp-sink, with the routing in hash:, SQLite and PostgreSQL.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort, listening } from '../lib/ports.mjs';
import { Postfix } from '../lib/postfix.mjs';
import { Postgres } from '../lib/postgres.mjs';
import { run, start } from '../lib/processes.mjs';
import { until } from '../lib/until.mjs';
import { DOMAIN, filled, hashTables, routesIn } from './filled.mjs';

const USERS = 50_000;
const MESSAGES = 3_000;
const ROUNDS = 3;
const SESSIONS = 10;

/** An LMTP end point written in C, so that it is not what is measured. */
async function sink(closing) {
  const [host, port] = ['127.77.0.41', await freePort('127.77.0.41')];
  const running = start('smtp-sink', ['-L', '-u', 'postfix', `${host}:${port}`, '256'], {});
  closing.add('smtp-sink', () => running.stop());
  await listening(host, port);
  return { host, port };
}

/** One Postfix on the console's files; `tables` replaces its lookup tables by others of the same content. */
async function postfixOn(closing, { name, host, console, tables }) {
  const postfix = await Postfix.reserve(closing, { name, host, extra: { smtpd_client_connection_count_limit: '0', default_process_limit: '40' } });
  const contract = join(postfix.root, 'signalbox');
  await mkdir(contract);
  await console.writeContract('postfix-config', contract);
  await postfix.configure(contract);
  if (tables !== undefined) await replaceTables(postfix, contract, tables);
  await postfix.start();
  return postfix;
}

async function replaceTables(postfix, contract, tables) {
  const { stdout } = await run('postconf', ['-c', postfix.configuration, '-n']);
  const changed = [];
  for (const line of stdout.split('\n')) {
    let text = line;
    for (const [name, table] of Object.entries(tables)) {
      const pattern = new RegExp(`(proxy:)?(sqlite:|pgsql:|\\$\\{?[a-z_]+\\}?[:/]?)[^ ,]*${name}\\.cf`, 'g');
      text = text.replace(pattern, table);
    }
    if (text !== line) changed.push(text);
  }
  if (changed.length === 0) throw new Error('no table of the console found in main.cf');
  await run('postconf', ['-c', postfix.configuration, '-e', ...changed]);
}

/** Users `1bench`, `2bench` …: smtp-source numbers its recipients like that. */
async function numbered(console) {
  const create = async (number) => {
    await console.api('POST', `/domains/${DOMAIN}/users`, { login: `${number}bench` });
  };
  for (let number = 1; number <= MESSAGES; number += 1) await create(number);
}

/** Delivered messages a second, from the first submission to the empty queue; each message has another recipient. */
async function rate(postfix) {
  const from = `bench-${Math.random().toString(36).slice(2)}@outside.example`;
  const to = `bench@${DOMAIN}`;
  const counts = ['-l', '1024', '-m', String(MESSAGES), '-s', String(SESSIONS)];
  const began = performance.now();
  await run('smtp-source', ['-d', '-N', ...counts, '-f', from, '-t', to, `${postfix.host}:${postfix.port}`], { milliseconds: 240_000 });
  await until(async () => (await postfix.queued()) === 0, { what: 'an empty queue', milliseconds: 120_000, every: 20 });
  return MESSAGES / ((performance.now() - began) / 1000);
}

/**
 * @param {import('../lib/closing.mjs').Closing} closing
 * @param {(line: string) => void} say
 */
export async function throughput(closing, say) {
  const lmtp = await sink(closing);
  const postgres = await Postgres.start(closing);
  const sqlite = await filled(closing, { users: USERS });
  const pgsql = await filled(closing, { users: USERS, databaseUrl: await postgres.createDatabase('bench') });
  for (const console of [sqlite, pgsql]) {
    await console.useMailboxes(lmtp);
    await numbered(console);
  }
  const routes = (await routesIn(sqlite.database)).filter(({ hop }) => hop.startsWith('lmtp:'));
  const hash = await hashTables(await closing.directory('hash'), routes);
  const systems = {
    hash: await postfixOn(closing, { name: 'hash', host: '127.77.0.31', console: sqlite, tables: hash }),
    sqlite: await postfixOn(closing, { name: 'sqlite', host: '127.77.0.32', console: sqlite }),
    pgsql: await postfixOn(closing, { name: 'pgsql', host: '127.77.0.33', console: pgsql }),
  };
  const best = {};
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, postfix] of Object.entries(systems)) best[name] = Math.max(best[name] ?? 0, await rate(postfix));
  }
  for (const [name, figure] of Object.entries(best)) say(`  ${name.padEnd(7)} ${Math.round(figure)} messages a second, ${(figure / best.hash).toFixed(2)} of hash`);
}
