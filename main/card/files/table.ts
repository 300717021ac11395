import type { EfDeclaration, FileHome } from './declare.ts';
import { isimAccessRules } from './isim/access-rules.ts';
import { isimAdministrativeData } from './isim/administrative-data.ts';
import { isimDomain } from './isim/domain.ts';
import { isimGbaBootstrapping } from './isim/gba-bootstrapping.ts';
import { isimGbaNafList } from './isim/gba-naf-list.ts';
import { isimNafKeyCentre } from './isim/naf-key-centre.ts';
import { isimPcscf } from './isim/p-cscf.ts';
import { isimPrivateIdentity } from './isim/private-identity.ts';
import { isimPublicIdentities } from './isim/public-identities.ts';
import { isimServiceTable } from './isim/service-table.ts';
import { mfAccessRules } from './mf/access-rules.ts';
import { mfDir } from './mf/dir.ts';
import { mfIccid } from './mf/iccid.ts';
import { mfPowerConsumption } from './mf/power-consumption.ts';
import { mfPreferredLanguages } from './mf/preferred-languages.ts';
import { efM2maeId } from './onem2m/ae-ids.ts';
import { efCseid } from './onem2m/cse-id.ts';
import { efIncseids } from './onem2m/in-cse-ids.ts';
import { efMaffqdn } from './onem2m/maf-fqdn.ts';
import { efMefid } from './onem2m/mef-addresses.ts';
import { efM2mnid } from './onem2m/node-id.ts';
import { ef1m2mspid } from './onem2m/service-provider-id.ts';
import { ef1m2mst } from './onem2m/service-table.ts';
import { ef1m2msid } from './onem2m/subscription-id.ts';
import { usimAccessControlClass } from './usim/access-control-class.ts';
import { usimAccessRules } from './usim/access-rules.ts';
import { usimAdministrativeData } from './usim/administrative-data.ts';
import { usimEmergencyNumbers } from './usim/emergency-numbers.ts';
import { usimEnabledServicesTable } from './usim/enabled-services.ts';
import { usimEpsLocation } from './usim/eps-location.ts';
import { usimForbiddenPlmns } from './usim/forbidden-plmns.ts';
import { usimGbaBootstrapping } from './usim/gba-bootstrapping.ts';
import { usimGbaNafList } from './usim/gba-naf-list.ts';
import { usimHomePlmnSelector } from './usim/home-plmn-selector.ts';
import { usimImsi } from './usim/imsi.ts';
import { usimKeys } from './usim/keys.ts';
import { usimLanguages } from './usim/languages.ts';
import { usimLocation } from './usim/location.ts';
import { usimMsisdn } from './usim/msisdn.ts';
import { usimOperatorPlmnSelector } from './usim/operator-plmn-selector.ts';
import { usimPacketKeys } from './usim/packet-keys.ts';
import { usimPacketLocation } from './usim/packet-location.ts';
import { usimPlmnSearchPeriod } from './usim/plmn-search-period.ts';
import { usimServiceProviderName } from './usim/service-provider-name.ts';
import { usimServiceTable } from './usim/service-table.ts';
import { usimSmsParameters } from './usim/sms-parameters.ts';
import { usimUserPlmnSelector } from './usim/user-plmn-selector.ts';

/** The nine files of oneM2M TS-0003 D.1.3 in the order of the standard, in a DF_1M2M or an ADF of a 1M2MSM. */
export const oneM2mFiles: readonly EfDeclaration[] = [
  ef1m2mst,
  ef1m2msid,
  ef1m2mspid,
  efM2mnid,
  efCseid,
  efM2maeId,
  efIncseids,
  efMaffqdn,
  efMefid,
];

const mfFiles: readonly EfDeclaration[] = [
  mfDir,
  mfIccid,
  mfPreferredLanguages,
  mfAccessRules,
  mfPowerConsumption,
];

const usimFiles: readonly EfDeclaration[] = [
  usimLanguages,
  usimImsi,
  usimKeys,
  usimPacketKeys,
  usimUserPlmnSelector,
  usimPlmnSearchPeriod,
  usimServiceTable,
  usimServiceProviderName,
  usimAccessControlClass,
  usimForbiddenPlmns,
  usimLocation,
  usimAdministrativeData,
  usimEmergencyNumbers,
  usimPacketLocation,
  usimMsisdn,
  usimSmsParameters,
  usimEnabledServicesTable,
  usimOperatorPlmnSelector,
  usimHomePlmnSelector,
  usimAccessRules,
  usimGbaBootstrapping,
  usimGbaNafList,
  usimEpsLocation,
];

const isimFiles: readonly EfDeclaration[] = [
  isimPrivateIdentity,
  isimDomain,
  isimPublicIdentities,
  isimAdministrativeData,
  isimAccessRules,
  isimServiceTable,
  isimPcscf,
  isimGbaBootstrapping,
  isimGbaNafList,
  isimNafKeyCentre,
];

const files: Readonly<Record<FileHome, readonly EfDeclaration[]>> = {
  MF: mfFiles,
  USIM: usimFiles,
  ISIM: isimFiles,
  '1M2M': oneM2mFiles,
};

/** Every declared file. */
export const declarations: readonly EfDeclaration[] = [
  ...mfFiles,
  ...usimFiles,
  ...isimFiles,
  ...oneM2mFiles,
];

/** The declared files of a directory, in the order in which they are shown. */
export function filesOf(home: FileHome): readonly EfDeclaration[] {
  return files[home];
}

/** The declaration of a file; `undefined` for one that Cardwright does not know. */
export function declarationFor(home: FileHome, fid: number): EfDeclaration | undefined {
  return files[home].find((declaration) => declaration.fid === fid);
}

/** The declaration with this name, `EF_1M2MST`, as profiles write it; case does not matter. */
export function declarationNamed(home: FileHome, name: string): EfDeclaration | undefined {
  const wanted = name.toUpperCase();
  return files[home].find((declaration) => declaration.name.toUpperCase() === wanted);
}
