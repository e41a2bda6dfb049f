// Child processes: short commands, and long-running ones in a process group of their own.
import { spawn } from 'node:child_process';
import { mustNotOutlive, hasEnded } from './closing.mjs';

/**
 * Runs a command to its end.
 * @param {string} command
 * @param {string[]} [args]
 * @param {{env?: object, cwd?: string, input?: string, uid?: number, gid?: number, allowFailure?: boolean, milliseconds?: number}} [options]
 * @returns {Promise<{code: number, stdout: string, stderr: string}>}
 * @throws when it exits with another code than 0, unless `allowFailure`
 */
export function run(command, args = [], options = {}) {
  const { env, cwd, input = '', uid, gid, allowFailure = false, milliseconds = 60_000 } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env: { ...process.env, ...env }, cwd, uid, gid, timeout: milliseconds, killSignal: 'SIGKILL' });
    const out = { stdout: '', stderr: '' };
    for (const stream of ['stdout', 'stderr']) {
      child[stream].setEncoding('utf8');
      child[stream].on('data', (text) => {
        out[stream] += text;
      });
    }
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0 || (allowFailure && signal === null)) resolve({ code, ...out });
      else reject(new Error(`${command} ${args.join(' ')} ended with ${code ?? signal}:\n${out.stderr}${out.stdout}`));
    });
    // A command that does not read its input closes the pipe: no concern of ours.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}

/**
 * @typedef {object} Running
 * @property {number} pid also the process group
 * @property {() => string} output everything it printed so far
 * @property {() => boolean} ended
 * @property {(signal?: NodeJS.Signals, whole?: boolean) => void} signal sends a signal, to the whole group if asked
 * @property {(signal?: NodeJS.Signals, whole?: boolean) => Promise<void>} stop signals, waits, kills after 10 s
 */

/**
 * Starts a long-running program in its own process group.
 * @param {string} command
 * @param {string[]} args
 * @param {{env?: object, cwd?: string, uid?: number, gid?: number, lastSignal?: 'SIGKILL'|'SIGQUIT'}} [options]
 * @returns {Running}
 */
export function start(command, args, { env, cwd, uid, gid, lastSignal } = {}) {
  const child = spawn(command, args, { env: { ...process.env, ...env }, cwd, uid, gid, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let ended = false;
  if (child.pid !== undefined) mustNotOutlive(child.pid, lastSignal);
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (text) => {
      output += text;
    });
  }
  const end = new Promise((resolve) => {
    const finish = (error) => {
      if (error instanceof Error) output += `${error.message}\n`;
      ended = true;
      if (child.pid !== undefined) hasEnded(child.pid);
      resolve();
    };
    child.once('exit', finish);
    child.once('error', finish);
  });
  const signal = (name = 'SIGTERM', whole = false) => {
    if (child.pid === undefined) return;
    try {
      process.kill(whole ? -child.pid : child.pid, name);
    } catch (error) {
      if (error.code !== 'ESRCH') throw error;
    }
  };
  const stop = async (name = 'SIGTERM', whole = false) => {
    if (ended) return;
    signal(name, whole);
    const patience = setTimeout(() => signal('SIGKILL', true), 10_000);
    await end;
    clearTimeout(patience);
  };
  return { pid: child.pid, output: () => output, ended: () => ended, signal, stop };
}

/**
 * @param {string} name of a system user
 * @returns {Promise<{uid: number, gid: number}>}
 */
export async function userIds(name) {
  const [uid, gid] = await Promise.all(['-u', '-g'].map(async (flag) => Number((await run('id', [flag, name])).stdout)));
  return { uid, gid };
}
