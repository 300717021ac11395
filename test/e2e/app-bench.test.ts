import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { otaSet } from '../../main/jobs/testing/remote-keys.ts';
import { capArchive } from '../../main/procedures/testing/cap-archive.ts';
import { expectAccessible, type Look } from '../support/browser.ts';
import { readImage } from '../support/card-image.ts';
import { type App, button, goToPlan, heading, openCard, useApp } from './app-steps.ts';
import { importIssuerKeys, issuerScp03, keysOn, passphrase, triesOn } from './gp-station.ts';
import { tabTo } from './keyboard.ts';
import { importKeys, unlocked } from './routes.ts';

const openApp = useApp();
/** A station that has the OTA keys of the card, its vault open. */
async function openBench(look: Look = {}): Promise<App> {
  const app = await openApp(look);
  await app.insert('ota-keys');
  await importKeys(app.cli, otaSet);
  await openVault(app.page, unlocked.CARDWRIGHT_PASSPHRASE);
  return app;
}

/** By the page of the settings, as a user does. */
async function openVault(page: Page, secret: string): Promise<void> {
  await page.evaluate(`location.hash = '#/settings/vault'`);
  await page.reload();
  await page.getByLabel('Passphrase').fill(secret);
  await button(page, 'Open the vault').click();
  await button(page, 'Lock the vault').waitFor();
}

const otaCard = '8900 1010 0000 0000 183';
const issuerCard = '8900 1010 0000 0000 191';
/** EF_1M2MSID of the USIM is given the text `xx`. */
const commands = '00A4000C025F50\n00A4000C026F02\n00D600000480027878';

/** A radio button is covered by what stands beside it. */
const choose = (page: Page, name: string | RegExp) =>
  page.locator('label').filter({ hasText: name }).first().click();

async function goToBench(page: Page, tab: 'ota' | 'globalplatform', card: string): Promise<void> {
  await page.evaluate(`location.hash = '#/bench/${tab}'`);
  await choose(page, card);
}

/** The form with the stored key set, ready to be encoded. */
async function compose(page: Page, text = commands): Promise<void> {
  await goToBench(page, 'ota', otaCard);
  await page.getByLabel('Commands, one a line').fill(text);
  await page.getByText('Stored', { exact: true }).click();
  await choose(page, 'OTA 2');
  await page.getByLabel('Application on the card (TAR)').selectOption('b00001');
}

async function send(page: Page): Promise<void> {
  await button(page, 'Encode the packet').click();
  await page.getByText('Nothing has been sent').waitFor();
  await button(page, `Send to ${otaCard}`).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: `Send to ${otaCard}` })
    .click();
}

test.each([
  ['light', {}],
  ['dark-small', { dark: true, width: 1024, height: 700 }],
])('a packet from its commands to its proof of receipt, %s', async (name, look: Look) => {
  const { page, cli, complaints } = await openBench(look);
  await page.evaluate(`location.hash = '#/bench/ota'`);
  await page.getByText(otaCard).first().waitFor();
  await expectAccessible(page, `bench-ota-${name}-1-form`);
  await compose(page);
  await page
    .getByText(/^SELECT/)
    .first()
    .waitFor();
  await expectAccessible(page, `bench-ota-${name}-2-filled`);
  await button(page, 'Encode the packet').click();
  await page.getByText('Nothing has been sent').waitFor();
  await button(page, 'SPI').click();
  expect(await page.locator('mark').allTextContents()).toEqual(['16 ', '19 ']);
  await expectAccessible(page, `bench-ota-${name}-3-packet`);
  await button(page, `Send to ${otaCard}`).click();
  await expectAccessible(page, `bench-ota-${name}-4-question`);
  await page
    .getByRole('dialog')
    .getByRole('button', { name: `Send to ${otaCard}` })
    .click();
  await heading(page, 'The card executed everything').waitFor();
  await expectAccessible(page, `bench-ota-${name}-5-proof`);
  const read = await cli(['--json', 'card', 'read', 'EF_1M2MSID']);
  expect(JSON.parse(read.stdout)).toMatchObject([{ contents: [{ value: 'xx' }] }]);
  expect(complaints).toEqual([]);
});

test('what the card refuses: a command by its status word, a packet by its status', async () => {
  const { page } = await openBench();
  await compose(page, '00A4000C025F50\n00A4000C026FFF\n00D600000480027878');
  await send(page);
  await heading(page, 'The card refused a command').waitFor();
  const refused = page.getByRole('row', { name: /6FFF/ });
  expect(await refused.textContent()).toContain('6A82');
  await expectAccessible(page, 'bench-ota-refused-command');

  // The same counter again, by keys that are typed.
  await button(page, 'Compose the next packet').click();
  await page.getByText('Typed', { exact: true }).click();
  await page.getByLabel('KIc, for ciphering').first().fill(otaSet.kic);
  await page.getByLabel('KID, for the checksum').first().fill(otaSet.kid);
  await page.getByLabel('Counter', { exact: true }).first().fill('1');
  await button(page, 'Change the protection').click();
  await page.getByLabel('KIc: key set').selectOption('2');
  await page.getByLabel('KID: key set').selectOption('2');
  await send(page);
  await heading(page, 'The card refused the packet').waitFor();
  await page.getByText('CNTR low').first().waitFor();
  await page
    .getByText(/Send it again with a counter above|Raise the counter/)
    .first()
    .waitFor();
  await expectAccessible(page, 'bench-ota-refused-packet');
});

