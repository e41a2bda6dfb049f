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
