export const credentials = {
  title: 'Credentials',
  tabs: 'Credentials',
  tab: { gateways: 'Gateways', keys: 'Card keys' },
};
