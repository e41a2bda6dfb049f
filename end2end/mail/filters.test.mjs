// What the console says of filters, forwarding and automatic replies, a real Dovecot does with the next message.
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { Closing } from '../lib/closing.mjs';
import { KINDS, databases } from '../lib/databases.mjs';
import { Dovecot } from '../lib/dovecot.mjs';
import { MailSystem } from '../lib/mail_system.mjs';
import { run } from '../lib/processes.mjs';
import { relay } from '../lib/relay.mjs';
import { mailCannotRun } from '../lib/requirements.mjs';
import { send } from '../lib/send.mjs';
import { until } from '../lib/until.mjs';
import { addUser, address } from './split_domain.mjs';

const DOMAIN = 'filtered.example';
const ALIAS = 'also-filtered.example';
const FRIEND = 'friend@outside.example';
/** Nothing in it ends a text of Sieve or becomes a variable. */
const HOSTILE = '"]; discard; # ${kept} \\';
const skip = mailCannotRun();

/** A filter that looks at the header X-Test. */
const filter = (value, actions) => ({
  name: value,
  criteria: [{ part: 'header', header: 'X-Test', test: 'is', value }],
  ...actions,
});

for (const kind of KINDS) {
  describe(`filters, forwarding and automatic replies, on ${kind}`, { skip }, () => {
    const closing = new Closing();
    let database;
    let dovecot;
    let internet;
    let system;

    before(async () => {
      dovecot = await Dovecot.reserve(closing, { host: '127.77.0.33' });
      const delivery = { ...dovecot, address: dovecot.address, port: dovecot.lmtpPort };
      internet = await relay(closing, 'internet', '127.77.0.41');
      database = await databases(closing, kind);
      // Dovecot sends from 127.0.0.1, as one that is trusted.
      const extra = { mynetworks: '127.77.1.0/24 127.0.0.1/32' };
      system = await MailSystem.prepare(closing, { name: 'one', host: '127.77.0.13', delivery, internet, extra, databaseUrl: await database.url('one') });
      const { console: c } = system;
      await c.api('POST', '/domains', { name: DOMAIN, description: '', aliases: [ALIAS], mailbox_server: 'default' });
      for (const login of ['ann', 'bob', 'cleo']) await addUser(c, login, 'internal', { domain: DOMAIN, addresses: [address(login), address(`${login}.second`)] });
      const contract = join(dovecot.root, 'signalbox');
      await mkdir(contract);
      await dovecot.start(await c.writeContract('dovecot-config', contract), { submission: system.postfix.inbound });
      await system.postfix.start();
    });
    after(() => closing.close());

    const filters = (...list) => system.console.api('PUT', `/domains/${DOMAIN}/filters`, { filters: list });
    /** Sends a message with X-Test. */
    const mail = async (login, value, options = {}) => {
      const to = login.includes('@') ? login : `${login}@${DOMAIN}`;
      const answer = await send(system.postfix.inbound, to, { ...options, headers: { 'X-Test': value, ...options.headers } });
      assert.equal(answer.code, '250', answer.text);
      return answer.token;
    };
    const stored = (token) => until(async () => ((await dovecot.maildirsWith(token)).length > 0 ? dovecot.maildirsWith(token) : null), { what: `${token} in a mailbox` });
    /** Waits until the mailbox holds a later message, so that what is missing does not come any more. */
    const settled = async (login) => stored(await mail(login, 'nothing of it'));
    const handling = (login, mailPart) => system.console.api('PATCH', `/domains/${DOMAIN}/users/${login}`, { mail: mailPart });

    test('without a filter mail is kept in the inbox', async () => {
      assert.deepEqual(await stored(await mail('ann', 'anything')), [`${DOMAIN}/ann`]);
    });

    test('the next message is marked, moved, forwarded or discarded', async () => {
      await filters(
        filter(HOSTILE, { mark_important: true }),
        filter('move', { mark_read: true, place: 'folder', folder: 'Projects "1" $x' }),
        filter('junk', { place: 'folder', folder: 'Junk' }),
        filter('copy', { forward_to: [FRIEND] }),
        filter('away', { forward_to: [FRIEND], place: 'nowhere' }),
        filter('drop', { place: 'nowhere' }),
      );
      const important = await mail('ann', HOSTILE);
      assert.deepEqual(await stored(important), [`${DOMAIN}/ann`]);
      assert.deepEqual(await dovecot.flagsOf(important), ['F']);
      const moved = await mail('ann', 'move');
      assert.deepEqual(await stored(moved), [`${DOMAIN}/ann/.Projects "1" $x`]);
      assert.deepEqual(await dovecot.flagsOf(moved), ['S']);
      assert.deepEqual(await stored(await mail('ann', 'junk')), [`${DOMAIN}/ann/.Junk`]);
      const copied = await mail('ann', 'copy');
      assert.equal((await internet.arrival(copied))[0].recipient, FRIEND);
      assert.deepEqual(await stored(copied), [`${DOMAIN}/ann`]);
      const gone = [await mail('ann', 'away'), await mail('ann', 'drop')];
      await internet.arrival(gone[0]);
      await settled('ann');
      for (const token of gone) assert.deepEqual(await dovecot.maildirsWith(token), []);
      assert.equal(internet.holding(gone[1]).length, 0);
    });

    test('the order counts, and Stop ends it', async () => {
      const first = (more) => filter('both', { place: 'folder', folder: 'First', ...more });
      const second = { ...filter('both', { place: 'folder', folder: 'Second' }), name: 'second' };
      await filters(first({}), second);
      assert.deepEqual(await stored(await mail('ann', 'both')), [`${DOMAIN}/ann/.Second`]);
      await filters(second, first({}));
      assert.deepEqual(await stored(await mail('ann', 'both')), [`${DOMAIN}/ann/.First`]);
      await filters(first({ stop: true }), second);
      assert.deepEqual(await stored(await mail('ann', 'both')), [`${DOMAIN}/ann/.First`]);
      await filters(first({ active: false }), { ...second, active: false });
      assert.deepEqual(await stored(await mail('ann', 'both')), [`${DOMAIN}/ann`]);
    });

    test('mail is forwarded with and without a copy, also in a circle', async () => {
      await filters();
      await handling('bob', { forward: { active: true, to: [FRIEND, `cleo@${ALIAS}`], keep_copy: true } });
      const kept = await mail('bob', 'x');
      assert.equal((await internet.arrival(kept))[0].recipient, FRIEND);
      await until(async () => (await dovecot.maildirsWith(kept)).length === 2, { what: 'a copy each' });
      assert.deepEqual(await dovecot.maildirsWith(kept), [`${DOMAIN}/bob`, `${DOMAIN}/cleo`]);
      // Each sends everything to the other and keeps nothing: the one it comes back to keeps it.
      await handling('bob', { forward: { active: true, to: [`cleo@${DOMAIN}`], keep_copy: false } });
      await handling('cleo', { forward: { active: true, to: [`bob@${DOMAIN}`], keep_copy: false } });
      assert.deepEqual(await stored(await mail('bob', 'x')), [`${DOMAIN}/bob`]);
      for (const login of ['bob', 'cleo']) await handling(login, { forward: { active: false } });
      assert.deepEqual(await stored(await mail('bob', 'x')), [`${DOMAIN}/bob`]);
    });

    test('a correspondent is answered once and in time, a list never', async () => {
      const reply = (more) => handling('cleo', { automatic_reply: { active: true, subject: 'Away: ü', message: `Back "soon"\n${HOSTILE}\n.`, ...more } });
      const answers = (sender) => internet.received.filter(({ recipient }) => recipient === sender);
      const write = (sender, options = {}) => mail(options.to ?? 'cleo', 'x', { sender, ...options });
      await reply({ from: '2099-01-01T08:00' });
      await stored(await write('early@outside.example'));
      await reply({ to: '2020-01-01T08:00' });
      await stored(await write('late@outside.example'));
      await reply({ from: '2020-01-01T08:00', to: '2099-01-01T08:00' });
      await stored(await write('list@outside.example', { headers: { 'List-Id': '<all.outside.example>' } }));
      await stored(await write('pen@outside.example', { to: `cleo.second@${ALIAS}` }));
      const [{ text, sender }] = await until(() => (answers('pen@outside.example').length > 0 ? answers('pen@outside.example') : null), { what: 'an answer' });
      assert.equal(sender, '');
      assert.match(text, /^Auto-Submitted: auto-replied/m);
      assert.match(text, new RegExp(`^From: <cleo.second@${ALIAS}>`, 'm'));
      assert.ok(text.includes(HOSTILE), text);
      await stored(await write('pen@outside.example'));
      await settled('cleo');
      assert.equal(answers('pen@outside.example').length, 1);
      for (const other of ['early', 'late', 'list']) assert.deepEqual(answers(`${other}@outside.example`), []);
      await handling('cleo', { automatic_reply: { active: false } });
      await stored(await write('off@outside.example'));
      await settled('cleo');
      assert.deepEqual(answers('off@outside.example'), []);
    });

    test('a shared mailbox answers', async () => {
      const { console: c } = system;
      await c.api('POST', `/domains/${DOMAIN}/shared-mailboxes`, { name: 'info' });
      await c.api('PATCH', `/domains/${DOMAIN}/shared-mailboxes/info`, { mail: { automatic_reply: { active: true, subject: 'Thanks', message: 'Soon.' } } });
      await stored(await mail('info', 'x', { sender: 'asker@outside.example' }));
      await until(() => internet.received.some(({ recipient }) => recipient === 'asker@outside.example'), { what: 'an answer' });
    });

    const sql = async (text) => (kind === 'SQLite' ? (await run('sqlite3', [system.console.database, text])).stdout : database.postgres.sql(text, 'one'));

    test('a script that cannot be run keeps the message', async () => {
      await filters(filter('drop', { place: 'nowhere' }));
      await sql("UPDATE domain_filters SET opening = 'nonsense;'");
      assert.deepEqual(await stored(await mail('ann', 'drop')), [`${DOMAIN}/ann`]);
      await filters();
    });

    test('while the scripts cannot be read mail waits', async () => {
      await filters(filter('drop', { place: 'nowhere' }));
      const view = kind === 'SQLite' ? await sql("SELECT sql FROM sqlite_schema WHERE name = 'dovecot_sieve'") : 'ALTER VIEW away RENAME TO dovecot_sieve';
      await sql(kind === 'SQLite' ? 'DROP VIEW dovecot_sieve' : 'ALTER VIEW dovecot_sieve RENAME TO away');
      let waiting;
      try {
        waiting = await Promise.all(['ann', 'bob'].map((login) => mail(login, 'patient')));
        const refused = (await send({ ...dovecot.lmtp, lmtp: true }, `ann@${DOMAIN}`)).refused;
        assert.deepEqual(refused, { [`ann@${DOMAIN}`]: '451 4.2.0' });
        for (const token of waiting) assert.deepEqual(await dovecot.maildirsWith(token), []);
      } finally {
        await sql(view);
      }
      await until(
        async () => {
          await system.postfix.flush();
          return (await dovecot.maildirsWith(waiting[0])).length === 1 && (await dovecot.maildirsWith(waiting[1])).length === 1;
        },
        { what: 'the messages that waited', milliseconds: 30_000, every: 500 },
      );
    });
  });
}
