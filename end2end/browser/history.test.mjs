// What was changed is told where it was changed, and undone from there.
import assert from 'node:assert/strict';
import { WAYS, slug, withConsole } from './journeys.mjs';

const addresses = [{ local_part: 'jdoe', domain: null, default: true, alternate: true }];
const mail = (quota_kib) => ({ type: 'internal', addresses, quota_kib });

/** A domain of its own with the user jdoe. */
async function begin(console, way, what) {
  const domain = `${what}-${slug(way)}.example`;
  await console.api('POST', '/domains', { name: domain, description: '', aliases: [], mailbox_server: 'default' });
  await console.api('POST', `/domains/${domain}/users`, { login: 'jdoe', first_name: 'Jane', last_name: 'Doe', password: 'correct horse', mail: mail(1024) });
  return domain;
}

/** The button of the newest change on the page that can be undone, by the words before whose it is. */
const undo = async (person) => {
  await person.page.getByRole('link', { name: person.say('history.undo') }).first().click();
  await person.visit.ready();
  await person.meetsNoBarrier();
};

withConsole('history', ({ console, journey }) => {
  journey('a change of a user is found on its page and undone', async (person, way) => {
    const domain = await begin(console(), way, 'change');
    const user = `/domains/${domain}/users/jdoe`;
    await console().api('PUT', `${user}/mail`, mail(2048));
    await person.signIn();
    await person.page.goto(`/directories/${domain}/users/jdoe`);
    await person.visit.ready();
    await person.page.locator('[data-ui=tabs]').getByRole('link', { name: person.say('history.tab'), exact: true }).click();
    await person.visit.ready();
    // The name of the key by which the test itself changed it.
    await person.page.locator('#changes').getByText('end to end').first().waitFor();
    await person.meetsNoBarrier();
    await undo(person);
    assert.equal((await console().api('GET', user)).mail.quota_kib, 2048, 'nothing before it is asked for');
    await person.press('history.confirm');
    await person.page.getByRole('status').getByText(person.say('history.undone'), { exact: true }).waitFor();
    assert.ok(person.page.url().endsWith('/users/jdoe/history'), person.page.url());
    assert.equal((await console().api('GET', user)).mail.quota_kib, 1024);
    const { items } = await console().api('GET', `/domains/${domain}/history`);
    // The test's own address, as the proxy in front tells it.
    assert.deepEqual([items[0].actor, items[0].origin, items[0].undoes], ['admin0', way.address, items[1].id]);
  });

  journey('a deleted user comes back from the history of the domain', async (person, way) => {
    const domain = await begin(console(), way, 'deleted');
    await console().api('DELETE', `/domains/${domain}/users/jdoe`);
    await person.signIn();
    await person.page.goto(`/directories/history?domain=${domain}&q=jdoe&action=delete`);
    await person.visit.ready();
    await person.meetsNoBarrier();
    assert.equal(await person.page.locator('#changes tbody tr').count(), 1);
    await undo(person);
    await person.page.getByText(person.say('history.password')).waitFor();
    await person.press('history.confirm');
    const user = await console().api('GET', `/domains/${domain}/users/jdoe`);
    assert.deepEqual([user.display_name, user.mail.quota_kib], ['Jane Doe', 1024]);
  });

  journey('a deleted domain comes back with everybody in it', async (person, way) => {
    const domain = await begin(console(), way, 'gone');
    const user = `/domains/${domain}/users/jdoe`;
    await person.signIn();
    await person.page.goto(`/system/domains/${domain}/delete`);
    await person.visit.ready();
    await person.meetsNoBarrier();
    await person.page.locator('[name=confirmation]').fill(domain);
    await person.press('action.delete');
    assert.equal((await console().call('GET', user)).status, 404);
    // Its history is still read, and a list tells which domains can come back.
    await person.page.goto(`/directories/history?domain=${domain}`);
    await person.visit.ready();
    await person.page.locator('#changes').getByText('jdoe').first().waitFor();
    await person.page.goto('/system/domains/deleted');
    await person.visit.ready();
    await person.meetsNoBarrier();
    await person.page.getByRole('row').filter({ hasText: domain }).getByRole('link').last().click();
    await person.visit.ready();
    await person.meetsNoBarrier();
    await person.press('history.confirm');
    assert.equal((await console().api('GET', user)).mail.quota_kib, 1024);
  }, WAYS.filter(({ language, javaScript }) => (language === 'fr') !== javaScript));

  journey('what was changed again since is explained and left alone', async (person, way) => {
    const domain = await begin(console(), way, 'conflict');
    const user = `/domains/${domain}/users/jdoe`;
    await console().api('PUT', `${user}/mail`, mail(2048));
    const { items } = await console().api('GET', `/domains/${domain}/history`);
    await console().api('PUT', `${user}/mail`, mail(4096));
    await person.signIn();
    await person.page.goto(`/history/${items[0].id}/undo`);
    await person.visit.ready();
    await person.meetsNoBarrier();
    const alert = person.page.getByRole('alert');
    await alert.getByText(person.say('history.cannot')).waitFor();
    await alert.getByText(person.say('history.quota')).waitFor();
    assert.equal(await person.find('button', 'history.confirm').count(), 0);
    assert.equal((await console().api('GET', user)).mail.quota_kib, 4096);
  });
});
