import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessible, type Look } from '../support/browser.ts';
import { serveLabNetwork } from '../support/lab-network.ts';
import { button, heading, iccid, useApp } from './app-steps.ts';
import { tabTo } from './keyboard.ts';

const openApp = useApp();
const passphrase = 'correct horse battery';
/** K and OPc of the seeds with Milenage, the published ones of 3GPP TS 35.208. */
const k = '465b5ce8b199b49faa5f0a2ee238a6bc';
const opc = 'cd63cb71954a9f4e48a5994e37a02baf';

const goTo = (page: Page, hash: string) => page.evaluate(`location.hash = '${hash}'`);

/** A radio button is covered by what stands beside it. */
const choose = (page: Page, name: string | RegExp) =>
  page.locator('label').filter({ hasText: name }).first().click();

async function setUpVault(page: Page): Promise<void> {
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByLabel('Passphrase again').fill(passphrase);
  await button(page, 'Set up the vault').click();
  await page.getByText('The vault is not set up').waitFor({ state: 'detached' });
}

/** A simulated reader with a card of this title; its lab is in the engine. */
async function addSimulator(page: Page, title: string): Promise<void> {
  await goTo(page, '#/settings/simulator');
  await choose(page, title);
  await button(page, 'Add this reader').click();
  await button(page, 'Take the card out').waitFor();
}

async function toOperator(page: Page, card: string): Promise<void> {
  await goTo(page, '#/enrol');
  await choose(page, card);
  await button(page, 'Check this card').click();
  await heading(page, /This card can be bootstrapped/).waitFor();
  await button(page, 'Go on to the operator').click();
  await heading(page, 'How does this card reach its operator?').waitFor();
}

test.each([
  ['light', {}],
  ['dark-small', { dark: true, width: 1024, height: 700 }],
])(
  'a card on a real pcscd reader is bootstrapped with a BSF and proves itself to a NAF, %s',
  async (name, look: Look) => {
    const lab = await serveLabNetwork();
    const { page, insert, complaints, folder } = await openApp(look);
    const shot = (step: string) => expectAccessible(page, `enrol-${name}-${step}`);
    await insert('usim-prepersonalised');
    await goTo(page, '#/enrol');
    await page.getByText(iccid).first().waitFor();
    await shot('1-card');
    await choose(page, iccid);
    await button(page, 'Check this card').click();
    await heading(page, 'This card can be bootstrapped').waitFor();
    await shot('2-check');
    await button(page, 'Go on to the operator').click();
    expect(await page.getByText('In the lab network').count()).toBe(0);
    await choose(page, 'at an address I give');
    await page.getByLabel('Name of the BSF').fill(lab.bsf?.fqdn ?? '');
    await page.getByLabel('Address of the BSF').fill(lab.bsf?.url ?? '');
    await shot('3-operator');
    await button(page, 'Go on to the target').click();
    await page.getByText('The vault is not set up').waitFor();
    await shot('4-vault');
    await setUpVault(page);
    await page.getByLabel('Name of the gateway').fill('Gateway North 7');
    await page.getByLabel('Name of the MAF').fill(lab.naf?.fqdn ?? '');
    await choose(page, 'Connect to the server');
    await page.getByLabel('Host').fill(lab.naf?.host ?? '');
    await page.getByLabel('Port').fill(String(lab.naf?.pskPort));
    await shot('5-target');
    await button(page, /^Bootstrap 8900 1010/).click();
    await heading(page, 'The gateway has its key, and the server accepts it').waitFor();
    await page.getByText('TLSv1.2, PSK-AES128-CBC-SHA256').waitFor();
    await button(page, 'The exchange').click();
    await button(page, /This station to Card.*AUTHENTICATE with RAND and AUTN/).click();
    await shot('6-result');

    await button(page, 'Test the connection').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Connect' }).click();
    await page.getByRole('dialog').getByText('The server has the same key').waitFor();
    await shot('7-test');
    await page.keyboard.press('Escape');
    await button(page, 'Open the credentials').click();
    await page.getByRole('row', { name: /^Gateway North 7/ }).waitFor();
    await shot('8-credentials');
    await button(page, 'Hand over, sealed: Gateway North 7').click();
    await page.getByRole('dialog').waitFor();
    await shot('9-hand-over');
    await page.keyboard.press('Escape');
    await button(page, 'Forget: Gateway North 7').click();
    await page.getByRole('dialog').waitFor();
    await shot('10-forget');
    await button(page, 'Forget this key').click();
    await page.getByText('No gateway has a key yet').waitFor();
    expect(complaints).toEqual([]);

    // Nothing that came out of the card stands in the store as it is; the B-TID does.
    const store = readFileSync(join(folder, 'cardwright.db'), 'latin1');
    expect(store.toLowerCase()).not.toContain(k);
  },
);

