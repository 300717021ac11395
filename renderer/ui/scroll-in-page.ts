/** Left free above and below, in pixels. */
const margin = 20;

/**
 * Scrolls the page, and nothing around it, until the element can be seen: its beginning at the top, or as little as is needed.
 * `scrollIntoView` would move the frame of the window too.
 */
export function scrollInPage(element: Element | null | undefined, how: 'start' | 'nearest'): void {
  const body = element?.closest('.page-body');
  if (element === null || element === undefined || body === null || body === undefined) return;
  const frame = body.getBoundingClientRect();
  const { top, bottom } = element.getBoundingClientRect();
  const above = top - frame.top - margin;
  const below = bottom - frame.bottom + margin;
  if (how === 'start' || above < 0) body.scrollTop += above;
  else if (below > 0) body.scrollTop += Math.min(below, above);
}
