// Runs a command with SIGNALBOX_TEST_POSTGRES_URL pointing at a throw-away cluster, and exits as it does.
import { spawn } from 'node:child_process';
import { Closing } from './closing.mjs';
import { Postgres } from './postgres.mjs';

const [command, ...args] = process.argv.slice(2);
if (command === undefined) {
  process.stderr.write('usage: with-postgres.sh COMMAND [ARGUMENT...]\n');
  process.exit(2);
}
const closing = new Closing();
let code = 1;
try {
  const postgres = await Postgres.start(closing);
  code = await new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, SIGNALBOX_TEST_POSTGRES_URL: postgres.url() } });
    child.once('error', reject);
    child.once('exit', (exit, signal) => resolve(exit ?? (signal ? 128 : 1)));
  });
} catch (error) {
  process.stderr.write(`${error.message}\n`);
} finally {
  await closing.close();
}
process.exit(code);
