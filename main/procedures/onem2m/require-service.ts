import { CardError } from '../../base/error.ts';
import { oneM2mServices } from '../../card/files/onem2m/services.ts';

/** A procedure's condition: a device shall not use a service that the card does not announce. @throws CardError `service.unavailable` */
export function requireService(services: ReadonlySet<number>, service: number, clause: string): void {
  if (services.has(service)) return;
  const name = oneM2mServices.get(service) ?? 'reserved';
  throw new CardError('service.unavailable', `The card does not announce service ${service} (${name}).`, {
    hint: 'Provision the card with it, or leave the service unused.',
    meaning: 'The card is unharmed; nothing was written.',
    clause,
    details: { service },
  });
}
