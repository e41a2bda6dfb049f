// kill -9 of the console while it saves: no acknowledged change is lost, none is half saved, and Postfix notices nothing.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Closing } from './lib/closing.mjs';
import { KINDS, databases } from './lib/databases.mjs';
import { MailSystem } from './lib/mail_system.mjs';
import { relay } from './lib/relay.mjs';
import { mailCannotRun } from './lib/requirements.mjs';
import { send } from './lib/send.mjs';
import { until } from './lib/until.mjs';
import { AliasWriter, DomainWriter, UserWriter } from './lib/writers.mjs';
import { addUser, address } from './mail/split_domain.mjs';

/** How often on each database, and how long the console lives at most: from nothing saved yet to several changes saved. */
const KILLS = { SQLite: { times: 200, longestLife: 250 }, PostgreSQL: { times: 80, longestLife: 800 } };
const DOMAIN = 'kept.example';
/**
 * The kill fell into the few instructions that write SQLite's index of its log. A reader that has the index open may not mend it
 * and ends; the next one reads the log itself. No mail is refused for it: each round sends one with nobody at the console.
 */
const CUT_INDEX = /attempt to write a readonly database|postfix\/master.*proxymap pid \d+ exit status 1$/;

const pause = (milliseconds) => new Promise((resolve) => {
  setTimeout(resolve, milliseconds);
});

const skip = mailCannotRun();

for (const kind of KINDS) {
  describe(`the console is killed while it saves, on ${kind}`, { skip }, () => {
    const closing = new Closing();
    const rounds = Number(process.env.SIGNALBOX_KILLS ?? KILLS[kind].times);
    let system;
    let writers;
    let postgres;

    before(async () => {
      const other = await relay(closing, 'relay');
      const database = await databases(closing, kind);
      postgres = database.postgres;
      system = await MailSystem.start(closing, { name: 'one', databaseUrl: await database.url('one') });
      const { console } = system;
      for (const name of [DOMAIN, 'named.example']) {
        await console.api('POST', '/domains', { name, description: '', aliases: [], mailbox_server: 'default' });
        await console.api('PUT', `/domains/${name}/mail-routing`, { relay: other.address, forward_unknown: false });
      }
      const hops = { mailboxHop: system.delivery.address, relayHop: other.address };
      writers = ['u', 'v', 'w'].map((login) => new UserWriter(DOMAIN, login, hops));
      for (const writer of writers) await addUser(console, writer.login, 'internal', { domain: DOMAIN, addresses: writer.mail(0).addresses });
      await addUser(console, 'stay', 'internal', { domain: 'named.example', addresses: [address('stay')] });
      const aliases = new AliasWriter('named.example', 'stay', hops);
      await console.api(...aliases.change(0));
      writers.push(aliases, new DomainWriter('fleeting.example'));
    });
    after(() => closing.close());

    /** Where Postfix's own tables send an address: `host:port`, or null. */
    const hopsByPostfix = async (addresses) => {
      const known = await system.postfix.lookupAll('virtual_mailbox_maps', addresses);
      const transports = await system.postfix.lookupAll('transport_maps', addresses);
      return addresses.map((each) => {
        if (!known.has(each)) return null;
        const hop = /\[?([^\][]+)\]?:(\d+)$/.exec((transports.get(each) ?? '').replace(/^\w+:(inet:)?/, ''));
        return hop ? `${hop[1]}:${hop[2]}` : (transports.get(each) ?? null);
      });
    };

    /** PostgreSQL ends what a dead console had begun, or undoes it, a moment later: until then neither state is final. */
    const settled = async () => {
      const sessions = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'signalbox'";
      await until(async () => (await postgres.sql(sessions)) === '0', { what: 'PostgreSQL to notice that the console is dead' });
    };

    const saved = () => writers.reduce((sum, writer) => sum + writer.acknowledged, 0);

    const compare = async (round) => {
      let unanswered = 0;
      for (const writer of writers) unanswered += Number(await writer.settle(system.console));
      const hops = writers.flatMap((writer) => writer.hops());
      assert.deepEqual(await hopsByPostfix(hops.map(([each]) => each)), hops.map(([, hop]) => hop), `routing after kill ${round}: ${JSON.stringify(hops)}`);
      const names = writers.flatMap((writer) => writer.names?.() ?? []);
      const ours = await system.postfix.lookupAll('virtual_mailbox_domains', names.map(([name]) => name));
      assert.deepEqual(names.map(([name]) => [name, ours.has(name)]), names, `names after kill ${round}`);
      return unanswered;
    };

    test(`${rounds} times, nothing acknowledged is lost and nothing is half saved`, async (t) => {
      let acknowledged = 0;
      let unanswered = 0;
      for (let round = 1; round <= rounds; round += 1) {
        const begun = saved();
        const writing = Promise.all(writers.map((writer) => writer.write(system.console)));
        // On a slow machine every life would end before its first change; every second one lasts so long.
        if (round % 2 === 0) await until(() => saved() > begun, { what: 'a change to be acknowledged' });
        await pause(Math.random() * KILLS[kind].longestLife);
        await system.console.stop('SIGKILL');
        acknowledged += (await writing).reduce((sum, count) => sum + count, 0);

        // With nobody at the console, mail flows by what was saved.
        const answer = await send(system.postfix.inbound, 'stay@named.example', { milliseconds: 5_000 });
        assert.equal(answer.code, '250', `mail after kill ${round}: ${answer.text}`);

        if (postgres) await settled();
        await system.console.start();
        unanswered += await compare(round);
      }
      t.diagnostic(`${rounds} kills, ${acknowledged} changes acknowledged, ${unanswered} saved but not acknowledged`);
      assert.ok(unanswered > 0, 'no kill fell between saving and answering: they missed the saving');
    });

    test('Postfix ran through it all without a complaint', async () => {
      assert.equal(system.postfix.running, true);
      assert.deepEqual((await system.postfix.complaints()).filter((line) => !(kind === 'SQLite' && CUT_INDEX.test(line))), []);
    });

    test('the database is whole, and its routing table is what its tables say', async () => {
      await system.console.command(['check']);
    });
  });
}
