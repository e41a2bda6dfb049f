// An SMTP client that tells how each command was answered.
import { randomUUID } from 'node:crypto';
import SMTPConnection from 'nodemailer/lib/smtp-connection';

/** Source address of a client that Postfix trusts (mynetworks of lib/postfix.mjs). */
export const INSIDE = '127.77.1.1';
/** Source address of anybody else. */
export const OUTSIDE = '127.77.2.1';

/**
 * @typedef {object} Answer
 * @property {string} code `250` when accepted, otherwise `550 5.1.1` (reply code and status) or `none` (no answer in time)
 * @property {string} text the reply, or why there was none
 * @property {string | undefined} queueId of the message, if it was accepted
 * @property {string} token stands in the message, and in no other
 * @property {Record<string, string>} refused code by recipient, for those that were refused
 */

function replyOf(error) {
  const text = error.response ?? error.message;
  if (error.responseCode === undefined) return { code: 'none', text };
  const status = /^\d{3}[ -](\d\.\d+\.\d+)/.exec(text);
  return { code: status ? `${error.responseCode} ${status[1]}` : String(error.responseCode), text };
}

function open({ host, port, lmtp = false, from, milliseconds }) {
  const connection = new SMTPConnection({
    host,
    port,
    lmtp,
    localAddress: from,
    name: 'client.test',
    ignoreTLS: true,
    connectionTimeout: milliseconds,
    greetingTimeout: milliseconds,
    socketTimeout: milliseconds,
    socketCloseTimeout: 0,
    allowInternalNetworkInterfaces: true,
  });
  return new Promise((resolve, reject) => {
    connection.once('error', reject);
    connection.connect((error) => {
      if (error) return reject(error);
      connection.removeListener('error', reject);
      return resolve(connection);
    });
  });
}

const ask = (connection, act) =>
  new Promise((resolve, reject) => {
    connection.once('error', reject);
    act((error, info) => (error ? reject(error) : resolve(info)));
  });

function message(sender, recipients, token, headers) {
  return [
    `From: <${sender}>`,
    `To: ${recipients.map((recipient) => `<${recipient}>`).join(', ')}`,
    `Subject: ${token}`,
    `Message-ID: <${token}@client.test>`,
    `Date: ${new Date().toUTCString()}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    '',
    `Body of ${token}`,
    '',
  ].join('\r\n');
}

/**
 * Sends one message.
 * @param {{host: string, port: number, lmtp?: boolean}} server
 * @param {string | string[]} to
 * @param {{from?: string, sender?: string, login?: {user: string, pass: string}, headers?: Record<string, string>, milliseconds?: number}} [options]
 *   `headers` are further lines of the message; `from` is the client's IP address; without `sender` each message has its own, because Postfix remembers decisions by sender
 * @returns {Promise<Answer>}
 */
export async function send(server, to, { from = OUTSIDE, sender, login, headers = {}, milliseconds = 15_000 } = {}) {
  const recipients = [to].flat();
  const token = `t${randomUUID()}`;
  const envelopeFrom = sender ?? `${token}@outside.example`;
  const refused = {};
  let connection;
  try {
    connection = await open({ ...server, from, milliseconds });
    if (login) await ask(connection, (callback) => connection.login(login, callback));
    const envelope = { from: envelopeFrom, to: recipients };
    const info = await ask(connection, (callback) => connection.send(envelope, message(envelopeFrom, recipients, token, headers), callback));
    for (const error of info.rejectedErrors ?? []) refused[error.recipient] = replyOf(error).code;
    return { code: '250', text: info.response, queueId: /queued as (\w+)/.exec(info.response)?.[1], token, refused };
  } catch (error) {
    for (const each of error.rejectedErrors ?? []) refused[each.recipient] = replyOf(each).code;
    return { ...replyOf(error), queueId: undefined, token, refused };
  } finally {
    connection?.close();
  }
}

/**
 * Tries to log in, and sends nothing.
 * @param {{host: string, port: number}} server
 * @param {{user: string, pass: string}} login
 * @param {{from?: string, milliseconds?: number}} [options]
 * @returns {Promise<string>} `235` or the code of the refusal
 */
export async function logIn(server, login, { from = OUTSIDE, milliseconds = 15_000 } = {}) {
  const connection = await open({ ...server, from, milliseconds });
  try {
    await ask(connection, (callback) => connection.login(login, callback));
    return '235';
  } catch (error) {
    return replyOf(error).code;
  } finally {
    connection.close();
  }
}