test('the whole way by keyboard alone, in the lab network of the station', async () => {
  const { page, complaints } = await openApp();
  await addSimulator(page, 'USIM with empty oneM2M files');
  await goTo(page, '#/cards');
  await page.keyboard.press('Alt+e');
  await heading(page, 'Which card?').waitFor();
  await tabTo(page, /8900 1010/);
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await heading(page, 'This card can be bootstrapped').waitFor();
  await page.keyboard.press('Enter');
  await heading(page, 'How does this card reach its operator?').waitFor();
  await page.keyboard.press('Enter');
  await page.locator('input[type=password]:focus').waitFor();
  await page.keyboard.type(passphrase, { delay: 20 });
  await page.keyboard.press('Tab');
  await page.keyboard.type(passphrase, { delay: 20 });
  await page.waitForTimeout(100);
  await page.keyboard.press('Enter');
  await page.getByText('The vault is not set up').waitFor({ state: 'detached' });
  await tabTo(page, /Name of the gateway/);
  await page.keyboard.type('Gateway North 7', { delay: 20 });
  await page.waitForTimeout(100);
  await page.keyboard.press('Enter');
  await heading(page, 'The gateway has its key, and the server accepts it').waitFor();
  await tabTo(page, /The exchange/);
  await page.keyboard.press('Enter');
  await tabTo(page, /1\. This station to BSF/);
  await page.keyboard.press('Enter');
  await page.getByText('IMPI', { exact: true }).first().waitFor();
  await tabTo(page, /Hand over, sealed/);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  // The focus comes back to where it was.
  await tabTo(page, /Hand over, sealed/);
  expect(complaints).toEqual([]);
});

test('without a network: challenge in, answer out as a code, completion in', async () => {
  const { page, complaints } = await openApp({ width: 1024, height: 700 });
  await addSimulator(page, 'USIM with empty oneM2M files');
  await toOperator(page, iccid);
  await choose(page, 'Without a network');
  await button(page, 'Go on to the target').click();
  await setUpVault(page);
  await page.getByLabel('Name of the gateway').fill('Depot');
  await page.getByLabel('Name of the MAF').fill('maf.sp.example.com');
  await button(page, 'Go on to the challenge').click();
  await button(page, 'Take one from the lab network').click();
  await button(page, 'Give it to the card').click();
  await heading(page, 'Carry the answer to the operator').waitFor();
  await expectAccessible(page, 'enrol-offline-answer');
  await button(page, 'Bring in the completion').click();
  await button(page, 'Let the lab network complete it').click();
  await expectAccessible(page, 'enrol-offline-completion');
  await button(page, 'Keep the credential').click();
  await heading(page, 'The gateway has its key').waitFor();
  expect(complaints).toEqual([]);
});

