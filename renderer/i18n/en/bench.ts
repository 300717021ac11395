export const bench = {
  title: 'Bench',
  tabs: 'Bench',
  tab: { ota: 'OTA', globalplatform: 'GlobalPlatform', aka: 'AKA' },
};
