import { expect, onTestFinished, test } from 'vitest';
import * as z from 'zod';
import { chainCheckDoc, receiptSummaryDoc } from '../../main/contract/receipt.ts';
import { loadSeed } from '../../main/lab/uicc/seed/load.ts';
import { expectAccessible } from '../support/browser.ts';
import { contentsOf, triesLeft } from '../support/card-image.ts';
import { CardThread } from '../support/card-thread.ts';
import { type App, adm1, button, goToPlan, heading, iccid, keyField, openCard, useApp } from './app-steps.ts';

const openApp = useApp();
const seed = 'usim-prepersonalised';

/** A card that holds still in the middle of writing: command `at` of plan.apply has come and is not answered. */
async function heldInWriting({ page, reader }: App, at: number): Promise<CardThread> {
  const card = new CardThread(reader);
  onTestFinished(async () => {
    await card.remove();
    await card.end();
  });
  await card.insert(loadSeed(seed).image);
  await openCard(page);
  await goToPlan(page);
  await button(page, 'Go on to the key').click();
  await keyField(page).fill(adm1);
  await card.count();
  const { reached } = await card.holdAt(at);
  await button(page, /^Write \d+ files/).click();
  await reached;
  await heading(page, `Writing to ${iccid}`).waitFor();
  return card;
}

/** From the plan to the end. */
async function finish({ page }: App): Promise<void> {
  await heading(page, /change/).waitFor();
  await button(page, 'Go on to the key').click();
  await keyField(page).fill(adm1);
  await button(page, /^Write \d+ files?/).click();
  await heading(page, 'Verified').waitFor();
  await page.getByText('Receipt 2', { exact: true }).waitFor();
}

async function expectRight({ cli }: App, card: CardThread, first: string): Promise<void> {
  const image = await card.image();
  expect(contentsOf(image)['a0000000871002ff49ff058903000001/5f50/6f0a']).toBe('10');
  expect(triesLeft(image)).toBe(3);
  const receipts = await cli.json(z.array(receiptSummaryDoc), ['receipt', 'list']);
  expect(receipts.map(({ result }) => result)).toEqual(['verified', first]);
  expect(await cli.json(chainCheckDoc, ['receipt', 'verify'])).toEqual({ intact: true, checked: 2 });
}

test('a card pulled out in the middle of writing: where it stopped, what to do, and rolled forward', async () => {
  const app = await openApp({ width: 1024, height: 700 });
  const { page, complaints } = app;
  const card = await heldInWriting(app, 18);
  await expectAccessible(page, 'writing');
  await card.remove();
  await heading(page, /Interrupted/).waitFor();
  await expectAccessible(page, 'interrupted');
  await page.getByRole('link', { name: 'Cards' }).click();
  await page.getByText(`A write to card ${iccid} did not finish`).waitFor();
  await expectAccessible(page, 'interrupted-cards');
  await card.insert();
  await page
    .getByText(/8900 1010 0000 0000 019/)
    .nth(1)
    .waitFor();
  await button(page, 'Roll forward').click();
  await expectAccessible(page, 'rolling-forward');
  // The values are those of the first time; each step is shown again before anything is written.
  for (const step of ['Choose this card', 'Use this profile', 'Make the plan']) {
    const next = button(page, step);
    if (await next.isVisible()) await next.click();
  }
  await page.getByText(/goes on with a write that was interrupted/).waitFor();
  await finish(app);
  await expectRight(app, card, 'interrupted');
  expect(complaints).toEqual([]);
});

test('stopped by the user after the file that is being written, and finished later', async () => {
  const app = await openApp({ dark: true });
  const { page, complaints } = app;
  const card = await heldInWriting(app, 15);
  await button(page, 'Stop after this file').click();
  await button(page, 'Stopping after this file').waitFor();
  await card.release();
  await heading(page, 'Stopped as you asked').waitFor();
  await expectAccessible(page, 'stopped');
  await button(page, 'Make the plan again').click();
  await finish(app);
  await expectRight(app, card, 'cancelled');
  expect(complaints).toEqual([]);
});

test('a page that is reloaded in the middle of writing loses nothing of the write', async () => {
  const app = await openApp();
  const { page, cli } = app;
  const card = await heldInWriting(app, 20);
  await page.reload();
  await heading(page, 'Which card?').waitFor();
  await page.getByText('Working', { exact: true }).waitFor();
  await expectAccessible(page, 'reloaded-while-writing');
  await card.release();
  await page.getByRole('link', { name: 'Receipts' }).click();
  await page.getByRole('link', { name: /receipt 1/i }).waitFor();
  const receipts = await cli.json(z.array(receiptSummaryDoc), ['receipt', 'list']);
  expect(receipts.map(({ result }) => result)).toEqual(['verified']);
});