test('a captured ENVELOPE is taken apart without keys, and opened with them', async () => {
  const { page, complaints } = await openBench({ width: 1024, height: 700 });
  await compose(page);
  await button(page, 'Encode the packet').click();
  await button(page, /Short message that carries it/).click();
  const envelope = (await page.locator('.ota-bytes .mono').last().textContent()) ?? '';
  await button(page, 'Change it').click();
  await page.getByText('Decode', { exact: true }).click();
  await page.getByLabel('Packet, TPDU or ENVELOPE').fill(envelope);
  await expectAccessible(page, 'bench-decode-1-form');
  await button(page, 'Decode').click();
  await heading(page, 'A command packet, not opened').waitFor();
  await page.getByText('SMS-DELIVER', { exact: true }).click();
  await page.getByRole('rowheader', { name: 'TP-PID' }).waitFor();
  await expectAccessible(page, 'bench-decode-2-closed');
  await button(page, 'Back to what was captured').click();
  await page.getByText('Stored', { exact: true }).click();
  await choose(page, 'OTA 2');
  await button(page, 'Decode').click();
  await heading(page, 'A command packet, genuine').waitFor();
  await page
    .getByText(/UPDATE BINARY/)
    .first()
    .waitFor();
  await expectAccessible(page, 'bench-decode-3-opened');
  expect(complaints).toEqual([]);
});

test('a packet of several short messages, its proof of receipt by SMS-SUBMIT', async () => {
  const { page, complaints } = await openBench({ width: 1024, height: 700 });
  const long = Array.from({ length: 30 }, () => '00A4000C025F50').join('\n');
  await compose(page, `${long}\n${commands}`);
  await button(page, 'Change the protection').click();
  await page.getByText('Send it by SMS-SUBMIT').click();
  await send(page);
  await heading(page, 'The card executed everything').waitFor();
  await page.getByText('2 ENVELOPEs').first().waitFor();
  await expectAccessible(page, 'bench-ota-several-messages');
  expect(complaints).toEqual([]);
});

test('a captured packet of 64 kB is shown in parts and answers at once', async () => {
  const { page, complaints } = await openBench();
  await page.evaluate(`location.hash = '#/bench/ota'`);
  await page.getByText('Decode', { exact: true }).click();
  // In plain, without counter: an empty script of 64 kB of zeros is no script.
  const data = '00'.repeat(65_000);
  const length = (14 + 65_000).toString(16).padStart(4, '0');
  await page.getByLabel('Packet, TPDU or ENVELOPE').fill(`${length}0d00000000b00000${'00'.repeat(6)}${data}`);
  await button(page, 'Decode').click();
  await page.getByText(/Bytes 0 to 511/).waitFor();
  expect(await page.locator('.hex-byte').count()).toBeLessThanOrEqual(512);
  const started = Date.now();
  await button(page, 'Data').hover();
  await page.locator('mark').first().waitFor();
  expect(Date.now() - started).toBeLessThan(3000);
  await expectAccessible(page, 'bench-decode-long');
  expect(complaints).toEqual([]);
});

test('a plan of the card as packets', async () => {
  const { page, cli, complaints } = await openBench();
  await page.evaluate(`location.hash = '#/cards'`);
  await openCard(page);
  await goToPlan(page);
  await heading(page, /changes/).waitFor();
  await goToBench(page, 'ota', otaCard);
  await page.getByText('A plan of this card').click();
  await choose(page, /Provision: /);
  await page.getByText('Stored', { exact: true }).click();
  await choose(page, 'OTA 2');
  await page.getByLabel('Application on the card (TAR)').selectOption('b00000');
  await send(page);
  await heading(page, 'The card executed everything').waitFor();
  await expectAccessible(page, 'bench-ota-plan');
  const read = await cli(['--json', 'card', 'read', 'EF_MEFID']);
  expect(JSON.parse(read.stdout)).toMatchObject([{ contents: [{ value: 'mef.example.com' }, {}, {}, {}] }]);
  expect(complaints).toEqual([]);
});

