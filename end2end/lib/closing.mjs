// Everything a test starts is handed to a Closing, which stops it last-first: after the tests, when one fails, and when
// the test process itself is told to end.
import { rmSync } from 'node:fs';
import { mkdtemp, chmod, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What must go even when there is no time left to wait: child process groups and temporary directories. */
const children = new Map();
const directories = new Set();

function endAbruptly() {
  for (const [pid, signal] of children) {
    try {
      process.kill(signal === 'SIGQUIT' ? pid : -pid, signal);
    } catch {
      // It has ended by itself.
    }
  }
  children.clear();
  for (const directory of directories) rmSync(directory, { recursive: true, force: true });
  directories.clear();
}
process.on('exit', endAbruptly);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(1));

/**
 * Notes a child process (leader of its own group) that must not outlive this one.
 * @param {number} pid
 * @param {'SIGKILL'|'SIGQUIT'} [signal] SIGKILL goes to the whole group, SIGQUIT to the leader alone
 */
export function mustNotOutlive(pid, signal = 'SIGKILL') {
  children.set(pid, signal);
}

/** @param {number} pid of a child that has ended */
export function hasEnded(pid) {
  children.delete(pid);
}

export class Closing {
  #steps = [];

  /**
   * @param {string} what named in the error if stopping it fails
   * @param {() => unknown} stop
   */
  add(what, stop) {
    this.#steps.push({ what, stop });
  }

  /** Stops everything, last first; one failure does not keep the others from being stopped. */
  async close() {
    const failures = [];
    for (const { what, stop } of this.#steps.splice(0).reverse()) {
      try {
        await stop();
      } catch (error) {
        failures.push(new Error(`could not stop ${what}`, { cause: error }));
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, failures.map((failure) => failure.message).join('; '));
  }

  /**
   * A temporary directory that other users (postfix, postgres, dovecot) can enter.
   * @param {string} name
   * @returns {Promise<string>} its absolute path
   */
  async directory(name) {
    const directory = await mkdtemp(join(tmpdir(), `signalbox-${name}-`));
    await chmod(directory, 0o755);
    directories.add(directory);
    this.add(directory, async () => {
      await rm(directory, { recursive: true, force: true, maxRetries: 5 });
      directories.delete(directory);
    });
    return directory;
  }
}
