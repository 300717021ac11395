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
  uaProtocol: 'tls-psk',
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

export function isTargetReady({ gateway, kind, fqdn, cseId, tryNaf, host, port }: TargetDraft): boolean {
  if (gateway.trim() === '') return false;
  if (kind === 'maf' ? !isFqdn(fqdn) : cseId.trim() === '') return false;
  return !tryNaf || (host.trim() !== '' && isNumberIn(port, 1, 65_535));
}

/** The target for the lab's own NAF, whose addresses are known. */
export function labTarget(target: TargetDraft, { naf }: LabNetworkDoc): TargetDraft {
  return naf === undefined
    ? target
    : { ...target, kind: 'maf', fqdn: naf.fqdn, tryNaf: true, host: naf.host, port: String(naf.pskPort) };
}

type Network = NonNullable<BootstrapInput['network']>;

function networkOf({ way, fqdn, url, proxy, timeout, ca }: OperatorDraft, lab?: LabNetworkDoc): Network {
  if (way === 'lab')
    return {
      ...(lab?.bsf !== undefined && { bsf: lab.bsf }),
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

export function targetInput({ kind, fqdn, cseId }: TargetDraft): NonNullable<BootstrapInput['target']> {
  return kind === 'maf' ? { kind, fqdn: fqdn.trim() } : { kind, cseId: cseId.trim() };
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
  const suite = operator.way === 'lab' ? lab?.naf?.suite : undefined;
  return {
    reader,
    iccid,
    ...(application !== undefined && { application }),
    network: networkOf(operator, lab),
    ...(operator.mode !== 'automatic' && { mode: operator.mode }),
    reuse: operator.reuse,
    target: targetInput(target),
    uaProtocol: target.uaProtocol,
    ...(target.tryNaf && {
      naf: {
        host: target.host.trim(),
        port: Number(target.port),
        ...(suite !== undefined && { suite }),
      },
    }),
    for: gatewayInput(target),
  };
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
    for: gatewayInput(target),
  };
}
