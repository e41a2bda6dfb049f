// Two people change the same thing. Who saves second is told what differs and chooses; nothing is overwritten unasked.
import assert from 'node:assert/strict';
import { WAYS, slug, withConsole } from './journeys.mjs';

const mail = (type, ...locals) => ({ type, addresses: locals.map((local_part, at) => ({ local_part, domain: null, default: at === 0, alternate: true })) });
const yesNo = (person, yes) => person.say(yes ? 'word.yes' : 'word.no');
const routingList = (person) => person.page.getByLabel(person.say('user.mail.routing'), { exact: true });

/**
 * `type`: what the second person types; `typed`: reads it back from the page; `stored`: the same as the console has it;
 * `before`, `mine`, `theirs`: `typed` and `stored` at first, as the second person and as the colleague wants them;
 * `rows`: what must stand in the table of differences, by the label of the field; `enter`: a field whose Enter key saves.
 */
const THINGS = {
  'the mail of a user': {
    path: (domain) => `/directories/${domain}/users/ann/mail`,
    before: ['internal', 'ann'],
    mine: ['external', 'ann'],
    theirs: ['internal', 'ann,anna'],
    colleague: (console, domain, [type, locals]) => console.api('PUT', `/domains/${domain}/users/ann/mail`, mail(type, ...locals.split(','))),
    type: (person) => routingList(person).selectOption('external'),
    typed: async (person) => {
      const locals = await person.page.getByLabel(person.say('addr.local_part')).all();
      return [await routingList(person).inputValue(), (await Promise.all(locals.map((each) => each.inputValue()))).join()];
    },
    stored: async (console, domain) => {
      const { mail: now } = await console.api('GET', `/domains/${domain}/users/ann`);
      return [now.type, now.addresses.map(({ local_part }) => local_part).join()];
    },
    rows: (person) => ({ 'user.mail.routing': [person.say('user.mail.routing_internal'), person.say('user.mail.routing_external')] }),
    enter: 'addr.local_part',
  },
  'the names of a user': {
    path: (domain) => `/directories/${domain}/users/ann`,
    before: ['Ann', 'Old'],
    mine: ['Anne', 'Old'],
    theirs: ['Ann', 'New'],
    colleague: (console, domain, [first_name, last_name]) => console.api('PATCH', `/domains/${domain}/users/ann`, { first_name, last_name }),
    type: (person) => person.fill('user.first_name', 'Anne'),
    typed: (person) => Promise.all(['user.first_name', 'user.last_name'].map((key) => person.field(key).inputValue())),
    stored: async (console, domain) => {
      const user = await console.api('GET', `/domains/${domain}/users/ann`);
      return [user.first_name, user.last_name];
    },
    rows: () => ({ 'user.first_name': ['Ann', 'Anne'], 'user.last_name': ['New', 'Old'] }),
    enter: 'user.last_name',
  },
  'the mail system of a domain': {
    path: (domain) => `/system/domains/${domain}/mail-system`,
    before: ['old.other.example', false],
    mine: ['old.other.example', true],
    theirs: ['new.other.example', false],
    colleague: (console, domain, [relay, forward_unknown]) => console.api('PUT', `/domains/${domain}/mail-routing`, { relay, forward_unknown }),
    type: (person) => person.find('checkbox', 'domain.mail.forward_unknown').check(),
    typed: async (person) => [await person.field('domain.mail.relay').inputValue(), await person.find('checkbox', 'domain.mail.forward_unknown').isChecked()],
    stored: async (console, domain) => {
      const { relay, forward_unknown } = await console.api('GET', `/domains/${domain}/mail-routing`);
      return [relay, forward_unknown];
    },
    rows: (person) => ({
      'domain.mail.relay': ['new.other.example', 'old.other.example'],
      'domain.mail.forward_unknown': [yesNo(person, false), yesNo(person, true)],
    }),
    enter: 'domain.mail.relay',
  },
};

/** `object`: where the API has it; `change`: what the colleague does to it; `confirm`: what is asked before deleting. */
const DELETIONS = {
  'a user': {
    path: (domain) => `/directories/${domain}/users/ann/delete`,
    object: (domain) => `/domains/${domain}/users/ann`,
    change: { last_name: 'Changed' },
    confirm: async () => {},
  },
  'a domain': {
    path: (domain) => `/system/domains/${domain}/delete`,
    object: (domain) => `/domains/${domain}`,
    change: { description: 'Changed' },
    confirm: (person, domain) => person.page.locator('[name=confirmation]').fill(domain),
  },
};

