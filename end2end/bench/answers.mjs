// How fast a console answers somebody who is signed in.
import { ADMIN_PASSWORD } from '../lib/console.mjs';

/**
 * Signs in as admin0.
 * @param {import('../lib/console.mjs').Console} console
 * @returns {Promise<string>} the Cookie header
 */
export async function cookie(console) {
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
export async function firstByte(url, headers) {
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
