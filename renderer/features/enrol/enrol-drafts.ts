import type { CallInput } from '../../../main/contract/calls.ts';
import type { LabNetworkDoc } from '../../../main/contract/gba.ts';
import type { BootstrapInput, EnrolContext, OperatorDraft, TargetDraft } from './enrol-types.ts';

export const emptyOperator: OperatorDraft = {
  way: 'own',
  fqdn: '',
  url: '',
  proxy: '',
  timeout: '',
  ca: '',
  mode: 'automatic',
  reuse: true,
};

export const emptyTarget: TargetDraft = {
  gateway: '',
  gatewayCseId: '',
  kind: 'maf',
  fqdn: '',
  cseId: '',
  cseName: 'absolute',
  cseOther: '',
  uaProtocol: 'tls-psk',
  suite: '',
  identity: 'onem2m',
  tryNaf: false,
  host: '',
  port: '',
};

const filled = <K extends string>(name: K, text: string): { readonly [N in K]?: string } =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a computed name widens to string
  (text.trim() === '' ? {} : { [name]: text.trim() }) as { readonly [N in K]?: string };

/** Whether a text is a whole number from `least` to `most`. */
export function isNumberIn(text: string, least: number, most: number): boolean {
  return /^\d+$/.test(text.trim()) && Number(text) >= least && Number(text) <= most;
}

/** A name of the DNS with at least two labels. */
export const isFqdn = (text: string): boolean =>
  /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/i.test(text.trim());

export const isUrl = (text: string): boolean => /^https?:\/\/\S+$/i.test(text.trim());

/** Whether the operator's side is said completely. */
export function isOperatorReady({ way, fqdn, url, timeout, proxy }: OperatorDraft): boolean {
  if (way === 'offline' || way === 'lab') return true;
  if (timeout.trim() !== '' && !isNumberIn(timeout, 1, 120)) return false;
  if (proxy.trim() !== '' && !isUrl(proxy)) return false;
  return way === 'own' || (isFqdn(fqdn) && (url.trim() === '' || isUrl(url)));
}

export function isTargetReady(target: TargetDraft): boolean {
  const { gateway, kind, fqdn, cseId, cseName, cseOther, tryNaf, host, port } = target;
  if (gateway.trim() === '') return false;
  if (kind === 'maf' ? !isFqdn(fqdn) : cseId.trim() === '') return false;
  if (kind === 'cse' && cseName !== 'absolute' && cseOther.trim() === '') return false;
  return !tryNaf || (host.trim() !== '' && isNumberIn(port, 1, 65_535));
}

/** The target for the lab's own NAF, whose addresses are known. */
export function labTarget(target: TargetDraft, { naf }: LabNetworkDoc): TargetDraft {
  if (naf === undefined) return target;
  const port = target.uaProtocol === 'tls-psk' ? String(naf.pskPort) : new URL(naf.digestUrl).port;
  return { ...target, kind: 'maf', fqdn: naf.fqdn, tryNaf: true, host: naf.host, port };
}

type Network = NonNullable<BootstrapInput['network']>;

function networkOf({ way, fqdn, url, proxy, timeout, ca }: OperatorDraft, lab?: LabNetworkDoc): Network {
  if (way === 'lab')
    return {
      ...(lab?.bsf !== undefined && { bsf: { fqdn: lab.bsf.fqdn, url: lab.bsf.url } }),
      ...(lab?.ca !== undefined && { ca: lab.ca }),
      proxy: '',
      ...(timeout.trim() !== '' && { timeout: Number(timeout) * 1000 }),
    };
  return {
    ...(way === 'named' && { bsf: { ...filled('fqdn', fqdn), ...filled('url', url) } }),
    ...filled('proxy', proxy),
    ...(timeout.trim() !== '' && { timeout: Number(timeout) * 1000 }),
    ...filled('ca', ca),
  };
}

export function targetInput(target: TargetDraft): NonNullable<BootstrapInput['target']> {
  const { kind, fqdn, cseId, cseName, cseOther } = target;
  if (kind === 'maf') return { kind, fqdn: fqdn.trim() };
  const other = cseOther.trim();
  return {
    kind,
    cseId: cseId.trim(),
    ...(cseName === 'provider' && { serviceProvider: other }),
    ...(cseName === 'field' && { infrastructureName: other }),
    ...(cseName === 'named' && { fqdn: other }),
  };
}

/** For whom the credential is kept. */
export function gatewayInput({ gateway, gatewayCseId }: TargetDraft): NonNullable<BootstrapInput['for']> {
  return { gateway: gateway.trim(), ...filled('cseId', gatewayCseId) };
}

/** Everything that was said, as the engine takes it. */
export function bootstrapInput({
  reader = '',
  iccid = '',
  application,
  operator,
  target,
  lab,
}: EnrolContext): BootstrapInput {
  const suite = suiteOf(target, operator.way === 'lab' ? lab : undefined);
  return {
    reader,
    iccid,
    ...(application !== undefined && { application }),
    network: networkOf(operator, lab),
    ...(operator.mode !== 'automatic' && { mode: operator.mode }),
    reuse: operator.reuse,
    target: targetInput(target),
    uaProtocol: target.uaProtocol,
    ...(suite !== undefined && { suite }),
    ...(target.tryNaf && {
      naf: {
        host: target.host.trim(),
        port: Number(target.port),
        ...(target.identity === '3gpp' && { identity: target.identity }),
      },
    }),
    for: gatewayInput(target),
  };
}

/** The cipher suite goes into the key; the lab's NAF has one for shared keys. */
function suiteOf({ suite, uaProtocol }: TargetDraft, lab?: LabNetworkDoc): string | undefined {
  if (suite.trim() !== '') return suite.trim();
  return uaProtocol === 'tls-psk' ? lab?.naf?.suite : undefined;
}

/** The second half without a network. */
export function completeInput(
  { target, answer, pending }: EnrolContext,
  completion: string,
  reader: string | undefined,
): CallInput<'gba.offlineComplete'> {
  return {
    ...(reader !== undefined && { reader }),
    pending: answer?.pending ?? pending ?? '',
    completion,
    target: targetInput(target),
    uaProtocol: target.uaProtocol,
    ...filled('suite', target.suite),
    for: gatewayInput(target),
  };
}
