// Ticked entries are moved and deleted at once, and come back from the history.
import assert from 'node:assert/strict';
import { WAYS, slug, withConsole } from './journeys.mjs';

const LOGINS = ['ann', 'bob', 'cat'];

withConsole('many entries at once', ({ console, journey }) => {
  const user = (domain, login) => console().api('GET', `/domains/${domain}/users/${login}`);
  const status = async (domain, login) => (await console().call('GET', `/domains/${domain}/users/${login}`)).status;

  const begin = async (what, way) => {
    const domain = `${what}-${slug(way)}.example`;
    await console().api('POST', '/domains', { name: domain, description: '', aliases: [], mailbox_server: 'default' });
    for (const login of LOGINS) await console().api('POST', `/domains/${domain}/users`, { login, last_name: login, password: 'correct horse' });
    return domain;
  };

  /** The ticks of the list, and what is done to them. */
  const choose = async (person, domain, names, change) => {
    await person.page.goto(`/directories?domain=${domain}`);
    await person.visit.ready();
    for (const name of names) await person.find('checkbox', 'many.tick', name).check();
    await person.page.locator('summary').filter({ hasText: person.say('many.several') }).click();
    await person.press(change);
    await person.meetsNoBarrier();
  };

  const undo = async (person, domain, action) => {
    await person.page.goto(`/directories/history?domain=${domain}&action=${action}`);
    await person.visit.ready();
    await person.page.getByRole('link', { name: person.say('history.undo') }).first().click();
    await person.visit.ready();
    await person.meetsNoBarrier();
  };

  journey('move to a unit, and back', async (person, way) => {
    const domain = await begin('moved', way);
    await console().api('POST', `/domains/${domain}/units`, { name: 'north' });
    await person.signIn();
    await choose(person, domain, ['ann', 'bob'], 'many.move');
    await person.field('many.new_unit').selectOption('north');
    await person.press('many.preview');
    await person.meetsNoBarrier();
    assert.equal((await user(domain, 'ann')).unit, '', 'a preview changes nothing');
    await person.press('many.change', '2');
    for (const [login, unit] of [['ann', 'north'], ['bob', 'north'], ['cat', '']]) assert.equal((await user(domain, login)).unit, unit, login);
    await undo(person, domain, 'change_units');
    await person.press('history.confirm');
    for (const login of LOGINS) assert.equal((await user(domain, login)).unit, '', login);
  });

  journey('are deleted when their number is typed, and come back unless somebody took their place', async (person, way) => {
    person.visit.expectedStatuses.add(422);
    const domain = await begin('deleted-many', way);
    const before = await user(domain, 'ann');
    await person.signIn();
    await choose(person, domain, ['ann', 'bob'], 'many.delete');
    await person.press('many.delete_number', '2');
    assert.equal(await person.field('many.number').getAttribute('aria-invalid'), 'true');
    await person.meetsNoBarrier();
    assert.equal(await status(domain, 'ann'), 200);
    await person.fill('many.number', '2');
    await person.press('many.delete_number', '2');
    await person.page.getByRole('status').getByText(person.say('many.deleted', '2'), { exact: true }).waitFor();
    for (const [login, expected] of [['ann', 404], ['bob', 404], ['cat', 200]]) assert.equal(await status(domain, login), expected, login);
    // Somebody else has the name meanwhile: he is named, and nobody comes back.
    await console().api('POST', `/domains/${domain}/users`, { login: 'bob', last_name: 'Other' });
    await undo(person, domain, 'delete_entries');
    await person.page.getByRole('row').filter({ hasText: 'bob' }).first().waitFor();
    assert.equal(await person.find('button', 'history.confirm').count(), 0);
    await console().api('DELETE', `/domains/${domain}/users/bob`);
    await undo(person, domain, 'delete_entries');
    await person.press('history.confirm');
    assert.deepEqual(await user(domain, 'ann'), before);
    assert.equal(await status(domain, 'bob'), 200);
  });
});
