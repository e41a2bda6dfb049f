// The stylesheet that Tailwind's own program makes of our sources and our theme: the oracle for ours.
import { fileURLToPath } from 'node:url';
import { run } from './processes.mjs';

const HERE = fileURLToPath(new URL('..', import.meta.url));
const PROGRAM = fileURLToPath(new URL('dist/index.mjs', import.meta.resolve('@tailwindcss/cli/package.json')));
/** Where class names stand, as for the program that makes our stylesheet. */
const SOURCES = ['../app/src/**/*.rs', '../server/src/**/*.rs'];

/**
 * @param {{theme: Record<string, string>, base: string}} ours custom properties that Tailwind takes for its theme; the styles of bare elements
 * @returns {Promise<string>} layers in the order of our stylesheet: reset, base, utilities
 */
export async function tailwind({ theme, base }) {
  const variables = Object.entries(theme).map(([name, value]) => `${name}: ${value};`);
  const input = [
    '@layer theme, reset, base, utilities;',
    '@import "tailwindcss/theme.css" layer(theme);',
    '@import "tailwindcss/preflight.css" layer(reset);',
    '@import "tailwindcss/utilities.css" layer(utilities) source(none);',
    ...SOURCES.map((source) => `@source "${source}";`),
    // "reference": the values that change with light and dark stand in the styles of bare elements.
    `@theme reference { --color-*: initial; ${variables.join(' ')} }`,
  ].join('\n');
  const { stdout } = await run(process.execPath, [PROGRAM, '--input', '-', '--output', '-'], { input, cwd: HERE });
  return `${stdout}\n${base}`;
}
