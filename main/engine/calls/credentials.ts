import { InputError } from '../../base/error.ts';
import { parseRecipient, sealTo } from '../../jobs/gba/seal-to.ts';
import { credentialDoc } from '../gba/credential-doc.ts';
import { sequenceOf } from '../gba/sequence.ts';
import { shelfOf } from '../gba/shelf.ts';
import { suiteOf } from '../gba/targets.ts';
import { tryNaf } from '../gba/try-naf.ts';
import type { Handler } from './context.ts';

export const listCredentials: Handler<'credentials.list'> = async (_input, { parts }) => {
  const now = parts.clock.now();
  return (await shelfOf(parts)).list().map((stored) => credentialDoc(stored, now));
};

export const forgetCredential: Handler<'credentials.forget'> = async ({ credential }, { parts, about }) => {
  const { document } = (await shelfOf(parts)).forget(credential);
  about({ iccid: document.iccid });
  return {};
};

export const testCredential: Handler<'credentials.test'> = async (
  { credential: id, naf, network },
  { parts, signal, operation, about },
) => {
  const shelf = await shelfOf(parts);
  const stored = shelf.get(id);
  const { keyId, nafFqdn, uaProtocol, iccid } = stored.document;
  about({ iccid });
  const suite = suiteOf(uaProtocol);
  if (suite === undefined || (naf.suite !== undefined && naf.suite !== suite)) throw otherSuite(suite);
  const credential = { id: keyId, key: shelf.keyOf(stored), nafFqdn };
  const tell = sequenceOf(parts.hub, parts.clock, operation);
  return tryNaf({ credential, suite, naf, network, signal, tell });
};

export const exportCredential: Handler<'credentials.export'> = async (
  { credential: id, recipient },
  { parts, about },
) => {
  const shelf = await shelfOf(parts);
  const sealedTo = await parseRecipient(recipient);
  const stored = shelf.get(id);
  const { gateway, document, expiresAt } = stored;
  about({ iccid: document.iccid });
  const { cseId, kind, keyId, nafFqdn, uaProtocol } = document;
  const k = shelf.keyOf(stored).use((key) => Buffer.from(key).toString('base64url'));
  const sealed = await sealTo(sealedTo, {
    format: 'gateway-credential',
    version: 1,
    gateway,
    ...(cseId === undefined ? {} : { cseId }),
    kind,
    id: keyId,
    nafFqdn,
    uaProtocol,
    expires: new Date(expiresAt).toISOString(),
    key: { kty: 'oct', k },
  });
  return { document: sealed };
};

function otherSuite(suite: string | undefined): InputError {
  return new InputError('credential.other-suite', 'This key was derived for another cipher suite.', {
    hint:
      suite === undefined
        ? 'Bootstrap again for the suite of the NAF.'
        : `Leave the suite out, or derive a key for it: this one is for ${suite}.`,
    meaning: 'The NAF was not asked.',
    clause: '3GPP TS 33.220 H.3',
    details: { who: 'device', ...(suite === undefined ? {} : { suite }) },
  });
}
