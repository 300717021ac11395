/** UE operation modes of EF_AD, 3GPP TS 31.102 4.2.18 and TS 31.103 4.2.5. */
export const operationModes: ReadonlyMap<number, string> = new Map([
  [0x00, 'normal'],
  [0x80, 'type approval'],
  [0x01, 'normal with specific facilities'],
  [0x81, 'type approval with specific facilities'],
  [0x02, 'maintenance'],
  [0x04, 'cell test'],
]);
