// The console itself: `signalbox serve` on a database of its own, its command line, and a client of its API.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from './ports.mjs';
import { run, start } from './processes.mjs';
import { until } from './until.mjs';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

/** Path of the program under test: SIGNALBOX_BIN, or the debug build. */
export const PROGRAM = process.env.SIGNALBOX_BIN ?? join(process.env.CARGO_TARGET_DIR ?? join(PROJECT, 'target'), 'debug', 'signalbox');

/** Password of admin0 in every console started here. */
export const ADMIN_PASSWORD = 'correct horse battery staple';

/** A name that every console started here has for its own machine, beside the ones it finds out by itself. */
export const OWN_HOST = 'this-server.test';

/**
 * @typedef {object} Reply
 * @property {number} status
 * @property {any} body parsed JSON, or the text when it is none
 * @property {string | null} etag
 */

export class Console {
  #server;
  #key;

  /**
   * Makes a console with its database; it does not run yet.
   * @param {import('./closing.mjs').Closing} closing
   * @param {{name?: string, databaseUrl?: string}} [what] without a URL it gets an SQLite file of its own
   * @returns {Promise<Console>}
   */
  static async reserve(closing, { name = 'console', databaseUrl } = {}) {
    if (!existsSync(PROGRAM)) throw new Error(`${PROGRAM} is missing: cargo build first`);
    const made = new Console();
    made.directory = await closing.directory(name);
    made.database = databaseUrl ? undefined : join(made.directory, 'signalbox.db');
    made.databaseUrl = databaseUrl ?? `sqlite:${made.database}`;
    made.port = await freePort();
    closing.add(`the console ${name}`, () => made.stop());
    return made;
  }

  /** As reserve(), and running. */
  static async start(closing, what) {
    const made = await Console.reserve(closing, what);
    await made.start();
    return made;
  }

  get origin() {
    return `http://127.0.0.1:${this.port}`;
  }

  get pid() {
    return this.#server?.pid;
  }

  get #environment() {
    return {
      SIGNALBOX_DATABASE_URL: this.databaseUrl,
      SIGNALBOX_LISTEN: `127.0.0.1:${this.port}`,
      SIGNALBOX_ADMIN_PASSWORD: ADMIN_PASSWORD,
      SIGNALBOX_ALLOW_LOOPBACK_RELAY: '1',
      SIGNALBOX_OWN_HOSTS: OWN_HOST,
    };
  }

  /** Starts serving and waits until it is healthy. */
  async start() {
    this.#server = start(PROGRAM, ['serve'], { env: this.#environment, cwd: this.directory });
    await until(() => this.#server.ended() || this.#isHealthy(), { what: `the console at ${this.origin}`, milliseconds: 30_000, every: 10 });
    if (this.#server.ended()) throw new Error(`the console ended: ${this.#server.output()}`);
  }

  async #isHealthy() {
    try {
      return (await fetch(`${this.origin}/api/v1/health`)).ok;
    } catch {
      return false;
    }
  }

  /** @param {NodeJS.Signals} [signal] SIGKILL is a crash */
  async stop(signal = 'SIGTERM') {
    await this.#server?.stop(signal);
  }

  /** Everything the server printed since it was last started. */
  output() {
    return this.#server?.output() ?? '';
  }

  /**
   * Runs the program with this console's settings.
   * @param {string[]} args
   * @param {{allowFailure?: boolean, input?: string, env?: object}} [options]
   */
  command(args, options = {}) {
    return run(PROGRAM, args, { ...options, env: { ...this.#environment, ...options.env }, cwd: this.directory });
  }

  /** @returns {Promise<string>} a key of admin0, the same one each time */
  async key() {
    this.#key ??= (await this.command(['api-key', 'create', '--account', 'admin0', '--name', 'end to end'])).stdout.trim();
    return this.#key;
  }

  /**
   * One call of the API, whatever the answer.
   * @param {string} method
   * @param {string} path below /api/v1, such as `/domains`
   * @param {unknown} [body]
   * @param {{key?: string | null, version?: string | number, headers?: Record<string, string>}} [options]
   * @returns {Promise<Reply>}
   */
  async call(method, path, body, { key, version, headers = {} } = {}) {
    const bearer = key === undefined ? await this.key() : key;
    const all = { accept: 'application/json', ...headers };
    if (bearer !== null) all.authorization = `Bearer ${bearer}`;
    if (version !== undefined) all['if-match'] = `"${version}"`;
    if (body !== undefined) all['content-type'] = 'application/json';
    const reply = await fetch(`${this.origin}/api/v1${path}`, { method, headers: all, body: body === undefined ? undefined : JSON.stringify(body) });
    const text = await reply.text();
    let parsed = text;
    if ((reply.headers.get('content-type') ?? '').includes('json') && text !== '') parsed = JSON.parse(text);
    return { status: reply.status, body: parsed, etag: reply.headers.get('etag') };
  }

  /**
   * One call that must succeed.
   * @returns {Promise<any>} the body
   */
  async api(method, path, body, options) {
    const reply = await this.call(method, path, body, options);
    if (reply.status >= 300) throw new Error(`${method} ${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
    return reply.body;
  }

  /**
   * Tells the console where the mailboxes of its own system are.
   * @param {{host: string, port: number}} lmtp
   */
  async useMailboxes({ host, port }) {
    await this.api('PUT', '/mailbox-servers/default', { name: 'default', endpoint: `inet:${host}:${port}` });
  }

  /**
   * Has the console write what Postfix or Dovecot needs.
   * @param {'postfix-config'|'dovecot-config'} command
   * @param {string} directory
   */
  async writeContract(command, directory) {
    await this.command([command, '--dir', directory]);
    return directory;
  }
}