test('a packet by keyboard alone', async () => {
  const { page } = await openBench();
  await page.evaluate(`location.hash = '#/bench/ota'`);
  await page.getByText(otaCard).first().waitFor();
  await tabTo(page, new RegExp(otaCard));
  await page.keyboard.press('Space');
  await tabTo(page, /Stored/);
  await page.keyboard.press('Space');
  await page.getByText('OTA 2').first().waitFor();
  await tabTo(page, /OTA 2/);
  await page.keyboard.press('Space');
  await tabTo(page, /Commands, one a line/);
  await page.keyboard.type('00A4000C025F50', { delay: 10 });
  await tabTo(page, /Application on the card/);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await tabTo(page, /Encode the packet/);
  await page.keyboard.press('Enter');
  await page.getByText('Nothing has been sent').waitFor();
  await tabTo(page, /^\s*SPI/);
  await page.keyboard.press('Enter');
  await tabTo(page, /^\s*Send to/);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await tabTo(page, /^\s*Send to/);
  await page.keyboard.press('Enter');
  await heading(page, 'The card executed everything').waitFor();
});

const openDomain = async (page: Page): Promise<void> => {
  await goToBench(page, 'globalplatform', issuerCard);
  await button(page, `Look at ${issuerCard}`).click();
  await heading(page, 'What the card says without keys').waitFor();
  await page.getByText('Stored', { exact: true }).click();
  await choose(page, /SCP03 48/);
  await button(page, 'Open with SCP03 48').click();
  await heading(page, 'What is on the card').waitFor();
};

/** A station with the issuer's keys, its vault open. */
async function openIssuer(look: Look = {}): Promise<App> {
  const app = await openApp(look);
  await app.insert('issuer-keys');
  await importIssuerKeys(app.cli);
  await openVault(app.page, passphrase.CARDWRIGHT_PASSPHRASE);
  return app;
}

test.each([
  ['light', {}],
  ['dark-small', { dark: true, width: 1024, height: 700 }],
])('an application comes and goes, each change shown first, %s', async (name, look: Look) => {
  const { page, image, complaints } = await openIssuer(look);
  await openDomain(page);
  await expectAccessible(page, `bench-gp-${name}-1-contents`);
  await button(page, 'Change something').click();
  await choose(page, /^Install/);
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'applet.cap', mimeType: 'application/zip', buffer: Buffer.from(capArchive()) });
  await page.getByText('applet.cap').waitFor();
  await expectAccessible(page, `bench-gp-${name}-2-change`);
  await button(page, 'Show what would change').click();
  await page.getByText('Nothing has been done yet').waitFor();
  await expectAccessible(page, `bench-gp-${name}-3-review`);
  expect(readImage(image).securityDomain?.registry).toEqual([]);
  await button(page, `Install on ${issuerCard}`).click();
  await heading(page, 'Done and read back').waitFor();
  await expectAccessible(page, `bench-gp-${name}-4-result`);

  await button(page, 'See what is on the card now').click();
  await button(page, /^Lock …/).click();
  await button(page, 'Show what would change').click();
  await button(page, `Lock it on ${issuerCard}`).click();
  await heading(page, 'Done and read back').waitFor();
  await button(page, 'See what is on the card now').click();
  await page.getByText('LOCKED', { exact: true }).waitFor();

  await button(page, /^Delete …: Package/).click();
  await button(page, 'Show what would change').click();
  await heading(page, 'This cannot be done').waitFor();
  await expectAccessible(page, `bench-gp-${name}-5-blocked`);
  await button(page, 'Back').click();
  await page.getByText(/Together with the applications/).click();
  await button(page, 'Show what would change').click();
  await button(page, `Delete from ${issuerCard}`).click();
  await heading(page, 'Done and read back').waitFor();
  expect(readImage(image).securityDomain?.registry).toEqual([]);
  expect(complaints).toEqual([]);
});

test('a key set is replaced by random keys, which open the domain from then on', async () => {
  const { page, image, complaints } = await openIssuer();
  await openDomain(page);
  await button(page, 'Change something').click();
  await choose(page, /^Put keys/);
  await page.getByLabel('Takes the place of').selectOption('48');
  await page.getByLabel('New version').fill('49');
  await expectAccessible(page, 'bench-gp-keys-1-form');
  await button(page, 'Show what would change').click();
  await page.getByText('Nothing has been done yet').waitFor();
  await expectAccessible(page, 'bench-gp-keys-2-review');
  await button(page, `Put keys on ${issuerCard}`).click();
  await heading(page, 'Done and read back').waitFor();
  await expectAccessible(page, 'bench-gp-keys-3-result');
  expect(keysOn(readImage(image), 48)).toEqual([]);
  expect(keysOn(readImage(image), 49)).toHaveLength(3);
  await button(page, 'See the key sets now').click();
  await choose(page, /SCP03 49/);
  await button(page, 'Open with SCP03 49').click();
  await heading(page, 'What is on the card').waitFor();
  expect(complaints).toEqual([]);
});

