// Groups, shared mailboxes, external users and resources: created, put into groups from both sides, refused where they must be.
import assert from 'node:assert/strict';
import { slug, withConsole } from './journeys.mjs';

withConsole('entries of every kind', ({ console, journey }) => {
  /** A master domain of this journey's own, with a user for each login. */
  const domainFor = async (what, way, logins = []) => {
    const domain = `${what}-${slug(way)}.example`;
    await console().api('POST', '/domains', { name: domain, description: '', aliases: [], mailbox_server: 'default' });
    await console().api('PUT', `/domains/${domain}/mail-routing`, { relay: 'slave.other.example', forward_unknown: false });
    for (const [login, type] of logins) {
      const mail = { type, addresses: [{ local_part: login, domain: null, default: true, alternate: true }] };
      await console().api('POST', `/domains/${domain}/users`, { login, last_name: login, mail });
    }
    return domain;
  };

  const open = async (person, path) => {
    await person.page.goto(path);
    await person.visit.ready();
  };

  /** Types into the search of a page of members or groups; it follows by itself where there is a script. */
  const look = async (person, key, text, name) => {
    const field = person.page.getByRole('searchbox', { name: person.say(key), exact: true });
    await field.fill(text);
    if (!person.visit.javaScript) await field.press('Enter');
    await person.find('button', 'entry.add', name).waitFor();
  };

  /** New ▾ in the Directory Browser. */
  const chooseNew = async (person, domain, kind) => {
    await open(person, `/directories?domain=${domain}`);
    await person.page.locator('summary', { hasText: person.say('entries.new') }).click();
    await person.page.locator('[data-ui=menu]').getByRole('link', { name: person.say(kind), exact: true }).click();
    await person.visit.ready();
  };

  const members = async (domain, name) => (await console().api('GET', `/domains/${domain}/groups/${name}`)).members;

  journey('a group gets its members from the list, and says whom mail does not reach', async (person, way) => {
    const domain = await domainFor('members', way, [['ann', 'internal'], ['none', 'none']]);
    await person.signIn();
    await chooseNew(person, domain, 'entries.group');
    await person.fill('entry.name', 'Staff');
    await person.meetsNoBarrier();
    await person.press('action.create_edit');
    for (const login of ['ann', 'none']) {
      await look(person, 'entry.find', login, login);
      await person.meetsNoBarrier();
      await person.press('entry.add', login);
    }
    assert.deepEqual((await members(domain, 'staff')).sort(), ['user:ann', 'user:none']);
    const row = (name) => person.page.locator('tbody tr', { has: person.page.getByRole('link', { name, exact: true }) });
    assert.ok((await row('ann').innerText()).includes(`ann@${domain}`));
    assert.ok((await row('none').innerText()).includes(person.say('entry.no_mail')));
    await person.press('entry.remove', 'none');
    assert.deepEqual(await members(domain, 'staff'), ['user:ann']);
  });

  journey('a group is created with its members', async (person, way) => {
    const domain = await domainFor('picked', way, [['ann', 'internal'], ['bob', 'internal']]);
    await person.signIn();
    await chooseNew(person, domain, 'entries.group');
    await person.fill('entry.name', 'Board');
    const search = person.page.locator('#find');
    for (const login of ['ann', 'bob']) {
      await search.fill(login);
      // Enter searches: the group is not created before its members are chosen.
      await search.press('Enter');
      await person.find('button', 'entry.add', login).waitFor();
      await person.visit.ready();
      const isReady = () => search.evaluate((field) => field === document.activeElement);
      if (way.javaScript) assert.equal(await isReady(), true);
      await person.meetsNoBarrier();
      // A second Enter searches again.
      await search.press('Enter');
      await person.visit.ready();
      await person.press('entry.add', login);
    }
    await person.press('entry.remove', 'bob');
    // What was typed is still there.
    assert.equal(await person.field('entry.name').inputValue(), 'Board');
    // What stands in the search does not keep Create from creating.
    await search.fill('');
    await person.press('action.create');
    assert.deepEqual(await members(domain, 'board'), ['user:ann']);
  });

  journey('a member who went meanwhile is named, and nothing is lost', async (person, way) => {
    person.visit.expectedStatuses.add(422);
    const domain = await domainFor('gone', way, [['ann', 'internal']]);
    await person.signIn();
    await open(person, `/directories/${domain}/groups/new`);
    await person.fill('entry.name', 'Board');
    await person.page.locator('#find').fill('ann');
    await person.page.locator('#find').press('Enter');
    await person.press('entry.add', 'ann');
    await console().api('DELETE', `/domains/${domain}/users/ann`);
    await person.press('action.create');
    const line = person.page.locator('li', { has: person.find('button', 'entry.remove', 'user:ann') });
    assert.match(await line.innerText(), /user:ann\n.+/);
    const remove = person.find('button', 'entry.remove', 'user:ann');
    if (way.javaScript) assert.equal(await remove.evaluate((button) => button === document.activeElement), true);
    await person.meetsNoBarrier();
    assert.equal(await person.field('entry.name').inputValue(), 'Board');
    await person.press('entry.remove', 'user:ann');
    await person.press('action.create');
    assert.deepEqual(await members(domain, 'board'), []);
  });

  journey('a group inside itself is refused, and the way round is shown', async (person, way) => {
    person.visit.expectedStatuses.add(422);
    const domain = await domainFor('cycle', way);
    await console().api('POST', `/domains/${domain}/groups`, { name: 'inner', addresses: [], members: [] });
    await console().api('POST', `/domains/${domain}/groups`, { name: 'outer', addresses: [], members: ['group:inner'] });
    await person.signIn();
    await open(person, `/directories/${domain}/groups/inner/members`);
    await look(person, 'entry.find', 'outer', 'outer');
    await person.press('entry.add', 'outer');
    await person.page.getByText(person.say('entry.cycle', 'inner › outer › inner')).waitFor();
    assert.deepEqual(await members(domain, 'inner'), []);
    // What was looked for is still there.
    assert.equal(await person.page.locator('#find').inputValue(), 'outer');
    await person.meetsNoBarrier();
  });

  journey('a shared mailbox goes to the alternate mail server and back with all its addresses', async (person, way) => {
    const domain = await domainFor('shared', way);
    const addresses = ['info', 'sales'].map((local_part, at) => ({ local_part, domain: null, default: at === 0, alternate: true }));
    await console().api('POST', `/domains/${domain}/shared-mailboxes`, { name: 'info', mail: { type: 'internal', addresses } });
    await person.signIn();
    const path = `/directories/${domain}/shared-mailboxes/info/mail`;
    for (const type of ['external', 'none', 'internal']) {
      await open(person, path);
      await person.page.getByLabel(person.say('user.mail.routing'), { exact: true }).selectOption({ label: person.say(`user.mail.routing_${type}`) });
      await person.meetsNoBarrier();
      await person.press('action.save');
      await person.page.getByText(person.say('notify.saved')).first().waitFor();
      const { mail } = await console().api('GET', `/domains/${domain}/shared-mailboxes/info`);
      assert.deepEqual([mail.type, mail.addresses.map(({ local_part }) => local_part)], [type, ['info', 'sales']]);
    }
  });

  journey('an external user is created and put into a group from its own page', async (person, way) => {
    person.visit.expectedStatuses.add(422);
    const domain = await domainFor('partner', way);
    await console().api('POST', `/domains/${domain}/groups`, { name: 'project', addresses: [], members: [] });
    await person.signIn();
    await chooseNew(person, domain, 'entries.external');
    await person.fill('entry.name', 'Partner');
    // An address of the domain itself is none outside; what was typed stays.
    await person.fill('entry.outside', `p@${domain}`);
    await person.press('action.create_edit');
    const field = person.field('entry.outside');
    assert.equal(await field.getAttribute('aria-invalid'), 'true');
    assert.equal(await person.field('entry.name').inputValue(), 'Partner');
    await person.meetsNoBarrier();
    await field.fill('p@elsewhere.example');
    await person.press('action.create_edit');
    await person.follow('entry.tab.groups');
    await look(person, 'entry.find_group', 'proj', 'project');
    await person.press('entry.add', 'project');
    assert.deepEqual(await members(domain, 'project'), ['external:partner']);
    await person.meetsNoBarrier();
    await person.press('entry.remove', 'project');
    assert.deepEqual(await members(domain, 'project'), []);
  });

  journey('every page of every kind is without a barrier, also on a narrow screen', async (person, way) => {
    const domain = await domainFor('screens', way, [['ann', 'internal']]);
    await console().api('POST', `/domains/${domain}/groups`, { name: 'staff', addresses: [{ local_part: 'staff', domain: null, default: true }], members: ['user:ann'] });
    await console().api('POST', `/domains/${domain}/shared-mailboxes`, { name: 'info', mail: { type: 'internal', addresses: [{ local_part: 'info', domain: null, default: true }] } });
    await console().api('POST', `/domains/${domain}/external-users`, { name: 'partner', address: 'p@elsewhere.example' });
    await person.signIn();
    await chooseNew(person, domain, 'entries.resource');
    await person.fill('entry.name', 'room');
    if (!way.javaScript) await person.page.locator('[id="addresses[0].local_part"]').fill('room');
    await person.press('action.create');
    const pages = [
      `?domain=${domain}`,
      ...['groups', 'shared-mailboxes', 'external-users', 'resources'].map((folder) => `/${domain}/${folder}/new`),
      ...['', '/members?find=a', '/mail', '/groups', '/delete'].map((tab) => `/${domain}/groups/staff${tab}`),
      ...['', '/mail', '/groups'].map((tab) => `/${domain}/shared-mailboxes/info${tab}`),
      ...['', '/groups', '/delete'].map((tab) => `/${domain}/external-users/partner${tab}`),
      ...['', '/mail', '/delete'].map((tab) => `/${domain}/resources/room${tab}`),
      `/${domain}/users/ann/groups?find=st`,
    ];
    for (const width of [1280, 360]) {
      await person.page.setViewportSize({ width, height: 800 });
      for (const path of pages) {
        await open(person, `/directories${path}`);
        const overflow = await person.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth).catch(() => 0);
        assert.ok(overflow <= 0, `${path} is ${overflow} pixels too wide at ${width}`);
        await person.meetsNoBarrier();
      }
    }
  });
});
