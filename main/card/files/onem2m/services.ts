/** The services of EF_1M2MST, oneM2M TS-0003 D.1.3.1. */
export const oneM2mServices: ReadonlyMap<number, string> = new Map([
  [1, 'Local CSE-ID provisioning'],
  [2, 'IN-CSE-ID list provisioning'],
  [3, 'MAF FQDN provisioning'],
  [4, 'Local M2M AE-ID list provisioning'],
  [5, 'Bootstrapping: MEF address provisioning'],
  [6, 'M2M-Node-ID information'],
  [7, 'GBA Secure Provisioning'],
  [8, 'GBA Secure Connection'],
]);
