import type { CallOutput } from '../../main/contract/calls.ts';
import type { CredentialDoc } from '../../main/contract/credential.ts';
import type { EngineEvent } from '../../main/contract/events.ts';
import type {
  GbaReadinessDoc,
  GbaResultDoc,
  LabNetworkDoc,
  NafTestDoc,
  SequenceMessageDoc,
} from '../../main/contract/gba.ts';
import { iccid } from './documents.ts';
import type { Handlers } from './handlers.ts';

const day = 86_400_000;
const impi = '262010000012345@ims.mnc001.mcc262.3gppnetwork.org';
export const bTid = 'cmFuZC1vZi16aGlzLWNhcmQ=@bsf.mnc001.mcc262.pub.3gppnetwork.org';
export const pending = 'pending-1';

export const readiness: GbaReadinessDoc = {
  reader: 'HID Omnikey 3121 00 00',
  iccid,
  application: 'usim',
  pin: { name: 'PIN1', reference: '01', state: 'disabled', triesLeft: 3 },
  impi,
  identitySource: 'EF_IMSI',
  bsfFqdn: 'bsf.mnc001.mcc262.pub.3gppnetwork.org',
  gba: true,
  oneM2mProvisioning: true,
  oneM2mConnection: false,
  modes: ['GBA_U', 'GBA_ME'],
  obstacles: [],
};

export const notReady: GbaReadinessDoc = {
  ...readiness,
  pin: { name: 'PIN1', reference: '01', state: 'enabled', triesLeft: 2 },
  impi: undefined,
  identitySource: undefined,
  bsfFqdn: undefined,
  gba: undefined,
  modes: [],
  obstacles: [
    {
      code: 'aka.pin-needed',
      kind: 'access',
      what: 'The card wants PIN1 before it authenticates.',
      meaning: 'Nothing was presented; 2 tries are left.',
      hint: 'Verify PIN1 in the terminal of the gateway, or have the PIN disabled by the subscriber.',
      clause: '3GPP TS 31.102 5.2.1',
      details: { who: 'card', key: 'PIN1', triesLeft: 2 },
    },
  ],
};

export const credentials: CredentialDoc[] = [
  {
    id: 'credential-1',
    gateway: 'Gateway North 7',
    cseId: '/gw-north-7',
    kind: 'Km',
    keyId: bTid,
    nafFqdn: 'maf.sp.example.com',
    uaProtocol: 'TLS-PSK (01 00 01 00 8C)',
    mode: 'GBA_U',
    iccid,
    createdAt: Date.now() - day,
    expiresAt: Date.now() + 6 * day,
    state: 'valid',
  },
  {
    id: 'credential-2',
    gateway: 'Pumping station 12',
    kind: 'Kpsa',
    keyId: 'b3RoZXItY2hhbGxlbmdl@bsf.mnc001.mcc262.pub.3gppnetwork.org',
    nafFqdn: 'in-cse.sp.example.com',
    uaProtocol: 'HTTP Digest (01 00 00 00 02)',
    mode: 'GBA_ME',
    iccid: '89883070000000054321',
    createdAt: Date.now() - 6 * day,
    expiresAt: Date.now() + 5 * 3_600_000,
    state: 'expires-soon',
  },
  {
    id: 'credential-3',
    gateway: 'Depot',
    kind: 'Km',
    keyId: 'b2xkLWNoYWxsZW5nZQ==@bsf.mnc001.mcc262.pub.3gppnetwork.org',
    nafFqdn: 'maf.sp.example.com',
    uaProtocol: 'TLS-PSK (01 00 01 00 8C)',
    mode: 'GBA_ME',
    iccid: '89883070000000099887',
    createdAt: Date.now() - 40 * day,
    expiresAt: Date.now() - 33 * day,
    state: 'expired',
  },
];

export const connected: NafTestDoc = {
  connected: true,
  protocol: 'TLSv1.2',
  suite: 'PSK-AES128-CBC-SHA256',
};

export const bootstrapped: GbaResultDoc = {
  iccid,
  impi,
  bTid,
  mode: 'GBA_U',
  expiresAt: Date.now() + 7 * day,
  reused: false,
  credential: credentials[0],
  naf: connected,
};

type Arrow = Pick<SequenceMessageDoc, 'from' | 'to' | 'what' | 'content'>;
const arrow = (
  from: Arrow['from'],
  to: Arrow['to'],
  what: string,
  content: Readonly<Record<string, string>> = {},
): Arrow => ({ from, to, what, content: Object.entries(content).map(([name, value]) => ({ name, value })) });

