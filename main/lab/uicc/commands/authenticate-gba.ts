import { answerChallenge } from '../../../auth/challenge.ts';
import {
  encodeBootstrappingAnswer,
  encodeNafDerivationAnswer,
} from '../../../auth/gba/authenticate-answer.ts';
import { decodeGbaCommand, type GbaCommand } from '../../../auth/gba/authenticate-command.ts';
import { modifyMac } from '../../../auth/gba/mac-modification.ts';
import { deriveKsExtNaf, deriveKsIntNaf, ksOfAka, type NafKeyInputs } from '../../../auth/gba/naf-key.ts';
import { modifyRes } from '../../../auth/gba/res-modification.ts';
import { InputError } from '../../../base/error.ts';
import type { Card } from '../os/card.ts';
import type { Reply } from '../os/command.ts';
import { withFile } from '../os/image-edit.ts';
import { Refusal } from '../os/refusal.ts';
import { status } from '../os/status.ts';
import { type Authenticator, hasService } from './authenticator.ts';
import { bTidOf, gbaFilesOf, withNaf, withRandOnly } from './gba-files.ts';

/**
 * AUTHENTICATE in the GBA context, 3GPP TS 31.102 7.1.1 and TS 33.220 annex G, on USIM and ISIM: bootstrapping (DD) or NAF derivation (DE).
 * Ks, CK, IK and Ks_int_NAF never leave the card; they outlive a power-off, as EF_GBABP and EF_GBANL do.
 * @throws Refusal 9864 without the GBA service, 9862 for a wrong MAC, 6985 without Ks, 6A80
 */
export function authenticateGba(card: Card, authenticator: Authenticator, data: Uint8Array): Reply {
  const { table, service } = gbaFilesOf(authenticator.adf);
  if (!hasService(card.image, authenticator.adf, table, service))
    throw new Refusal(status.authenticationContext);
  const command = commandIn(data);
  return command.mode === 'bootstrapping'
    ? bootstrap(card, authenticator, command)
    : deriveNafKeys(card, authenticator, command);
}

/** The challenge is AUTN*: its MAC is put right with IK first. What is kept is kept before RES leaves. */
function bootstrap(
  card: Card,
  { adf, authentication, algorithm }: Authenticator,
  { rand, autn }: Extract<GbaCommand, { mode: 'bootstrapping' }>,
): Reply {
  const { ck, ik } = algorithm.f2345(rand);
  // TUAK may be set to keys of 32 bytes: GBA has no Ks for them.
  if (ck.length !== 16 || ik.length !== 16) throw new Refusal(status.conditionsNotSatisfied);
  const result = answerChallenge(algorithm, authentication.sequences, rand, modifyMac(autn, ik));
  switch (result.outcome) {
    case 'mac-failure':
      throw new Refusal(status.authenticationMac);
    case 'synchronisation-failure':
      return { data: encodeBootstrappingAnswer(result) };
    case 'authenticated':
    default: {
      const nafKeys = authentication.gba?.nafKeys ?? [];
      const gba = { ks: ksOfAka(ck, ik), rand, nafKeys };
      const next = { ...authentication, sequences: result.sequences, gba };
      const image = withFile(card.image, { ...adf, authentication: next });
      card.commit(withRandOnly(image, adf, rand));
      const res = modifyRes(result.res);
      return { data: encodeBootstrappingAnswer({ outcome: 'authenticated', res }) };
    }
  }
}

function deriveNafKeys(
  card: Card,
  { adf, authentication }: Authenticator,
  { nafId, impi }: Extract<GbaCommand, { mode: 'naf-derivation' }>,
): Reply {
  const { gba } = authentication;
  if (gba === undefined) throw new Refusal(status.conditionsNotSatisfied);
  const inputs: NafKeyInputs = { rand: gba.rand, impi, nafId };
  const naf = { nafId, bTid: bTidOf(card.image, adf), ksIntNaf: deriveKsIntNaf(gba.ks, inputs) };
  const { image, record } = withNaf(card.image, adf, gba, naf);
  // The one derived last stands first: the last in this list is the next to be overwritten.
  const others = gba.nafKeys.filter((key) => key.record !== record);
  const next = { ...authentication, gba: { ...gba, nafKeys: [{ ...naf, record }, ...others] } };
  card.commit(withFile(image, { ...adf, authentication: next }));
  return { data: encodeNafDerivationAnswer(deriveKsExtNaf(gba.ks, inputs)) };
}

function commandIn(data: Uint8Array): GbaCommand {
  try {
    return decodeGbaCommand(data);
  } catch (error) {
    if (error instanceof InputError) throw new Refusal(status.wrongData);
    throw error;
  }
}
