// One whole mail system: a console, the Postfix it configured, and the place where its mailboxes are.
import { join } from 'node:path';
import { mkdir } from 'node:fs/promises';
import { Console } from './console.mjs';
import { follow } from './follow.mjs';
import { mailboxes } from './mailboxes.mjs';
import { Postfix } from './postfix.mjs';
import { INSIDE, OUTSIDE, send } from './send.mjs';

/** `inet:127.0.0.1:24` and `[127.0.0.1]:24` are the same place as `127.0.0.1:24`. */
const plain = (hop) => hop.replace(/^inet:/, '').replace(/^\[([^\]]+)\]:/, '$1:');

export class MailSystem {
  /**
   * Starts a console, has it write its files for Postfix, and makes Postfix ready to start on them.
   * @param {import('./closing.mjs').Closing} closing
   * @param {{name: string, host?: string, databaseUrl?: string, internet?: {host: string, port: number}, delivery?: {label: string, address: string, host: string, port: number},
   *   sasl?: boolean, extra?: Record<string, string>}} what
   *   `delivery`: the LMTP server of the mailboxes, one that only records unless given; `internet`: where mail for nobody here goes
   * @returns {Promise<MailSystem>}
   */
  static async prepare(closing, { name, host, databaseUrl, internet, delivery, sasl = false, extra }) {
    const system = new MailSystem();
    system.name = name;
    system.delivery = delivery ?? (await mailboxes(closing, `mailboxes of ${name}`));
    system.console = await Console.start(closing, { name, databaseUrl });
    await system.console.useMailboxes(system.delivery);
    system.postfix = await Postfix.reserve(closing, { name, host, relayhost: internet, sasl, extra });
    const contract = join(system.postfix.root, 'signalbox');
    await mkdir(contract);
    await system.postfix.configure(await system.console.writeContract('postfix-config', contract));
    return system;
  }

  /** As prepare(), and Postfix runs. */
  static async start(closing, what) {
    const system = await MailSystem.prepare(closing, what);
    await system.postfix.start();
    return system;
  }

  /**
   * Sends one message and follows it to its ends.
   * @param {'outside'|'inside'} from a stranger at the public port, or one of this system's people at the submission port
   * @param {string | string[]} to
   * @param {{systems: MailSystem[], ends: object[]}} surroundings
   * @param {Parameters<typeof follow>[3]} [options]
   * @returns {Promise<string[]>} as follow() says it
   */
  async mail(from, to, { systems, ends }, options) {
    const inside = from === 'inside';
    const answer = await send(inside ? this.postfix.submission : this.postfix.inbound, to, { from: inside ? INSIDE : OUTSIDE });
    const surroundings = { systems: systems.map(({ postfix }) => postfix), ends: [...systems.map(({ delivery }) => delivery), ...ends] };
    return follow(this.postfix, answer, surroundings, options);
  }

  /**
   * What the console says of a recipient, in the words of this Postfix.
   * @param {string} recipient
   * @returns {Promise<string[]>} `host:port recipient` of each delivery, `550 5.1.1` for a refusal, or `not_ours`
   */
  async foretold(recipient) {
    const decision = await this.console.api('GET', `/route?recipient=${encodeURIComponent(recipient)}`);
    if (decision.outcome === 'not_ours') return ['not_ours'];
    if (decision.outcome === 'reject') return [decision.reply.split(' ').slice(0, 2).join(' ')];
    return decision.deliveries.map((delivery) => `${plain(delivery.next_hop)} ${delivery.recipient}`).sort();
  }

  /**
   * What this Postfix does with one message from outside, in the words of foretold().
   * @param {string} recipient
   * @returns {Promise<string[]>}
   */
  async done(recipient) {
    const answer = await send(this.postfix.inbound, recipient);
    if (answer.queueId === undefined) return [answer.code === '554 5.7.1' ? 'not_ours' : answer.code];
    const deliveries = await this.postfix.deliveries(answer.queueId, { deferredToo: true });
    return deliveries.map((delivery) => `${delivery.relay} ${delivery.recipient}`).sort();
  }
}
