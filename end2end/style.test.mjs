// Our stylesheet against the one that Tailwind itself makes of the same classes: every class must do the same.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { browser } from './lib/browser.mjs';
import { Closing } from './lib/closing.mjs';
import { ADMIN_PASSWORD, Console } from './lib/console.mjs';
import { FORCED, bring, forceStates } from './lib/stylesheets.mjs';
import { tailwind } from './lib/tailwind.mjs';

const LOOKS = ['light', 'dark'].flatMap((colorScheme) => [1280, 360].map((width) => ({ colorScheme, width })));
const TAGS = ['div', 'input'];
const DOMAIN = 'shown.example';
const PAGES = ['/', '/system/domains', `/system/domains/${DOMAIN}/mail-system`, `/directories?domain=${DOMAIN}`, `/directories/${DOMAIN}/users/ann/mail`, '/nowhere'];

/** Every kind of element that a page may hold, as the browser itself shows it. */
const BARE = `${['h1', 'h2', 'h3', 'p', 'a', 'code', 'kbd', 'pre', 'strong', 'em', 'small', 'label', 'button', 'textarea', 'svg', 'span', 'output', 'nav', 'main']
  .map((tag) => `<${tag}>x</${tag}>`).join('')}<ul><li>x</ul><ol><li>x</ol><dl><dt>x<dd>x</dl><hr><img alt=""><a href="#">x</a><details open><summary>x</summary>x</details>
  <table><caption>x<thead><tr><th>x<tbody><tr><td>x</table><form><fieldset><legend>x</legend></fieldset></form><select><optgroup label="x"><option>x</select><dialog open>x</dialog>
  ${['text', 'search', 'number', 'password', 'checkbox', 'radio', 'file', 'submit'].map((type) => `<input type="${type}" placeholder="x">`).join('')}`;
const PSEUDO = ['', '::before', '::after', '::placeholder', '::marker', '::file-selector-button', '::backdrop'];

/** Every probe starts from values that no class sets, so that each class shows. */
const UNUSUAL = `@layer base { [data-probe] { inset: 3px; width: 123px; min-width: 50px; margin: 5px; flex-direction: row-reverse; list-style: square; color: rgb(1 2 3);
  font-weight: 800; text-decoration: overline; } .room { height: 77px; } }`;

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

/** `hover:aria-[current=page]:px-2` is px-2 under two conditions. */
const conditions = (name) => name.split(/:(?![^[]*\])/).slice(0, -1);

