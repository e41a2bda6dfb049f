// Each journey is walked in three languages, with JavaScript and without.
import { after, before, describe, test } from 'node:test';
import { browser, visiting } from '../lib/browser.mjs';
import { Closing } from '../lib/closing.mjs';
import { Console } from '../lib/console.mjs';
import { LANGUAGES } from '../lib/words.mjs';
import { Person } from './person.mjs';

/** Every way a page is read: `{language, javaScript, name, address}`; each comes from an address of its own. */
export const WAYS = LANGUAGES.flatMap((language) =>
  [true, false].map((javaScript) => ({ language, javaScript, name: `${language}${javaScript ? '' : ', without JavaScript'}` })),
).map((way, at) => ({ ...way, address: `192.0.2.${at + 1}` }));

/** Part of a domain name that tells one way from the others. */
export const slug = ({ language, javaScript }) => `${language}-${javaScript ? 'js' : 'plain'}`;

/**
 * A console and a browser for the tests of one file.
 * @param {string} title
 * @param {(set: {console: () => Console, journey: (title: string, walk: (person: Person, way: typeof WAYS[0]) => Promise<void>, ways?: typeof WAYS) => void}) => void} declare
 */
export function withConsole(title, declare) {
  describe(title, () => {
    const closing = new Closing();
    let console;
    let chromium;
    before(async () => {
      console = await Console.start(closing);
      chromium = await browser(closing);
    });
    after(() => closing.close());
    const journey = (what, walk, ways = WAYS) => {
      for (const way of ways) {
        test(`${what} (${way.name})`, () =>
          visiting(chromium, { origin: console.origin, ...way }, (visit) => walk(new Person(visit, way.language), way)));
      }
    };
    declare({ console: () => console, journey });
  });
}
