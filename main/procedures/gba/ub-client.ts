import { randomBytes } from 'node:crypto';
import { type AkaNonce, decodeAkaNonce } from '../../auth/digest/aka-nonce.ts';
import type { DigestAlgorithm, Qop } from '../../auth/digest/algorithm.ts';
import { verifyAuthenticationInfo } from '../../auth/digest/authentication-info.ts';
import { announceIdentity, answerDigestChallenge, chooseQop } from '../../auth/digest/authorization.ts';
import type { DigestInputs } from '../../auth/digest/digest.ts';
import { type DigestChallenge, findDigestChallenge } from '../../auth/digest/digest-challenge.ts';
import { resynchronisationPassword } from '../../auth/digest/password.ts';
import { AccessError, NetworkError } from '../../base/error.ts';
import { saidBy } from './attribute.ts';
import { type BootstrappingInfo, parseBootstrappingInfo } from './bootstrapping-info.ts';
import { getOverHttp, type HttpAnswer, type HttpPort } from './http-port.ts';

export interface UbServer {
  /** Its name: realm of the challenge and part of the B-TID. */
  readonly fqdn: string;
  /** Where it is; default `http://FQDN/`. */
  readonly url?: string;
}

export interface UbOptions {
  readonly port: HttpPort;
  readonly server: UbServer;
  /** IMPI, or the TMPI of an earlier bootstrapping. */
  readonly impi: string;
  readonly timeout: number;
  readonly signal: AbortSignal | undefined;
}

/** A challenge of the BSF with what AUTHENTICATE needs of it. */
export interface UbChallenge extends Pick<AkaNonce, 'rand' | 'autn'> {
  readonly digest: DigestChallenge;
}

const akaAlgorithms: readonly DigestAlgorithm[] = ['AKAv1-MD5', 'AKAv2-MD5'];
/** In User-Agent of the device and Server of the BSF: who sends it knows the TMPI, 3GPP TS 24.109 4.2 (from what phones send and look for). */
const tmpiToken = '3gpp-gba-tmpi';
/**
 * TS 24.109 4.2 wants auth-int, which protects B-TID and lifetime too. A server that offers no more than auth (IETF RFC 3310 leaves it the
 * choice) is taken all the same: it proves that it knows RES. One without any qop proves nothing.
 */
const ubProtections: readonly Qop[] = ['auth-int', 'auth'];
const noBody = new Uint8Array();
const clause = '3GPP TS 24.109 4.2';

/** The device's side of Ub, 3GPP TS 33.220 4.5.2 and TS 24.109 4: HTTP Digest with AKA, auth-int where the server offers it. */
export class UbClient {
  readonly #options: UbOptions;
  readonly #url: URL;
  readonly #uri: string;
  #serverTakesTmpi = false;

  /** @throws NetworkError `gba.bsf-address` */
  constructor(options: UbOptions) {
    const { fqdn, url = `http://${fqdn}/` } = options.server;
    if (!isWebAddress(url))
      throw new NetworkError(
        'gba.bsf-address',
        'The address of the bootstrapping server is no web address.',
        {
          hint: 'Write it as http://bsf.example.com/, without a user or password.',
          details: { who: 'bsf' },
        },
      );
    this.#options = options;
    this.#url = new URL(url);
    this.#uri = `${this.#url.pathname}${this.#url.search}`;
  }

  /** Whether the last answer said that the server knows the TMPI. */
  get serverTakesTmpi(): boolean {
    return this.#serverTakesTmpi;
  }

  /** Says who asks; the server answers with a challenge. @throws NetworkError, AccessError `gba.subscriber-refused` */
  async requestChallenge(): Promise<UbChallenge> {
    const { impi, server } = this.#options;
    const answer = await this.#get(announceIdentity(impi, server.fqdn, this.#uri));
    return this.#said(() => this.#challengeIn(answer));
  }

  /** Tells the server the sequence number of the card (AUTS); it answers with a challenge that suits it. */
  async resynchronise({ digest }: UbChallenge, auts: Uint8Array): Promise<UbChallenge> {
    const { header } = await this.#said(() => this.#answer(digest, resynchronisationPassword, auts));
    const answer = await this.#get(header);
    return this.#said(() => this.#challengeIn(answer));
  }

  /**
   * Proves to the server that the card is there, checks that the server knows the same, and returns what it gives.
   * @throws AccessError `gba.response-refused`; NetworkError `digest.server-unproven`, `digest.server-wrong`, `gba.xml`, …
   */
  async respond({ digest }: UbChallenge, password: Uint8Array): Promise<BootstrappingInfo> {
    const { header, inputs } = await this.#said(() => this.#answer(digest, password));
    const answer = await this.#get(header);
    if (answer.status === 401) throw responseRefused(this.#options.server.fqdn);
    this.#requireStatus(answer, 200);
    await this.#said(() =>
      verifyAuthenticationInfo(answer.header('authentication-info'), inputs, answer.body),
    );
    return parseBootstrappingInfo(utf8(answer.body));
  }

