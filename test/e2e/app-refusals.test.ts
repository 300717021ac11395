import { expect, test } from 'vitest';
import { receiptDoc } from '../../main/contract/receipt.ts';
import { expectAccessible } from '../support/browser.ts';
import { readImage, triesLeft } from '../support/card-image.ts';
import {
  adm1,
  button,
  goToPlan,
  goToValues,
  heading,
  keyField,
  openCard,
  planValues,
  useApp,
} from './app-steps.ts';

const openApp = useApp();

test('a card that is already right: nothing to do', async () => {
  const { page, insert, cli, reader, complaints } = await openApp();
  await insert('usim-prepersonalised');
  const apply = ['apply', '-p', 'access-network', ...planValues, '-r', reader.name];
  const receipt = await cli.json(receiptDoc, [...apply, '--yes', '--iccid', '8900101000000000019'], {
    env: { CARDWRIGHT_ADM1: adm1 },
  });
  expect(receipt.result).toBe('verified');
  await openCard(page);
  await goToPlan(page);
  await heading(page, 'Nothing to do').waitFor();
  await expectAccessible(page, 'nothing-to-do');
  expect(complaints).toEqual([]);
});

test('one try left: nothing can be pressed before that is understood', async () => {
  const { page, insert, image } = await openApp({ width: 1024, height: 700 });
  await insert('adm-one-try');
  await openCard(page);
  await goToPlan(page);
  await button(page, 'Go on to the key').click();
  await page.getByText(/One try of ADM1 is left/).waitFor();
  await keyField(page).fill(adm1);
  const write = button(page, /^Write \d+ files/);
  expect(await write.isDisabled()).toBe(true);
  await expectAccessible(page, 'last-try');
  expect(triesLeft(readImage(image))).toBe(1);
  await page.getByText(/I am sure of ADM1/).click();
  await write.click();
  await heading(page, 'Verified').waitFor();
  expect(triesLeft(readImage(image))).toBe(3);
});

test('a blocked key: the plan says so before anything is asked', async () => {
  const { page, insert, complaints } = await openApp({ dark: true });
  await insert('adm-blocked');
  await openCard(page);
  await goToPlan(page);
  await heading(page, 'This plan cannot be carried out').waitFor();
  await page.getByText(/ADM1/).first().waitFor();
  await expectAccessible(page, 'blocked');
  expect(await page.getByRole('button', { name: 'Go on to the key' }).count()).toBe(0);
  expect(complaints).toEqual([]);
});

test('a faulty card: findings with what, why, remedy and clause', async () => {
  const { page, insert, complaints } = await openApp();
  await insert('faulty-onem2m');
  await openCard(page);
  await page.getByText('Fault', { exact: true }).first().waitFor();
  await expectAccessible(page, 'faulty-card');
  expect(complaints).toEqual([]);
});

test('wrong values are marked at their fields', async () => {
  const { page, insert } = await openApp();
  await insert('usim-prepersonalised');
  await openCard(page);
  await goToValues(page);
  await page.getByLabel(/Subscription identifier/).fill('sub-0001');
  await page.getByLabel(/Service provider identifier/).fill('not an fqdn');
  await button(page, 'Make the plan').click();
  const field = page.getByLabel(/Service provider identifier/);
  await expect.poll(() => field.getAttribute('aria-invalid')).toBe('true');
  await expectAccessible(page, 'wrong-values');
});

test('a payment card and a mute card are named as what they are', async () => {
  const { page, insert, image, complaints } = await openApp();
  const bank = await insert('bank-card');
  await heading(page, /UICC/).waitFor();
  await expectAccessible(page, 'payment-card');
  await bank.remove();
  await insert('mute', { state: 'mute', image: `${image}.mute` });
  await page.getByText('The card does not answer').first().waitFor();
  await expectAccessible(page, 'mute-card');
  expect(complaints).toEqual([]);
});

test('in German down to the plan and the key', async () => {
  const { page, insert, complaints } = await openApp({ language: 'de-DE', width: 1024, height: 700 });
  await insert('usim-prepersonalised');
  await button(page, /Karte öffnen/).click();
  await button(page, /oneM2M lesen/).click();
  await button(page, /Karte beschreiben/).click();
  const profile = page.getByText('access-network@1.0.0');
  await profile.waitFor();
  await expectAccessible(page, 'german-profile');
  await profile.click();
  await page.keyboard.press('Enter');
  await page.getByRole('textbox').nth(0).fill('sub-0001');
  await page.getByRole('textbox').nth(1).fill('//sp.example.com');
  await expectAccessible(page, 'german-values');
  await page.getByRole('textbox').nth(1).press('Enter');
  await heading(page, /Änderungen/).waitFor();
  await expectAccessible(page, 'german-plan');
  await page.keyboard.press('Enter');
  await keyField(page).fill('11111111');
  await expectAccessible(page, 'german-key');
  await keyField(page).press('Enter');
  await page
    .getByText(/Beleg 1/)
    .first()
    .waitFor();
  await expectAccessible(page, 'german-wrong-key');
  expect(complaints).toEqual([]);
});
