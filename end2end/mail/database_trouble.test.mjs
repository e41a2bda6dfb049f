// The database is locked, gone, stopped or empty: mail waits. It is never refused for good, never goes astray, and flows afterwards.
import assert from 'node:assert/strict';
import { rename, rm, writeFile } from 'node:fs/promises';
import { after, before, beforeEach, describe, test } from 'node:test';
import { Closing } from '../lib/closing.mjs';
import { KINDS, databases } from '../lib/databases.mjs';
import { MailSystem } from '../lib/mail_system.mjs';
import { holdLock } from '../lib/locks.mjs';
import { relay } from '../lib/relay.mjs';
import { mailCannotRun } from '../lib/requirements.mjs';
import { send } from '../lib/send.mjs';
import { until } from '../lib/until.mjs';
import { addUser } from './split_domain.mjs';

const DOMAIN = 'steady.example';
/** Long enough for any answer of a healthy system; a session that hangs has no answer, which a sender takes as "later". */
const PATIENCE = 5_000;
/** Postfix 3.7 leaves a PostgreSQL that failed alone for a minute. */
const RECOVERY = 90_000;

const skip = mailCannotRun();

/** What can befall each database: how to cause it and how to mend it. */
const TROUBLES = {
  // A running Postfix has the file open and goes on with it; one that starts has to open it.
  SQLite: {
    'the file is gone': (system) => asItStarts(system, () => moveAway(system.console.database)),
    'the file is empty, not yet migrated': (system) =>
      asItStarts(system, async () => {
        const back = await moveAway(system.console.database);
        await writeFile(system.console.database, '', { mode: 0o644 });
        return async () => {
          for (const end of ['', '-wal', '-shm']) await rm(system.console.database + end, { force: true });
          await back();
        };
      }),
    'another program holds it locked': (system) =>
      asItStarts(system, async () => {
        await system.console.stop();
        const release = await holdLock({ file: system.console.database });
        return async () => {
          await release();
          await system.console.start();
        };
      }),
  },
  PostgreSQL: {
    'the server is stopped': async (system, { postgres }) => {
      await system.console.stop();
      await postgres.stop();
      return async () => {
        await postgres.startAgain();
        await system.console.start();
      };
    },
    'the server crashed': async (system, { postgres }) => {
      await postgres.stop('immediate');
      return () => postgres.startAgain();
    },
    'its tables are locked, as by a migration': async (system, { postgres }) => holdLock({ url: postgres.url('one') }),
    'the database is empty, not yet migrated': async (system, { postgres }) => {
      await system.console.stop();
      await postgres.sql('ALTER SCHEMA public RENAME TO elsewhere', 'one');
      await postgres.sql('CREATE SCHEMA public', 'one');
      return async () => {
        await postgres.sql('DROP SCHEMA public', 'one');
        await postgres.sql('ALTER SCHEMA elsewhere RENAME TO public', 'one');
        await system.console.start();
      };
    },
  },
};

/** Brings trouble about while Postfix is stopped, and starts it again in the midst of it. */
async function asItStarts(system, cause) {
  await system.postfix.stop();
  const mend = await cause();
  await system.postfix.start({ greets: false });
  return mend;
}

async function moveAway(file) {
  const ends = ['', '-wal', '-shm'];
  const move = async (from, to) => {
    for (const end of ends) {
      await rename(from + end, to + end).catch((error) => {
        if (error.code !== 'ENOENT') throw error;
      });
    }
  };
  await move(file, `${file}.away`);
  return () => move(`${file}.away`, file);
}