test('data are stored in the security domain, which was chosen by its AID', async () => {
  const { page, image, complaints } = await openIssuer();
  const aid = Buffer.from(readImage(image).securityDomain?.aid ?? []).toString('hex');
  await goToBench(page, 'globalplatform', issuerCard);
  await button(page, /Another security domain/).click();
  await page.getByLabel('AID of the security domain').fill('A000');
  await page.getByText('An AID has 5 to 16 bytes').waitFor();
  await page.getByLabel('AID of the security domain').fill(aid);
  await expectAccessible(page, 'bench-gp-domain');
  await button(page, `Look at ${issuerCard}`).click();
  await heading(page, 'What the card says without keys').waitFor();
  await page.getByText('Stored', { exact: true }).click();
  await choose(page, /SCP03 48/);
  await button(page, 'Open with SCP03 48').click();
  await heading(page, 'What is on the card').waitFor();
  await button(page, 'Change something').click();
  await choose(page, /^Store data/);
  await page.getByRole('textbox', { name: 'Data objects' }).fill('42 04 89882177');
  await button(page, 'Show what would change').click();
  await page.getByText('Nothing has been done yet').waitFor();
  await expectAccessible(page, 'bench-gp-store-data-review');
  await button(page, new RegExp(` ${issuerCard}$`)).click();
  await heading(page, 'Done and read back').waitFor();
  const stored = page.getByRole('row', { name: /issuer identification number/ });
  expect(await stored.textContent()).toContain('89882177');
  await expectAccessible(page, 'bench-gp-store-data-result');
  expect(complaints).toEqual([]);
});

test('an application is installed by packets, with an OTA set that manages the contents of the card', async () => {
  const { page, cli, insert, image, complaints } = await openApp({ width: 1024, height: 700 });
  await insert('ota-keys');
  const applications = [...otaSet.applications, { tar: '000000', manages: 'applications' }];
  await importKeys(cli, { ...otaSet, applications });
  await openVault(page, unlocked.CARDWRIGHT_PASSPHRASE);
  await goToBench(page, 'globalplatform', otaCard);
  await button(page, `Look at ${otaCard}`).click();
  await heading(page, 'What the card says without keys').waitFor();
  await page.getByText('Stored', { exact: true }).click();
  await choose(page, /OTA 2/);
  await button(page, 'Open with OTA 2').click();
  await heading(page, 'What is on the card').waitFor();
  await button(page, 'Change something').click();
  await choose(page, /^Install/);
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'applet.cap', mimeType: 'application/zip', buffer: Buffer.from(capArchive()) });
  await page.getByText('applet.cap').waitFor();
  await button(page, 'Show what would change').click();
  await page.getByText('Nothing has been done yet').waitFor();
  await expectAccessible(page, 'bench-gp-over-ota-review');
  await button(page, `Install on ${otaCard}`).click();
  await heading(page, 'Done and read back').waitFor();
  await expectAccessible(page, 'bench-gp-over-ota-result');
  expect(readImage(image).securityDomain?.registry).not.toEqual([]);
  expect(complaints).toEqual([]);
});

test('wrong keys are noticed before the card counts a failure', async () => {
  const { page, image, insert } = await openApp({ width: 1024, height: 700 });
  await insert('issuer-keys');
  await goToBench(page, 'globalplatform', issuerCard);
  await button(page, `Look at ${issuerCard}`).click();
  await page.getByText('Typed', { exact: true }).click();
  for (const name of ['ENC', 'MAC', 'DEK'])
    await page.getByLabel(name, { exact: true }).first().fill('ff'.repeat(16));
  await expectAccessible(page, 'bench-gp-typed');
  const before = triesOn(readImage(image));
  await button(page, 'Open the security domain').click();
  await page.getByRole('alert').first().waitFor();
  await expectAccessible(page, 'bench-gp-wrong-keys');
  expect(triesOn(readImage(image))).toEqual(before);
  expect(await page.content()).not.toContain(issuerScp03.enc);
});

test('in German, and without keys: what to do', async () => {
  const { page, insert, complaints } = await openApp({ language: 'de-DE', width: 1024, height: 700 });
  await insert('ota-keys');
  await page.evaluate(`location.hash = '#/bench/ota'`);
  await choose(page, otaCard);
  await page.getByText('Gespeichert', { exact: true }).click();
  await page.getByText('Schlüssel aufnehmen').waitFor();
  await expectAccessible(page, 'bench-german-ota');
  await page.getByRole('tab', { name: 'GlobalPlatform' }).click();
  await choose(page, otaCard);
  await button(page, `${otaCard} ansehen`).click();
  await heading(page, 'Was die Karte ohne Schlüssel sagt').waitFor();
  await expectAccessible(page, 'bench-german-gp');
  expect(complaints).toEqual([]);
});
