// What Postfix says in its log about each message.

/**
 * @typedef {object} Delivery
 * @property {string} recipient
 * @property {string | undefined} original the recipient before it was expanded or rewritten, if it was
 * @property {string} relay `host:port` or path of the next hop; `none` when there was none
 * @property {string} dsn such as 2.0.0
 * @property {'sent'|'deferred'|'bounced'|'expired'|'undeliverable'|'deliverable'} status
 * @property {string} text the other side's words
 */

const DELIVERY = /: to=<([^>]*)>,(?: orig_to=<([^>]*)>,)? relay=([^,]*),.* dsn=([\d.]+), status=(\w+) \((.*)\)$/;

/** Postfix writes `name[address]:port`. */
function hopOf(relay) {
  const bracketed = /\[([^\]]+)\]:(\d+)$/.exec(relay);
  if (bracketed) return `${bracketed[1]}:${bracketed[2]}`;
  return /\[([^\]]+)\]$/.exec(relay)?.[1] ?? relay;
}

/**
 * @param {string} log
 * @param {string} queueId
 * @returns {Delivery[]} one a recipient and attempt, oldest first
 */
export function deliveriesOf(log, queueId) {
  const deliveries = [];
  for (const line of log.split('\n')) {
    if (!line.includes(` ${queueId}: to=`)) continue;
    const found = DELIVERY.exec(line);
    if (!found) continue;
    const [, recipient, original, relay, dsn, status, text] = found;
    deliveries.push({ recipient, original, relay: hopOf(relay), dsn, status, text });
  }
  return deliveries;
}

/**
 * @param {string} log
 * @param {string} queueId
 * @returns {boolean} whether the message has left the queue
 */
export function hasLeft(log, queueId) {
  return log.includes(` ${queueId}: removed`);
}

/**
 * @param {string} log
 * @returns {string[]} lines in which Postfix complains
 */
export function complaintsIn(log) {
  return log.split('\n').filter((line) => /: (warning|error|fatal|panic): /.test(line));
}
