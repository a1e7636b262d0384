import { ByteWriter } from '@conclave/shared/ByteWriter';
import { concat, copyBytes, type Bytes } from '@conclave/shared/bytes';
import type { SessionId } from '@conclave/shared/ids';
import type { AuthenticationService } from 'ts-mls/authenticationService.js';
import type { Credential } from 'ts-mls/credential.js';
import {
  PUBLIC_KEY_BYTES,
  SIGNATURE_BYTES,
  sign,
  verify,
  type SigningKey,
} from '../crypto/sign.ts';
import { idBytes } from '../objects/idBytes.ts';

/** [P-2] Binds a leaf's MLS signature key to a participant, for one session. */
export async function leafCredential(
  sessionId: SessionId,
  participant: SigningKey,
  leafKey: Bytes,
): Promise<Credential> {
  const signature = await sign(participant, 'leaf', messageOf(sessionId, leafKey));
  return { credentialType: 'basic', identity: concat(participant.publicKey, signature) };
}

/** The participant key that a credential names; whether it signed is for the authentication service. */
export function participantKeyOf(credential: Credential): Bytes | undefined {
  if (credential.credentialType !== 'basic') return undefined;
  const { identity } = credential;
  if (identity.length !== PUBLIC_KEY_BYTES + SIGNATURE_BYTES) return undefined;
  return copyBytes(identity.subarray(0, PUBLIC_KEY_BYTES));
}

/** [P-2] What MLS asks for every leaf of every tree. */
export function authenticationService(sessionId: SessionId): AuthenticationService {
  return {
    validateCredential: (credential, leafKey) =>
      isCredentialGenuine(sessionId, credential, copyBytes(leafKey)),
  };
}

export async function isCredentialGenuine(
  sessionId: SessionId,
  credential: Credential,
  leafKey: Bytes,
): Promise<boolean> {
  const participantKey = participantKeyOf(credential);
  if (participantKey === undefined || credential.credentialType !== 'basic') return false;
  const signature = copyBytes(credential.identity.subarray(PUBLIC_KEY_BYTES));
  const message = messageOf(sessionId, leafKey);
  return verify(participantKey, { label: 'leaf', message, signature });
}

function messageOf(sessionId: SessionId, leafKey: Bytes): Bytes {
  return new ByteWriter().fixed(idBytes(sessionId), 16).fixed(leafKey, PUBLIC_KEY_BYTES).end();
}
