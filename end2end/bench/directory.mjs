// The Directory Browser with ten thousand entries and with a million.
import { cookie, firstByte } from './answers.mjs';
import { DOMAIN, filled } from './filled.mjs';

const SIZES = [10_000, 1_000_000];

/** What is looked at, and its query. */
const LOOKS = {
  'first page': '',
  'a word that few have': '&q=u4242',
  'a word that many have': '&q=alice',
  'two words': '&q=alice%20weber',
  'on the alternate mail server': '&type=external',
  'by kind': '&sort=kind',
};

/**
 * @param {import('../lib/closing.mjs').Closing} closing
 * @param {(line: string) => void} say
 */
export async function directory(closing, say) {
  const times = [];
  for (const users of SIZES) {
    const console = await filled(closing, { users });
    const headers = { cookie: await cookie(console) };
    const measured = {};
    for (const [name, query] of Object.entries(LOOKS)) {
      measured[name] = await firstByte(`${console.origin}/directories?domain=${DOMAIN}${query}`, headers);
    }
    times.push(measured);
    await console.stop();
  }
  const [few, many] = times;
  say(`first byte, ${SIZES[0]} entries, ${SIZES[1]} entries, SQLite`);
  for (const name of Object.keys(LOOKS)) {
    say(`  ${name}: ${few[name].toFixed(1)} ms, ${many[name].toFixed(1)} ms; ${(many[name] / few[name]).toFixed(2)} times`);
  }
}
