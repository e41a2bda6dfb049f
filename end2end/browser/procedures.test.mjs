// The documented procedures, step by step and word for word.
import assert from 'node:assert/strict';
import { slug, withConsole } from './journeys.mjs';

const routing = (console, domain) => console.api('GET', `/domains/${domain}/mail-routing`);

withConsole('the documented procedures', ({ console, journey }) => {
  journey('a new domain is made a master: create and edit, Mail System, Mail Routing, Save', async (person, way) => {
    const domain = `new-master-${slug(way)}.example`;
    await person.signIn();
    await person.createDomain(domain);
    await person.setRouting('slave.other.example', false);
    const { relay, forward_unknown } = await routing(console(), domain);
    assert.deepEqual({ relay, forward_unknown }, { relay: 'slave.other.example', forward_unknown: false });
    await person.page.getByText(person.say('notify.saved')).first().waitFor();
    await person.meetsNoBarrier();
  });

  journey('an existing domain is opened by its name in the list and made a slave', async (person, way) => {
    const domain = `old-slave-${slug(way)}.example`;
    await console().api('POST', '/domains', { name: domain, description: '', aliases: [], mailbox_server: 'default' });
    await person.signIn();
    await person.openDomains('nav.modify_domain');
    await person.meetsNoBarrier();
    await person.page.getByRole('link', { name: domain, exact: true }).click();
    await person.visit.ready();
    await person.setRouting('192.0.2.7', true);
    const { relay, forward_unknown } = await routing(console(), domain);
    assert.deepEqual({ relay, forward_unknown }, { relay: '192.0.2.7', forward_unknown: true });
    // What was saved is what is shown.
    await person.page.goto(`/system/domains/${domain}/mail-system`);
    assert.equal(await person.field('domain.mail.relay').inputValue(), '192.0.2.7');
    assert.equal(await person.find('checkbox', 'domain.mail.forward_unknown').isChecked(), true);
  });

  journey('a user gets the alternate mail server for some addresses', async (person, way) => {
    const domain = `user-${slug(way)}.example`;
    const path = `/domains/${domain}`;
    await console().api('POST', '/domains', { name: domain, description: '', aliases: [], mailbox_server: 'default' });
    await console().api('PUT', `${path}/mail-routing`, { relay: 'slave.other.example', forward_unknown: false });
    const row = (local, first) => ({ local_part: local, domain, default: first, alternate: true });
    await console().api('POST', `${path}/users`, {
      login: 'jdoe',
      first_name: 'Jane',
      last_name: 'Doe',
      mail: { type: 'internal', addresses: [row('jdoe', true), row('jane', false), row('doe', false)] },
    });
    await person.signIn();
    await person.openUserMail(domain, 'Jane Doe');
    await person.meetsNoBarrier();
    await person.useAlternateServer({ [`jdoe@${domain}`]: true, [`jane@${domain}`]: false, [`doe@${domain}`]: true });
    const { mail } = await console().api('GET', `${path}/users/jdoe`);
    assert.equal(mail.type, 'external');
    assert.deepEqual(Object.fromEntries(mail.addresses.map(({ local_part, alternate }) => [local_part, alternate])), { jdoe: true, jane: false, doe: true });
  });

  journey('switching the mail type there and back loses no address', async (person, way) => {
    const domain = `switch-${slug(way)}.example`;
    const path = `/domains/${domain}`;
    await console().api('POST', '/domains', { name: domain, description: '', aliases: [], mailbox_server: 'default' });
    await console().api('PUT', `${path}/mail-routing`, { relay: 'slave.other.example', forward_unknown: false });
    const addresses = ['a', 'b', 'c'].map((local, at) => ({ local_part: local, domain: null, default: at === 0, alternate: at !== 1 }));
    await console().api('POST', `${path}/users`, { login: 'ann', last_name: 'Ann', mail: { type: 'internal', addresses } });
    await person.signIn();
    const choose = async (key) => {
      await person.page.goto(`/directories/${domain}/users/ann/mail`);
      await person.visit.ready();
      await person.page.getByLabel(person.say('user.mail.routing'), { exact: true }).selectOption({ label: person.say(key) });
      await person.press('action.save');
    };
    for (const key of ['user.mail.routing_external', 'user.mail.routing_none', 'user.mail.routing_internal']) await choose(key);
    const { mail } = await console().api('GET', `${path}/users/ann`);
    assert.deepEqual([mail.type, mail.addresses.map(({ local_part }) => local_part)], ['internal', ['a', 'b', 'c']]);
  });
});
