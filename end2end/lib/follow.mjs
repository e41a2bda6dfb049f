// Follows a message from the Postfix that accepted it to the places where it ends.

/**
 * @typedef {object} Surroundings
 * @property {import('./postfix.mjs').Postfix[]} systems every Postfix a message may pass
 * @property {{address: string, label: string}[]} ends every end point it may reach
 */

/** The queue id that the next system gave. */
const queuedAs = (text) => /queued as (\w+)/.exec(text)?.[1];

async function endsOf(system, queueId, surroundings, options, passed) {
  if (passed.size > 20) return ['loop'];
  const ends = [];
  for (const { recipient, relay, dsn, status, text } of await system.deliveries(queueId, options)) {
    const next = surroundings.systems.find(({ address }) => address === relay);
    const end = surroundings.ends.find(({ address }) => address === relay);
    const nextId = queuedAs(text);
    if (status !== 'sent') ends.push(`${status} ${dsn}: ${recipient}`);
    else if (next && nextId) {
      // Several recipients went on as one message: it is followed once.
      const passage = `${relay} ${nextId}`;
      if (passed.has(passage)) continue;
      passed.add(passage);
      ends.push(...(await endsOf(next, nextId, surroundings, options, passed)));
    } else ends.push(`${end?.label ?? relay}: ${recipient}`);
  }
  return ends;
}

/**
 * @param {import('./postfix.mjs').Postfix} system that accepted the message
 * @param {import('./send.mjs').Answer} answer
 * @param {Surroundings} surroundings
 * @param {{milliseconds?: number, deferredToo?: boolean}} [options]
 * @returns {Promise<string[]>} sorted: `mailboxes: a@b.example`, `deferred 4.4.1: a@b.example`, or the refusal: `550 5.1.1`
 */
export async function follow(system, answer, surroundings, options = {}) {
  if (answer.queueId === undefined) return [answer.code];
  const ends = await endsOf(system, answer.queueId, surroundings, options, new Set());
  for (const place of surroundings.ends) {
    // A notice to the sender quotes the message: it has no sender itself.
    const arrived = (place.holding?.(answer.token) ?? []).filter(({ sender }) => sender !== '').map(({ recipient }) => `${place.label}: ${recipient}`);
    const logged = ends.filter((end) => end.startsWith(`${place.label}: `));
    // What Postfix says it handed over must be there, once, and nothing else.
    if (place.holding && arrived.sort().join() !== logged.sort().join()) {
      throw new Error(`${place.label} holds [${arrived.join()}], but the log says [${logged.join()}]`);
    }
  }
  // Several attempts at the same delivery are one end; two deliveries are two.
  return ends.filter((end, at) => !end.startsWith('deferred') || ends.indexOf(end) === at).sort();
}
