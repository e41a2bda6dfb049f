// What people read in, and passwords that must be changed: by an administrator, and by their owners.
import assert from 'node:assert/strict';
import { sql } from '../lib/sql.mjs';
import { WAYS, slug, withConsole } from './journeys.mjs';

const PASSWORD = 'a boss needs a password';
const NEXT = 'the next one is longer';
/** Each language once, and both with JavaScript and without. */
const SOME = WAYS.filter(({ language, javaScript }) => javaScript === (language !== 'fr'));

withConsole('settings', ({ console, journey }) => {
  const domainWithBoss = async (name) => {
    await console().api('POST', '/domains', { name, description: '', aliases: [], mailbox_server: 'default' });
    const mail = { type: 'internal', addresses: [{ local_part: 'boss', domain: null, default: true }] };
    await console().api('POST', `/domains/${name}/users`, { login: 'boss', last_name: 'Boss', administrator: true, password: PASSWORD, mail });
  };
  const fillPasswords = async (person, current, next) => {
    await person.fill('password.current', current);
    await person.fill('password.new', next);
    await person.fill('password.confirm', next);
    await person.press('password.change');
  };

  journey('users follow the language and date format of their domain until they choose their own', async (person, way) => {
    const domain = `follow-${slug(way)}.example`;
    await domainWithBoss(domain);
    await person.signIn();
    await person.page.goto(`/system/domains/${domain}`);
    await person.visit.ready();
    assert.equal(await person.page.getByText(person.say('general.followers')).count(), 4);
    const other = way.language === 'de' ? 'fr' : 'de';
    await person.page.getByLabel(person.say('general.language'), { exact: true }).selectOption(other);
    await person.page.getByLabel(person.say('general.date_format'), { exact: true }).selectOption('dd.MM.yyyy');
    await person.meetsNoBarrier();
    await person.press('action.save');
    await person.signOut();

    await person.signIn(`boss@${domain}`, PASSWORD);
    const language = () => person.page.locator('html').getAttribute('lang');
    assert.equal(await language(), other);
    await person.page.goto(`/directories/history?domain=${domain}`);
    assert.match(await person.page.locator('time').first().textContent(), /^\d\d\.\d\d\.\d{4} \d\d:\d\d UTC$/);
    await person.page.goto('/account');
    await person.meetsNoBarrier();
    await person.page.locator('#language').selectOption(way.language);
    await person.page.locator('#time_format').selectOption('h:mma');
    await person.page.locator('main button[type=submit]').click();
    await person.visit.ready();
    assert.equal(await language(), way.language);
    await person.page.goto(`/directories/history?domain=${domain}`);
    assert.match(await person.page.locator('time').first().textContent(), /^\d\d\.\d\d\.\d{4} \d+:\d\d[ap]m UTC$/);
  }, SOME);

  journey('a password that has expired is changed before anything else', async (person, way) => {
    person.visit.expectedStatuses.add(422);
    const domain = `expired-${slug(way)}.example`;
    await domainWithBoss(domain);
    await console().api('PATCH', `/domains/${domain}`, { settings: { language: way.language, password_lifetime_days: 7, password_min_length: 12 } });
    await sql(console(), `UPDATE domain SET password_lifetime_from = 0 WHERE name = '${domain}'`);
    await sql(console(), 'UPDATE account SET password_changed_at = password_changed_at - 8 * 86400 WHERE login IS NULL');
    await person.signIn(`boss@${domain}`, PASSWORD);
    await person.page.getByText(person.say('password.expired')).waitFor();
    await person.meetsNoBarrier();
    await person.page.goto(`/directories?domain=${domain}`);
    await person.page.getByText(person.say('password.expired')).waitFor();
    await fillPasswords(person, PASSWORD, '123456789000');
    await person.page.getByText(person.say('password.common')).waitFor();
    await fillPasswords(person, PASSWORD, NEXT);
    await person.page.goto(`/directories/${domain}/users/boss`);
    await person.find('button', 'user.generate').waitFor();
  }, SOME);

  journey('an administrator generates a password, whose owner changes it without signing in', async (person, way) => {
    person.visit.expectedStatuses.add(401);
    const domain = `generated-${slug(way)}.example`;
    await domainWithBoss(domain);
    await console().api('PATCH', `/domains/${domain}`, { settings: { language: way.language } });
    await person.signIn();
    await person.page.goto(`/directories/${domain}/users/boss`);
    await person.visit.ready();
    await person.press('user.generate');
    const generated = await person.field('password.new').inputValue();
    assert.match(generated, /^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);
    await person.meetsNoBarrier();
    await person.find('checkbox', 'user.must_change').check();
    await person.press('action.save');
    assert.equal((await person.page.content()).includes(generated), false, 'shown once');
    await person.find('checkbox', 'user.must_change').and(person.page.locator(':checked')).waitFor();
    await person.signOut();

    await person.page.goto('/sign-in');
    await person.visit.ready();
    await person.follow('password.change');
    await person.meetsNoBarrier();
    const user = await console().api('GET', `/domains/${domain}/users/boss`);
    assert.equal(user.must_change_password, true);
    await person.field('login.login').fill(`boss@${domain}`);
    await fillPasswords(person, PASSWORD, NEXT);
    await person.page.getByText(person.say('login.error')).waitFor();
    assert.equal(await person.field('login.login').inputValue(), `boss@${domain}`);
    await fillPasswords(person, generated, NEXT);
    await person.page.getByText(person.say('password.replaced')).waitFor();
    await person.signIn(`boss@${domain}`, NEXT);
    await person.page.goto(`/directories/${domain}/users/boss`);
    await person.find('button', 'user.generate').waitFor();
  }, SOME);
});
