// A throw-away PostgreSQL cluster on loopback: temporary directory, free port, run by the unprivileged user postgres.
import { chown, writeFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort, listening } from './ports.mjs';
import { run, start, userIds } from './processes.mjs';

const PASSWORD = 'only-for-this-run';

async function programs() {
  const base = '/usr/lib/postgresql';
  const versions = (await readdir(base)).map(Number).sort((a, b) => b - a);
  if (versions.length === 0) throw new Error('PostgreSQL is missing: apt-get install postgresql');
  return join(base, String(versions[0]), 'bin');
}

export class Postgres {
  #directory;
  #bin;
  #as;
  #server;

  /** @type {number} */ port;
  host = '127.0.0.1';

  /**
   * Makes and starts a cluster.
   * @param {import('./closing.mjs').Closing} closing
   * @returns {Promise<Postgres>}
   */
  static async start(closing) {
    const postgres = new Postgres();
    postgres.#directory = await closing.directory('postgres');
    postgres.#bin = await programs();
    // As root it must run as somebody else; an ordinary user runs it himself.
    postgres.#as = process.getuid() === 0 ? await userIds('postgres') : {};
    postgres.port = await freePort(postgres.host);
    await postgres.#make();
    closing.add('PostgreSQL', () => postgres.stop());
    await postgres.startAgain();
    return postgres;
  }

  async #make() {
    const passwordFile = join(this.#directory, 'password');
    await writeFile(passwordFile, PASSWORD);
    const { uid, gid } = this.#as;
    if (uid !== undefined) {
      await chown(this.#directory, uid, gid);
      await chown(passwordFile, uid, gid);
    }
    const options = ['-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'];
    await run(join(this.#bin, 'initdb'), ['-D', join(this.#directory, 'data'), ...options], { ...this.#as, cwd: this.#directory });
  }

  /** Starts the server on the same port and data as before. */
  async startAgain() {
    const settings = { listen_addresses: this.host, port: this.port, unix_socket_directories: this.#directory, fsync: 'off', max_connections: 200 };
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    this.#server = start(join(this.#bin, 'postgres'), ['-D', join(this.#directory, 'data'), ...flags], {
      ...this.#as,
      cwd: this.#directory,
      // SIGQUIT: the children go with it at once.
      lastSignal: 'SIGQUIT',
    });
    await listening(this.host, this.port);
    // It listens a little before it answers.
    for (let attempt = 0; ; attempt += 1) {
      const { code, stderr } = await this.#psql('postgres', 'SELECT 1', true);
      if (code === 0) return;
      if (attempt > 100) throw new Error(`PostgreSQL does not answer: ${stderr}\n${this.#server.output()}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /**
   * Stops the server; its data stay until the end of the test.
   * @param {'fast'|'immediate'} [mode] immediate is a crash
   */
  async stop(mode = 'fast') {
    await this.#server?.stop(mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
  }

  /**
   * @param {string} [database]
   * @returns {string} URL of the superuser
   */
  url(database = 'postgres') {
    return `postgres://postgres:${PASSWORD}@${this.host}:${this.port}/${database}`;
  }

  /**
   * @param {string} name
   * @returns {Promise<string>} URL of the new, empty database
   */
  async createDatabase(name) {
    await this.sql(`CREATE DATABASE "${name}"`);
    return this.url(name);
  }

  /**
   * @param {string} text one statement
   * @param {string} [database]
   * @returns {Promise<string>} what psql prints, unaligned, tuples only
   */
  async sql(text, database = 'postgres') {
    return (await this.#psql(database, text)).stdout.trim();
  }

  #psql(database, text, allowFailure = false) {
    const args = ['-qAtX', '-v', 'ON_ERROR_STOP=1', '-h', this.host, '-p', String(this.port), '-U', 'postgres', '-d', database, '-c', text];
    return run('psql', args, { env: { PGPASSWORD: PASSWORD }, cwd: '/', allowFailure });
  }
}
