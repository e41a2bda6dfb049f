// A directory is imported after a preview; what was changed by hand stays, and who is gone is told, not deleted.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { Closing } from '../lib/closing.mjs';
import { SUFFIX, Slapd, group, person as entry } from '../lib/slapd.mjs';
import { WAYS, slug, withConsole } from './journeys.mjs';

/** Each language once, one of them without JavaScript. */
const SOME = WAYS.filter(({ language, javaScript }) => (language === 'fr' ? !javaScript : javaScript));

const domainOf = (way) => `import-${slug(way)}.example`;

withConsole('the import of a directory', ({ console, journey }) => {
  const closing = new Closing();
  const servers = new Map();
  before(async () => {
    for (const way of SOME) {
      const people = ['ann', 'joerg', 'zoe'].map((uid) => entry(uid, uid, 'Alder', `${uid}@${domainOf(way)}`));
      servers.set(way.name, await Slapd.start(closing, [...people, entry('two words', 'Two', 'Words', ''), group('elsewhere', ['joerg'])].join('')));
    }
  });
  after(() => closing.close());

  journey(
    'a preview, the import, what stays and who is gone',
    async (person, way) => {
      const [slapd, domain] = [servers.get(way.name), domainOf(way)];
      const api = (method, path, body) => console().api(method, `/domains/${domain}${path}`, body);
      await console().api('POST', '/domains', { name: domain, description: '', aliases: [], mailbox_server: 'default' });
      await api('PUT', '/mail-routing', { relay: 'slave.other.example', forward_unknown: false });
      await api('PUT', '/ldap', { ...slapd.settings, split_group: 'elsewhere' });
      const user = (login) => api('GET', `/users/${login}`);
      const counted = (key, number) => person.page.getByText(person.say(key, number), { exact: true }).first().waitFor();

      await person.signIn();
      await person.page.goto(`/system/domains/${domain}/ldap`);
      await person.visit.ready();
      await person.page.locator('[name=every_minutes]').selectOption('60');
      await person.page.locator('[name=missing]').selectOption('suspend');
      await person.press('action.save');
      const { every_minutes, missing, next_at } = await api('GET', '/ldap');
      assert.deepEqual([every_minutes, missing], [60, 'suspend']);
      assert.ok(next_at > Date.now() / 1000 + 3000);

      await person.follow('ldap.imports');
      await person.meetsNoBarrier();
      await person.press('ldap.preview');
      await person.find('button', 'ldap.apply').waitFor();
      await person.visit.ready();
      await counted('ldap.new', '4');
      await counted('ldap.refused', '1');
      await person.meetsNoBarrier();
      assert.deepEqual((await api('GET', '/users')).items, [], 'a preview changes nothing');
      await person.press('ldap.apply');
      await person.find('heading', 'ldap.has_changed').waitFor();
      await counted('ldap.new', '4');
      assert.deepEqual([(await user('ann')).mail.type, (await user('joerg')).mail.type], ['internal', 'external']);

      await api('PUT', '/users/joerg/mail', { ...(await user('joerg')).mail, type: 'internal' });
      await slapd.change(`dn: uid=zoe,ou=people,${SUFFIX}\nchangetype: delete\n`);
      await person.follow('ldap.imports');
      await person.press('ldap.preview');
      await person.find('button', 'ldap.apply').waitFor();
      await counted('ldap.kept', '1');
      await counted('ldap.missing', '1');
      await person.meetsNoBarrier();
      await person.press('ldap.apply');
      await person.find('heading', 'ldap.has_changed').waitFor();
      assert.deepEqual([(await user('joerg')).mail.type, (await user('zoe')).suspended], ['internal', true]);

      const report = await api('POST', '/ldap/import');
      assert.deepEqual([report.state, report.counts.kept, report.counts.changed], ['done', 1, 0]);
      const told = (await console().command(['ldap-import', domain, '--take-all'])).stdout;
      assert.match(told, /changed\tuser:joerg\tmail\.type: internal → external/);
      assert.equal((await user('joerg')).mail.type, 'external');
      const { items } = await api('GET', '/ldap/reports');
      assert.deepEqual(items.map(({ dry_run }) => dry_run), [false, false, false, true, false, true]);
      await person.follow('ldap.imports');
      assert.equal(await person.page.locator('tbody tr').count(), 6);
      await person.meetsNoBarrier();
    },
    SOME,
  );
});
