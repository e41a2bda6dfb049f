// Mail for groups, shared mailboxes and resources through a Postfix that the console configured.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Closing } from '../lib/closing.mjs';
import { KINDS, databases } from '../lib/databases.mjs';
import { mailCannotRun } from '../lib/requirements.mjs';
import { send } from '../lib/send.mjs';
import { ALIAS, DOMAIN, MANY, addMany, everyKind } from './groups.mjs';
import { address } from './split_domain.mjs';

const skip = mailCannotRun();
const here = (recipient) => `mailboxes of one: ${recipient}`;

const INNER = ['internet: p@elsewhere.example', here(`erik.e@${ALIAS}`), here(`hanna@${DOMAIN}`)];
const MIDDLE = [...INNER, `relay: alan@${DOMAIN}`];
const STAFF = [...MIDDLE, here(`info@${DOMAIN}`), `relay: archive@${DOMAIN}`].sort();

/** [what it is, recipient, where its mail ends] */
const TABLE = [
  ['of a group, each member once', `inner@${DOMAIN}`, INNER],
  ['of a group with a group inside', `middle@${DOMAIN}`, MIDDLE],
  ['of a group with every kind of member, some of them twice, suspended or without mail', `staff@${DOMAIN}`, STAFF],
  ['of a group, at the alias', `inner@${ALIAS}`, INNER],
  ['of a group, in upper case', `INNER@${DOMAIN.toUpperCase()}`, INNER],
  ['of a group, with a tag', `inner+news@${DOMAIN}`, INNER],
  ['of a group, with a tag, at the alias', `Inner+News@${ALIAS}`, INNER],
  ['of a group none of whose members has mail', `silent@${DOMAIN}`, ['550 5.2.4']],
  ['of a group around such a group, with a tag', `around-silent+x@${DOMAIN}`, ['550 5.2.4']],
  ['of a suspended group', `asleep@${DOMAIN}`, ['550 5.2.1']],
  ['of a shared mailbox', `info@${DOMAIN}`, [here(`info@${DOMAIN}`)]],
  ['of a shared mailbox, its second, with a tag, at the alias', `Contact+X@${ALIAS}`, [here(`Contact+X@${ALIAS}`)]],
  ['of a shared mailbox at the alternate mail server', `archive+x@${DOMAIN}`, [`relay: archive+x@${DOMAIN}`]],
  ['of a resource', `room@${DOMAIN}`, [here(`room@${DOMAIN}`)]],
  ['of a resource, at a name that is not its', `room@${ALIAS}`, ['550 5.1.1']],
  ['that is the name of an external user', `partner@${DOMAIN}`, ['550 5.1.1']],
];

for (const kind of KINDS) {
  describe(`mail for entries of every kind, on ${kind}`, { skip }, () => {
    const closing = new Closing();
    let system;
    let internet;
    let surroundings;
    const ends = (recipient, from = 'outside') => system.mail(from, recipient, surroundings);
    const patch = (path, change) => system.console.api('PATCH', `/domains/${DOMAIN}/${path}`, change);

    before(async () => {
      ({ system, internet, surroundings } = await everyKind(closing, await databases(closing, kind)));
    });
    after(() => closing.close());

    for (const [what, recipient, expected] of TABLE) {
      test(`an address ${what} (${recipient}) ends where it should`, async () => {
        assert.deepEqual({ outside: await ends(recipient), inside: await ends(recipient, 'inside') }, { outside: expected, inside: expected });
      });
    }

    test('the console foretells whom Postfix reaches', async () => {
      const recipientOf = (line) => line.split(' ').at(-1);
      for (const [, recipient, expected] of TABLE) {
        const foretold = (await system.foretold(recipient)).map(recipientOf).sort();
        const done = (await system.done(recipient)).map(recipientOf).sort();
        assert.deepEqual(done, foretold, recipient);
        assert.equal(foretold.length, expected.length, recipient);
      }
    });

    test('the group tells whom its mail does not reach', async () => {
      const staff = await system.console.api('GET', `/domains/${DOMAIN}/groups/staff`);
      assert.deepEqual(staff.left_out, [
        { entry: 'user:nora', reason: 'no_mail' },
        { entry: 'user:sven', reason: 'suspended' },
        { entry: 'user:ulla', reason: 'not_ticked' },
      ]);
    });

    test('a change of a member counts for the next message', async () => {
      const to = `moving@${DOMAIN}`;
      const hanna = (type, alternate = true) =>
        system.console.api('PUT', `/domains/${DOMAIN}/users/hanna/mail`, { type, addresses: [address('hanna', { alternate })] });
      assert.deepEqual(await ends(to), [here(`hanna@${DOMAIN}`)]);
      await hanna('external');
      assert.deepEqual(await ends(to), [`relay: hanna@${DOMAIN}`]);
      await hanna('external', false);
      assert.deepEqual(await ends(to), ['550 5.2.4']);
      await hanna('internal');
      await patch('users/hanna', { suspended: true });
      assert.deepEqual(await ends(to), ['550 5.2.4']);
      await patch('users/hanna', { suspended: false });
      assert.deepEqual(await ends(to), [here(`hanna@${DOMAIN}`)]);
    });

    test('a change of the group counts for the next message', async () => {
      const to = `moving@${DOMAIN}`;
      await patch('groups/moving', { members: ['external:partner'] });
      assert.deepEqual(await ends(to), ['internet: p@elsewhere.example']);
      await patch('external-users/partner', { address: 'q@elsewhere.example' });
      assert.deepEqual(await ends(to), ['internet: q@elsewhere.example']);
      await patch('external-users/partner', { address: 'p@elsewhere.example' });
      await patch('groups/moving', { members: [] });
      assert.deepEqual(await ends(to), ['550 5.2.4']);
      await system.console.api('PUT', `/domains/${DOMAIN}/users/hanna/groups`, { groups: ['moving', 'inner'] });
      assert.deepEqual(await ends(to), [here(`hanna@${DOMAIN}`)]);
      await patch('groups/moving', { addresses: [address('moved')] });
      assert.deepEqual(await ends(to), ['550 5.1.1']);
      assert.deepEqual(await ends(`moved@${DOMAIN}`), [here(`hanna@${DOMAIN}`)]);
      await system.console.api('DELETE', `/domains/${DOMAIN}/groups/moving`);
      assert.deepEqual(await ends(`moved@${DOMAIN}`), ['550 5.1.1']);
    });

    test(`a group of ${MANY} people elsewhere reaches each of them once`, { timeout: 240_000 }, async () => {
      await addMany(system.console);
      const answer = await send(system.postfix.inbound, `many@${DOMAIN}`);
      assert.equal(answer.code, '250', answer.text);
      await system.postfix.deliveries(answer.queueId, { milliseconds: 120_000 });
      const reached = internet.holding(answer.token).map(({ recipient }) => recipient);
      assert.equal(reached.length, MANY);
      assert.equal(new Set(reached).size, MANY);
    });

    test('Postfix does not complain', async () => {
      assert.deepEqual(await system.postfix.complaints(), []);
    });
  });
}
