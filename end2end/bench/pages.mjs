// What the console weighs and how fast it answers, with few users and with many.
import { readFile } from 'node:fs/promises';
import { ADMIN_PASSWORD } from '../lib/console.mjs';
import { browser } from '../lib/browser.mjs';
import { DOMAIN, filled } from './filled.mjs';

const SIZES = [1_000, 100_000];

/** Signs in as admin0 and returns the Cookie header. */
async function cookie(console) {
  const reply = await fetch(`${console.origin}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: console.origin, 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams({ login: 'admin0', password: ADMIN_PASSWORD }),
  });
  const cookies = reply.headers.getSetCookie().map((header) => header.split(';')[0]);
  if (reply.status !== 303 || cookies.length === 0) throw new Error(`sign-in answered ${reply.status}`);
  return cookies.join('; ');
}

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** Median time to the first byte of a page, in milliseconds. */
async function firstByte(url, headers) {
  const times = [];
  for (let turn = 0; turn < 41; turn += 1) {
    const began = performance.now();
    const reply = await fetch(url, { headers });
    times.push(performance.now() - began);
    if (!reply.ok) throw new Error(`${url}: ${reply.status}`);
    await reply.arrayBuffer();
  }
  return median(times);
}

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
