// What the console refuses: the error stands beside its field, in the person's language; what was typed stays; nothing is changed.
import assert from 'node:assert/strict';
import { hostname } from 'node:os';
import { OWN_HOST } from '../lib/console.mjs';
import { slug, withConsole } from './journeys.mjs';

/** The text that the field's own description gives. */
async function errorOf(person, field) {
  assert.equal(await field.getAttribute('aria-invalid'), 'true', `${person.page.url()} does not mark the field as invalid`);
  const ids = ((await field.getAttribute('aria-describedby')) ?? '').split(' ').filter(Boolean);
  const texts = await Promise.all(ids.map((id) => person.page.locator(`[id="${id}"]`).innerText()));
  return texts.join(' ');
}

withConsole('refusals', ({ console, journey }) => {
  const domainFor = async (what, way, routing) => {
    const domain = `${what}-${slug(way)}.example`;
    await console().api('POST', '/domains', { name: domain, description: '', aliases: [], mailbox_server: 'default' });
    if (routing) await console().api('PUT', `/domains/${domain}/mail-routing`, routing);
    return domain;
  };

  for (const [what, relay] of Object.entries({ scheme: 'smtp://slave.example', path: 'slave.example/in', several: 'a.example, b.example', spaces: 'slave example', 'bad-address': '300.1.1.1' })) {
    journey(`a relay that is no host (${what}) is refused`, async (person, way) => {
      person.visit.expectedStatuses.add(422);
      const domain = await domainFor(`relay-${what}`, way);
      await person.signIn();
      await person.page.goto(`/system/domains/${domain}/mail-system`);
      await person.visit.ready();
      await person.setRouting(relay, false);
      const field = person.field('domain.mail.relay');
      assert.notEqual(await errorOf(person, field), '');
      assert.equal(await field.inputValue(), relay);
      assert.equal((await console().api('GET', `/domains/${domain}/mail-routing`)).relay, null);
      await person.meetsNoBarrier();
    });
  }

  journey('a relay that is this server itself is refused', async (person, way) => {
    person.visit.expectedStatuses.add(422);
    const domain = await domainFor('relay-self', way, { relay: 'slave.other.example', forward_unknown: false });
    await person.signIn();
    // A name it was told, on any port and in any case, and the one it found out by itself.
    for (const relay of [`${OWN_HOST.toUpperCase()}:2525`, hostname()]) {
      await person.page.goto(`/system/domains/${domain}/mail-system`);
      await person.visit.ready();
      await person.setRouting(relay, true);
      const field = person.field('domain.mail.relay');
      assert.ok((await errorOf(person, field)).includes(person.say('relay.is_self')), relay);
      assert.equal(await field.inputValue(), relay);
      assert.equal(await person.find('checkbox', 'domain.mail.forward_unknown').isChecked(), true);
      const { relay: stored, forward_unknown } = await console().api('GET', `/domains/${domain}/mail-routing`);
      assert.deepEqual({ stored, forward_unknown }, { stored: 'slave.other.example', forward_unknown: false });
    }
    await person.meetsNoBarrier();
  });

  journey('unknown mail is not forwarded without a relay', async (person, way) => {
    person.visit.expectedStatuses.add(422);
    const domain = await domainFor('forward', way);
    await person.signIn();
    await person.page.goto(`/system/domains/${domain}/mail-system`);
    await person.visit.ready();
    await person.setRouting('', true);
    const box = person.find('checkbox', 'domain.mail.forward_unknown');
    const errors = [await box.getAttribute('aria-invalid'), await person.field('domain.mail.relay').getAttribute('aria-invalid')];
    assert.ok(errors.includes('true'), 'neither field is marked as invalid');
    assert.equal(await box.isChecked(), true);
    assert.equal((await console().api('GET', `/domains/${domain}/mail-routing`)).forward_unknown, false);
  });

  journey('a relay that users need is not removed; their number is told', async (person, way) => {
    person.visit.expectedStatuses.add(422).add(409);
    const domain = await domainFor('in-use', way, { relay: 'slave.other.example', forward_unknown: false });
    for (const login of ['one', 'two', 'three']) {
      const mail = { type: 'external', addresses: [{ local_part: login, domain: null, default: true, alternate: true }] };
      await console().api('POST', `/domains/${domain}/users`, { login, last_name: login, mail });
    }
    await person.signIn();
    await person.page.goto(`/system/domains/${domain}/mail-system`);
    await person.visit.ready();
    await person.setRouting('', false);
    assert.match(await errorOf(person, person.field('domain.mail.relay')), /3/);
    assert.equal((await console().api('GET', `/domains/${domain}/mail-routing`)).relay, 'slave.other.example');
  });

  journey('the alternate mail server is not on offer in a domain without a relay', async (person, way) => {
    const domain = await domainFor('no-relay', way);
    const mail = { type: 'internal', addresses: [{ local_part: 'ann', domain: null, default: true }] };
    await console().api('POST', `/domains/${domain}/users`, { login: 'ann', last_name: 'Ann', mail });
    await person.signIn();
    await person.page.goto(`/directories/${domain}/users/ann/mail`);
    await person.visit.ready();
    const option = person.page.getByRole('option', { name: person.say('user.mail.routing_external') });
    assert.equal(await option.first().isDisabled(), true);
    await person.meetsNoBarrier();
  });

  journey('a domain name that is taken or is none is refused', async (person, way) => {
    person.visit.expectedStatuses.add(422).add(409);
    const domain = await domainFor('taken', way);
    await person.signIn();
    for (const name of [domain, 'not a domain', '-bad.example', 'a'.repeat(300)]) {
      await person.createDomain(name);
      const field = person.field('domain_new.name');
      assert.notEqual(await errorOf(person, field), '');
      assert.equal(await field.inputValue(), name);
    }
    await person.meetsNoBarrier();
  });
});
