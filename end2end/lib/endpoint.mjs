// Mail end points that accept everything and remember it: LMTP for mailboxes, SMTP for a relay or "the internet".
import { once } from 'node:events';
import { SMTPServer } from 'smtp-server';
import { freePort } from './ports.mjs';
import { until } from './until.mjs';

/**
 * @typedef {object} Received
 * @property {string} recipient as it was written in RCPT TO
 * @property {string} sender
 * @property {string} text the whole message
 */

export class Endpoint {
  /** @type {Received[]} everything received, oldest first, one element a recipient */
  received = [];
  /** @type {Map<string, {code: number, text: string}>} recipients refused at RCPT, by address in lower case */
  refuse = new Map();
  #server;

  /**
   * @param {{label: string, lmtp: boolean, host: string, port: number}} what
   */
  constructor({ label, lmtp, host, port }) {
    Object.assign(this, { label, lmtp, host, port });
    const endpoint = this;
    this.#server = new SMTPServer({
      lmtp,
      name: `${label}.test`,
      disabledCommands: ['STARTTLS', 'AUTH'],
      disableReverseLookup: true,
      logger: false,
      onRcptTo({ address }, session, callback) {
        const refusal = endpoint.refuse.get(address.toLowerCase());
        callback(refusal ? Object.assign(new Error(refusal.text), { responseCode: refusal.code }) : null);
      },
      onData(stream, session, callback) {
        const chunks = [];
        stream.on('data', (chunk) => chunks.push(chunk));
        stream.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          const { mailFrom, rcptTo } = session.envelope;
          for (const { address } of rcptTo) endpoint.received.push({ recipient: address, sender: mailFrom ? mailFrom.address : '', text });
          callback(null, lmtp ? rcptTo.map(() => 'Delivered') : 'Taken');
        });
      },
    });
    // A client that hangs up is no failure of the end point.
    this.#server.on('error', () => {});
  }

  /** Starts listening (again). */
  async listen() {
    this.#server.listen(this.port, this.host);
    await once(this.#server.server, 'listening');
  }

  async close() {
    await new Promise((resolve) => {
      this.#server.close(resolve);
    });
  }

  /** `host:port`, as Postfix logs the end of it */
  get address() {
    return `${this.host}:${this.port}`;
  }

  /**
   * @param {string} token something that only the wanted message contains
   * @returns {Received[]}
   */
  holding(token) {
    return this.received.filter(({ text }) => text.includes(token));
  }

  /**
   * Waits for a message.
   * @param {string} token something that only the wanted message contains
   * @param {number} [milliseconds]
   * @returns {Promise<Received[]>}
   */
  async arrival(token, milliseconds = 10_000) {
    return until(() => (this.holding(token).length > 0 ? this.holding(token) : null), { what: `${token} at ${this.label}`, milliseconds });
  }
}

/**
 * @param {import('./closing.mjs').Closing} closing
 * @param {{label: string, lmtp: boolean, host?: string, port?: number}} what
 * @returns {Promise<Endpoint>} listening
 */
export async function endpoint(closing, { label, lmtp, host = '127.0.0.1', port }) {
  const made = new Endpoint({ label, lmtp, host, port: port ?? (await freePort(host)) });
  await made.listen();
  closing.add(`the end point ${label}`, () => made.close());
  return made;
}
