// What a person does in the console, found as a person finds it: by role and by the words on the screen.
import { ADMIN_PASSWORD } from '../lib/console.mjs';
import { violations } from '../lib/accessibility.mjs';
import { words } from '../lib/words.mjs';
import assert from 'node:assert/strict';

export class Person {
  /**
   * @param {import('../lib/browser.mjs').Visit} visit
   * @param {string} language
   */
  constructor(visit, language) {
    this.visit = visit;
    this.page = visit.page;
    this.say = words(language);
  }

  /** @param {'link'|'button'|'textbox'|'checkbox'|'combobox'|'heading'|'group'} role */
  find(role, key, ...values) {
    return this.page.getByRole(role, { name: this.say(key, ...values), exact: true });
  }

  /** Follows a link by its words; the first one where several lead to the same place. */
  async follow(key, ...values) {
    await this.find('link', key, ...values).first().click();
    await this.visit.ready();
  }

  /** Presses a button by its words. */
  async press(key, ...values) {
    await this.find('button', key, ...values).click();
    await this.visit.ready();
  }

  async fill(key, text) {
    await this.field(key).fill(text);
  }

  /** A text field by its label, which may end in a mark for "required". */
  field(key) {
    const words = this.say(key).replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return this.page.getByLabel(new RegExp(`^\\s*${words}`)).first();
  }

  async signIn(login = 'admin0', password = ADMIN_PASSWORD) {
    await this.page.goto('/');
    await this.visit.ready();
    await this.field('login.login').fill(login);
    await this.page.locator('input[type=password]').fill(password);
    await this.press('login.submit');
  }

  /** By the menu that bears the person's own name. */
  async signOut(login = 'admin0') {
    await this.page.getByRole('button', { name: login, exact: true }).click();
    await this.press('frame.logout');
  }

  /** Nothing on this page keeps anybody out. */
  async meetsNoBarrier() {
    assert.deepEqual(await violations(this.visit), [], `axe at ${this.page.url()}`);
  }

  /** System Management > Create Domain: the list of domains. */
  async openDomains(entry = 'nav.create_domain') {
    await this.follow('nav.system');
    await this.follow(entry);
  }

  /** "New domain", its name, "Create & edit". */
  async createDomain(name) {
    await this.openDomains();
    await this.follow('domains.new');
    await this.fill('domain_new.name', name);
    await this.meetsNoBarrier();
    await this.press('action.create_edit');
  }

  /** "Mail System" tab > "Mail Routing" section. */
  async setRouting(relay, forwardUnknown) {
    await this.follow('domain.tab.mail_system');
    await this.find('group', 'domain.mail.routing').or(this.find('heading', 'domain.mail.routing')).first().waitFor();
    await this.fill('domain.mail.relay', relay);
    await this.find('checkbox', 'domain.mail.forward_unknown').setChecked(forwardUnknown);
    await this.press('action.save');
  }

  /** directories > Directory Browser, in a domain. */
  async openDirectory(domain) {
    await this.follow('nav.directories');
    await this.follow('nav.directory_browser');
    await this.page.goto(`/directories?domain=${domain}`);
    await this.visit.ready();
  }

  /** The user's "Mail" tab. */
  async openUserMail(domain, displayName) {
    await this.openDirectory(domain);
    await this.page.getByRole('link', { name: displayName, exact: true }).first().click();
    await this.visit.ready();
    await this.follow('user.tab.mail');
  }

  /** "Alternate mail server" in the list at the top, ticks for some addresses, "Save". */
  async useAlternateServer(ticks) {
    await this.page.getByLabel(this.say('user.mail.routing'), { exact: true }).selectOption({ label: this.say('user.mail.routing_external') });
    for (const [address, ticked] of Object.entries(ticks)) {
      await this.page.getByRole('checkbox', { name: address, exact: true }).setChecked(ticked);
    }
    await this.meetsNoBarrier();
    await this.press('action.save');
  }
}
