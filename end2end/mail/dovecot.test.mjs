// Only people whose mailbox is on this system can log in, whatever the way in; their mail reaches one Maildir.
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { Closing } from '../lib/closing.mjs';
import { KINDS, databases } from '../lib/databases.mjs';
import { Dovecot } from '../lib/dovecot.mjs';
import { imapLogIn } from '../lib/imap.mjs';
import { MailSystem } from '../lib/mail_system.mjs';
import { relay } from '../lib/relay.mjs';
import { mailCannotRun } from '../lib/requirements.mjs';
import { OUTSIDE, logIn, send } from '../lib/send.mjs';
import { sql } from '../lib/sql.mjs';
import { ALIAS, DOMAIN, addUser, address } from './split_domain.mjs';

const PASSWORD = 'a long enough pass"word\\';
const skip = mailCannotRun();

for (const kind of KINDS) {
  describe(`Dovecot beside the console, on ${kind}`, { skip }, () => {
    const closing = new Closing();
    let dovecot;
    let system;
    let internet;
    const login = (name) => ({ user: `${name}@${DOMAIN}`, pass: PASSWORD });

    before(async () => {
      dovecot = await Dovecot.reserve(closing);
      const delivery = { ...dovecot, address: dovecot.address, port: dovecot.lmtpPort };
      internet = await relay(closing, 'internet', '127.77.0.40');
      system = await MailSystem.prepare(closing, { name: 'one', sasl: true, delivery, internet, databaseUrl: await (await databases(closing, kind)).url('one') });
      const { console: c } = system;
      await c.api('POST', '/domains', { name: DOMAIN, description: '', aliases: [ALIAS], mailbox_server: 'default' });
      await c.api('PUT', `/domains/${DOMAIN}/mail-routing`, { relay: '127.77.0.20:2525', forward_unknown: false });
      const addresses = [address('hilda.h', { domain: ALIAS }), address('hilda'), address('h', { domain: DOMAIN })];
      await addUser(c, 'hosted', 'internal', { addresses, password: PASSWORD });
      await addUser(c, 'elsewhere', 'external', { password: PASSWORD });
      await addUser(c, 'unticked', 'external', { addresses: [address('unticked'), address('u', { alternate: false })], password: PASSWORD });
      await addUser(c, 'mailless', 'none', { password: PASSWORD });
      await addUser(c, 'asleep', 'internal', { suspended: true, password: PASSWORD });
      await addUser(c, 'keyless', 'internal');
      const contract = join(dovecot.root, 'signalbox');
      await mkdir(contract);
      await dovecot.start(await c.writeContract('dovecot-config', contract), { authSocket: join(system.postfix.root, 'spool/private/auth') });
      await system.postfix.start();
    });
    after(() => closing.close());

    test('a hosted user logs in, over IMAP and for sending', async () => {
      assert.equal((await imapLogIn(dovecot.imap, login('hosted'))).ok, true);
      assert.equal(await logIn(system.postfix.submission, login('hosted')), '235');
    });

    test('a hosted user logs in whatever the case of the login, and under an alias of the domain', async () => {
      assert.equal((await imapLogIn(dovecot.imap, { user: `HOSTED@${DOMAIN.toUpperCase()}`, pass: PASSWORD })).ok, true);
      assert.equal((await imapLogIn(dovecot.imap, { user: `hosted@${ALIAS}`, pass: PASSWORD })).ok, true);
    });

    test('a hosted user who logged in may send to the world', async () => {
      const answer = await send(system.postfix.submission, 'friend@outside.example', { from: OUTSIDE, login: login('hosted') });
      assert.equal(answer.code, '250');
      assert.equal((await internet.arrival(answer.token))[0].recipient, 'friend@outside.example');
    });

    test('a wrong or empty password is refused', async () => {
      for (const pass of ['wrong', ' ', `${PASSWORD} `]) {
        assert.equal((await imapLogIn(dovecot.imap, { ...login('hosted'), pass })).ok, false);
        assert.match(await logIn(system.postfix.submission, { ...login('hosted'), pass }), /^535/);
      }
    });

    for (const [name, who] of Object.entries({
      elsewhere: 'whose mailbox is on the alternate mail server',
      unticked: 'of the alternate mail server with an unticked address',
      mailless: 'without email processing',
      asleep: 'who is suspended',
      keyless: 'without a password',
      stranger: 'who does not exist',
    })) {
      test(`a user ${who} is refused with the right password, over IMAP and for sending`, async () => {
        assert.equal((await imapLogIn(dovecot.imap, login(name))).ok, false);
        assert.match(await logIn(system.postfix.submission, login(name)), /^535/);
      });
    }

    test('a log-in follows the next change', async () => {
      const move = (type) => system.console.api('PUT', `/domains/${DOMAIN}/users/mover/mail`, { type, addresses: [address('mover', { default: true })] });
      await addUser(system.console, 'mover', 'internal', { password: PASSWORD });
      assert.equal((await imapLogIn(dovecot.imap, login('mover'))).ok, true);
      await move('external');
      assert.equal((await imapLogIn(dovecot.imap, login('mover'))).ok, false);
      await move('internal');
      assert.equal((await imapLogIn(dovecot.imap, login('mover'))).ok, true);
    });

    test('a password that has expired or must be changed is refused with the reason, until it is changed', async () => {
      const c = system.console;
      const path = `/domains/${DOMAIN}/users/aged`;
      const user = `aged@${DOMAIN}`;
      await addUser(c, 'aged', 'internal', { password: PASSWORD });
      const refused = async (reason) => {
        const answer = await imapLogIn(dovecot.imap, login('aged'));
        assert.equal(answer.ok, false);
        assert.match(answer.text, reason);
        assert.match(await logIn(system.postfix.submission, login('aged')), /^535/);
      };
      const welcome = async (pass) => {
        assert.equal((await imapLogIn(dovecot.imap, { user, pass })).ok, true);
        assert.equal(await logIn(system.postfix.submission, { user, pass }), '235');
      };
      await sql(c, `UPDATE account SET password_changed_at = password_changed_at - 40 * 86400`);
      await c.api('PATCH', `/domains/${DOMAIN}`, { settings: { password_lifetime_days: 30 } });
      // A new lifetime counts from now.
      await welcome(PASSWORD);
      await sql(c, `UPDATE domain SET password_lifetime_from = 0`);
      await refused(/expired/);
      await c.api('PATCH', path, { password_never_expires: true });
      await welcome(PASSWORD);
      await c.api('PATCH', path, { must_change_password: true, password_never_expires: false });
      await refused(/must be changed/);
      const next = 'now for something different';
      const body = new URLSearchParams({ login: user, current: PASSWORD, password: next, confirm: next });
      const answer = await fetch(`${c.origin}/change-password`, { method: 'POST', body, redirect: 'manual' });
      assert.equal(answer.status, 303);
      await welcome(next);
      assert.equal((await imapLogIn(dovecot.imap, { user, pass: PASSWORD })).ok, false);
      await c.api('PATCH', `/domains/${DOMAIN}`, { settings: { password_lifetime_days: null } });
    });

    for (const recipient of [`hilda.h@${ALIAS}`, `hilda@${DOMAIN}`, `Hilda+Tag@${ALIAS}`, `h@${DOMAIN}`]) {
      test(`mail to ${recipient} lands in the Maildir of hosted@${DOMAIN}`, async () => {
        const answer = await send(system.postfix.inbound, recipient);
        assert.equal(answer.code, '250', answer.text);
        const [{ status, text }] = await system.postfix.deliveries(answer.queueId, { deferredToo: true });
        assert.equal(status, 'sent', text);
        assert.deepEqual(await dovecot.maildirsWith(answer.token), [`${DOMAIN}/hosted`]);
      });
    }

    test('LMTP by itself takes nothing for those who have no mailbox here', async () => {
      for (const name of ['elsewhere', 'mailless', 'stranger', 'asleep']) {
        const answer = await send({ ...dovecot.lmtp, lmtp: true }, `${name}@${DOMAIN}`);
        assert.match(answer.code, /^550/, `${name}: ${answer.text}`);
      }
    });
  });
}
