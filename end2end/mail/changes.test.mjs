// A change in the console is there for the very next message; Postfix is told nothing and keeps running.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Closing } from '../lib/closing.mjs';
import { KINDS, databases } from '../lib/databases.mjs';
import { MailSystem } from '../lib/mail_system.mjs';
import { relay } from '../lib/relay.mjs';
import { mailCannotRun } from '../lib/requirements.mjs';
import { addUser, address } from './split_domain.mjs';

const DOMAIN = 'moving.example';
const skip = mailCannotRun();

for (const kind of KINDS) {
  describe(`the next message after a change, on ${kind}`, { skip }, () => {
    const closing = new Closing();
    let system;
    let other;
    let surroundings;
    const ends = (recipient) => system.mail('outside', recipient, surroundings);
    const at = (place, recipient) => [`${place}: ${recipient}`];
    const here = (recipient) => at('mailboxes of one', recipient);
    const mailOf = (login, mail) => system.console.api('PUT', `/domains/${DOMAIN}/users/${login}/mail`, mail);
    const routing = (body) => system.console.api('PUT', `/domains/${DOMAIN}/mail-routing`, body);

    before(async () => {
      other = await relay(closing, 'relay');
      const second = await relay(closing, 'second relay', '127.77.0.21');
      system = await MailSystem.start(closing, { name: 'one', databaseUrl: await (await databases(closing, kind)).url('one') });
      surroundings = { systems: [system], ends: [other, second] };
      system.second = second;
      await system.console.api('POST', '/domains', { name: DOMAIN, description: '', aliases: [], mailbox_server: 'default' });
      await routing({ relay: other.address, forward_unknown: false });
      await addUser(system.console, 'ann', 'internal', { domain: DOMAIN });
    });
    after(() => closing.close());

    test('a user moves to the alternate mail server and back', async () => {
      const to = `ann@${DOMAIN}`;
      assert.deepEqual(await ends(to), here(to));
      await mailOf('ann', { type: 'external', addresses: [address('ann', { default: true })] });
      assert.deepEqual(await ends(to), at('relay', to));
      await mailOf('ann', { type: 'internal', addresses: [address('ann', { default: true })] });
      assert.deepEqual(await ends(to), here(to));
    });

    test('an address is unticked and ticked again', async () => {
      const to = `ann.extra@${DOMAIN}`;
      const rows = (alternate) => [address('ann', { default: true }), address('ann.extra', { alternate })];
      await mailOf('ann', { type: 'external', addresses: rows(true) });
      assert.deepEqual(await ends(to), at('relay', to));
      await mailOf('ann', { type: 'external', addresses: rows(false) });
      assert.deepEqual(await ends(to), ['550 5.1.1']);
      await mailOf('ann', { type: 'external', addresses: rows(true) });
      assert.deepEqual(await ends(to), at('relay', to));
      await mailOf('ann', { type: 'internal', addresses: rows(true) });
      assert.deepEqual(await ends(to), here(to));
    });

    test('a user is created, renamed in his address, suspended, woken and deleted', async () => {
      const to = `bea@${DOMAIN}`;
      assert.deepEqual(await ends(to), ['550 5.1.1']);
      await addUser(system.console, 'bea', 'internal', { domain: DOMAIN });
      assert.deepEqual(await ends(to), here(to));
      await mailOf('bea', { type: 'internal', addresses: [address('beatrix', { default: true })] });
      assert.deepEqual(await ends(to), ['550 5.1.1']);
      assert.deepEqual(await ends(`beatrix@${DOMAIN}`), here(`beatrix@${DOMAIN}`));
      await system.console.api('PATCH', `/domains/${DOMAIN}/users/bea`, { suspended: true });
      assert.deepEqual(await ends(`beatrix@${DOMAIN}`), ['550 5.2.1']);
      await system.console.api('PATCH', `/domains/${DOMAIN}/users/bea`, { suspended: false });
      assert.deepEqual(await ends(`beatrix@${DOMAIN}`), here(`beatrix@${DOMAIN}`));
      await system.console.api('DELETE', `/domains/${DOMAIN}/users/bea`);
      assert.deepEqual(await ends(`beatrix@${DOMAIN}`), ['550 5.1.1']);
    });

    test('unknown addresses begin and cease to be forwarded', async () => {
      const to = `nobody@${DOMAIN}`;
      assert.deepEqual(await ends(to), ['550 5.1.1']);
      await routing({ relay: other.address, forward_unknown: true });
      assert.deepEqual(await ends(to), at('relay', to));
      await routing({ relay: other.address, forward_unknown: false });
      assert.deepEqual(await ends(to), ['550 5.1.1']);
    });

    test('the relay becomes another one', async () => {
      const to = `ann@${DOMAIN}`;
      await mailOf('ann', { type: 'external', addresses: [address('ann', { default: true })] });
      await routing({ relay: system.second.address, forward_unknown: false });
      assert.deepEqual(await ends(to), at('second relay', to));
      await routing({ relay: other.address, forward_unknown: false });
      assert.deepEqual(await ends(to), at('relay', to));
      await mailOf('ann', { type: 'internal', addresses: [address('ann', { default: true })] });
    });

    test('an alias comes and goes', async () => {
      const to = 'ann@also-moving.example';
      const aliases = (names) => system.console.api('PUT', `/domains/${DOMAIN}/aliases`, { aliases: names });
      assert.deepEqual(await ends(to), ['554 5.7.1']);
      await aliases(['also-moving.example']);
      assert.deepEqual(await ends(to), here(to));
      await aliases([]);
      assert.deepEqual(await ends(to), ['554 5.7.1']);
    });

    test('a whole domain comes and goes, and comes back when its deletion is undone', async () => {
      const to = 'carl@new.example';
      const away = 'alan@new.example';
      const unknown = 'nobody@new.example';
      assert.deepEqual(await ends(to), ['554 5.7.1']);
      await system.console.api('POST', '/domains', { name: 'new.example', description: '', aliases: [], mailbox_server: 'default' });
      await system.console.api('PUT', '/domains/new.example/mail-routing', { relay: other.address, forward_unknown: true });
      await addUser(system.console, 'carl', 'internal', { domain: 'new.example' });
      await addUser(system.console, 'alan', 'external', { domain: 'new.example' });
      const routed = async () => [...(await ends(to)), ...(await ends(away)), ...(await ends(unknown))];
      const everywhere = [...here(to), ...at('relay', away), ...at('relay', unknown)];
      assert.deepEqual(await routed(), everywhere);
      await system.console.api('DELETE', '/domains/new.example?with=entries');
      assert.deepEqual(await routed(), ['554 5.7.1', '554 5.7.1', '554 5.7.1']);
      const { items } = await system.console.api('GET', '/history?object=domain:new.example&limit=1');
      await system.console.api('POST', `/history/${items[0].id}/undo`);
      assert.deepEqual(await routed(), everywhere);
      await system.console.command(['check']);
    });

    test('mail flows on while the console is stopped', async () => {
      const to = `ann@${DOMAIN}`;
      await system.console.stop();
      assert.deepEqual(await ends(to), here(to));
      assert.deepEqual(await ends(`nobody@${DOMAIN}`), ['550 5.1.1']);
      await system.console.start();
      assert.deepEqual(await ends(to), here(to));
    });

    test('Postfix was neither reloaded nor restarted, and does not complain', async () => {
      const log = await system.postfix.log();
      assert.equal(log.match(/daemon started/g)?.length, 1);
      assert.doesNotMatch(log, /reload/);
      assert.deepEqual(await system.postfix.complaints(), []);
    });
  });
}
