import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { type Look, launchBrowser, openPage, type WatchedPage } from '../support/browser.ts';
import { startStation, type TestStation } from '../support/station.ts';
import { type Bench, useBenches } from './bench.ts';

/** The published ADM1 of the seeds with a USIM. */
export const adm1 = '12345678';
/** ICCID of the seed usim-prepersonalised as the app shows it. */
export const iccid = '8900 1010 0000 0000 019';

/** The app as its users have it: Chromium, the station, a real pcscd, a card in a process of its own. */
export interface App extends Bench, WatchedPage {
  readonly served: TestStation;
  readonly browser: Browser;
}

export interface StationOptions {
  readonly folder?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Starts a browser for the tests of a file and gives what opens the app in it, on a station of its own for each test. */
export function useApp(): (look?: Look, station?: StationOptions) => Promise<App> {
  let launched: Promise<Browser> | undefined;
  beforeAll(() => {
    launched = launchBrowser();
  });
  afterAll(async () => (await launched)?.close());
  const newBench = useBenches();
  return async (look = {}, station = {}) => {
    const bench = newBench();
    const served = await startStation(station.folder ?? bench.folder, station.env ?? process.env);
    onTestFinished(() => served.stop());
    const browser = await launched!;
    const watched = await openPage(browser, served.address(), look);
    onTestFinished(() => watched.page.context().close());
    return { ...bench, ...watched, served, browser };
  };
}

export const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
export const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name });

/** The field for the key; a password field has no role of its own. */
export const keyField = (page: Page) => page.locator('input[type=password]');

/** From the list of cards to the card's page, with its oneM2M files read. */
export async function openCard(page: Page, ready: string | RegExp = 'Provision this card'): Promise<void> {
  await page
    .getByText(/8900 1010/)
    .first()
    .waitFor();
  await button(page, /open card/i)
    .first()
    .click();
  await button(page, 'Read oneM2M files').click();
  await button(page, ready).waitFor();
}

/** From the card's page to the values of the profile for cards that have the files. */
export async function goToValues(page: Page): Promise<void> {
  await button(page, 'Provision this card').click();
  await page.getByText('Access network, files present').click();
  await button(page, 'Use this profile').click();
  await page.getByLabel(/Subscription identifier/).waitFor();
}

/** From the card's page to the plan, with some values. */
export async function goToPlan(page: Page): Promise<void> {
  await goToValues(page);
  await page.getByLabel(/Subscription identifier/).fill('sub-0001');
  await page.getByLabel(/Service provider identifier/).fill('//sp.example.com');
  await page.getByLabel(/MEF addresses/).fill('mef.example.com\n192.0.2.1');
  await button(page, 'Make the plan').click();
}

/** The values of {@link goToPlan}, as the command line takes them. */
export const planValues = [
  '--set',
  'subscription-id=sub-0001',
  'service-provider-id=//sp.example.com',
  'mef-addresses=mef.example.com',
  'mef-addresses=192.0.2.1',
];
