// The whole way: an administrator sets it in the browser, and the next message goes where the screen says.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Person } from '../browser/person.mjs';
import { browser, visiting } from '../lib/browser.mjs';
import { Closing } from '../lib/closing.mjs';
import { KINDS, databases } from '../lib/databases.mjs';
import { MailSystem } from '../lib/mail_system.mjs';
import { mailCannotRun } from '../lib/requirements.mjs';
import { addUser, address } from './split_domain.mjs';

const DOMAIN = 'screen.example';
const skip = mailCannotRun();

for (const kind of KINDS) {
  describe(`from the screen to the mail, on ${kind}`, { skip }, () => {
    const closing = new Closing();
    let chromium;
    let master;
    let slave;
    let surroundings;
    const ends = (recipient) => master.mail('outside', recipient, surroundings);
    const as = (system, language, javaScript, walk) =>
      visiting(chromium, { origin: system.console.origin, language, javaScript }, async (visit) => {
        const person = new Person(visit, language);
        await person.signIn();
        await walk(person);
      });

    before(async () => {
      const database = await databases(closing, kind);
      master = await MailSystem.start(closing, { name: 'master', host: '127.77.0.11', databaseUrl: await database.url('master') });
      slave = await MailSystem.start(closing, { name: 'slave', host: '127.77.0.12', databaseUrl: await database.url('slave') });
      surroundings = { systems: [master, slave], ends: [] };
      chromium = await browser(closing);
    });
    after(() => closing.close());

    test('a domain made in the two browsers is shared: master here, slave there', async () => {
      assert.deepEqual(await ends(`ann@${DOMAIN}`), ['554 5.7.1']);
      await as(master, 'en', true, async (person) => {
        await person.createDomain(DOMAIN);
        await person.setRouting(slave.postfix.address, false);
      });
      await as(slave, 'fr', false, async (person) => {
        await person.createDomain(DOMAIN);
        await person.setRouting(master.postfix.address, true);
      });
      await addUser(master.console, 'ann', 'internal', { domain: DOMAIN, addresses: [address('ann', { domain: DOMAIN }), address('ann.b', { domain: DOMAIN })] });
      await addUser(slave.console, 'ann', 'internal', { domain: DOMAIN, addresses: [address('ann', { domain: DOMAIN })] });
      assert.deepEqual(await ends(`ann@${DOMAIN}`), [`mailboxes of master: ann@${DOMAIN}`]);
      assert.deepEqual(await slave.mail('inside', `nobody@${DOMAIN}`, surroundings), [`bounced 5.1.1: nobody@${DOMAIN}`]);
    });

    for (const [language, javaScript] of [['de', true], ['en', false]]) {
      test(`a user sent to the alternate mail server on the screen (${language}, JavaScript ${javaScript ? 'on' : 'off'}) gets the next message there`, async () => {
        const set = (type) =>
          master.console.api('PUT', `/domains/${DOMAIN}/users/ann/mail`, { type, addresses: [address('ann', { domain: DOMAIN, default: true }), address('ann.b', { domain: DOMAIN })] });
        await set('internal');
        assert.deepEqual(await ends(`ann@${DOMAIN}`), [`mailboxes of master: ann@${DOMAIN}`]);
        await as(master, language, javaScript, async (person) => {
          await person.openUserMail(DOMAIN, 'ann');
          await person.useAlternateServer({ [`ann@${DOMAIN}`]: true, [`ann.b@${DOMAIN}`]: false });
        });
        assert.deepEqual(await ends(`ann@${DOMAIN}`), [`mailboxes of slave: ann@${DOMAIN}`]);
        assert.deepEqual(await ends(`ann.b@${DOMAIN}`), ['550 5.1.1']);
      });
    }
  });
}
