import type { Page } from 'playwright-core';

/** What a screen reader would say of the element with the focus. Evaluated in the page, which has a document; this file has none. */
const focusedName = `(() => {
  const element = document.activeElement;
  // What only scrolls can have the focus too, with all the text that is in it.
  if (element === null || !element.matches('a, button, input, textarea, select')) return '';
  const referred = (element.getAttribute('aria-labelledby') ?? '').split(' ');
  return [
    element.getAttribute('aria-label') ?? '',
    ...referred.map((id) => document.getElementById(id)?.textContent ?? ''),
    ...[...(element.labels ?? [])].map((label) => label.textContent),
    element.matches('select') ? '' : element.textContent,
  ].join(' ');
})()`;

/** Presses Tab until the named element has the focus. */
export async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let i = 0; i < 80; i++) {
    if (name.test(String(await page.evaluate(focusedName)))) return;
    await page.keyboard.press('Tab');
  }
  throw new TypeError(`Tab never reached ${name}`);
}
