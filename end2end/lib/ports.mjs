// Free ports outside the range the kernel hands to outgoing connections, so that no client takes one meanwhile.
import { createServer, connect } from 'node:net';
import { randomInt } from 'node:crypto';
import { until } from './until.mjs';

const FIRST = 20000;
const LAST = 32000;
const handedOut = new Set();

function canListen(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/**
 * @param {string} [host] the loopback address it must be free on
 * @returns {Promise<number>} a port not handed out before by this process
 */
export async function freePort(host = '127.0.0.1') {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const port = randomInt(FIRST, LAST);
    if (!handedOut.has(port) && (await canListen(port, host))) {
      handedOut.add(port);
      return port;
    }
  }
  throw new Error(`no free port on ${host}`);
}

function answers(host, port) {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const done = (result) => {
      socket.destroy();
      resolve(result);
    };
    socket.once('connect', () => done(true));
    socket.once('error', () => done(false));
  });
}

/**
 * Waits for a listener.
 * @param {string} host
 * @param {number} port
 * @param {number} [milliseconds]
 */
export async function listening(host, port, milliseconds = 10_000) {
  await until(() => answers(host, port), { what: `a listener on ${host}:${port}`, milliseconds });
}

/**
 * Waits for a listener and its first words: a port can be open with nobody able to speak behind it.
 * @param {string} host
 * @param {number} port
 * @param {number} [milliseconds]
 * @returns {Promise<string>} the greeting
 */
export async function greeting(host, port, milliseconds = 10_000) {
  await listening(host, port, milliseconds);
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port });
    socket.setTimeout(milliseconds, () => socket.destroy(new Error(`no greeting from ${host}:${port}`)));
    socket.once('error', reject);
    socket.once('close', () => reject(new Error(`${host}:${port} hung up without a greeting`)));
    socket.once('data', (data) => {
      socket.end('QUIT\r\n');
      resolve(data.toString('utf8').trim());
    });
  });
}
