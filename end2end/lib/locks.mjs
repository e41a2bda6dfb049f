// Another program that holds the database: a separate process, so that the lock is a real one.
import { spawn } from 'node:child_process';
import { hasEnded, mustNotOutlive } from './closing.mjs';

const EVERY_TABLE = "DO $$ DECLARE t text; BEGIN FOR t IN SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname = 'public' LOOP EXECUTE 'LOCK TABLE ' || t || ' IN ACCESS EXCLUSIVE MODE'; END LOOP; END $$;";

/**
 * Takes a lock and keeps it.
 * @param {{file?: string, url?: string, writerOnly?: boolean}} what an SQLite file or a PostgreSQL URL; `writerOnly`: readers may go on
 * @returns {Promise<() => Promise<void>>} releases it
 */
export async function holdLock({ file, url, writerOnly = false }) {
  const sqlite = ['.bail on', '.timeout 10000', ...(writerOnly ? ['BEGIN IMMEDIATE;', 'UPDATE domain SET description = description;'] : ['PRAGMA locking_mode=EXCLUSIVE;', 'BEGIN EXCLUSIVE;', 'UPDATE domain SET description = description;'])];
  const postgres = ['BEGIN;', writerOnly ? 'UPDATE domain SET description = description;' : EVERY_TABLE];
  const [command, args, lines] = file ? ['sqlite3', [file], sqlite] : ['psql', ['-qAtX', '-v', 'ON_ERROR_STOP=1', url], postgres];
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'], detached: true });
  mustNotOutlive(child.pid);
  let errors = '';
  child.stderr.on('data', (text) => {
    errors += text;
  });
  const ended = new Promise((resolve) => {
    child.once('exit', () => {
      hasEnded(child.pid);
      resolve();
    });
  });
  const held = new Promise((resolve) => {
    child.stdout.on('data', (text) => {
      if (String(text).includes('held')) resolve(true);
    });
  });
  child.stdin.write(`${lines.join('\n')}\n${file ? '.print held' : '\\echo held'}\n`);
  const won = await Promise.race([held, ended.then(() => false)]);
  if (!won) throw new Error(`the lock was not granted: ${errors}`);
  return async () => {
    child.stdin.end(file ? 'ROLLBACK;\n.quit\n' : 'ROLLBACK;\n\\q\n');
    await ended;
  };
}
