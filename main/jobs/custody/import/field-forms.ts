/** How each field of a set is written, by examples that need no translation. */
const forms: ReadonlyMap<string, string> = new Map(
  Object.entries({
    kind: 'card-key, ota, globalplatform',
    name: 'ADM1 … ADM10, PIN1, PIN2, PUK1, PUK2',
    index: '1 … 15',
    version: '0 … 127',
    algorithm: '3des, 3des-2, 3des-3, aes, aes-128, aes-192, aes-256',
    counter: '0 … 1099511627775, 0x0 … 0xFFFFFFFFFF',
    spi: '0000 … 3F3F',
    buffer: '32 … 65535',
    macLength: '4, 8',
    applications: 'B00000 B00001=usim B00002=isim B00003=A0000000871002 000000=applications',
    protocol: 'scp02, scp03',
    option: '00 … FF',
    diversification: 'none, emv, visa2, kdf3',
    authorises: 'ADM1 … ADM10, PIN1, PIN2',
    domain: 'A000000151000000',
  }),
);

/** What may stand in a field; of a key and its check value the digits. */
export function formOf(field: string): string {
  const form = forms.get(field.split('.')[0] ?? '');
  if (form !== undefined) return form;
  return field.endsWith('_kcv') ? '000000 … FFFFFF' : '0 … 9, A … F';
}
