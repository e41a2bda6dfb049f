// Every page: no barrier, light and dark, wide and at 360 pixels, and nothing the browser complains of.
import assert from 'node:assert/strict';
import { WAYS, withConsole } from './journeys.mjs';

const DOMAIN = 'pages.example';
const PAGES = [
  '/',
  '/system',
  '/system/domains',
  '/system/domains/new',
  `/system/domains/${DOMAIN}`,
  `/system/domains/${DOMAIN}/mail-system`,
  `/system/domains/${DOMAIN}/filters`,
  `/system/domains/${DOMAIN}/filters/new`,
  `/system/domains/${DOMAIN}/filters/1`,
  '/system/mailbox-servers',
  '/directories',
  `/directories?domain=${DOMAIN}`,
  `/directories?domain=${DOMAIN}&q=nothing-like-it`,
  `/directories/import?domain=${DOMAIN}`,
  `/directories/${DOMAIN}/users/new`,
  `/directories/${DOMAIN}/users/jdoe`,
  `/directories/${DOMAIN}/users/jdoe/mail`,
  `/directories/${DOMAIN}/users/jdoe/forwarding`,
  `/directories/${DOMAIN}/users/jdoe/delete`,
  '/account',
  `/directories/${DOMAIN}/users/jdoe/history`,
  `/directories/history?domain=${DOMAIN}`,
  `/system/domains/${DOMAIN}/history`,
  '/system/history',
];
/** Somebody else's, or nobody's. */
const NOWHERE = `/directories/${DOMAIN}/users/nobody`;

const NARROW = { width: 360, height: 740 };
const LOOKS = WAYS.flatMap((way) => ['light', 'dark'].map((colorScheme) => ({ ...way, colorScheme, name: `${way.name}, ${colorScheme}` })));
/** With JavaScript in every language; without it in the one with the longest words. */
const WIDE_LOOKS = LOOKS.filter(({ javaScript, language }) => javaScript || language === 'de');
const NARROW_LOOKS = LOOKS.filter(({ javaScript, language, colorScheme }) => colorScheme === 'light' && (language === 'de' || (javaScript && language === 'en')));

withConsole('every page', ({ console, journey }) => {
  let filled;
  const fill = async () => {
    await console().api('POST', '/domains', { name: DOMAIN, description: 'Pages', aliases: ['also-pages.example'], mailbox_server: 'default' });
    await console().api('PUT', `/domains/${DOMAIN}/mail-routing`, { relay: 'slave.other.example', forward_unknown: true });
    const criteria = [{ part: 'header', header: 'X-Spam-Flag', test: 'is', value: 'YES' }];
    const filters = [{ name: 'Junk', criteria, place: 'folder', folder: 'Junk', forward_to: ['postmaster@somewhere-quite-long.example'] }];
    await console().api('PUT', `/domains/${DOMAIN}/filters`, { filters });
    const addresses = [{ local_part: 'jdoe', domain: null, default: true, alternate: true }];
    await console().api('POST', `/domains/${DOMAIN}/users`, { login: 'jdoe', first_name: 'Jane', last_name: 'Doe', mail: { type: 'external', addresses } });
  };

  journey('has no barrier', async (person, way) => {
    filled ??= fill();
    await filled;
    await person.page.goto('/');
    await person.meetsNoBarrier();
    await person.signIn();
    person.visit.expectedStatuses.add(404);
    for (const path of [...PAGES, NOWHERE]) {
      const answer = await person.page.goto(path);
      await person.visit.ready();
      assert.equal(answer.status(), path === NOWHERE ? 404 : 200, path);
      assert.equal(await person.page.locator('html').getAttribute('lang'), way.language, path);
      await person.meetsNoBarrier();
    }
  }, WIDE_LOOKS);

  journey('fits 360 pixels without scrolling sideways', async (person) => {
    filled ??= fill();
    await filled;
    await person.signIn();
    await person.page.setViewportSize(NARROW);
    person.visit.expectedStatuses.add(404);
    for (const path of [...PAGES, NOWHERE]) {
      await person.page.goto(path);
      await person.visit.ready();
      const overflow = await person.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(overflow <= 0, `${path} is ${overflow} pixels too wide`);
      await person.meetsNoBarrier();
    }
  }, NARROW_LOOKS);
});