/** The exchange of a bootstrapping with GBA_U and a TLS-PSK connection. */
export const arrows: readonly Arrow[] = [
  arrow('device', 'bsf', 'GET with the identity of the subscriber', {
    IMPI: impi,
    realm: 'bsf.mnc001.mcc262.pub.3gppnetwork.org',
  }),
  arrow('bsf', 'device', '401 with a challenge', {
    realm: 'bsf.mnc001.mcc262.pub.3gppnetwork.org',
    algorithm: 'AKAv1-MD5',
    qop: 'auth-int',
    RAND: '23553cbe9637a89d218ae64dae47bf35',
    AUTN: '55f328b43577b9b94a9ffac354dfafb3',
  }),
  arrow('device', 'card', 'AUTHENTICATE with RAND and AUTN', {
    RAND: '23553cbe9637a89d218ae64dae47bf35',
    AUTN: '55f328b43577b9b94a9ffac354dfafb3',
  }),
  arrow('card', 'device', 'The card has authenticated the network', {
    mode: 'GBA_U',
    RES: '8 bytes, not shown',
  }),
  arrow('device', 'bsf', 'GET with the response', {
    algorithm: 'AKAv1-MD5',
    response: 'computed with RES, not shown',
  }),
  arrow('bsf', 'device', '200 with B-TID and lifetime', { 'B-TID': bTid, lifetime: '2026-12-01T00:00:00Z' }),
  arrow('device', 'card', 'UPDATE BINARY of EF_GBABP', { 'B-TID': bTid }),
  arrow('device', 'card', 'AUTHENTICATE: key for the NAF', { NAF: 'maf.sp.example.com' }),
  arrow('card', 'device', 'The card gives the key for the NAF', { Ks_ext_NAF: '32 bytes, not shown' }),
  arrow('device', 'naf', 'TLS handshake with the shared key', { psk_identity: bTid }),
  arrow('naf', 'device', 'The NAF has the same key', { protocol: 'TLSv1.2' }),
];

export const labNetwork: LabNetworkDoc = {
  running: true,
  bsf: { url: 'http://127.0.0.1:40123/', fqdn: 'bsf.mnc070.mcc999.pub.3gppnetwork.org' },
  naf: {
    fqdn: 'naf.lab.example',
    digestUrl: 'https://127.0.0.1:40125/',
    host: '127.0.0.1',
    pskPort: 40_124,
    suite: 'PSK-AES128-CBC-SHA256',
  },
  ca: '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n',
  fault: 'none',
  faults: ['none', 'bsf-wrong-autn', 'bsf-resynchronisation', 'bsf-html', 'naf-refuses'],
  subscribers: [impi],
};

export const challengeText = '{"format":"gba-challenge","version":1,"rand":"AAAAAAAAAAAAAAAAAAAAAA=="}';
export const answerText = `eyJhbGciOiJFQ0RILUVTK0EyNTZLVyIsImVuYyI6IkEyNTZHQ00ifQ.${'QUJD'.repeat(90)}`;
export const completionText = `{"format":"gba-completion","version":1,"bTid":"${bTid}"}`;

interface Bench {
  readonly emit: (event: EngineEvent) => void;
  readonly pause: () => Promise<void>;
}

/** A network that lets every card in, arrow by arrow. */
export function gbaHandlers({ emit, pause }: Bench): Handlers {
  let kept = credentials;
  let network: LabNetworkDoc = { ...labNetwork, running: false };
  const offlineDocument = (step: 'challenge' | 'completion' | undefined): string | undefined =>
    step === undefined ? undefined : step === 'challenge' ? challengeText : completionText;
  return {
    'gba.readiness': ({ reader, application = 'usim' }) => ({ ...readiness, reader, application }),
    'gba.bootstrap': async ({ iccid: card }, operation) => {
      for (const [index, message] of arrows.entries()) {
        emit({
          event: 'operation.progress',
          data: { operation, what: message.what, done: index, total: arrows.length },
        });
        emit({ event: 'sequence.message', data: { operation, index, at: Date.now(), ...message } });
        await pause();
      }
      return { ...bootstrapped, iccid: card };
    },
    'gba.offlineAnswer': (): CallOutput<'gba.offlineAnswer'> => ({
      outcome: 'response',
      impi,
      mode: 'GBA_U',
      document: answerText,
      pending,
    }),
    'gba.offlineComplete': () => ({ ...bootstrapped, naf: undefined }),
    'gba.offlineForget': () => ({}),
    'credentials.list': () => kept,
    'credentials.forget': ({ credential }) => {
      kept = kept.filter(({ id }) => id !== credential);
      return {};
    },
    'credentials.test': async () => {
      await pause();
      return connected;
    },
    'credentials.export': () => ({ document: answerText }),
    'lab.network': ({ running = network.running, fault = network.fault, offline }) => {
      network = { ...network, running, fault };
      const document = offlineDocument(offline?.step);
      return { network, ...(document !== undefined && { document }) };
    },
  };
}
