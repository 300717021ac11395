export const enrol = {
  title: 'Einschreiben',
};
