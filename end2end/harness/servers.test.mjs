// The servers that stand around the console: they start, answer, remember and are gone afterwards.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { after, test } from 'node:test';
import { Closing } from '../lib/closing.mjs';
import { follow } from '../lib/follow.mjs';
import { mailboxes } from '../lib/mailboxes.mjs';
import { deliveriesOf } from '../lib/maillog.mjs';
import { Postgres } from '../lib/postgres.mjs';
import { start } from '../lib/processes.mjs';
import { relay } from '../lib/relay.mjs';
import { send } from '../lib/send.mjs';

const closing = new Closing();
after(() => closing.close());

const refusesConnections = (port, host) =>
  new Promise((resolve) => {
    const socket = connect({ port, host });
    socket.once('error', () => resolve(true));
    socket.once('connect', () => resolve(socket.destroy() && false));
  });

test('an end point records each recipient as written, and refuses whom it is told to', async () => {
  for (const place of [await relay(closing, 'other'), await mailboxes(closing)]) {
    place.refuse.set('no@one.example', { code: 550, text: '5.1.1 unknown' });
    const server = { host: place.host, port: place.port, lmtp: place.label === 'mailboxes' };
    const taken = await send(server, ['Some.One+Tag@Example.COM', 'no@one.example']);
    assert.deepEqual([taken.code, taken.refused], ['250', { 'no@one.example': '550 5.1.1' }]);
    assert.deepEqual(place.holding(taken.token).map(({ recipient }) => recipient), ['Some.One+Tag@Example.COM']);
    assert.equal((await send(server, 'no@one.example')).code, '550 5.1.1');
  }
});

test('PostgreSQL stops, crashes and comes back with its data, and is gone in the end', async () => {
  const own = new Closing();
  const postgres = await Postgres.start(own);
  try {
    await postgres.createDatabase('kept');
    await postgres.sql('CREATE TABLE t AS SELECT 7 AS n', 'kept');
    for (const mode of ['fast', 'immediate']) {
      await postgres.stop(mode);
      assert.equal(await refusesConnections(postgres.port, postgres.host), true);
      await postgres.startAgain();
      assert.equal(await postgres.sql('SELECT n FROM t', 'kept'), '7');
    }
  } finally {
    await own.close();
  }
  assert.equal(await refusesConnections(postgres.port, postgres.host), true);
});

test('closing stops everything, last first, and goes on when one thing cannot be stopped', async () => {
  const own = new Closing();
  const order = [];
  const directory = await own.directory('closing');
  const child = start('sleep', ['60']);
  own.add('the child', () => child.stop());
  own.add('the stubborn one', () => {
    throw new Error('no');
  });
  own.add('the last', () => order.push('last'));
  await assert.rejects(own.close(), /could not stop the stubborn one/);
  assert.deepEqual([order, child.ended(), existsSync(directory)], [['last'], true, false]);
});

test('the log of a delivery is read with its next hop, rewritten or not', () => {
  const line = (rest) => `Nov 21 01:00:00 h postfix/smtp[1]: ABC123: ${rest}`;
  const log = [
    line('to=<a@b.example>, relay=127.77.0.20[127.77.0.20]:2525, delay=0, delays=0/0/0/0, dsn=2.0.0, status=sent (250 Ok: queued as XYZ)'),
    line('to=<c@d.example>, orig_to=<e@f.example>, relay=none, delay=0, delays=0/0/0/0, dsn=4.3.5, status=deferred (no (relay))'),
    line('removed').replace('ABC123', 'ABC1234'),
  ].join('\n');
  assert.deepEqual(deliveriesOf(log, 'ABC123'), [
    { recipient: 'a@b.example', original: undefined, relay: '127.77.0.20:2525', dsn: '2.0.0', status: 'sent', text: '250 Ok: queued as XYZ' },
    { recipient: 'c@d.example', original: 'e@f.example', relay: 'none', dsn: '4.3.5', status: 'deferred', text: 'no (relay)' },
  ]);
});

test('following a message fails when the end point does not hold what the log says', async () => {
  const system = { deliveries: async () => [{ recipient: 'a@b.example', relay: '1.2.3.4:25', dsn: '2.0.0', status: 'sent', text: 'ok' }] };
  const empty = { address: '1.2.3.4:25', label: 'empty', holding: () => [] };
  await assert.rejects(follow(system, { queueId: 'X', token: 't' }, { systems: [], ends: [empty] }), /empty holds \[\]/);
});
