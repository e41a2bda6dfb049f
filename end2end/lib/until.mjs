/**
 * Asks again and again until the answer is truthy.
 * @template T
 * @param {() => T | Promise<T>} ask
 * @param {{what: string, milliseconds?: number, every?: number}} options `what` names the thing waited for in the error
 * @returns {Promise<T>} the first truthy answer
 */
export async function until(ask, { what, milliseconds = 10_000, every = 25 }) {
  const end = Date.now() + milliseconds;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`waited ${milliseconds} ms in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, every));
  }
}
