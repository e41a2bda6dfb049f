// Writers that never rest, and know afterwards what the console acknowledged: each owns one object and steps it from
// state to state; at most one change is without an answer when the console is killed.

/** A change was cut off: no answer came. */
const CUT_OFF = Symbol('cut off');

class Writer {
  step = 0;
  acknowledged = 0;
  /** What the database may hold: the acknowledged state or the one being written. */
  get possible() {
    return this.acknowledged === this.step ? [this.step] : [this.acknowledged, this.step];
  }

  /**
   * Writes one state after the other until the console is gone.
   * @param {import('./console.mjs').Console} console
   * @returns {Promise<number>} how many changes were acknowledged
   */
  async write(console) {
    for (let count = 0; ; count += 1) {
      this.step = this.acknowledged + 1;
      if ((await this.#attempt(console)) === CUT_OFF) return count;
      this.acknowledged = this.step;
    }
  }

  async #attempt(console) {
    const [method, path, body] = this.change(this.step);
    let reply;
    try {
      reply = await console.call(method, path, body);
    } catch {
      return CUT_OFF;
    }
    // A change that was refused while the console lived is a failure of the test's own making, or of the console.
    if (reply.status >= 300) throw new Error(`${method} ${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
    return undefined;
  }

  /**
   * Finds out which state the database holds, and goes on from there.
   * @param {import('./console.mjs').Console} console
   * @returns {Promise<boolean>} whether a change without an answer had been saved all the same
   * @throws when it is none of the possible ones
   */
  async settle(console) {
    const { possible } = this;
    const found = await this.read(console);
    const state = possible.find((step) => JSON.stringify(this.expected(step)) === JSON.stringify(found));
    if (state === undefined) {
      throw new Error(`${this.name}: acknowledged ${JSON.stringify(this.expected(possible[0]))}, found ${JSON.stringify(found)}`);
    }
    const unanswered = state !== this.acknowledged;
    this.acknowledged = state;
    this.step = state;
    return unanswered;
  }
}

/** Moves a user to and fro, with new addresses each time. */
export class UserWriter extends Writer {
  constructor(domain, login, { mailboxHop, relayHop }) {
    super();
    Object.assign(this, { name: `user ${login}`, domain, login, mailboxHop, relayHop });
  }

  locals(step) {
    return [`${this.login}-${step}`, `${this.login}-${step}-b`];
  }

  type(step) {
    return step % 2 === 0 ? 'internal' : 'external';
  }

  mail(step) {
    return { type: this.type(step), addresses: this.locals(step).map((local_part, at) => ({ local_part, domain: null, default: at === 0, alternate: true })) };
  }

  change(step) {
    return ['PUT', `/domains/${this.domain}/users/${this.login}/mail`, this.mail(step)];
  }

  expected(step) {
    return { type: this.type(step), locals: this.locals(step) };
  }

  async read(console) {
    const { mail } = await console.api('GET', `/domains/${this.domain}/users/${this.login}`);
    return { type: mail.type, locals: mail.addresses.map(({ local_part }) => local_part) };
  }

  /** Where Postfix must send each address now: `host:port`, or null when it must not know it. */
  hops() {
    const hop = this.type(this.acknowledged) === 'internal' ? this.mailboxHop : this.relayHop;
    const at = (step, value) => this.locals(step).map((local) => [`${local}@${this.domain}`, value]);
    return [...at(this.acknowledged, hop), ...at(this.acknowledged + 1, null), ...at(Math.max(this.acknowledged - 1, -1), null)];
  }
}

/** Replaces a domain's aliases; a user of the domain has his address at all of them. */
export class AliasWriter extends Writer {
  constructor(domain, local, { mailboxHop }) {
    super();
    Object.assign(this, { name: `aliases of ${domain}`, domain, local, mailboxHop });
  }

  aliases(step) {
    return [`a${step}.${this.domain}`, `b${step}.${this.domain}`];
  }

  change(step) {
    return ['PUT', `/domains/${this.domain}/aliases`, { aliases: this.aliases(step) }];
  }

  expected(step) {
    return this.aliases(step).sort();
  }

  async read(console) {
    return (await console.api('GET', `/domains/${this.domain}`)).aliases.filter((alias) => alias !== this.domain).sort();
  }

  hops() {
    const at = (step, value) => this.aliases(step).map((alias) => [`${this.local}@${alias}`, value]);
    return [...at(this.acknowledged, this.mailboxHop), ...at(this.acknowledged + 1, null), ...at(this.acknowledged - 1, null)];
  }
}

/** Creates a domain with an alias on odd steps and deletes it on even ones. */
export class DomainWriter extends Writer {
  constructor(domain) {
    super();
    Object.assign(this, { name: `domain ${domain}`, domain });
  }

  change(step) {
    if (step % 2 === 0) return ['DELETE', `/domains/${this.domain}?with=entries`];
    return ['POST', '/domains', { name: this.domain, description: '', aliases: [`also-${this.domain}`], mailbox_server: 'default' }];
  }

  expected(step) {
    return step % 2 === 0 ? null : [`also-${this.domain}`];
  }

  async read(console) {
    const { status, body } = await console.call('GET', `/domains/${this.domain}`);
    return status === 404 ? null : body.aliases.filter((alias) => alias !== this.domain);
  }

  /** Names that Postfix must take for its own now, or must not. */
  names() {
    const here = this.expected(this.acknowledged) !== null;
    return [this.domain, `also-${this.domain}`].map((name) => [name, here]);
  }

  hops() {
    return [];
  }
}
