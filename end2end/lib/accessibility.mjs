// axe on the page as it stands, with JavaScript or without. It is brought in over the developer protocol, so the page's content policy stays in force.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function evaluate(session, expression) {
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value;
}

/** For each visit without JavaScript a window beside it that has some. */
const windows = new WeakMap();

async function windowBeside({ context, colorScheme }) {
  if (!windows.has(context)) {
    const beside = await context.browser().newContext({ colorScheme });
    context.once('close', () => beside.close().catch(() => {}));
    windows.set(context, await beside.newPage());
  }
  return windows.get(context);
}

/**
 * Without JavaScript axe would wait for ever, so it reads the same document, its scripts taken out, in a window beside.
 * @param {import('./browser.mjs').Visit} visit without JavaScript
 * @returns {Promise<import('playwright-core').Page>}
 */
async function withoutScripts(visit) {
  const html = (await visit.page.content()).replaceAll(/<script\b.*?<\/script>/gs, '');
  const address = visit.page.url();
  const beside = await windowBeside(visit);
  await beside.setViewportSize(visit.page.viewportSize());
  const isDocument = (url) => url.href === address;
  await beside.route(isDocument, (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: html }));
  await beside.goto(address);
  await beside.unroute(isDocument);
  return beside;
}

/**
 * @param {import('./browser.mjs').Visit} visit
 * @returns {Promise<string[]>} one line a violation: rule, what it asks for, where
 */
export async function violations(visit) {
  return violationsOn(visit.javaScript ? visit.page : await withoutScripts(visit));
}

async function violationsOn(page) {
  const before = page.viewportSize();
  // The whole page in sight: what the fixed bar covers now, a person scrolls to.
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: before.width, height: Math.max(before.height, height + 200) });
  const session = await page.context().newCDPSession(page);
  try {
    await evaluate(session, `${AXE};true`);
    const found = await evaluate(session, `axe.run(document, { runOnly: ${JSON.stringify(RULES)} }).then((result) => result.violations)`);
    return found.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  } finally {
    await session.detach();
    await page.setViewportSize(before);
  }
}
