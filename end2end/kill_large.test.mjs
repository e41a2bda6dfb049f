// kill -9 of the console in the middle of a change of thousands of entries: it happened wholly or not at all.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Closing } from './lib/closing.mjs';
import { Console } from './lib/console.mjs';
import { KINDS, databases } from './lib/databases.mjs';
import { until } from './lib/until.mjs';

const USERS = 3_000;
const DOMAIN = 'large.example';
/** After how many milliseconds the console is killed; the last change is let through. */
const LIVES = [60, 250, 600, 1_200];

const pause = (milliseconds) => new Promise((resolve) => {
  setTimeout(resolve, milliseconds);
});

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

    /** PostgreSQL undoes what a dead console had begun a moment later. */
    const settled = () => {
      const sessions = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'signalbox'";
      return until(async () => (await postgres.sql(sessions)) === '0', { what: 'PostgreSQL to notice that the console is dead', milliseconds: 30_000 });
    };

    /** What a change can leave: `before`, or `after`. */
    const killed = async (change, { state, before: old, after: wanted }) => {
      let cut = 0;
      for (const life of LIVES) {
        assert.deepEqual(await state(), old);
        const answer = change().then(({ status }) => status, () => 'cut off');
        await pause(life);
        await console.stop('SIGKILL');
        const status = await answer;
        if (postgres) await settled();
        await console.start();
        await console.command(['check']);
        const found = await state();
        if (JSON.stringify(found) !== JSON.stringify(old)) {
          assert.deepEqual(found, wanted, `after ${life} ms, answered ${status}`);
          return cut;
        }
        assert.equal(status, 'cut off');
        cut += 1;
      }
      const { status, body } = await change();
      assert.ok(status < 300, `${status} ${JSON.stringify(body)}`);
      assert.deepEqual(await state(), wanted);
      return cut;
    };

    const count = async (filter) => {
      let [number, next] = [0, ''];
      do {
        const { status, body } = await console.call('GET', `/domains/${DOMAIN}/entries?limit=500${filter}${next ? `&after=${encodeURIComponent(next)}` : ''}`);
        if (status === 404) return null;
        number += body.items.length;
        next = body.next;
      } while (next);
      return number;
    };
    const deletion = async () => (await console.api('GET', `/history?object=domain:${DOMAIN}&action=delete&limit=1`)).items[0].id;

    test('the mail type of everybody', async (t) => {
      const state = async () => [await count('&mail_type=internal'), await count('&mail_type=external')];
      const [internal, external] = await state();
      const change = () => console.call('POST', `/domains/${DOMAIN}/mail-type`, { filter: { mail_type: 'internal' }, type: 'external', dry_run: false });
      const cut = await killed(change, { state, before: [internal, external], after: [0, internal + external] });
      t.diagnostic(`${cut} changes were cut off`);
    });

    test('the deletion of a domain, and its return', async (t) => {
      const state = () => count('');
      const gone = await killed(() => console.call('DELETE', `/domains/${DOMAIN}?with=entries`), { state, before: USERS, after: null });
      const id = await deletion();
      const back = await killed(() => console.call('POST', `/history/${id}/undo`), { state, before: null, after: USERS });
      t.diagnostic(`${gone} deletions and ${back} returns were cut off`);
      assert.ok(gone + back > 0, 'every kill came too late to prove anything');
    });
  });
}
