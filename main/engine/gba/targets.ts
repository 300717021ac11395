import { suiteNamed, suiteNumber, usesSharedKey } from '../../auth/gba/tls-suites.ts';
import { uaProtocolOfTls } from '../../auth/gba/ua-protocol.ts';
import { type EnrolmentTarget, nafFqdnOfTarget } from '../../auth/onem2m-keys/gba-enrolment.ts';
import { InputError } from '../../base/error.ts';
import { defaultSuite } from '../../enrol/connect-with-psk.ts';
import { suiteUnknown } from '../../enrol/handshake-errors.ts';
import type { ParsedInput } from '../validate.ts';

type TargetInput = ParsedInput<'gba.offlineComplete'>['target'];
type UaInput = ParsedInput<'gba.offlineComplete'>['uaProtocol'];

/** What a key is derived for. */
export interface NafUse {
  readonly target: EnrolmentTarget;
  readonly nafFqdn: string;
  /** Ten hexadecimal digits. */
  readonly uaProtocol: string;
  /** OpenSSL's name. */
  readonly suite: string;
}

/** TS-0003 10.2.3. */
const defaultDigestSuite = 'ECDHE-ECDSA-AES128-SHA256';

/**
 * MAF or CSE as the NAF, and the Ua security protocol of the cipher suite it is reached with: all of it goes into the key.
 * @throws InputError `fqdn.malformed`, `onem2m.cse-id`, `onem2m.public-domain-name`, `psk.suite-unknown`
 */
export function nafUseOf(target: TargetInput, ua: UaInput, suite: string | undefined): NafUse {
  const wanted = targetOf(target);
  const name = suite ?? (ua === 'http-digest' ? defaultDigestSuite : defaultSuite);
  const number = suiteNumber(name);
  if (number === undefined || usesSharedKey(name) === (ua === 'http-digest'))
    throw suiteUnknown({ host: '', port: 0, suite: name });
  return {
    target: wanted,
    nafFqdn: nafFqdnOfTarget(wanted),
    uaProtocol: uaProtocolOfTls(number),
    suite: name,
  };
}

/** The suite a key was derived for; `undefined` where its identifier names none that is known. */
export function suiteOf(uaProtocol: string): string | undefined {
  return uaProtocol.startsWith('010001') ? suiteNamed(Number.parseInt(uaProtocol.slice(6), 16)) : undefined;
}

/** Absolute CSE-IDs, and those with a service provider, are of infrastructure nodes; a field node hangs from the name of one. */
function targetOf(target: TargetInput): EnrolmentTarget {
  if (target.kind === 'maf') return { kind: 'maf', fqdn: target.fqdn };
  const { cseId, fqdn, serviceProvider, infrastructureName } = target;
  if (fqdn !== undefined && (serviceProvider !== undefined || infrastructureName !== undefined))
    throw new InputError(
      'gba.target-twice',
      'The name of the CSE is given, and what it would be made of, too.',
      {
        hint: 'Give the domain name of the CSE, or its service provider or infrastructure node.',
        meaning: 'Nothing was sent to the network.',
        details: { who: 'device' },
      },
    );
  if (fqdn !== undefined) return { kind: 'named-cse', fqdn };
  if (infrastructureName !== undefined)
    return { kind: 'cse', cse: { node: 'field', cseId, infrastructureName } };
  return {
    kind: 'cse',
    cse: {
      node: 'infrastructure',
      cseId,
      ...(serviceProvider === undefined ? {} : { serviceProvider }),
    },
  };
}
