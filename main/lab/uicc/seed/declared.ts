import type { EfDeclaration, FileHome } from '../../../card/files/declare.ts';
import { mfAccessRules } from '../../../card/files/mf/access-rules.ts';
import { mfDir } from '../../../card/files/mf/dir.ts';
import { mfIccid } from '../../../card/files/mf/iccid.ts';
import { mfPowerConsumption } from '../../../card/files/mf/power-consumption.ts';
import { mfPreferredLanguages } from '../../../card/files/mf/preferred-languages.ts';
import { efM2maeId } from '../../../card/files/onem2m/ae-ids.ts';
import { efCseid } from '../../../card/files/onem2m/cse-id.ts';
import { efIncseids } from '../../../card/files/onem2m/in-cse-ids.ts';
import { efMaffqdn } from '../../../card/files/onem2m/maf-fqdn.ts';
import { efMefid } from '../../../card/files/onem2m/mef-addresses.ts';
import { efM2mnid } from '../../../card/files/onem2m/node-id.ts';
import { ef1m2mspid } from '../../../card/files/onem2m/service-provider-id.ts';
import { ef1m2mst } from '../../../card/files/onem2m/service-table.ts';
import { ef1m2msid } from '../../../card/files/onem2m/subscription-id.ts';
import { usimAccessControlClass } from '../../../card/files/usim/access-control-class.ts';
import { usimAdministrativeData } from '../../../card/files/usim/administrative-data.ts';
import { usimEnabledServicesTable } from '../../../card/files/usim/enabled-services.ts';
import { usimHomePlmnSelector } from '../../../card/files/usim/home-plmn-selector.ts';
import { usimImsi } from '../../../card/files/usim/imsi.ts';
import { usimOperatorPlmnSelector } from '../../../card/files/usim/operator-plmn-selector.ts';
import { usimPlmnSearchPeriod } from '../../../card/files/usim/plmn-search-period.ts';
import { usimServiceTable } from '../../../card/files/usim/service-table.ts';
import { usimUserPlmnSelector } from '../../../card/files/usim/user-plmn-selector.ts';
import { malformedSeed } from './malformed.ts';

const declarations = [
  mfAccessRules,
  mfDir,
  mfIccid,
  mfPowerConsumption,
  mfPreferredLanguages,
  efM2maeId,
  efCseid,
  efIncseids,
  efMaffqdn,
  efMefid,
  efM2mnid,
  ef1m2mspid,
  ef1m2mst,
  ef1m2msid,
  usimAccessControlClass,
  usimAdministrativeData,
  usimEnabledServicesTable,
  usimHomePlmnSelector,
  usimImsi,
  usimOperatorPlmnSelector,
  usimPlmnSearchPeriod,
  usimServiceTable,
  usimUserPlmnSelector,
] as readonly EfDeclaration[];

/** @throws InputError `seed.malformed` for a name that is not declared in `home` */
export function declaredFile(home: FileHome, name: string): EfDeclaration {
  const found = declarations.find((declaration) => declaration.home === home && declaration.name === name);
  if (found === undefined) throw malformedSeed(name, `no such file is declared for ${home}`);
  return found;
}