for (const kind of KINDS) {
  describe(`mail while ${kind} is in trouble`, { skip }, () => {
    const closing = new Closing();
    let system;
    let other;
    let surroundings;
    let database;

    before(async () => {
      database = await databases(closing, kind);
      other = await relay(closing, 'relay');
      const extra = { smtpd_timeout: '20s' };
      system = await MailSystem.start(closing, { name: 'one', extra, databaseUrl: await database.url('one') });
      surroundings = { systems: [system], ends: [other] };
      await system.console.api('POST', '/domains', { name: DOMAIN, description: '', aliases: [], mailbox_server: 'default' });
      await system.console.api('PUT', `/domains/${DOMAIN}/mail-routing`, { relay: other.address, forward_unknown: false });
      await addUser(system.console, 'here', 'internal', { domain: DOMAIN });
      await addUser(system.console, 'there', 'external', { domain: DOMAIN });
    });
    after(() => closing.close());

    const flows = async () => {
      // A message that is put off on the way has not flowed yet.
      const end = (name) => system.mail('outside', `${name}@${DOMAIN}`, surroundings, { deferredToo: true });
      const answers = async () => [...(await end('here')), ...(await end('there')), ...(await end('nobody'))];
      const right = [`mailboxes of one: here@${DOMAIN}`, `relay: there@${DOMAIN}`, '550 5.1.1'];
      await until(async () => JSON.stringify(await answers()) === JSON.stringify(right), { what: 'mail to flow again', milliseconds: RECOVERY, every: 500 });
    };
    beforeEach(flows);

    for (const [trouble, cause] of Object.entries(TROUBLES[kind])) {
      test(`${trouble}: new mail is put off, queued mail waits, then both arrive`, async () => {
        // A message that waits in the queue because its mailbox is busy.
        const waiting = `here@${DOMAIN}`;
        system.delivery.refuse.set(waiting, { code: 451, text: '4.2.0 busy' });
        const queued = await send(system.postfix.inbound, waiting);
        await system.postfix.deliveries(queued.queueId, { deferredToo: true });

        const mend = await cause(system, database);
        try {
          system.delivery.refuse.clear();
          const recipients = [waiting, `there@${DOMAIN}`, `nobody@${DOMAIN}`, 'someone@outside.example'];
          const codes = await Promise.all(recipients.map(async (to) => (await send(system.postfix.inbound, to, { milliseconds: PATIENCE })).code));
          for (const [at, code] of codes.entries()) assert.match(code, /^4|^none$/, `${recipients[at]} was answered ${code}`);
        } finally {
          await mend();
        }
        await flows();
        await system.postfix.flush();
        assert.deepEqual((await system.delivery.arrival(queued.token, RECOVERY)).map(({ recipient }) => recipient), [waiting]);
        assert.doesNotMatch(await system.postfix.log(), /status=(bounced|expired)/);
      });
    }

    if (kind === 'SQLite') {
      test('the file is moved away under a running Postfix: each answer is right or put off', async () => {
        const back = await moveAway(system.console.database);
        try {
          for (const [name, place] of Object.entries({ here: 'mailboxes of one', there: 'relay' })) {
            const [end] = await system.mail('outside', `${name}@${DOMAIN}`, surroundings);
            assert.match(end, new RegExp(`^(${place}: ${name}@|4|none|deferred)`));
          }
          assert.match((await send(system.postfix.inbound, `nobody@${DOMAIN}`, { milliseconds: PATIENCE })).code, /^(550 5\.1\.1|4.*|none)$/);
        } finally {
          await back();
        }
      });
    }

    test('a writer in the middle of a transaction does not hold up any mail', async () => {
      const release = await holdLock(kind === 'SQLite' ? { file: system.console.database, writerOnly: true } : { url: database.postgres.url('one'), writerOnly: true });
      try {
        for (const name of ['here', 'there']) {
          assert.equal((await send(system.postfix.inbound, `${name}@${DOMAIN}`, { milliseconds: PATIENCE })).code, '250');
        }
        assert.equal((await send(system.postfix.inbound, `nobody@${DOMAIN}`, { milliseconds: PATIENCE })).code, '550 5.1.1');
      } finally {
        await release();
      }
    });
  });
}
