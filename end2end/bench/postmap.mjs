// postmap(1) with a configuration of its own: Debian's Postfix without one refuses to run.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../lib/processes.mjs';

/**
 * @param {string} directory for main.cf
 * @returns {Promise<(args: string[], input?: string) => Promise<unknown>>} runs postmap
 */
export async function postmap(directory) {
  await writeFile(join(directory, 'main.cf'), 'compatibility_level = 3.6\n');
  return (args, input) => run('postmap', ['-c', directory, ...args], { input, allowFailure: input !== undefined, milliseconds: 300_000 });
}
