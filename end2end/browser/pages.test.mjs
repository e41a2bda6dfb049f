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
  '/system/mailbox-servers',
  '/directories',
  `/directories?domain=${DOMAIN}`,
  `/directories?domain=${DOMAIN}&q=nothing-like-it`,
  `/directories/${DOMAIN}/users/new`,
  `/directories/${DOMAIN}/users/jdoe`,
  `/directories/${DOMAIN}/users/jdoe/mail`,
  `/directories/${DOMAIN}/users/jdoe/history`,
  `/directories/history?domain=${DOMAIN}`,
  `/system/domains/${DOMAIN}/history`,
  '/system/history',
];

const NARROW = { width: 360, height: 740 };
const looks = WAYS.filter(({ javaScript }) => javaScript).flatMap((way) =>
  ['light', 'dark'].map((colorScheme) => ({ ...way, colorScheme, name: `${way.name}, ${colorScheme}` })),
);

withConsole('every page', ({ console, journey }) => {
  let filled;
  const fill = async () => {
    await console().api('POST', '/domains', { name: DOMAIN, description: 'Pages', aliases: ['also-pages.example'], mailbox_server: 'default' });
    await console().api('PUT', `/domains/${DOMAIN}/mail-routing`, { relay: 'slave.other.example', forward_unknown: true });
    const addresses = [{ local_part: 'jdoe', domain: null, default: true, alternate: true }];
    await console().api('POST', `/domains/${DOMAIN}/users`, { login: 'jdoe', first_name: 'Jane', last_name: 'Doe', mail: { type: 'external', addresses } });
  };

  journey('has no barrier', async (person, way) => {
    filled ??= fill();
    await filled;
    await person.page.goto('/');
    await person.meetsNoBarrier();
    await person.signIn();
    for (const path of PAGES) {
      const answer = await person.page.goto(path);
      await person.visit.ready();
      assert.equal(answer.status(), 200, path);
      assert.equal(await person.page.locator('html').getAttribute('lang'), way.language, path);
      await person.meetsNoBarrier();
    }
  }, looks);

  journey('fits 360 pixels without scrolling sideways', async (person) => {
    filled ??= fill();
    await filled;
    await person.signIn();
    await person.page.setViewportSize(NARROW);
    for (const path of PAGES) {
      await person.page.goto(path);
      await person.visit.ready();
      const overflow = await person.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(overflow <= 0, `${path} is ${overflow} pixels too wide`);
      await person.meetsNoBarrier();
    }
  }, looks.filter(({ colorScheme, language }) => colorScheme === 'light' && language !== 'fr'));
});
