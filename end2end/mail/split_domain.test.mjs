// Where each kind of recipient ends, from outside and from either side of a split domain.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Closing } from '../lib/closing.mjs';
import { KINDS, databases } from '../lib/databases.mjs';
import { mailCannotRun } from '../lib/requirements.mjs';
import { ALIAS, DOMAIN, splitDomain } from './split_domain.mjs';

const AT_MASTER = (recipient) => [`mailboxes of master: ${recipient}`];
const AT_SLAVE = (recipient) => [`mailboxes of slave: ${recipient}`];
const REFUSED = (code) => () => [code];
const BOUNCED = (status) => (recipient) => [`bounced ${status}: ${recipient}`];

/** [what it is, recipient, from outside at the master, from inside the master, from inside the slave] */
const TABLE = [
  ['hosted by the master', `mona@${DOMAIN}`, AT_MASTER, AT_MASTER, AT_MASTER],
  ['hosted by the slave, alternate at the master', `alan@${DOMAIN}`, AT_SLAVE, AT_SLAVE, AT_SLAVE],
  ['hosted by the slave, at the alias', `alan@${ALIAS}`, AT_SLAVE, AT_SLAVE, AT_SLAVE],
  ['hosted by the master, at the alias', `mona@${ALIAS}`, AT_MASTER, AT_MASTER, AT_MASTER],
  ['hosted by the master, in upper case', `MONA@${DOMAIN.toUpperCase()}`, AT_MASTER, AT_MASTER, AT_MASTER],
  ['hosted by the slave, in upper case', `ALAN@${ALIAS.toUpperCase()}`, AT_SLAVE, AT_SLAVE, AT_SLAVE],
  ['hosted by the master, with a tag', `mona+news@${DOMAIN}`, AT_MASTER, AT_MASTER, AT_MASTER],
  ['hosted by the slave, with a tag', `Alan+News@${DOMAIN}`, AT_SLAVE, AT_SLAVE, AT_SLAVE],
  ['ticked at the master', `petra@${DOMAIN}`, AT_SLAVE, AT_SLAVE, AT_SLAVE],
  ['ticked at the master under one name only', `petra@${ALIAS}`, REFUSED('550 5.1.1'), REFUSED('550 5.1.1'), AT_SLAVE],
  ['not ticked at the master', `petra.old@${DOMAIN}`, REFUSED('550 5.1.1'), REFUSED('550 5.1.1'), BOUNCED('5.1.1')],
  ['without email processing', `nora@${DOMAIN}`, REFUSED('550 5.1.1'), REFUSED('550 5.1.1'), BOUNCED('5.1.1')],
  ['unknown to both', `nobody@${DOMAIN}`, REFUSED('550 5.1.1'), REFUSED('550 5.1.1'), BOUNCED('5.1.1')],
  ['unknown to both, with a tag, at the alias', `nobody+x@${ALIAS}`, REFUSED('550 5.1.1'), REFUSED('550 5.1.1'), BOUNCED('5.1.1')],
  ['suspended at the master', `sven@${DOMAIN}`, REFUSED('550 5.2.1'), REFUSED('550 5.2.1'), BOUNCED('5.2.1')],
  ['suspended at the master, with a tag', `sven+x@${ALIAS}`, REFUSED('550 5.2.1'), REFUSED('550 5.2.1'), BOUNCED('5.2.1')],
  ['suspended at the slave', `susi@${DOMAIN}`, BOUNCED('5.2.1'), BOUNCED('5.2.1'), REFUSED('550 5.2.1')],
  ['ticked at the slave', `elsa@${DOMAIN}`, AT_MASTER, AT_MASTER, AT_MASTER],
  ['not ticked at the slave, known to the master', `emil@${DOMAIN}`, AT_MASTER, AT_MASTER, AT_MASTER],
  ["somebody else's", 'someone@outside.example', REFUSED('554 5.7.1'), () => ['internet: someone@outside.example'], () => ['internet: someone@outside.example']],
  ['of a sub-domain, which is another domain', `mona@sub.${DOMAIN}`, REFUSED('554 5.7.1'), () => [`internet: mona@sub.${DOMAIN}`], () => [`internet: mona@sub.${DOMAIN}`]],
];

const skip = mailCannotRun();

for (const kind of KINDS) {
  describe(`a domain shared by a master and a slave, on ${kind}`, { skip }, () => {
    const closing = new Closing();
    let master;
    let slave;
    let surroundings;

    before(async () => {
      ({ master, slave, surroundings } = await splitDomain(closing, await databases(closing, kind)));
    });
    after(() => closing.close());

    for (const [what, recipient, fromOutside, fromMaster, fromSlave] of TABLE) {
      test(`mail to an address ${what} (${recipient}) ends where it should`, async () => {
        assert.deepEqual(
          {
            'from outside': await master.mail('outside', recipient, surroundings),
            'from the master': await master.mail('inside', recipient, surroundings),
            'from the slave': await slave.mail('inside', recipient, surroundings),
          },
          { 'from outside': fromOutside(recipient), 'from the master': fromMaster(recipient), 'from the slave': fromSlave(recipient) },
        );
      });
    }

    test('each console foretells what its Postfix does', async () => {
      for (const [, recipient] of TABLE) {
        for (const system of [master, slave]) {
          assert.deepEqual(await system.done(recipient), await system.foretold(recipient), `${recipient} at the ${system.name}`);
        }
      }
    });

    test('one message to several people goes to each place once', async () => {
      const to = [`mona@${DOMAIN}`, `alan@${DOMAIN}`, `alan@${ALIAS}`, 'someone@outside.example'];
      assert.deepEqual(await master.mail('inside', to, surroundings), [
        'internet: someone@outside.example',
        `mailboxes of master: mona@${DOMAIN}`,
        `mailboxes of slave: alan@${ALIAS}`,
        `mailboxes of slave: alan@${DOMAIN}`,
      ]);
    });

    test('neither Postfix complains', async () => {
      // The refusals of the other side are logged as information; warnings would be ours.
      assert.deepEqual(await master.postfix.complaints(), []);
      assert.deepEqual(await slave.postfix.complaints(), []);
    });
  });
}
