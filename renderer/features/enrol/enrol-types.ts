import type { CallInput } from '../../../main/contract/calls.ts';
import type { ErrorDoc } from '../../../main/contract/error.ts';
import type {
  GbaReadinessDoc,
  GbaResultDoc,
  LabNetworkDoc,
  OfflineAnswerDoc,
  SequenceMessageDoc,
} from '../../../main/contract/gba.ts';
import type { KeyInput } from '../../../main/contract/secret.ts';

/** How the card reaches its operator: a BSF at the address that follows from the card, at another one, in the lab, or by hand. */
export type Way = 'own' | 'named' | 'lab' | 'offline';

/** What the user has said about the operator's side. Texts as they were typed. */
export interface OperatorDraft {
  readonly way: Way;
  readonly fqdn: string;
  readonly url: string;
  readonly proxy: string;
  /** Seconds for each answer. */
  readonly timeout: string;
  readonly ca: string;
  readonly mode: 'automatic' | 'GBA_ME' | 'GBA_U';
  readonly reuse: boolean;
}

/** For whom the key is. */
export interface TargetDraft {
  readonly gateway: string;
  readonly gatewayCseId: string;
  readonly kind: 'maf' | 'cse';
  readonly fqdn: string;
  readonly cseId: string;
  /** How the name of the CSE in the DNS is made, where its CSE-ID does not say it. */
  readonly cseName: 'absolute' | 'provider' | 'field' | 'named';
  /** Service provider, name of the infrastructure node, or the name itself. */
  readonly cseOther: string;
  readonly uaProtocol: 'http-digest' | 'tls-psk';
  /** Cipher suite by OpenSSL's name. */
  readonly suite: string;
  /** How the B-TID is put into the handshake. */
  readonly identity: 'onem2m' | '3gpp';
  /** Connect to the NAF when the key is there. */
  readonly tryNaf: boolean;
  readonly host: string;
  readonly port: string;
}

export interface EnrolContext {
  readonly reader?: string | undefined;
  /** The card the user chose; everything later is for this card only. */
  readonly iccid?: string | undefined;
  readonly application?: 'usim' | 'isim' | undefined;
  readonly readiness?: GbaReadinessDoc | undefined;
  readonly operator: OperatorDraft;
  readonly target: TargetDraft;
  readonly lab?: LabNetworkDoc | undefined;
  /** The arrows of the exchange, in order. */
  readonly messages: readonly SequenceMessageDoc[];
  readonly challenge: string;
  /** Path for an answer that is not sealed. */
  readonly answerFile: string;
  readonly answer?: OfflineAnswerDoc | undefined;
  /** An answer of an earlier day whose completion is awaited. */
  readonly pending?: string | undefined;
  readonly result?: GbaResultDoc | undefined;
  readonly error?: ErrorDoc | undefined;
  readonly operation?: string | undefined;
  readonly cancelling: boolean;
}

/** The PIN on its way to the card; it is never kept in the wizard's context. */
export interface PinGiven {
  readonly pin?: KeyInput;
  /** It may be presented although one try is left. */
  readonly lastTry?: boolean;
}

/** A card that somebody has pointed at. */
export interface CardChoice {
  readonly reader: string;
  readonly iccid: string;
  /** The lab's network knows this card, and no other does. */
  readonly isOfLab: boolean;
}

export type EnrolEvent =
  | ({
      /** START: from elsewhere in the program, to a look at this card at once. */
      readonly type: 'CARD' | 'START';
    } & CardChoice)
  | { readonly type: 'APPLICATION'; readonly application: 'usim' | 'isim' }
  | { readonly type: 'OPERATOR'; readonly operator: OperatorDraft }
  | { readonly type: 'TARGET'; readonly target: TargetDraft }
  | { readonly type: 'CHALLENGE'; readonly challenge: string; readonly answerFile: string }
  | {
      readonly type: 'COMPLETE';
      readonly completion: string;
      /** Where the card is now, if it is in any. */
      readonly reader: string | undefined;
      readonly given: PinGiven;
    }
  | { readonly type: 'LAB'; readonly lab: LabNetworkDoc }
  | { readonly type: 'MESSAGE'; readonly message: SequenceMessageDoc }
  | {
      readonly type: 'RESUME';
      readonly iccid: string;
      readonly pending: string;
      readonly target: TargetDraft;
    }
  | ({ readonly type: 'PIN' } & PinGiven)
  | { readonly type: 'NEXT' | 'BACK' | 'CHECK_AGAIN' | 'CANCEL' | 'AGAIN' | 'ANOTHER' };

/** The steps as they are shown, in order. */
export const stepsOf = {
  network: ['card', 'check', 'operator', 'target', 'pin', 'exchange', 'result'],
  offline: ['card', 'check', 'operator', 'target', 'challenge', 'pin', 'answer', 'completion', 'result'],
} as const;
export type StepName = (typeof stepsOf)['network' | 'offline'][number];

/** The obstacle that giving the PIN takes away. */
export const pinNeeded = 'aka.pin-needed';

/** What crosses to the engine for one bootstrapping. */
export type BootstrapInput = CallInput<'gba.bootstrap'>;
