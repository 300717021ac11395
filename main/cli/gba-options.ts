import { type Command, Option } from 'commander';
import { InputError } from '../base/error.ts';
import type { CallInput } from '../contract/calls.ts';
import { readGivenFile } from './given-file.ts';

/** For whom the key is to be, and how the NAF is reached. */
export interface TargetOptions {
  readonly maf?: string;
  readonly cse?: string;
  readonly cseName?: string;
  readonly serviceProvider?: string;
  readonly infrastructure?: string;
  readonly ua?: 'tls-psk' | 'http-digest';
  readonly suite?: string;
}

export interface GatewayOptions {
  readonly gateway?: string;
  readonly gatewayCseId?: string;
}

export interface NetworkOptions {
  readonly bsfUrl?: string;
  readonly bsfName?: string;
  readonly proxy?: string | false;
  readonly timeout?: string;
  readonly ca?: string;
}

type Target = CallInput<'gba.offlineComplete'>['target'];
type Network = NonNullable<CallInput<'gba.bootstrap'>['network']>;
type Naf = CallInput<'credentials.test'>['naf'];

export function addTargetOptions(command: Command): Command {
  return command
    .option('--maf <fqdn>', 'the key is Km, for the MAF of this name')
    .option(
      '--cse <cse-id>',
      'the key is Kpsa, for the CSE with this CSE-ID, for example //sp.example.com/in-cse',
    )
    .option('--cse-name <fqdn>', 'domain name of that CSE, where its operator has chosen one')
    .option('--service-provider <fqdn>', 'M2M-SP-ID, where the CSE-ID does not say it')
    .option(
      '--infrastructure <fqdn>',
      'domain name of the infrastructure node, where the CSE is of a field node',
    )
    .addOption(new Option('--ua <protocol>', 'how the key will be used').choices(['tls-psk', 'http-digest']))
    .option('--suite <name>', 'cipher suite of TLS by OpenSSL’s name; it goes into the key');
}

export function addGatewayOptions(command: Command): Command {
  return command
    .option('--gateway <name>', 'keep the key as a credential of this gateway')
    .option('--gateway-cse-id <cse-id>', 'CSE-ID of the gateway');
}

export function addNetworkOptions(command: Command): Command {
  return command
    .option('--bsf-url <url>', 'where the bootstrapping server is; default http:// and its name')
    .option('--bsf-name <fqdn>', 'its name; default what follows from the identity of the subscriber')
    .option('--proxy <url>', 'HTTP proxy; default HTTP_PROXY, HTTPS_PROXY and NO_PROXY of the environment')
    .option('--no-proxy', 'no proxy, whatever the environment says')
    .option('--timeout <ms>', 'milliseconds for each answer')
    .option('--ca <file>', 'certificate (PEM) of an authority to trust besides the system’s');
}

/** @throws InputError `gba.target-missing`, `gba.target-twice` */
export function targetOf(options: TargetOptions): Target | undefined {
  const { maf, cse, cseName, serviceProvider, infrastructure } = options;
  if (maf !== undefined && cse !== undefined)
    throw new InputError('gba.target-twice', 'There are both a MAF and a CSE.', {
      hint: 'Give --maf or --cse: each key is for one of them.',
      meaning: 'The card was not asked.',
    });
  if (maf !== undefined) return { kind: 'maf', fqdn: maf };
  if (cse === undefined) return undefined;
  return {
    kind: 'cse',
    cseId: cse,
    ...(cseName === undefined ? {} : { fqdn: cseName }),
    ...(serviceProvider === undefined ? {} : { serviceProvider }),
    ...(infrastructure === undefined ? {} : { infrastructureName: infrastructure }),
  };
}

/** @throws InputError `gba.target-missing` */
export function requireTarget(options: TargetOptions): Target {
  const target = targetOf(options);
  if (target !== undefined) return target;
  throw new InputError('gba.target-missing', 'It is not said for whom the key is to be.', {
    hint: 'Give --maf FQDN or --cse CSE-ID.',
    meaning: 'The card was not asked.',
  });
}

export function gatewayOf({
  gateway,
  gatewayCseId,
}: GatewayOptions): { gateway: string; cseId?: string } | undefined {
  if (gateway === undefined) return undefined;
  return { gateway, ...(gatewayCseId === undefined ? {} : { cseId: gatewayCseId }) };
}

/** @throws InputError `gba.timeout`, `file.unreadable` */
export function networkOf({ bsfUrl, bsfName, proxy, timeout, ca }: NetworkOptions): Network {
  const bsf = {
    ...(bsfUrl === undefined ? {} : { url: bsfUrl }),
    ...(bsfName === undefined ? {} : { fqdn: bsfName }),
  };
  return {
    ...(Object.keys(bsf).length === 0 ? {} : { bsf }),
    ...(proxy === undefined ? {} : { proxy: proxy === false ? '' : proxy }),
    ...(timeout === undefined ? {} : { timeout: milliseconds(timeout) }),
    ...(ca === undefined ? {} : { ca: readGivenFile(ca) }),
  };
}

/** `host:port`, `[IPv6]:port`. @throws InputError `naf.address` */
export function nafOf(text: string, suite?: string, identity?: Naf['identity']): Naf {
  const [, v6, name, digits = ''] = /^(?:\[([0-9A-Fa-f:.]+)\]|([^:[\]\s]+)):(\d{1,5})$/.exec(text) ?? [];
  const host = v6 ?? name;
  const port = Number(digits);
  if (host === undefined || port < 1 || port > 65_535)
    throw new InputError('naf.address', 'This is no address of a NAF.', {
      hint: 'Write it as naf.example.com:443, or [2001:db8::1]:443.',
      meaning: 'The card was not asked.',
    });
  return {
    host,
    port,
    ...(suite === undefined ? {} : { suite }),
    ...(identity === undefined ? {} : { identity }),
  };
}

function milliseconds(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 100 && value <= 120_000) return value;
  throw new InputError('gba.timeout', '--timeout takes 100 to 120000 milliseconds.', {
    hint: 'For example --timeout 10000.',
  });
}
