// A file is chosen, its consequences are read line by line, then it is applied; what is exported changes nothing.
import assert from 'node:assert/strict';
import { slug, withConsole } from './journeys.mjs';

const FILE = 'Login;First name;Last name;Addresses;Groups\r\nzoe;Zoé;Zürn;zoe@*;staff\r\nbad name;;;;\r\n';

withConsole('import and export', ({ console, journey }) => {
  const domainFor = async (way) => {
    const domain = `import-${slug(way)}.example`;
    await console().api('POST', '/domains', { name: domain, description: '', aliases: [], mailbox_server: 'default' });
    await console().api('POST', `/domains/${domain}/groups`, { name: 'staff', addresses: [], members: [] });
    return domain;
  };
  const users = async (domain) => (await console().api('GET', `/domains/${domain}/users`)).items.map(({ name }) => name);

  journey('shows what each line does, then does it', async (person, way) => {
    person.visit.expectedStatuses.add(422);
    const domain = await domainFor(way);
    await person.signIn();
    await person.openDirectory(domain);
    await person.follow('import.import');
    await person.meetsNoBarrier();
    await person.fill('import.text', 'login,salary\nzoe,1\n');
    await person.press('import.look');
    await person.page.getByText('salary').first().waitFor();
    assert.match(await person.field('import.text').inputValue(), /zoe,1/, 'nothing typed is lost');

    await person.page.locator('input[type=file]').setInputFiles({ name: 'Zoé.csv', mimeType: 'text/csv', buffer: Buffer.from(FILE, 'utf16le') });
    await person.press('import.look');
    await person.page.getByText('Zoé.csv').waitFor();
    await person.page.getByRole('cell', { name: 'Zoé Zürn' }).waitFor();
    await person.meetsNoBarrier();
    assert.deepEqual(await users(domain), [], 'looking changes nothing');
    await person.press('import.apply_one', '1');
    assert.deepEqual(await users(domain), [], 'a refused line stops it');
    await person.find('checkbox', 'import.leave_out').check();
    await person.press('import.apply_one', '1');
    await person.page.getByText(person.say('import.done', '1')).waitFor();
    assert.deepEqual(await users(domain), ['zoe']);
    // Undone it is as if it had never been; and done once more.
    await person.page.goto(`/directories/history?domain=${domain}&action=import`);
    await person.visit.ready();
    await person.page.getByRole('link', { name: person.say('history.undo') }).first().click();
    await person.visit.ready();
    await person.meetsNoBarrier();
    await person.press('history.confirm');
    assert.deepEqual(await users(domain), []);
    await person.openDirectory(domain);
    await person.follow('import.import');
    await person.fill('import.text', 'login,groups\nzoe,staff\n');
    await person.press('import.look');
    await person.press('import.apply_one', '1');
    await person.page.getByText(person.say('import.done', '1')).waitFor();

    const exported = await person.page.request.get(`/directories/export?domain=${domain}`);
    await person.follow('import.import');
    await person.page.locator('input[type=file]').setInputFiles({ name: 'export.csv', mimeType: 'text/csv', buffer: await exported.body() });
    await person.press('import.look');
    await person.page.getByText(person.say('import.nothing')).waitFor();
  });
});
