// Measurements, not tests: nothing here passes or fails. Ratios within one run mean more than the figures.
import { Closing } from '../lib/closing.mjs';
import { bulk } from './bulk.mjs';
import { directory } from './directory.mjs';
import { imports } from './imports.mjs';
import { lookups } from './lookups.mjs';
import { pages } from './pages.mjs';
import { throughput } from './throughput.mjs';

const PARTS = { pages, directory, bulk, imports, lookups, throughput };
const asked = process.argv.slice(2);

for (const name of asked.length > 0 ? asked : Object.keys(PARTS)) {
  const closing = new Closing();
  console.log(`\n# ${name}`);
  try {
    await PARTS[name](closing, (line) => console.log(line));
  } finally {
    await closing.close();
  }
}
