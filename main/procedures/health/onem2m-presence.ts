import { type HealthCheck, homesOf } from './home-view.ts';

/** A card without any oneM2M directory is in order, but not for oneM2M. */
export const checkOneM2mPresence: HealthCheck = (inventory) =>
  homesOf(inventory).length > 0 || inventory.oneM2mHomes.length > 0
    ? []
    : [
        {
          id: 'card.no-onem2m',
          severity: 'notice',
          what: 'The card has no oneM2M directory: no DF_1M2M is announced and there is no 1M2MSM application.',
          consequence: 'A device finds no M2M service subscription on it.',
          remedy: 'Provision it with a profile that creates the DF_1M2M, if the card allows it.',
          clause: 'oneM2M TS-0003 D.1.2',
        },
      ];
