// The way in, and who is kept out.
import assert from 'node:assert/strict';
import { slug, withConsole } from './journeys.mjs';

const PASSWORD = 'a boss needs a password';

withConsole('signing in', ({ console, journey }) => {
  journey('admin0 signs in, works and signs out; afterwards nothing is shown', async (person) => {
    await person.page.goto('/system/domains');
    await person.meetsNoBarrier();
    assert.equal(await person.find('link', 'domains.new').count(), 0);
    await person.signIn();
    await person.openDomains();
    await person.find('link', 'domains.new').waitFor();
    await person.signOut();
    await person.page.goto('/system/domains');
    await person.visit.ready();
    assert.equal(await person.find('link', 'domains.new').count(), 0);
    await person.field('login.login').waitFor();
  });

  journey('a wrong password and an unknown login are refused in the same words', async (person, way) => {
    person.visit.expectedStatuses.add(401);
    const domain = `signs-${slug(way)}.example`;
    await console().api('POST', '/domains', { name: domain, description: '', aliases: [], mailbox_server: 'default', administrator: { login: 'boss', password: PASSWORD } });
    for (const login of [`boss@${domain}`, `nobody@${domain}`]) {
      await person.signIn(login, 'not the password');
      await person.page.getByText(person.say('login.error')).waitFor();
      assert.equal(await person.field('login.login').inputValue(), login);
    }
    await person.meetsNoBarrier();
  });

  journey("a domain administrator sees his domain, and somebody else's does not exist for him", async (person, way) => {
    const domain = `own-${slug(way)}.example`;
    const foreign = `foreign-${slug(way)}.example`;
    for (const name of [domain, foreign]) await console().api('POST', '/domains', { name, description: '', aliases: [], mailbox_server: 'default' });
    const mail = { type: 'internal', addresses: [{ local_part: 'boss', domain: null, default: true }] };
    await console().api('POST', `/domains/${domain}/users`, { login: 'boss', last_name: 'Boss', administrator: true, password: PASSWORD, mail });
    await person.signIn(`boss@${domain}`, PASSWORD);
    person.visit.expectedStatuses.add(404);
    for (const [path, status] of Object.entries({
      [`/directories?domain=${domain}`]: 200,
      [`/directories/${domain}/users/boss/mail`]: 200,
      [`/system/domains/${foreign}`]: 404,
      [`/system/domains/${foreign}/mail-system`]: 404,
      [`/directories/${foreign}/users/new`]: 404,
      [`/directories/${foreign}/users/nobody/mail`]: 404,
    })) {
      assert.equal((await person.page.goto(path)).status(), status, path);
    }
    for (const path of ['/', '/system/domains', '/directories']) {
      await person.page.goto(path);
      assert.equal((await person.page.content()).includes(foreign), false, path);
    }
  });

  for (const [what, change] of Object.entries({
    'on the alternate mail server': { mail: { type: 'external' } },
    'without email processing': { mail: { type: 'none' } },
    suspended: { suspended: true },
  })) {
    journey(`an administrator who is ${what} is kept out`, async (person, way) => {
      person.visit.expectedStatuses.add(401);
      const domain = `kept-${slug(way)}-${Object.keys(change)[0]}-${change.mail?.type ?? 'x'}.example`;
      const users = `/domains/${domain}/users`;
      await console().api('POST', '/domains', { name: domain, description: '', aliases: [], mailbox_server: 'default' });
      await console().api('PUT', `/domains/${domain}/mail-routing`, { relay: 'slave.other.example', forward_unknown: false });
      const addresses = [{ local_part: 'boss', domain: null, default: true, alternate: true }];
      await console().api('POST', users, { login: 'boss', last_name: 'Boss', administrator: true, password: PASSWORD, mail: { type: change.mail?.type ?? 'internal', addresses } });
      if (change.suspended) await console().api('PATCH', `${users}/boss`, { suspended: true });
      await person.signIn(`boss@${domain}`, PASSWORD);
      await person.page.getByText(person.say('login.error')).waitFor();
    });
  }
});
