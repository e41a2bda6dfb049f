// kill -9 of the console in the middle of a change of thousands of entries: it happened wholly or not at all.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Closing } from './lib/closing.mjs';
import { Console } from './lib/console.mjs';
import { KINDS, databases } from './lib/databases.mjs';
import { run } from './lib/processes.mjs';
import { sql } from './lib/sql.mjs';
import { until } from './lib/until.mjs';

const USERS = 4_000;
const DOMAIN = 'large.example';
/** How many milliseconds after a change was seen at work the console is killed; then the change is let through. */
const LIVES = [0, 150, 500];

const pause = (milliseconds) => new Promise((resolve) => {
  setTimeout(resolve, milliseconds);
});

/** What a change can leave half done. */
const COUNTS = {
  entries: 'SELECT count(*) FROM entry',
  external: "SELECT count(*) FROM entry WHERE mail_type = 'external'",
  versions: 'SELECT coalesce(sum(version), 0) FROM entry',
  accounts: 'SELECT count(*) FROM account WHERE entry_id IS NOT NULL',
  addresses: 'SELECT count(*) FROM address',
  words: 'SELECT count(*) FROM entry_word',
  routes: 'SELECT count(*) FROM postfix_route',
  domains: 'SELECT count(*) FROM domain',
  history: 'SELECT count(*) FROM history',
};

/** Lines of new users. */
function file(count) {
  const lines = Array.from({ length: count }, (_, at) => `new${at},New,User ${at},new${at}@* n.user${at}@*`);
  return ['login,first_name,last_name,addresses', ...lines].join('\n');
}

for (const kind of KINDS) {
  describe(`the console is killed in the middle of a large change, on ${kind}`, () => {
    const closing = new Closing();
    let console;
    let postgres;

    before(async () => {
      const database = await databases(closing, kind);
      postgres = database.postgres;
      console = await Console.start(closing, { name: 'large', databaseUrl: await database.url('large') });
      await console.key();
      await console.command(['bench-fill', DOMAIN, String(USERS)], { milliseconds: 120_000 });
      await console.api('PUT', `/domains/${DOMAIN}/mail-routing`, { relay: '192.0.2.9', forward_unknown: false });
    });
    after(() => closing.close());

    const state = async () => {
      const columns = Object.values(COUNTS).map((count) => `(${count})`);
      const values = (await sql(console, `SELECT ${columns.join(', ')}`)).split('|').map(Number);
      return Object.fromEntries(Object.keys(COUNTS).map((name, index) => [name, values[index]]));
    };

    /** Whether a transaction that writes is open in the database. */
    const isWriting = async () => {
      if (postgres) {
        const writing = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'signalbox' AND backend_xid IS NOT NULL AND xact_start < now() - interval '50 ms'";
        return (await postgres.sql(writing)) !== '0';
      }
      const held = await run('sqlite3', [console.database, '.timeout 50', 'BEGIN IMMEDIATE; ROLLBACK;'], { allowFailure: true });
      return held.code !== 0;
    };

    /** PostgreSQL undoes what a dead console had begun a moment later. */
    const settled = () => {
      const sessions = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'signalbox'";
      return until(async () => (await postgres.sql(sessions)) === '0', { what: 'PostgreSQL to notice that the console is dead', milliseconds: 30_000 });
    };

    /** Kills the console while it changes things, then lets it finish; `changes` is what is different afterwards. */
    const killed = async (t, change, changes) => {
      const old = await state();
      const wanted = { ...old, ...changes(old), history: old.history + 1 };
      let cut = 0;
      for (const life of LIVES) {
        let status;
        const answer = change().then((reply) => { status = reply.status; }, () => { status = 'cut off'; });
        await until(async () => status !== undefined || await isWriting(), { what: 'the change to be at work', milliseconds: 60_000, every: 5 });
        await pause(life);
        await console.stop('SIGKILL');
        await answer;
        if (postgres) await settled();
        await console.start();
        await console.command(['check'], { milliseconds: 60_000 });
        const found = await state();
        if (status !== 'cut off' || found.history !== old.history) {
          assert.deepEqual(found, wanted, `killed after ${life} ms, answered ${status}`);
          t.diagnostic(`${cut} times cut off, then done within ${life} ms`);
          assert.ok(cut > 0, 'the kill came too late to prove anything');
          return;
        }
        assert.deepEqual(found, old, `killed after ${life} ms`);
        cut += 1;
      }
      const { status, body } = await change();
      assert.ok(status < 300, `${status} ${JSON.stringify(body)}`);
      assert.deepEqual(await state(), wanted);
      t.diagnostic(`${cut} times cut off`);
    };

    const newest = async (action) => (await console.api('GET', `/history?action=${action}&limit=1`)).items[0].id;
    const undo = async (action) => {
      const id = await newest(action);
      return () => console.call('POST', `/history/${id}/undo`);
    };

    test('an import, and its undo', async (t) => {
      const headers = { authorization: `Bearer ${await console.key()}`, 'content-type': 'text/csv' };
      const body = file(USERS);
      const { history: __, ...before } = await state();
      const change = () => fetch(`${console.origin}/api/v1/domains/${DOMAIN}/import`, { method: 'POST', headers, body });
      await killed(t, change, (old) => ({
        entries: old.entries + USERS,
        versions: old.versions + USERS,
        accounts: old.accounts + USERS,
        addresses: old.addresses + 2 * USERS,
        routes: old.routes + 2 * USERS,
        words: old.words + (4 * USERS),
      }));
      const { history: _, ...imported } = await state();
      await killed(t, await undo('import'), () => before);
      assert.notDeepEqual(imported, before);
    });

    test('the mail type of everybody, and its undo', async (t) => {
      const { external } = await state();
      const changed = Number(await sql(console, "SELECT count(*) FROM entry WHERE mail_type = 'internal'"));
      const change = () => console.call('POST', `/domains/${DOMAIN}/mail-type`, { filter: { mail_type: 'internal' }, type: 'external', dry_run: false });
      await killed(t, change, (old) => ({ external: external + changed, versions: old.versions + changed }));
      await killed(t, await undo('change_mail_types'), (old) => ({ external, versions: old.versions + changed }));
    });

    test('the deletion of everybody, and its undo', async (t) => {
      const full = await state();
      const { entries, versions, accounts, addresses, words, routes } = full;
      const change = () => console.call('POST', `/domains/${DOMAIN}/delete-entries`, { filter: {}, dry_run: false });
      await killed(t, change, () => ({ entries: 0, external: 0, versions: 0, accounts: 0, addresses: 0, words: 0, routes: 0 }));
      await killed(t, await undo('delete_entries'), () => ({ entries, external: full.external, versions, accounts, addresses, words, routes }));
    });

    test('the deletion of a domain, and its return', async (t) => {
      const { history: _, ...full } = await state();
      await killed(t, () => console.call('DELETE', `/domains/${DOMAIN}?with=entries`), (old) => ({
        entries: 0, external: 0, versions: 0, accounts: 0, addresses: 0, words: 0, routes: 0, domains: old.domains - 1,
      }));
      await killed(t, await undo('delete'), () => full);
    });
  });
}
