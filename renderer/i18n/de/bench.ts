export const bench = {
  title: 'Prüfplatz',
  tabs: 'Prüfplatz',
  tab: { ota: 'OTA', globalplatform: 'GlobalPlatform', aka: 'AKA' },
};
