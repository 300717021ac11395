import { copyFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { issuerSet, otaSet, remoteImage } from '../../main/jobs/testing/remote-keys.ts';
import { expectAccessible, type Look } from '../support/browser.ts';
import { contentsOf, readImage, triesLeft } from '../support/card-image.ts';
import { button, goToPlan, heading, openCard, useApp } from './app-steps.ts';
import { imageFile, importKeys, unlocked } from './routes.ts';

const openApp = useApp();

/** A station that has keys for every route of the card, its vault open; one key set is wrong. */
async function open(look: Look = {}) {
  const app = await openApp(look);
  copyFileSync(imageFile(remoteImage()), app.image);
  await app.insert('ota-keys');
  const wrong = { ...issuerSet('scp02'), enc: '3132333435363738393a3b3c3d3e3f30' };
  await importKeys(app.cli, otaSet, issuerSet('scp03'), wrong);
  const { page } = app;
  await page.evaluate(`location.hash = '#/settings/vault'`);
  await page.reload();
  await page.getByLabel('Passphrase').fill(unlocked.CARDWRIGHT_PASSPHRASE);
  await button(page, 'Open the vault').click();
  await button(page, 'Lock the vault').waitFor();
  await page.evaluate(`location.hash = '#/cards'`);
  await openCard(page);
  await goToPlan(page);
  return app;
}

test.each([
  ['light', {}],
  ['dark-small', { dark: true, width: 1024, height: 700 }],
])(
  'the route is shown with its reason, another is chosen, and it is written without a key, %s',
  async (name, look: Look) => {
    const { page, image, complaints } = await open(look);
    await page.getByText('SCP03 with key set “SCP03 48”').first().waitFor();
    await expectAccessible(page, `routes-${name}-1-plan`);
    await button(page, '3 other routes').click();
    await page.getByText(/SCP02 cryptogram does not fit the keys/).waitFor();
    await expectAccessible(page, `routes-${name}-2-others`);
    await page.locator('label').filter({ hasText: 'SCP80 with key set “OTA 2”' }).click();
    await page.locator('strong').filter({ hasText: 'SCP80 with key set “OTA 2”' }).waitFor();
    await button(page, /^Write \d files to 8900 1010 0000 0000 183$/).click();
    await heading(page, 'Verified').waitFor();
    await page.getByText('SCP80 with key set “OTA 2”').first().waitFor();
    await expectAccessible(page, `routes-${name}-3-result`);
    await button(page, 'Open the receipt').click();
    await page.getByText(/of them ENVELOPE/).waitFor();
    await expectAccessible(page, `routes-${name}-4-receipt`);
    const written = readImage(image);
    expect(contentsOf(written)['a0000000871002ff49ff058903000001/5f50/6f02']).toMatch(
      /^80087375622d30303031/,
    );
    expect(triesLeft(written)).toBe(3);
    expect(complaints).toEqual([]);
  },
);
