import { type Check, type CounterRule, checks, counterRules, decodeSpi, type Spi } from './spi.ts';

/**
 * Whether a command with `spi` is protected at least as an application asks, ETSI TS 102 226 8.2.1.3.2.4.3: at least as strong a check, at
 * least as strict a counter, and ciphering where it is asked for.
 * @param minimum coded as the first byte of SPI
 */
export function meetsMinimumSecurityLevel(spi: Spi, minimum: number): boolean {
  const asked = decodeSpi(minimum, 0);
  const reaches = <T extends Check | CounterRule>(order: readonly T[], has: T, needs: T): boolean =>
    order.indexOf(has) >= order.indexOf(needs);
  return (
    reaches(checks, spi.check, asked.check) &&
    reaches(counterRules, spi.counter, asked.counter) &&
    (spi.ciphering || !asked.ciphering)
  );
}