/** What an element must be for the conditions of a class to hold: attributes, states, content. */
function whenItHolds(name) {
  const need = { attributes: '', force: [], content: '<input type="checkbox" checked><div>b</div>' };
  for (const condition of conditions(name)) {
    const aria = /^aria-(?:\[([\w-]+)(?:=(\w+))?\]|([\w-]+))$/.exec(condition);
    if (aria) need.attributes += ` aria-${aria[1] ?? aria[3]}="${aria[2] ?? 'true'}"`;
    else if (FORCED.includes(condition)) need.force.push(condition);
    else if (condition === 'empty') need.content = '';
    else if (condition === 'disabled') need.attributes += ' disabled';
    else if (condition === 'open') need.attributes += ' open';
    // Widths come with the window; the last child and the ticked box are there already.
    else if (!/^(sm|md|lg|xl|2xl|max-.*|last|has-checked|\[&:has\(:checked\).*)$/.test(condition)) throw new Error(`no element here fulfils ${condition}: of ${name}`);
  }
  return need;
}

/** Elements with one class: of several kinds, plain and with the conditions fulfilled. */
function probes(name) {
  const probe = (tag, { attributes, force, content }, what) =>
    `<${tag} class="${escaped(name)}" data-probe="${escaped(`${name} on ${tag}${what}`)}" data-force="${force.join(' ')}"${attributes}>${tag === 'input' ? '' : `${content}</${tag}>`}`;
  const plain = { attributes: '', force: [], content: '<span>a</span><div>b</div>' };
  const held = whenItHolds(name);
  return TAGS.flatMap((tag) => [`${probe(tag, plain, '')}<i></i>`, ...(conditions(name).length > 0 ? [probe(tag, held, ', its conditions fulfilled')] : [])])
    .map((each) => `<div class="room">${each}</div>`).join('\n');
}

describe('the stylesheet does what Tailwind does', () => {
  const closing = new Closing();
  let console;
  let page;
  let classes;
  const sheets = {};
  const look = async ({ colorScheme, width }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 800 });
  };
  const differences = (one, other, selector, pseudos) => page.evaluate((all) => window.oracle.differences(...all), [one, other, selector, pseudos]);
  const assertSame = (found) => {
    const lines = found.map(([what, property, ours, theirs]) => `${what}: ${property}: ours ${ours}, Tailwind's ${theirs}`);
    assert.equal(lines.length, 0, `${lines.length} differences\n${lines.slice(0, 60).join('\n')}`);
  };

  before(async () => {
    console = await Console.start(closing);
    const context = await (await browser(closing)).newContext({ baseURL: console.origin });
    page = await context.newPage();
    const link = /href="([^"]+\.css)"/.exec(await (await fetch(`${console.origin}/sign-in`)).text());
    sheets.ours = await (await fetch(new URL(link[1], console.origin))).text();
    await bring(page, sheets);
    const parts = await page.evaluate(() => ({ theme: window.oracle.theme('ours'), base: window.oracle.layerText('ours', 'base'), reset: window.oracle.layerText('ours', 'reset') }));
    classes = await page.evaluate(() => window.oracle.classes('ours'));
    sheets.tailwind = await tailwind(parts, classes);
    sheets.without = `@layer reset, base;\n${parts.reset}\n${parts.base}`;
    await bring(page, sheets);
  });
  after(() => closing.close());

  /** Compares what stands on the page now, in every look. */
  const compare = async (selector, pseudos) => {
    const found = [];
    for (const each of LOOKS) {
      await look(each);
      found.push(...(await differences('ours', 'tailwind', selector, pseudos)).map(([what, ...rest]) => [`${what} (${each.colorScheme}, ${each.width})`, ...rest]));
    }
    return found;
  };

  test('every class is one of Tailwind', async () => {
    const theirs = new Set(await page.evaluate(() => window.oracle.classes('tailwind')));
    assert.ok(classes.length > 100, `only ${classes.length} classes were found`);
    assert.deepEqual(classes.filter((name) => !theirs.has(name)), []);
  });

  test('class by class, light and dark, wide and narrow', async (t) => {
    await page.setContent(`<!DOCTYPE html><html lang="en"><title>Probes</title><body>${classes.map(probes).join('\n')}`);
    await bring(page, Object.fromEntries(Object.entries(sheets).map(([name, text]) => [name, text + UNUSUAL])));
    const states = await forceStates(page);
    const found = await compare('.room *');
    const effective = new Set();
    for (const each of LOOKS.filter(({ colorScheme }) => colorScheme === 'light')) {
      await look(each);
      for (const [what] of await differences('ours', 'without', '.room *')) effective.add(what.split(' on ')[0]);
    }
    await states.detach();
    t.diagnostic(`${classes.length} classes`);
    assertSame(found);
    assert.deepEqual(classes.filter((name) => !effective.has(name)), [], 'a class that changes nothing here has not been compared');
  });

  test('bare elements, and what browsers put into them', async () => {
    await page.setContent(`<!DOCTYPE html><html lang="en"><title>Bare</title><body>${BARE}`);
    await bring(page, sheets);
    assertSame(await compare('*', PSEUDO));
  });

  test('whole pages, where classes meet', async () => {
    await console.api('POST', '/domains', { name: DOMAIN, description: '', aliases: [`also-${DOMAIN}`], mailbox_server: 'default' });
    await console.api('PUT', `/domains/${DOMAIN}/mail-routing`, { relay: 'slave.other.example', forward_unknown: true });
    const addresses = [{ local_part: 'ann', domain: null, default: true, alternate: true }];
    await console.api('POST', `/domains/${DOMAIN}/users`, { login: 'ann', last_name: 'Ann', mail: { type: 'external', addresses } });
    await page.goto('/');
    await page.locator('input[name=login]').fill('admin0');
    await page.locator('input[type=password]').fill(ADMIN_PASSWORD);
    await page.locator('form button[type=submit]').last().click();
    for (const path of PAGES) {
      await page.goto(path, { waitUntil: 'networkidle' });
      await bring(page, sheets);
      assertSame((await compare('body *')).map(([what, ...rest]) => [`${path}: ${what}`, ...rest]));
    }
  });
});
