// A real browser, headless. A page that reports an error, breaks its own content policy or cannot load something fails its test.
import { chromium } from 'playwright-core';

const PROGRAM = process.env.SIGNALBOX_CHROMIUM ?? '/usr/bin/chromium';
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * @param {import('./closing.mjs').Closing} closing
 * @returns {Promise<import('playwright-core').Browser>}
 */
export async function browser(closing) {
  const launched = await chromium.launch({ executablePath: PROGRAM, args: FLAGS, handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false });
  closing.add('the browser', () => launched.close());
  return launched;
}

/** Chromium notes every answer of 400 and above; for a form that comes back with its errors that is as it should be. */
const isAnswerOf = (text, statuses) => [...statuses].some((status) => text.includes(`the server responded with a status of ${status}`));

/** One person's browser window: cookies, language, JavaScript on or off, and everything that went wrong in it. */
export class Visit {
  /** @type {string[]} */
  complaints = [];
  /** @type {Set<number>} error statuses that the journey expects for its own requests */
  expectedStatuses = new Set();

  /**
   * @param {import('playwright-core').Browser} inBrowser
   * @param {{origin: string, language?: string, javaScript?: boolean, viewport?: {width: number, height: number}, colorScheme?: 'light'|'dark', address?: string}} how
   *   `address`: the client's IP address, as a proxy in front would tell it
   * @returns {Promise<Visit>}
   */
  static async begin(inBrowser, { origin, language = 'en', javaScript = true, viewport, colorScheme = 'light', address }) {
    const visit = new Visit();
    visit.origin = origin;
    visit.javaScript = javaScript;
    visit.colorScheme = colorScheme;
    const extraHTTPHeaders = address ? { 'x-forwarded-for': address } : undefined;
    visit.context = await inBrowser.newContext({ baseURL: origin, locale: language, javaScriptEnabled: javaScript, viewport, colorScheme, extraHTTPHeaders });
    visit.context.setDefaultTimeout(10_000);
    visit.page = await visit.context.newPage();
    visit.#listen();
    return visit;
  }

  #listen() {
    const { page, complaints } = this;
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type()) && !isAnswerOf(message.text(), this.expectedStatuses)) {
        complaints.push(`console ${message.type()}: ${message.text()} (${message.location().url})`);
      }
    });
    page.on('pageerror', (error) => complaints.push(`page error: ${error.message}`));
    page.on('requestfailed', (request) => {
      // Leaving a page ends what it was still loading.
      const why = request.failure()?.errorText;
      // A browser without JavaScript refuses scripts, and calls that a matter of policy.
      if (!this.javaScript && request.resourceType() === 'script') return;
      if (why !== 'net::ERR_ABORTED') complaints.push(`request failed: ${request.method()} ${request.url()} ${why}`);
    });
    page.on('request', (request) => {
      const { origin } = new URL(request.url());
      if (origin !== this.origin && origin !== 'null') complaints.push(`request to another origin: ${request.url()}`);
    });
    page.on('dialog', (dialog) => {
      // Only the guard against losing changes may ask by the browser's own box.
      if (dialog.type() !== 'beforeunload') complaints.push(`browser dialog: ${dialog.message()}`);
      dialog.accept().catch(() => {});
    });
  }

  /**
   * Ends the visit.
   * @throws when anything went wrong in the browser during it
   */
  async end() {
    await this.context.close();
    if (this.complaints.length > 0) throw new Error(`the browser complained:\n${this.complaints.join('\n')}`);
  }

  /** Waits until every island of the page answers; without JavaScript there is nothing to wait for. */
  async ready() {
    await this.page.waitForLoadState(this.javaScript ? 'networkidle' : 'load');
  }
}

/**
 * Runs a journey in a fresh visit, and fails if the browser complained, also when the journey itself went well.
 * @param {import('playwright-core').Browser} inBrowser
 * @param {Parameters<typeof Visit.begin>[1]} how
 * @param {(visit: Visit) => Promise<void>} journey
 */
export async function visiting(inBrowser, how, journey) {
  const visit = await Visit.begin(inBrowser, how);
  try {
    await journey(visit);
  } catch (error) {
    error.message += `\nat ${visit.page.url()}\n${visit.complaints.join('\n')}`;
    await visit.context.close();
    throw error;
  }
  await visit.end();
}
