export const credentials = {
  title: 'Schlüssel',
  tabs: 'Schlüssel',
  tab: { gateways: 'Gateways', keys: 'Kartenschlüssel' },
};
