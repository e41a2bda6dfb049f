// Finding one's way: the search with the keyboard, as a page without JavaScript, and the keys.
import assert from 'node:assert/strict';
import { slug, WAYS, withConsole } from './journeys.mjs';

const PLACE = { en: 'Relay for splitted domains', fr: 'Relais pour les domaines découpés', de: 'Relay für geteilte Domains' };
/** What other consoles call the relay, in the language of somebody else. */
const OTHER_WORDS = { en: 'domaines decoupes', fr: 'geteilte domänen', de: 'split domain' };
const WAY = { en: 'Where does mail for', fr: 'Où va le courrier de', de: 'Wohin gehen E-Mails an' };
const SLOW = { en: 'Still looking…', fr: 'Recherche en cours…', de: 'Die Suche läuft noch…' };
const withScript = WAYS.filter(({ javaScript }) => javaScript);
const without = WAYS.filter(({ javaScript }) => !javaScript);

withConsole('finding', ({ console, journey }) => {
  const fill = async (way, what = 'find') => {
    const domain = `${what}-${slug(way)}.example`;
    await console().api('POST', '/domains', { name: domain, description: '', aliases: [], mailbox_server: 'default' });
    await console().api('POST', `/domains/${domain}/users`, { login: `zoe-${slug(way)}`, first_name: 'Zoë', last_name: 'Quist' });
    return { domain, login: `zoe-${slug(way)}` };
  };

  journey('by keyboard alone', async (person, way) => {
    const { domain, login } = await fill(way);
    const { page } = person;
    await person.signIn();
    await page.goto(`/directories?domain=${domain}`);
    await person.visit.ready();
    const row = page.getByRole('link', { name: 'Zoë Quist' }).first();
    await page.keyboard.press('Control+k');
    const field = page.locator('#palette-text');
    await field.waitFor();
    await page.getByRole('dialog').getByRole('option').first().waitFor({ state: 'attached' });
    // A setting, by words of another console in another language, with its domain, and the keyboard in its field.
    await page.keyboard.type(OTHER_WORDS[way.language]);
    await page.locator('#place-relay[aria-selected]').waitFor();
    await person.meetsNoBarrier();
    while ((await field.getAttribute('aria-activedescendant')) !== 'place-relay') await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/system/domains/${domain}/mail-system#relay`);
    await person.visit.ready();
    await page.waitForFunction(() => document.activeElement?.id === 'relay');
    // Also while typing in a field; an entry, by its login and by its address.
    await page.keyboard.press('Control+k');
    await page.keyboard.type(login.slice(0, -1));
    const found = page.getByRole('option', { name: 'Zoë Quist' });
    await found.waitFor();
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.activeElement?.id === 'relay');
    await page.keyboard.press('Control+k');
    await page.keyboard.type(`${login}@${domain}`);
    const followed = page.getByRole('option', { name: WAY[way.language] });
    await followed.waitFor();
    await followed.click();
    await page.waitForURL(`**/system/domains/${domain}/route?recipient=*`);
    await person.visit.ready();
    await page.getByText(`${login}@${domain}`).first().waitFor();
    // What was opened last is offered before anything is typed.
    await page.keyboard.press('Control+k');
    await page.locator('#palette-recent [role=option]:not([hidden])').first().waitFor();
    assert.equal(await row.count(), 0);
  }, withScript);

  journey('a list that is slow to come says so', async (person, way) => {
    const { domain } = await fill(way, 'slow');
    const { page } = person;
    await person.signIn();
    await page.goto(`/directories?domain=${domain}`);
    await person.visit.ready();
    let goOn;
    const late = new Promise((resolve) => {
      goOn = resolve;
    });
    await page.route('**/directories?*', async (route) => {
      await late;
      await route.continue();
    });
    await page.keyboard.press('/');
    await page.keyboard.type('nobody');
    await page.locator('#entries[aria-busy=true]').waitFor();
    await page.locator('p[role=status]', { hasText: SLOW[way.language] }).waitFor({ state: 'attached' });
    await person.meetsNoBarrier();
    goOn();
    await page.locator('#entries:not([aria-busy])').waitFor();
    assert.equal(await page.getByRole('link', { name: 'Zoë Quist' }).count(), 0);
  }, withScript);

  journey('as a page', async (person, way) => {
    const { domain, login } = await fill(way);
    const { page } = person;
    await person.signIn();
    await page.goto(`/system/domains/${domain}`);
    await page.locator('[data-opens=palette]').click();
    await page.locator('main input[name=q]').fill(OTHER_WORDS[way.language]);
    await page.locator('main form[role=search] button').click();
    await person.meetsNoBarrier();
    await page.getByRole('link', { name: PLACE[way.language] }).first().click();
    await page.waitForURL(`**/system/domains/${domain}/mail-system#relay`);
    await page.goto(`/search?q=${login}%40${domain}`);
    await page.getByRole('link', { name: 'Zoë Quist' }).waitFor();
    await page.getByRole('link', { name: WAY[way.language] }).waitFor();
    await page.goto('/search?q=nothing-begins-so');
    await person.meetsNoBarrier();
    await page.goto('/help');
    await person.meetsNoBarrier();
  }, without);

  journey('with single keys, and without them', async (person, way) => {
    const { domain, login } = await fill({ ...way, language: 'keys' });
    const { page } = person;
    await person.signIn();
    await page.goto(`/directories?domain=${domain}`);
    await person.visit.ready();
    await page.keyboard.press('j');
    await page.waitForFunction(() => document.activeElement?.closest('tbody tr') !== null);
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/directories/${domain}/users/${login}`);
    await person.visit.ready();
    await page.keyboard.press('?');
    await page.getByRole('dialog').getByRole('table').waitFor();
    await person.meetsNoBarrier();
    assert.equal(await page.getByRole('dialog').getByText('/', { exact: true }).count(), 1);
    assert.equal(await page.getByRole('dialog').getByText('/', { exact: true }).isVisible(), false, 'this page has no filter');
    await page.keyboard.press('Escape');
    // In a field every key is text.
    await person.page.locator('main input[name=login]').focus();
    await page.keyboard.type('?gs');
    assert.match(await person.page.locator('main input[name=login]').inputValue(), /\?gs/);
    await person.page.locator('main input[name=login]').fill(login);
    await page.goto('/help');
    await person.visit.ready();
    await page.keyboard.press('g');
    await page.keyboard.press('s');
    await page.waitForURL('**/system/domains');
    await page.goto('/help');
    await page.locator('button[name=single_keys]').click();
    await page.waitForURL('**/help#keys');
    await person.visit.ready();
    await page.keyboard.press('g');
    await page.keyboard.press('s');
    await page.waitForTimeout(300);
    assert.match(page.url(), /\/help#keys$/);
  }, withScript.slice(0, 1));
});
