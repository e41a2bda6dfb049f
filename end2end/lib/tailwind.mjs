// The stylesheet that Tailwind itself makes of our classes and our theme: the oracle for ours.
// Its compiler and not its command: that one needs a native scanner for each platform, and the classes are known here.
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile } from 'tailwindcss';

async function loadStylesheet(name, base) {
  const path = fileURLToPath(import.meta.resolve(name));
  return { path, base: dirname(path) ?? base, content: await readFile(path, 'utf8') };
}

/**
 * @param {{theme: Record<string, string>, base: string}} ours custom properties that Tailwind takes for its theme; the styles of bare elements
 * @param {string[]} classes
 * @returns {Promise<string>} layers in the order of our stylesheet: reset, base, utilities
 */
export async function tailwind({ theme, base }, classes) {
  const variables = Object.entries(theme).map(([name, value]) => `${name}: ${value};`);
  const input = [
    '@layer theme, reset, base, utilities;',
    '@import "tailwindcss/theme.css" layer(theme);',
    '@import "tailwindcss/preflight.css" layer(reset);',
    '@import "tailwindcss/utilities.css" layer(utilities);',
    // "reference": the values that change with light and dark stand in the styles of bare elements.
    `@theme reference { --color-*: initial; ${variables.join(' ')} }`,
  ].join('\n');
  const { build } = await compile(input, { loadStylesheet });
  return `${build(classes)}\n${base}`;
}