withConsole('two people change the same thing', ({ console, journey }) => {
  const prepare = async (name, way) => {
    const domain = `two-${[...Object.keys(THINGS), ...Object.keys(DELETIONS)].indexOf(name)}-${slug(way)}.example`;
    await console().api('POST', '/domains', { name: domain, description: '', aliases: [], mailbox_server: 'default' });
    await console().api('PUT', `/domains/${domain}/mail-routing`, { relay: 'old.other.example', forward_unknown: false });
    await console().api('POST', `/domains/${domain}/users`, { login: 'ann', first_name: 'Ann', last_name: 'Old', mail: mail('internal', 'ann') });
    return domain;
  };

  /** What the notice says of each field that differs: label to stored and typed value. */
  const differences = async (person) => {
    const notice = person.page.getByRole('alert').filter({ hasText: person.say('conflict.said') });
    await notice.waitFor();
    const rows = await notice.locator('tbody tr').all();
    return Object.fromEntries(await Promise.all(rows.map(async (row) => [await row.locator('th').innerText(), await row.locator('td').allInnerTexts()])));
  };

  for (const [name, thing] of Object.entries(THINGS)) {
    journey(`${name}: the second one to save is told, and chooses`, async (person, way) => {
      person.visit.expectedStatuses.add(412);
      const domain = await prepare(name, way);
      const open = async () => {
        await person.page.goto(thing.path(domain));
        await person.visit.ready();
      };
      const bothHave = async ({ typed, stored }, when) => {
        assert.deepEqual({ typed: await thing.typed(person), stored: await thing.stored(console(), domain) }, { typed, stored }, when);
      };
      /** The page is open and filled in when the colleague saves, so that Save comes too late. */
      const comeSecond = async () => {
        await open();
        await thing.type(person);
        await bothHave({ typed: thing.mine, stored: thing.before }, 'before');
        await thing.colleague(console(), domain, thing.theirs);
        await person.press('action.save');
      };
      const isAsked = async (when) => {
        const found = await differences(person);
        for (const [key, values] of Object.entries(thing.rows(person))) assert.deepEqual(found[person.say(key)], values, `${when}: ${JSON.stringify(found)}`);
        await bothHave({ typed: thing.mine, stored: thing.theirs }, when);
      };

      await person.signIn();
      await comeSecond();
      await isAsked('after Save');
      await person.meetsNoBarrier();
      // Neither saving again nor the Enter key takes the choice away.
      await person.press('action.save');
      await isAsked('after Save a second time');
      await person.field(thing.enter).press('Enter');
      await person.visit.ready();
      await isAsked('after Enter');

      await person.follow('conflict.show_new');
      await bothHave({ typed: thing.theirs, stored: thing.theirs }, 'after showing the new version');
      assert.equal(await person.page.getByText(person.say('conflict.said')).count(), 0);

      await thing.colleague(console(), domain, thing.before);
      await comeSecond();
      await person.press('conflict.keep_mine');
      await person.page.getByText(person.say('notify.saved')).first().waitFor();
      await bothHave({ typed: thing.mine, stored: thing.mine }, 'after keeping my changes');
    });
  }

  for (const [name, { path, object, change, confirm }] of Object.entries(DELETIONS)) {
    journey(`${name} that somebody else has changed meanwhile is not deleted unasked`, async (person, way) => {
      person.visit.expectedStatuses.add(412);
      const domain = await prepare(name, way);
      const status = async () => (await console().call('GET', object(domain))).status;
      await person.signIn();
      await person.page.goto(path(domain));
      await person.visit.ready();
      await console().api('PATCH', object(domain), change);
      await confirm(person, domain);
      await person.press('action.delete');
      await person.page.getByRole('alert').filter({ hasText: person.say('conflict.said') }).waitFor();
      assert.equal(await person.find('button', 'conflict.keep_mine').count(), 0);
      assert.equal(await status(), 200);
      await person.meetsNoBarrier();
      await confirm(person, domain);
      await person.press('action.delete');
      assert.equal(await status(), 404);
    }, WAYS.filter(({ language }) => language === 'de'));
  }
});
