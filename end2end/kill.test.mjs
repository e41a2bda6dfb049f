// kill -9 of the console while it saves: no acknowledged change is lost, none is half saved, and Postfix notices nothing.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Closing } from './lib/closing.mjs';
import { MailSystem } from './lib/mail_system.mjs';
import { relay } from './lib/relay.mjs';
import { mailCannotRun } from './lib/requirements.mjs';
import { send } from './lib/send.mjs';
import { AliasWriter, DomainWriter, UserWriter } from './lib/writers.mjs';
import { addUser, address } from './mail/split_domain.mjs';

const ROUNDS = Number(process.env.SIGNALBOX_KILLS ?? 200);
const DOMAIN = 'kept.example';
/** From nothing saved yet to several changes saved. */
const LONGEST_LIFE_MS = 250;

const pause = (milliseconds) => new Promise((resolve) => {
  setTimeout(resolve, milliseconds);
});

describe('the console is killed while it saves', { skip: mailCannotRun() }, () => {
  const closing = new Closing();
  let system;
  let writers;

  before(async () => {
    const other = await relay(closing, 'relay');
    system = await MailSystem.start(closing, { name: 'one' });
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

  test(`${ROUNDS} times, nothing acknowledged is lost and nothing is half saved`, async (t) => {
    let acknowledged = 0;
    let unanswered = 0;
    for (let round = 1; round <= ROUNDS; round += 1) {
      const writing = Promise.all(writers.map((writer) => writer.write(system.console)));
      await pause(Math.random() * LONGEST_LIFE_MS);
      await system.console.stop('SIGKILL');
      acknowledged += (await writing).reduce((sum, count) => sum + count, 0);

      // With nobody at the console, mail flows by what was saved.
      const answer = await send(system.postfix.inbound, 'stay@named.example', { milliseconds: 5_000 });
      assert.equal(answer.code, '250', `mail after kill ${round}: ${answer.text}`);

      await system.console.start();
      unanswered += await compare(round);
    }
    t.diagnostic(`${ROUNDS} kills, ${acknowledged} changes acknowledged, ${unanswered} saved but not acknowledged`);
    assert.ok(acknowledged >= ROUNDS, `only ${acknowledged} changes were acknowledged: the kills came too early to prove anything`);
    assert.ok(unanswered > 0, 'no kill fell between saving and answering: they missed the saving');
  });

  test('Postfix ran through it all without a complaint', async () => {
    assert.equal(system.postfix.running, true);
    assert.deepEqual(await system.postfix.complaints(), []);
  });

  test('the database is whole, and its routing table is what its tables say', async () => {
    await system.console.command(['check']);
  });
});
