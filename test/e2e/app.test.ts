import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { expectAccessible, type Look, openPage } from '../support/browser.ts';
import { adm1, button, goToPlan, iccid, keyField, openCard, useApp } from './app-steps.ts';
import { tabTo } from './keyboard.ts';

const openApp = useApp();

test.each([
  ['light', {}],
  ['dark-small', { dark: true, width: 1024, height: 700 }],
])('the main job on a real pcscd reader, %s', async (name, look: Look) => {
  const { page, complaints, insert, reader, cli } = await openApp(look);
  await page.getByText(reader.name).waitFor();
  await expectAccessible(page, `${name}-1-no-card`);
  await insert('usim-prepersonalised');
  await openCard(page);
  await expectAccessible(page, `${name}-2-card`);

  await goToPlan(page);
  await page.getByRole('heading', { name: /changes/ }).waitFor();
  await page.getByText('mef.example.com').first().waitFor();
  await expectAccessible(page, `${name}-3-plan`);
  await button(page, 'Go on to the key').click();
  await page
    .getByText(/3 tries left/)
    .first()
    .waitFor();
  await keyField(page).fill(adm1);
  await expectAccessible(page, `${name}-4-key`);
  await button(page, /^Write \d+ files to 8900 1010/).click();
  await page.getByRole('heading', { name: 'Verified' }).waitFor();
  await expectAccessible(page, `${name}-5-verified`);

  await page.getByRole('link', { name: 'Receipts' }).or(button(page, 'Receipts')).first().click();
  await page.getByText(iccid).first().waitFor();
  await page.getByText(/receipt is unchanged|receipts fit together/).waitFor();
  await expectAccessible(page, `${name}-6-receipts`);
  await page.getByRole('link', { name: 'Settings' }).or(button(page, 'Settings')).first().click();
  await page.getByRole('heading', { name: 'Settings' }).first().waitFor();
  await expectAccessible(page, `${name}-7-settings`);

  // What the app says is what another program reads from the card.
  const read = await cli(['--json', 'card', 'read', 'EF_MEFID']);
  expect(JSON.parse(read.stdout)).toMatchObject([
    { contents: [{ value: 'mef.example.com' }, { value: '192.0.2.1' }, { state: 'unassigned' }, {}] },
  ]);
  expect(complaints).toEqual([]);
});

test('the same card again: nothing to do; and the page survives a reload', async () => {
  const { page, insert } = await openApp();
  await insert('provisioned');
  await page
    .getByText(/8900 1010/)
    .first()
    .waitFor();
  await page.reload();
  await page
    .getByText(/8900 1010/)
    .first()
    .waitFor();
  await openCard(page);
  await button(page, 'Verify only').waitFor();
});

test('a wrong key stops the job, uses one try and says what is left', async () => {
  const { page, insert } = await openApp();
  await insert('usim-prepersonalised');
  await openCard(page);
  await goToPlan(page);
  await button(page, 'Go on to the key').click();
  await keyField(page).fill('11111111');
  await button(page, /^Write \d+ files/).click();
  await page
    .getByText(/ADM1 was refused; 2 tries are left/)
    .first()
    .waitFor();
  await expectAccessible(page, 'wrong-key');
});

test('the card that is pulled out is not written to', async () => {
  const { page, insert } = await openApp();
  const card = await insert('usim-prepersonalised');
  await openCard(page);
  await goToPlan(page);
  await button(page, 'Go on to the key').click();
  await keyField(page).fill(adm1);
  await card.remove();
  await page.getByText(/is not in/).waitFor();
  expect(await button(page, /^Write \d+ files/).isDisabled()).toBe(true);
  await expectAccessible(page, 'card-lost');
});

test('the main job by keyboard alone', async () => {
  const { page, insert, complaints } = await openApp();
  await insert('usim-prepersonalised');
  await page.getByText(iccid).first().waitFor();
  await tabTo(page, /open card/i);
  await page.keyboard.press('Enter');
  await tabTo(page, /Read oneM2M files/);
  await page.keyboard.press('Enter');
  await button(page, 'Provision this card').waitFor();
  await tabTo(page, /^\s*Provision this card/);
  await page.keyboard.press('Enter');
  await tabTo(page, /Access network, files present/);
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await tabTo(page, /Subscription identifier/);
  await page.keyboard.type('sub-0001', { delay: 20 });
  await tabTo(page, /Service provider identifier/);
  await page.keyboard.type('//sp.example.com', { delay: 20 });
  await tabTo(page, /Make the plan/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /changes/ }).waitFor();
  await tabTo(page, /Go on to the key/);
  await page.keyboard.press('Enter');
  await page.locator('input[type=password]:focus').waitFor();
  await page.keyboard.type(adm1, { delay: 20 });
  await tabTo(page, /^\s*Write \d+ files/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Verified' }).waitFor();
  expect(complaints).toEqual([]);
});

test('without reader and service the app teaches, and the simulator stands in', async () => {
  const env = { ...process.env, PCSCLITE_CSOCK_NAME: '/nonexistent/pcscd.comm' };
  const { page } = await openApp({ width: 1024, height: 700 }, { env });
  await page
    .getByText(/smart card service/i)
    .first()
    .waitFor();
  await expectAccessible(page, 'no-service');
  await page.getByText('USIM with empty oneM2M files').click();
  await button(page, 'Add this reader').click();
  await page.getByText(iccid).first().waitFor();
  await expectAccessible(page, 'simulator');
});

test('in German', async () => {
  const { page, insert } = await openApp({ language: 'de-DE' });
  await insert('usim-prepersonalised');
  await page.getByText(iccid).first().waitFor();
  await page.getByRole('heading', { name: 'Karten' }).first().waitFor();
  await expectAccessible(page, 'german');
});

test('a browser without the token is refused and told what to do; the key is in no file of the station', async () => {
  const { page, browser, served, folder, insert } = await openApp();
  await insert('usim-prepersonalised');
  await openCard(page);
  const stranger = await openPage(browser, served.address().replace(/#token=.*/, ''));
  onTestFinished(() => stranger.page.context().close());
  await stranger.page
    .getByText(/address/i)
    .first()
    .waitFor();
  await expectAccessible(stranger.page, 'signed-out');
  await goToPlan(page);
  await button(page, 'Go on to the key').click();
  await keyField(page).fill(adm1);
  await button(page, /^Write \d+ files/).click();
  await page.getByRole('heading', { name: 'Verified' }).waitFor();
  // The IMSI of this card has the digits of its published key in it, so what counts is the key by itself, and as the card is given it.
  const alone = new RegExp(`(?<!\\d)${adm1}(?!\\d)|${Buffer.from(adm1).toString('hex')}`);
  for (const file of ['cardwright.db', 'cardwright.db-wal'])
    expect(alone.exec(readFileSync(join(folder, file), 'latin1')), file).toBeNull();
});
