// A private Postfix: its own configuration, queue, data and log in a temporary directory, listening on loopback only.
import { chown, mkdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { complaintsIn, deliveriesOf, hasLeft } from './maillog.mjs';
import { mainCf, masterCf } from './postfix_files.mjs';
import { freePort, greeting, listening } from './ports.mjs';
import { run, start, userIds } from './processes.mjs';
import { until } from './until.mjs';

async function contents(path) {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return '';
    throw error;
  }
}

export class Postfix {
  #master;
  #user;
  #contract;
  #extra;
  #relayhost;

  /**
   * Reserves directories and ports; nothing runs yet.
   * @param {import('./closing.mjs').Closing} closing
   * @param {{name: string, host?: string, relayhost?: {host: string, port: number}, sasl?: boolean, extra?: Record<string, string>}} what
   *   `relayhost` is where mail for the rest of the world goes; `extra` are parameters of this host's own
   * @returns {Promise<Postfix>}
   */
  static async reserve(closing, { name, host = '127.77.0.11', relayhost, sasl = false, extra = {} }) {
    if (process.getuid() !== 0) throw new Error('a private Postfix needs root');
    const postfix = new Postfix();
    const root = await closing.directory(`postfix-${name}`);
    const [port, submissionPort] = [await freePort(host), await freePort(host)];
    Object.assign(postfix, { name, host, root, port, submissionPort, sasl, configuration: join(root, 'etc') });
    postfix.#user = await userIds('postfix');
    postfix.#extra = extra;
    postfix.#relayhost = relayhost ? `[${relayhost.host}]:${relayhost.port}` : '';
    for (const part of ['etc', 'spool', 'data']) await mkdir(join(root, part));
    await chown(join(root, 'data'), postfix.#user.uid, postfix.#user.gid);
    closing.add(`Postfix ${name}`, () => postfix.stop());
    return postfix;
  }

  /** Where strangers and other systems connect: `{host, port}`. */
  get inbound() {
    return { host: this.host, port: this.port };
  }

  /** Where people of this system submit: `{host, port}`. */
  get submission() {
    return { host: this.host, port: this.submissionPort };
  }

  /** `host:port`, as another Postfix logs it. */
  get address() {
    return `${this.host}:${this.port}`;
  }

  /**
   * Writes main.cf and master.cf around what the console wrote.
   * @param {string} contract directory written by `signalbox postfix-config`
   */
  async configure(contract) {
    this.#contract = contract;
    const instance = { ...this, relayhost: this.#relayhost, extra: this.#extra };
    const files = {
      'main.cf': mainCf(instance, await readFile(join(contract, 'main.cf.signalbox'), 'utf8')),
      'master.cf': masterCf(instance, await contents(join(contract, 'master.cf.signalbox'))),
    };
    for (const [name, text] of Object.entries(files)) {
      const path = join(this.configuration, name);
      await writeFile(path, text);
      // Every Postfix command pauses up to 1.5 s while these files are younger than a second.
      const past = new Date(Date.now() - 60_000);
      await utimes(path, past, past);
    }
    // Some mistakes are only ever told by postconf.
    const { stderr } = await run('postconf', ['-c', this.configuration]);
    if (stderr !== '') throw new Error(`postconf complains about ${this.name}:\n${stderr}`);
    await run('postfix', ['-c', this.configuration, 'check']);
  }

  /** @param {{greets?: boolean}} [expected] `greets: false`: it is started amid trouble, and may not speak to anybody yet */
  async start({ greets = true } = {}) {
    this.#master = start('/usr/lib/postfix/sbin/master', ['-c', this.configuration, '-d'], {});
    try {
      for (const port of [this.port, this.submissionPort]) await (greets ? greeting : listening)(this.host, port);
    } catch (error) {
      throw new Error(`Postfix ${this.name} did not start: ${this.#master.output()}\n${await this.log()}`, { cause: error });
    }
  }

  async stop() {
    await this.#master?.stop('SIGTERM', true);
  }

  /** Whether the master process still runs as it was started. */
  get running() {
    return this.#master !== undefined && !this.#master.ended();
  }

  /** @returns {Promise<string>} the whole log */
  log() {
    return contents(join(this.root, 'maillog'));
  }

  /** @returns {Promise<string[]>} warnings, errors and worse in the log */
  async complaints() {
    return complaintsIn(await this.log());
  }

  /**
   * Waits until a message has left the queue.
   * @param {string} queueId
   * @param {{milliseconds?: number, deferredToo?: boolean}} [options] `deferredToo`: an attempt that failed for now ends the wait
   * @returns {Promise<import('./maillog.mjs').Delivery[]>}
   */
  async deliveries(queueId, { milliseconds = 15_000, deferredToo = false } = {}) {
    const settled = async () => {
      const log = await this.log();
      const deliveries = deliveriesOf(log, queueId);
      return hasLeft(log, queueId) || (deferredToo && deliveries.some(({ status }) => status === 'deferred')) ? deliveries : null;
    };
    try {
      return await until(settled, { what: `the end of ${queueId} at ${this.name}`, milliseconds });
    } catch (error) {
      throw new Error(`${error.message}\n${(await this.log()).split('\n').filter((line) => line.includes(queueId)).join('\n')}`);
    }
  }

  /** Tries all queued mail now. */
  async flush() {
    await run('postqueue', ['-c', this.configuration, '-f']);
  }

  /** @returns {Promise<number>} messages in the queue */
  async queued() {
    const { stdout } = await run('postqueue', ['-c', this.configuration, '-j'], { allowFailure: true });
    return stdout.split('\n').filter(Boolean).length;
  }

  /**
   * Asks the lookup tables of one parameter, as Postfix's own user; the first table that knows a key answers.
   * @param {string} parameter such as `transport_maps`
   * @param {string[]} keys
   * @returns {Promise<Map<string, string>>} the keys that have an answer
   */
  async lookupAll(parameter, keys) {
    const value = (await run('postconf', ['-c', this.configuration, '-xh', parameter])).stdout.trim();
    const found = new Map();
    for (const table of value.split(/[\s,]+/).filter((word) => /^(proxy:)?(sqlite|pgsql):/.test(word))) {
      const args = ['-c', this.configuration, '-q', '-', table.replace(/^proxy:/, '')];
      const { stdout, stderr } = await run('postmap', args, { ...this.#user, input: `${keys.join('\n')}\n`, allowFailure: true });
      if (stderr !== '') throw new Error(`postmap -q - ${table}: ${stderr}`);
      for (const line of stdout.split('\n').filter(Boolean)) {
        const [key, answer] = line.split('\t');
        if (!found.has(key)) found.set(key, answer);
      }
    }
    return found;
  }

  /** The directory of the console's files that it was configured with. */
  get contract() {
    return this.#contract;
  }
}
