// Filters of a domain and forwarding of a user, from the screen, with JavaScript and without.
import assert from 'node:assert/strict';
import { slug, withConsole } from './journeys.mjs';

withConsole('filters and forwarding', ({ console, journey }) => {
  const domainFor = async (what, way) => {
    const domain = `${what}-${slug(way)}.example`;
    await console().api('POST', '/domains', { name: domain, description: '', aliases: [], mailbox_server: 'default' });
    await console().api('POST', `/domains/${domain}/users`, { login: 'ann', last_name: 'Ann' });
    return domain;
  };
  const open = async (person, path) => {
    await person.page.goto(path);
    await person.visit.ready();
  };
  const filters = async (domain) => (await console().api('GET', `/domains/${domain}/filters`)).filters;

  journey('filters are added, mended, ordered and deleted', async (person, way) => {
    person.visit.expectedStatuses.add(422);
    const domain = await domainFor('filters', way);
    const criteria = [{ part: 'from', test: 'contains', value: 'boss' }];
    await console().api('PUT', `/domains/${domain}/filters`, { filters: [{ name: 'First', criteria, mark_important: true }] });
    await person.signIn();
    await open(person, `/system/domains/${domain}`);
    await person.follow('filters.tab');
    await person.follow('filters.add');
    await person.fill('domains.col_name', 'Spam');
    await person.find('combobox', 'filters.part', '1').selectOption('header');
    await person.find('textbox', 'filters.value', '1').fill('YES');
    await person.press('filters.add_criterion');
    assert.equal(await person.find('textbox', 'filters.value', '1').inputValue(), 'YES');
    await person.find('textbox', 'filters.value', '2').fill('offer');
    await person.press('action.save');
    // Nothing is lost, and what is missing is said where it is.
    await person.page.getByText(person.say('filters.nothing_to_do')).waitFor();
    assert.equal(await person.find('textbox', 'filters.header_name', '1').getAttribute('aria-invalid'), 'true');
    assert.equal(await person.find('textbox', 'filters.value', '2').inputValue(), 'offer');
    await person.meetsNoBarrier();
    await person.find('textbox', 'filters.header_name', '1').fill('X-Spam-Flag');
    await person.find('checkbox', 'filters.mark_read').check();
    await person.press('action.save');
    await person.page.getByText(person.say('notify.saved')).first().waitFor();
    const [, saved] = await filters(domain);
    assert.deepEqual(saved.criteria.map(({ part, header, value }) => [part, header, value]), [['header', 'X-Spam-Flag', 'YES'], ['from', '', 'offer']]);
    await person.press('filters.up', 'Spam');
    assert.deepEqual((await filters(domain)).map(({ name }) => name), ['Spam', 'First']);
    await person.press('filters.delete', 'First');
    await person.meetsNoBarrier();
    await person.press('filters.delete', 'Spam');
    await person.page.getByText(person.say('filters.none')).waitFor();
    assert.deepEqual(await filters(domain), []);
  });

  journey('a user forwards to others, not to himself, and answers by himself', async (person, way) => {
    person.visit.expectedStatuses.add(422);
    const domain = await domainFor('forward', way);
    await person.signIn();
    await open(person, `/directories/${domain}/users/ann`);
    await person.follow('handling.tab');
    await person.find('checkbox', 'handling.forward').check();
    await person.page.getByLabel(person.say('handling.forward_to'), { exact: true }).fill(`friend@outside.example\nann@${domain}`);
    await person.page.getByLabel(person.say('handling.on'), { exact: true }).check();
    await person.fill('handling.subject', 'Away');
    await person.page.getByLabel(person.say('handling.message'), { exact: true }).fill('Back soon');
    await person.page.locator('input[type=datetime-local]').first().fill('2026-07-01T08:00');
    await person.press('action.save');
    await person.page.getByText(person.say('handling.to_self', `ann@${domain}`)).waitFor();
    assert.equal(await person.field('handling.subject').inputValue(), 'Away');
    await person.meetsNoBarrier();
    await person.page.getByLabel(person.say('handling.forward_to'), { exact: true }).fill('friend@outside.example');
    await person.press('action.save');
    await person.page.getByText(person.say('notify.saved')).first().waitFor();
    const { mail } = await console().api('GET', `/domains/${domain}/users/ann`);
    assert.deepEqual(mail.forward, { active: true, to: ['friend@outside.example'], keep_copy: true });
    assert.equal(mail.automatic_reply.subject, 'Away');
    assert.equal(await person.page.locator('input[type=datetime-local]').first().inputValue(), '2026-07-01T08:00');
  });
});
