// The words of the documented procedures, by language: a journey presses the button that a person reads.
import { readFileSync } from 'node:fs';

/** The three languages of the console. */
export const LANGUAGES = ['en', 'fr', 'de'];

const documents = JSON.parse(readFileSync(new URL('../words.json', import.meta.url), 'utf8'));

/**
 * @param {string} language
 * @returns {(key: string, ...values: string[]) => string} the words of a key, `{0}` filled in
 */
export function words(language) {
  const table = documents[language];
  if (table === undefined) throw new Error(`no words in ${language}`);
  return (key, ...values) => {
    const text = table[key];
    if (text === undefined) throw new Error(`no word ${key} in ${language}`);
    return values.reduce((filled, value, at) => filled.replaceAll(`{${at}}`, value), text);
  };
}
