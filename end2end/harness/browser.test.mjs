// The guards of the browser journeys, each seen to fire.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { browser, visiting } from '../lib/browser.mjs';
import { violations } from '../lib/accessibility.mjs';
import { Closing } from '../lib/closing.mjs';
import { freePort } from '../lib/ports.mjs';

const POLICY = "default-src 'self'; script-src 'nonce-abc'; style-src 'self'; img-src 'self' data: http://127.0.0.1:9";
const page = (body) => `<!doctype html><html lang="en"><head><title>A page</title><link rel="icon" href="data:,"></head><body><main><h1>A page</h1>${body}</main></body></html>`;
const PAGES = {
  '/fine': page('<p>Nothing to say.</p>'),
  '/error': page('<script nonce="abc">console.error("a mistake")</script>'),
  '/throws': page('<script nonce="abc">throw new Error("thrown")</script>'),
  '/policy': page('<p style="color:red">An inline style</p>'),
  '/image': page('<img src="/none" alt="nothing">'),
  '/outside': page('<img src="http://127.0.0.1:9/x.png" alt="elsewhere">'),
  '/unlabelled': page('<input type="text">'),
};

const closing = new Closing();
let chromium;
let origin;

before(async () => {
  const server = createServer(({ url }, response) => {
    response.writeHead(PAGES[url] ? 200 : 404, { 'content-type': 'text/html', 'content-security-policy': POLICY });
    response.end(PAGES[url] ?? '');
  });
  const port = await freePort();
  await new Promise((resolve) => {
    server.listen(port, '127.0.0.1', resolve);
  });
  closing.add('the page server', () => new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  }));
  origin = `http://127.0.0.1:${port}`;
  chromium = await browser(closing);
});
after(() => closing.close());

const visit = (path, how = {}) =>
  visiting(chromium, { origin, ...how }, async (v) => {
    await v.page.goto(path);
    await v.ready();
  });

test('a page without faults passes, with JavaScript and without', async () => {
  await visit('/fine');
  await visit('/fine', { javaScript: false });
});

for (const [path, complaint] of Object.entries({
  '/error': 'console error: a mistake',
  '/throws': 'page error: thrown',
  '/policy': 'violates the following Content Security Policy',
  '/image': 'status of 404',
  '/outside': 'request to another origin',
})) {
  test(`the visit fails on ${path}: ${complaint}`, async () => {
    await assert.rejects(visit(path), { message: new RegExp(`the browser complained[^]*${complaint}`) });
  });
}

test('axe sees an input without a label, and nothing on a good page, under a strict content policy', async () => {
  await visiting(chromium, { origin }, async (v) => {
    await v.page.goto('/fine');
    assert.deepEqual(await violations(v), []);
    await v.page.goto('/unlabelled');
    assert.match((await violations(v)).join(), /label/);
  });
});
