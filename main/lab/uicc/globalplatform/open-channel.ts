import { concatBytes, equalBytes, u16be } from '../../../base/bytes.ts';
import type { CardInitiation } from '../../../channel/card-messaging.ts';
import { retailMac } from '../../../channel/crypto/des.ts';
import { pad80 } from '../../../channel/crypto/padding.ts';
import { beginScp02OnCard } from '../../../channel/scp02/card.ts';
import { scp02Option } from '../../../channel/scp02/options.ts';
import { deriveScp02Session } from '../../../channel/scp02/session.ts';
import { beginScp03OnCard, pseudoRandomChallenge } from '../../../channel/scp03/card.ts';
import type { Card } from '../os/card.ts';
import type { CommandHandler } from '../os/command.ts';
import { Refusal } from '../os/refusal.ts';
import { closeChannel, type DomainKeySet, type SecurityDomain } from '../os/security-domain.ts';
import { status } from '../os/status.ts';
import { highestCounter, keySetOf, requireDomain, withKeySet } from './domain.ts';
import { isImplicit } from './implicit-channel.ts';

/** INITIALIZE UPDATE, GlobalPlatform Card Specification 2.3.1 E.5.1 and amendment D 7.1.1. Ends an open channel. */
export const initializeUpdate: CommandHandler = {
  name: 'INITIALIZE UPDATE',
  ins: 0x50,
  cla: 'etsi',
  case: 'in-out',
  basicChannelOnly: true,
  domain: 'opens-channel',
  run: (card, { p1, p2, data: hostChallenge }) => {
    const domain = requireDomain(card);
    closeChannel(card.session.domain);
    if (p2 !== 0) throw new Refusal(status.wrongP1P2);
    const keySet = p1 === 0 ? domain.keySets[0] : keySetOf(domain, p1);
    if (keySet === undefined) throw new Refusal(status.referenceNotFound);
    if (isImplicit(keySet)) throw new Refusal(status.conditionsNotSatisfied);
    if (keySet.tries === 0) throw new Refusal(status.blocked);
    if (keySet.sequenceCounter > highestCounter[keySet.protocol])
      throw new Refusal(status.conditionsNotSatisfied);
    const { answer, initiation } =
      keySet.protocol === 'scp02'
        ? beginScp02(card, domain, keySet, hostChallenge)
        : beginScp03(card, domain, keySet, hostChallenge);
    card.session.domain.initiation = { version: keySet.version, card: initiation };
    return { data: concatBytes(domain.diversification, [keySet.version], answer) };
  },
};

interface Begun {
  /** What follows diversification data and key version in the answer. */
  readonly answer: Uint8Array;
  readonly initiation: CardInitiation;
}

function beginScp02(card: Card, domain: SecurityDomain, keySet: DomainKeySet, host: Uint8Array): Begun {
  if (host.length !== 8) throw new Refusal(status.wrongLength);
  const sequenceCounter = u16be(keySet.sequenceCounter);
  const pseudoRandom = (keySet.parameters & scp02Option.pseudoRandomChallenge) !== 0;
  const challenge = pseudoRandom ? scp02Challenge(keySet, sequenceCounter, domain.aid) : card.random(6);
  const initiation = beginScp02OnCard(keySet, { host, sequenceCounter, card: challenge }, keySet.parameters);
  return { initiation, answer: concatBytes([0x02], sequenceCounter, challenge, initiation.cardCryptogram) };
}

/** The first six bytes of a C-MAC over the AID, Card Specification 2.3.1 E.4.2.3. */
function scp02Challenge(keySet: DomainKeySet, counter: Uint8Array, aid: Uint8Array): Uint8Array {
  const { keys } = deriveScp02Session(keySet, new Uint8Array(8), counter, new Uint8Array(6));
  return retailMac(keys.cMac, pad80(aid, 8)).slice(0, 6);
}

const scp03Option = { s16: 0x01, pseudoRandom: 0x10 } as const;

function beginScp03(card: Card, domain: SecurityDomain, keySet: DomainKeySet, host: Uint8Array): Begun {
  const size = (keySet.parameters & scp03Option.s16) === 0 ? 8 : 16;
  if (host.length !== size) throw new Refusal(status.wrongLength);
  const pseudoRandom = (keySet.parameters & scp03Option.pseudoRandom) !== 0;
  const counter = concatBytes([keySet.sequenceCounter >> 16], u16be(keySet.sequenceCounter));
  const challenge = pseudoRandom
    ? pseudoRandomChallenge(keySet.enc, counter, domain.aid, size)
    : card.random(size);
  const initiation = beginScp03OnCard(keySet, host, challenge);
  return {
    initiation,
    answer: concatBytes(
      [0x03, keySet.parameters],
      challenge,
      initiation.cardCryptogram,
      pseudoRandom ? counter : [],
    ),
  };
}

/** Levels of Card Specification 2.3.1 table E-11 and amendment D table 7-5; R-MAC only where “i” has it. */
function offersLevel({ protocol, parameters }: DomainKeySet, level: number): boolean {
  if (protocol === 'scp02') {
    const levels =
      (parameters & scp02Option.rMac) === 0 ? [0x00, 0x01, 0x03] : [0x00, 0x01, 0x03, 0x10, 0x11, 0x13];
    return levels.includes(level);
  }
  const withRMac = (parameters & 0x20) === 0 ? [] : [0x11, 0x13];
  const withREncryption = (parameters & 0x60) === 0x60 ? [0x33] : [];
  return [0x00, 0x01, 0x03, ...withRMac, ...withREncryption].includes(level);
}

/**
 * EXTERNAL AUTHENTICATE, Card Specification 2.3.1 E.5.2. One try less is committed before the comparison, so that a tear cannot win one; a
 * success puts it back and raises the sequence counter.
 */
export const externalAuthenticate: CommandHandler = {
  name: 'EXTERNAL AUTHENTICATE',
  ins: 0x82,
  cla: 'etsi',
  case: 'in',
  basicChannelOnly: true,
  domain: 'opens-channel',
  run: (card, { p1: level, p2, data }) => {
    const domain = requireDomain(card);
    const { initiation } = card.session.domain;
    closeChannel(card.session.domain);
    if (initiation === undefined) throw new Refusal(status.conditionsNotSatisfied);
    const keySet = keySetOf(domain, initiation.version);
    if (keySet === undefined) throw new Refusal(status.conditionsNotSatisfied);
    const { messaging, hostCryptogram, dek } = initiation.card;
    if (p2 !== 0 || !offersLevel(keySet, level)) throw new Refusal(status.wrongP1P2);
    card.commit(withKeySet(card.image, { ...keySet, tries: keySet.tries - 1 }));
    const presented = messaging.unwrap({ cla: 0x84, ins: 0x82, p1: level, p2, data });
    if (presented === undefined || !equalBytes(presented, hostCryptogram))
      throw new Refusal(status.cryptogramWrong);
    const sequenceCounter = keySet.sequenceCounter + 1;
    card.commit(withKeySet(card.image, { ...keySet, tries: keySet.maxTries, sequenceCounter }));
    messaging.raise(level);
    card.session.domain.open = { level, messaging, protocol: keySet.protocol, dek };
    return {};
  },
};