  #said<T>(work: () => T): Promise<T> {
    return saidBy('bsf', this.#options.server.fqdn, work);
  }

  #answer(
    digest: DigestChallenge,
    password: Uint8Array,
    auts?: Uint8Array,
  ): { readonly header: string; readonly inputs: DigestInputs } {
    return answerDigestChallenge(digest, {
      username: this.#options.impi,
      password,
      method: 'GET',
      uri: this.#uri,
      body: noBody,
      cnonce: randomBytes(16).toString('hex'),
      nonceCount: 1,
      qopWanted: ubProtections,
      ...(auts === undefined ? {} : { auts }),
    });
  }

  #challengeIn(answer: HttpAnswer): UbChallenge {
    this.#requireStatus(answer, 401);
    const { fqdn } = this.#options.server;
    const digest = findDigestChallenge(answer.header('www-authenticate') ?? '', akaAlgorithms);
    if (digest.realm.toLowerCase() !== fqdn.toLowerCase()) throw wrongRealm(fqdn, digest.realm);
    // Found out before the card uses a sequence number.
    chooseQop(digest, ubProtections);
    const { rand, autn } = decodeAkaNonce(digest.nonce);
    return { digest, rand, autn };
  }

  async #get(authorization: string): Promise<HttpAnswer> {
    const { port, timeout, signal } = this.#options;
    const headers = { authorization, 'user-agent': `Cardwright ${tmpiToken}`, accept: '*/*' };
    const answer = await getOverHttp({ who: 'bsf', port, url: this.#url.href, headers, timeout, signal });
    this.#serverTakesTmpi = (answer.header('server') ?? '').split(/\s+/).includes(tmpiToken);
    return answer;
  }

  #requireStatus(answer: HttpAnswer, wanted: 200 | 401): void {
    const { status } = answer;
    const { fqdn } = this.#options.server;
    if (/html/i.test(answer.header('content-type') ?? '')) throw webPage(fqdn, status);
    if (status === 403 || status === 404) throw subscriberRefused(fqdn, status);
    if (status !== wanted) throw unexpected(fqdn, status);
  }
}

/** A user in the address would be for another authentication than that of GBA. */
function isWebAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return /^https?:$/.test(protocol) && username === '' && password === '';
}

/** Bytes that are no UTF-8 become characters that no document may have where it counts. */
const utf8 = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

const notCompleted = 'The bootstrapping was not completed; it can be begun again.';

function webPage(server: string, status: number): NetworkError {
  return new NetworkError(
    'gba.web-page',
    'A web page came instead of the answer of the bootstrapping server.',
    {
      hint: 'Log in where the network asks for it, or check the proxy and the address of the server.',
      meaning: notCompleted,
      clause,
      details: { who: 'bsf', server, status },
    },
  );
}

function unexpected(server: string, status: number): NetworkError {
  return new NetworkError(
    'gba.unexpected-status',
    `The bootstrapping server answers with status ${status}.`,
    {
      hint: 'Check that the address is that of the bootstrapping server of this operator.',
      meaning: notCompleted,
      clause,
      details: { who: 'bsf', server, status },
    },
  );
}

function wrongRealm(server: string, realm: string): NetworkError {
  return new NetworkError('gba.wrong-realm', 'The challenge is that of another server than the one asked.', {
    hint: 'Check the name of the bootstrapping server against the operator’s papers.',
    meaning: 'The card was not asked.',
    clause,
    details: { who: 'bsf', server, realm: realm.slice(0, 253) },
  });
}

function subscriberRefused(server: string, status: number): AccessError {
  return new AccessError('gba.subscriber-refused', 'The bootstrapping server refuses this subscriber.', {
    hint: 'Ask the operator whether GBA is set up for this subscription, and check the private user identity.',
    meaning: notCompleted,
    clause,
    details: { who: 'bsf', server, status },
  });
}

function responseRefused(server: string): AccessError {
  return new AccessError(
    'gba.response-refused',
    'The bootstrapping server does not accept the answer of the card.',
    {
      hint: 'Begin again once; if it stays so, ask the operator whether card and subscription belong together.',
      meaning: 'The card has used up a sequence number; with GBA_U its former bootstrapping is gone.',
      clause,
      details: { who: 'bsf', server },
    },
  );
}
