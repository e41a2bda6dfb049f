// A private Dovecot: IMAP and LMTP on loopback, log-in for Postfix, the console's look-ups, Maildirs in a temporary directory.
import { chown, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort, listening } from './ports.mjs';
import { run, start, userIds } from './processes.mjs';

function configuration({ root, contract, host, imapPort, lmtpPort, authSocket, submission }) {
  const auth = authSocket ? `service auth {\n  unix_listener ${authSocket} {\n    mode = 0660\n    user = postfix\n  }\n}\n` : '';
  // What Dovecot sends itself: forwarded mail and automatic replies.
  const sending = submission ? `submission_host = ${submission.host}:${submission.port}\n` : '';
  return `base_dir = ${root}/run
state_dir = ${root}/state
log_path = ${root}/log
auth_verbose = yes
protocols = imap lmtp
listen = ${host}
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
# Wrong passwords are answered at once: the tests give many from one address.
auth_failure_delay = 0
service anvil {
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
recipient_delimiter = +
${sending}mail_home = ${root}/mail/%Ld/%Ln
mail_location = maildir:~/mail
mail_uid = nobody
mail_gid = nogroup
first_valid_uid = 1
first_valid_gid = 1
# Every refusal here comes from the same address: no waiting for it.
auth_failure_delay = 0
service anvil {
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service imap-login {
  inet_listener imap {
    address = ${host}
    port = ${imapPort}
  }
  inet_listener imaps {
    port = 0
  }
}
service lmtp {
  inet_listener lmtp {
    address = ${host}
    port = ${lmtpPort}
  }
}
${auth}!include ${contract}/signalbox.conf
`;
}

export class Dovecot {
  #server;

  /**
   * Reserves directories and ports; nothing runs yet.
   * @param {import('./closing.mjs').Closing} closing
   * @param {{host?: string}} [what]
   * @returns {Promise<Dovecot>}
   */
  static async reserve(closing, { host = '127.77.0.32' } = {}) {
    if (process.getuid() !== 0) throw new Error('a private Dovecot needs root');
    const dovecot = new Dovecot();
    const root = await closing.directory('dovecot');
    Object.assign(dovecot, { root, host, imapPort: await freePort(host), lmtpPort: await freePort(host), label: 'dovecot' });
    for (const part of ['run', 'state', 'mail']) await mkdir(join(root, part));
    const { uid, gid } = await userIds('nobody');
    await chown(join(root, 'mail'), uid, gid);
    closing.add('Dovecot', () => dovecot.stop());
    return dovecot;
  }

  /** Where Postfix hands over mail: `host:port`. */
  get address() {
    return `${this.host}:${this.lmtpPort}`;
  }

  /** The IMAP server: `{host, port}`. */
  get imap() {
    return { host: this.host, port: this.imapPort };
  }

  /** The LMTP server: `{host, port}`. */
  get lmtp() {
    return { host: this.host, port: this.lmtpPort };
  }

  /**
   * @param {string} contract directory written by `signalbox dovecot-config`
   * @param {{authSocket?: string, submission?: {host: string, port: number}}} [options] path of the log-in socket to make for Postfix;
   *   where what Dovecot sends itself goes
   */
  async start(contract, { authSocket, submission } = {}) {
    const file = join(this.root, 'dovecot.conf');
    await writeFile(file, configuration({ ...this, contract, authSocket, submission }));
    await run('doveconf', ['-c', file, '-n']);
    this.#server = start('dovecot', ['-F', '-c', file], {});
    try {
      for (const port of [this.imapPort, this.lmtpPort]) await listening(this.host, port);
    } catch (error) {
      throw new Error(`Dovecot did not start: ${this.#server.output()}\n${await this.log()}`, { cause: error });
    }
  }

  async stop() {
    await this.#server?.stop('SIGTERM');
  }

  /** @returns {Promise<string>} the whole log */
  async log() {
    return readFile(join(this.root, 'log'), 'utf8').catch(() => '');
  }

  /**
   * @returns {Promise<{path: string, text: string}[]>} every message in every Maildir; the path is below the mail directory
   */
  async messages() {
    const files = await readdir(join(this.root, 'mail'), { recursive: true, withFileTypes: true });
    const inMaildir = files.filter((file) => file.isFile() && /\/(new|cur)$/.test(file.parentPath ?? file.path));
    return Promise.all(
      inMaildir.map(async (file) => {
        const path = join(file.parentPath ?? file.path, file.name);
        return { path: path.slice(join(this.root, 'mail').length + 1), text: await readFile(path, 'utf8') };
      }),
    );
  }

  /**
   * @param {string} token something that only the wanted message contains
   * @returns {Promise<string[]>} the Maildirs that hold it, as `domain/login`, with the folder as in `domain/login/.Junk`
   */
  async maildirsWith(token) {
    return (await this.#holding(token)).map(({ path }) => path.replace(/\/(new|cur)\/[^/]*$/, '').replace(/^([^/]*\/[^/]*)\/mail/, '$1')).sort();
  }

  /**
   * @param {string} token something that only the wanted messages contain
   * @returns {Promise<string[]>} the flags of each, as letters of Maildir: F flagged, S seen
   */
  async flagsOf(token) {
    return (await this.#holding(token)).map(({ path }) => /:2,([A-Z]*)$/.exec(path)?.[1] ?? '');
  }

  async #holding(token) {
    return (await this.messages()).filter(({ text }) => text.includes(token));
  }

  /** Has it open everything anew, as after a restart. */
  async openAnew() {
    await run('doveadm', ['-c', join(this.root, 'dovecot.conf'), 'reload']);
  }
}
