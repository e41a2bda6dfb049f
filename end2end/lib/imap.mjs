import { connect } from 'node:net';

const quote = (text) => `"${text.replace(/[\\"]/g, '\\$&')}"`;

/**
 * Logs in over IMAP and out again.
 * @param {{host: string, port: number}} server
 * @param {{user: string, pass: string}} login
 * @param {number} [milliseconds]
 * @returns {Promise<{ok: boolean, text: string}>} the server's answer to LOGIN, without its tag
 */
export function imapLogIn(server, { user, pass }, milliseconds = 15_000) {
  return new Promise((resolve, reject) => {
    const socket = connect(server);
    let heard = '';
    socket.setTimeout(milliseconds, () => socket.destroy(new Error(`no answer over IMAP: ${heard}`)));
    socket.setEncoding('utf8');
    socket.once('error', reject);
    socket.once('close', () => reject(new Error(`IMAP connection closed: ${heard}`)));
    socket.on('data', (text) => {
      const greeted = heard.includes('\r\n');
      heard += text;
      if (!greeted && heard.includes('\r\n')) socket.write(`a LOGIN ${quote(user)} ${quote(pass)}\r\n`);
      const answer = /^a (.*)\r\n/m.exec(heard);
      if (!answer) return;
      socket.end('b LOGOUT\r\n');
      resolve({ ok: answer[1].startsWith('OK'), text: answer[1] });
    });
  });
}
