// What the console weighs and how fast it answers, with few users and with many.
import { readFile } from 'node:fs/promises';
import { browser } from '../lib/browser.mjs';
import { cookie, firstByte } from './answers.mjs';
import { DOMAIN, filled } from './filled.mjs';

const SIZES = [1_000, 100_000];

/** Requests a second with eight clients. */
async function requests(url, headers, seconds = 5) {
  const end = performance.now() + seconds * 1000;
  let count = 0;
  const client = async () => {
    while (performance.now() < end) {
      await (await fetch(url, { headers })).arrayBuffer();
      count += 1;
    }
  };
  await Promise.all(Array.from({ length: 8 }, client));
  return count / seconds;
}

async function resident(pid) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)[1]) / 1024;
}

/** Bytes on the wire of everything a page loads into an empty cache. */
async function weight(closing, url, headers) {
  const page = await (await (await browser(closing)).newContext({ extraHTTPHeaders: headers })).newPage();
  const session = await page.context().newCDPSession(page);
  const sizes = new Map();
  const names = new Map();
  await session.send('Network.enable');
  session.on('Network.responseReceived', ({ requestId, response }) => names.set(requestId, new URL(response.url).pathname));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => sizes.set(names.get(requestId), encodedDataLength));
  await page.goto(url, { waitUntil: 'networkidle' });
  return sizes;
}

/**
 * @param {import('../lib/closing.mjs').Closing} closing
 * @param {(line: string) => void} say
 */
export async function pages(closing, say) {
  for (const users of SIZES) {
    const console = await filled(closing, { users });
    const headers = { cookie: await cookie(console) };
    const directory = `${console.origin}/directories?domain=${DOMAIN}`;
    say(`${users} users`);
    const places = { 'domain list': `${console.origin}/system/domains`, directory, 'directory, one letter': `${directory}&q=a`, 'directory, one word': `${directory}&q=zz` };
    for (const [name, url] of Object.entries(places)) say(`  first byte, ${name}: ${(await firstByte(url, headers)).toFixed(1)} ms`);
    say(`  directory page: ${Math.round(await requests(directory, headers))} requests a second`);
    say(`  resident memory: ${(await resident(console.pid)).toFixed(0)} MiB`);
    if (users !== SIZES[0]) continue;
    const sizes = await weight(closing, directory, headers);
    const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    say(`  first page in all: ${(total / 1000).toFixed(1)} kB (${[...sizes].map(([name, size]) => `${name} ${(size / 1000).toFixed(1)}`).join(', ')})`);
  }
}
