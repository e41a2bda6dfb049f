// A directory server is set up, and tried: what goes wrong is explained, what works is shown, nothing typed is lost.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { Closing } from '../lib/closing.mjs';
import { Slapd, group, person as entry } from '../lib/slapd.mjs';
import { WAYS, slug, withConsole } from './journeys.mjs';

/** Each language once, one of them without JavaScript. */
const SOME = WAYS.filter(({ language, javaScript }) => (language === 'fr' ? !javaScript : javaScript));

withConsole('the directory of a domain', ({ console, journey }) => {
  const closing = new Closing();
  let slapd;
  before(async () => {
    const entries = [entry('ann', 'Ann', 'Alder', 'ann@example.org'), entry('joerg', 'Jörg', 'Müller', 'joerg@example.org'), group('elsewhere', ['joerg'])];
    slapd = await Slapd.start(closing, entries.join(''));
  });
  after(() => closing.close());

  journey(
    'a directory is tried, then saved without showing its password again',
    async (person, way) => {
      person.visit.expectedStatuses.add(409);
      const domain = `ldap-${slug(way)}.example`;
      await console().api('POST', '/domains', { name: domain, description: '', aliases: [], mailbox_server: 'default' });
      await console().api('PUT', `/domains/${domain}/mail-routing`, { relay: 'slave.other.example', forward_unknown: false });
      await person.signIn();
      await person.page.goto(`/system/domains/${domain}`);
      await person.visit.ready();
      await person.page.locator('[data-ui=tabs]').getByRole('link', { name: person.say('ldap.tab'), exact: true }).click();
      await person.visit.ready();
      await person.meetsNoBarrier();
      const input = (name) => person.page.locator(`[name="${name}"]`);
      const { url, ca_certificate, bind_dn, base_dn } = slapd.settings;
      await input('url').fill(url);
      await input('ca_certificate').fill(ca_certificate);
      await input('bind_dn').fill(bind_dn);
      await input('base_dn').fill(base_dn);
      await input('split_group').fill('elsewhere');
      await input('preset').selectOption('active_directory');
      await person.press('ldap.fill_in');
      assert.equal(await input('mapping.login').inputValue(), 'sAMAccountName');
      assert.equal(await input('base_dn').inputValue(), base_dn, 'nothing typed is lost');
      await input('preset').selectOption('posix');
      await person.press('ldap.fill_in');

      await input('bind_password').fill('wrong');
      await person.press('ldap.test');
      await person.page.getByRole('alert').getByText(person.say('ldap.bind_refused', bind_dn)).waitFor();
      await person.meetsNoBarrier();
      await input('bind_password').fill('reader');
      await person.press('ldap.test');
      await person.page.getByText(person.say('ldap.users', '2')).waitFor();
      await person.page.getByRole('rowheader', { name: 'joerg', exact: true }).waitFor();
      await person.meetsNoBarrier();
      assert.equal((await console().call('GET', `/domains/${domain}/ldap`)).status, 404, 'a test saves nothing');

      await input('bind_password').fill('reader');
      await person.press('action.save');
      await person.page.getByRole('status').getByText(person.say('notify.saved'), { exact: true }).waitFor();
      assert.equal(await input('bind_password').inputValue(), '');
      assert.ok(!(await person.page.content()).includes('value="reader"'));
      const { has_password, split_group } = await console().api('GET', `/domains/${domain}/ldap`);
      assert.deepEqual([has_password, split_group], [true, 'elsewhere']);
      await person.press('ldap.test');
      await person.page.getByText(person.say('ldap.users', '2')).waitFor();
    },
    SOME,
  );
});
