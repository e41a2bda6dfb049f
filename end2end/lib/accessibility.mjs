// axe on the page as it stands. It is brought in over the developer protocol, so the page's content policy stays in force.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function evaluate(session, expression) {
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value;
}

/**
 * @param {import('./browser.mjs').Visit} visit with JavaScript on
 * @returns {Promise<string[]>} one line a violation: rule, what it asks for, where
 */
export async function violations(visit) {
  const { page } = visit;
  const before = page.viewportSize();
  // The whole page in sight: what the fixed bar covers now, a person scrolls to.
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: before.width, height: Math.max(before.height, height + 200) });
  const session = await visit.context.newCDPSession(page);
  try {
    await evaluate(session, `${AXE};true`);
    const found = await evaluate(session, `axe.run(document, { runOnly: ${JSON.stringify(RULES)} }).then((result) => result.violations)`);
    return found.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  } finally {
    await session.detach();
    await page.setViewportSize(before);
  }
}