test('who refuses is said, with the exchange up to there; once more without the fault it works', async () => {
  const { page } = await openApp();
  await addSimulator(page, 'USIM with empty oneM2M files');
  await toOperator(page, iccid);
  await page.getByLabel('What goes wrong on purpose').selectOption('bsf-wrong-autn');
  await button(page, 'Go on to the target').click();
  await setUpVault(page);
  await page.getByLabel('Name of the gateway').fill('Depot');
  await button(page, /^Bootstrap 8900 1010/).click();
  await heading(page, 'Not bootstrapped').waitFor();
  await page.getByText('its MAC is wrong').first().waitFor();
  await expectAccessible(page, 'enrol-refused');
  await button(page, 'Back').click();
  await page.getByLabel('What goes wrong on purpose').selectOption('none');
  await button(page, 'Go on to the target').click();
  await button(page, /^Bootstrap 8900 1010/).click();
  await heading(page, 'The gateway has its key, and the server accepts it').waitFor();
});

test('a file of keys: trial, what is refused and why, and what is taken; the keys are in no text of the page', async () => {
  const { page, complaints } = await openApp({ width: 1024, height: 700 });
  await addSimulator(page, 'USIM with empty oneM2M files');
  await goTo(page, '#/credentials/keys');
  await page.getByText('No card key is stored yet').waitFor();
  await expectAccessible(page, 'keys-empty');
  await setUpVault(page);
  await button(page, 'Import keys').click();
  const file = [
    'iccid,adm1,kic2,kid2,ota2_algorithm',
    `8900101000000000019,12345678,${k},${opc},aes`,
    '8988211000000430028,not a key,,,',
  ].join('\n');
  await page.setInputFiles('input[type=file]', {
    name: 'delivery.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(file),
  });
  await expectAccessible(page, 'keys-file');
  await button(page, 'Try it out').click();
  await heading(page, 'Nothing would be taken').waitFor();
  await expectAccessible(page, 'keys-trial');
  await choose(page, 'Take the cards that are in order');
  await button(page, 'Take 2 keys of 1 card').click();
  await heading(page, '2 keys of 1 card are in the vault').waitFor();
  await button(page, 'Go to the card keys').click();
  await button(page, 'Check: OTA 2').click();
  await page.getByText('Came without check value').waitFor();
  await expectAccessible(page, 'keys-check');
  await button(page, 'Close').click();
  await button(page, 'Raise counter: OTA 2').click();
  await page.getByLabel('The last counter that was used').fill('4711');
  await button(page, 'Raise the counter').click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await expectAccessible(page, 'keys-list');
  expect(await page.textContent('body')).not.toContain(k);
  expect(complaints).toEqual([]);
});

test('the AKA bench: a card tells its number, an AUTN is made and explained', async () => {
  const { page, complaints } = await openApp();
  await addSimulator(page, 'USIM with empty oneM2M files');
  await goTo(page, '#/bench/aka');
  await choose(page, iccid);
  await choose(page, 'Made with a key');
  await page.getByLabel('K', { exact: true }).fill(k);
  await page.getByLabel('OPc', { exact: true }).fill(opc);
  await expectAccessible(page, 'aka-form');
  await button(page, 'Authenticate').click();
  await page.getByText('The card has told its number').waitFor();
  await expectAccessible(page, 'aka-answer');
  await choose(page, 'Check a vector');
  await page.getByLabel('SQN').fill('000000000020');
  await page.getByLabel('AMF').fill('0000');
  await button(page, 'Compute').click();
  await button(page, 'Give it to a card').click();
  await choose(page, 'Explain an AUTN');
  await button(page, 'Explain it').click();
  await page.getByText('The MAC fits: the challenge was made with this key.').waitFor();
  await expectAccessible(page, 'aka-explained');
  expect(complaints).toEqual([]);
});

test('in German', async () => {
  const { page } = await openApp({ language: 'de-DE', width: 1024, height: 700 });
  await goTo(page, '#/enrol');
  await heading(page, 'Welche Karte?').waitFor();
  await expectAccessible(page, 'enrol-german');
  await goTo(page, '#/credentials/gateways');
  await page.getByText('Noch hat kein Gateway einen Schlüssel').waitFor();
  await expectAccessible(page, 'credentials-german');
});
