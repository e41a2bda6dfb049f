// Organizational units and user administrators: divided by the administrator, worked in by somebody who sees no more than his part.
import assert from 'node:assert/strict';
import { ADMIN_PASSWORD } from '../lib/console.mjs';
import { slug, WAYS, withConsole } from './journeys.mjs';

/** Each language once, without JavaScript in one of them. */
const ONCE = WAYS.filter(({ language, javaScript }) => javaScript === (language !== 'fr'));

withConsole('organizational units', ({ console, journey }) => {
  const domainFor = async (what, way, logins) => {
    const domain = `${what}-${slug(way)}.example`;
    await console().api('POST', '/domains', { name: domain, description: '', aliases: [], mailbox_server: 'default' });
    for (const login of logins) {
      await console().api('POST', `/domains/${domain}/users`, { login, last_name: login, password: ADMIN_PASSWORD });
    }
    return domain;
  };

  const open = async (person, path) => {
    await person.page.goto(path);
    await person.visit.ready();
  };

  const put = (domain, login, unit) => console().api('PATCH', `/domains/${domain}/users/${login}`, { unit });
  const give = (domain, login, rights) => console().api('PUT', `/domains/${domain}/users/${login}/administration`, { rights });

  journey('are made, filled, moved, given away, and kept while something is in them', async (person, way) => {
    person.visit.expectedStatuses.add(409);
    const domain = await domainFor('units', way, ['ann', 'boss']);
    await person.signIn();
    await person.follow('nav.directories');
    await person.follow('nav.org_units');
    await open(person, `/directories/units?domain=${domain}`);
    await person.meetsNoBarrier();
    await person.follow('ou.create');
    await person.fill('ou.name', 'Europe');
    await person.press('action.create');
    await person.follow('ou.create_below');
    await person.fill('ou.name', 'France');
    await person.meetsNoBarrier();
    await person.press('action.create');
    // The same name in other letters: refused beside the field, and what was typed stays.
    await open(person, `/directories/${domain}/units/new?parent=Europe`);
    await person.fill('ou.name', 'FRANCE');
    await person.press('action.create');
    assert.equal(await person.field('ou.name').getAttribute('aria-invalid'), 'true');
    assert.equal(await person.field('ou.name').inputValue(), 'FRANCE');
    assert.equal(await person.field('ou.parent').inputValue(), 'Europe');
    await person.meetsNoBarrier();

    await open(person, `/directories/${domain}/users/ann`);
    await person.field('ou.unit').selectOption('Europe/France');
    await person.press('action.save');
    assert.equal((await console().api('GET', `/domains/${domain}/users/ann`)).unit, 'Europe/France');
    await open(person, `/directories/${domain}/users/boss`);
    await person.follow('ou.administration');
    await person.find('checkbox', 'ou.right_users', 'Europe').check();
    await person.find('checkbox', 'ou.right_mail', 'Europe/France').check();
    await person.meetsNoBarrier();
    await person.press('action.save');
    assert.deepEqual((await console().api('GET', `/domains/${domain}/users/boss/administration`)).rights, [
      { unit: 'Europe', rights: ['users'] },
      { unit: 'Europe/France', rights: ['mail'] },
    ]);

    await open(person, `/directories/units?domain=${domain}&unit=Europe`);
    await person.meetsNoBarrier();
    await person.find('link', 'ou.entries_one').click();
    await person.visit.ready();
    await person.page.getByRole('link', { name: 'ann', exact: true }).waitFor();
    assert.equal(await person.page.getByRole('link', { name: 'boss', exact: true }).count(), 0);
    // Moved out of Europe, the unit takes everything along.
    await open(person, `/directories/units?domain=${domain}&unit=Europe/France`);
    await person.follow('ou.edit');
    await person.field('ou.parent').selectOption('');
    await person.press('action.save');
    assert.equal((await console().api('GET', `/domains/${domain}/users/ann`)).unit, 'France');
    await person.follow('action.delete');
    await person.find('link', 'ou.left_entries').waitFor();
    assert.equal(await person.find('button', 'action.delete').count(), 0);
    await person.meetsNoBarrier();
  }, ONCE);

  journey('show a user administrator his part, and why the rest is only to read', async (person, way) => {
    const domain = await domainFor('part', way, ['ann', 'boss', 'zoe', 'chief']);
    // Whoever has chosen no language reads his domain's.
    await console().api('PATCH', `/domains/${domain}`, { settings: { language: way.language } });
    for (const name of ['north', 'south']) await console().api('POST', `/domains/${domain}/units`, { name });
    for (const login of ['ann', 'boss', 'chief']) await put(domain, login, 'north');
    await give(domain, 'boss', [{ unit: 'north', rights: ['users'] }]);
    await give(domain, 'chief', [{ unit: 'north', rights: ['users', 'mail'] }]);
    await person.signIn(`boss@${domain}`);
    assert.equal(await person.find('link', 'nav.system').count(), 0);
    await open(person, `/directories?domain=${domain}`);
    await person.page.getByRole('link', { name: 'ann', exact: true }).waitFor();
    assert.equal(await person.page.getByRole('link', { name: 'zoe', exact: true }).count(), 0);
    await person.meetsNoBarrier();

    await open(person, `/directories/${domain}/users/new`);
    await person.page.locator('[name=login]').fill('new');
    // The only unit he has is chosen already.
    assert.equal(await person.field('ou.unit').inputValue(), 'north');
    await person.meetsNoBarrier();
    await person.press('action.create');
    assert.equal((await console().api('GET', `/domains/${domain}/users/new`)).unit, 'north');

    await open(person, `/directories/${domain}/users/ann/mail`);
    await person.page.getByText(person.say('ou.not_your_right')).waitFor();
    assert.equal(await person.find('button', 'action.save').count(), 0);
    assert.ok(await person.page.getByLabel(person.say('user.mail.routing'), { exact: true }).isDisabled());
    await person.meetsNoBarrier();
    await open(person, `/directories/${domain}/users/ann/forwarding`);
    await person.page.getByText(person.say('ou.not_your_right')).waitFor();
    assert.equal(await person.find('button', 'action.save').count(), 0);
    assert.ok(await person.page.locator('textarea').first().isDisabled());
    await person.meetsNoBarrier();
    await open(person, `/directories/${domain}/users/chief`);
    await person.page.getByText(person.say('ou.above_you')).waitFor();
    assert.equal(await person.find('button', 'action.save').count(), 0);
    await person.meetsNoBarrier();
    person.visit.expectedStatuses.add(404);
    const elsewhere = await person.page.goto(`/directories/${domain}/users/zoe`);
    assert.equal(elsewhere.status(), 404);
  }, ONCE);
});
