import { copyBytes, type Bytes } from '@conclave/shared/bytes';
import type { ClientState } from 'ts-mls/clientState.js';
import { mlsExporter } from 'ts-mls/keySchedule.js';
import { sha256 } from '../crypto/hash.ts';
import type { CipherSuite } from './cipherSuite.ts';

/** One member's view of one epoch of the group. Immutable: keeping an old one is all that undo takes. */
export type MlsState = ClientState;

const NO_CONTEXT = new Uint8Array(0);

/** 6. What the exporter gives for each purpose (RFC 9420 section 8.5). */
const EXPORTS = {
  frames: { label: 'SFrame 1.0 Base Key', size: 16 },
  messages: { label: 'conclave/app/v1', size: 32 },
  record: { label: 'conclave/record/v1', size: 32 },
} as const;

export async function exportKey(
  suite: CipherSuite,
  { keySchedule }: MlsState,
  purpose: keyof typeof EXPORTS,
): Promise<Bytes> {
  const { label, size } = EXPORTS[purpose];
  return copyBytes(await mlsExporter(keySchedule.exporterSecret, label, NO_CONTEXT, size, suite));
}

export function epochOf(state: MlsState): bigint {
  return state.groupContext.epoch;
}

export function ownLeafOf(state: MlsState): number {
  return state.privatePath.leafIndex;
}

/** Equal for those, and only those, who are in the same epoch of the same group. */
export function authenticatorOf(state: MlsState): Bytes {
  return copyBytes(state.keySchedule.epochAuthenticator);
}

/** What a letter says of its epoch, so that a GroupInfo for it can be told from another. */
export function confirmationTagHash(confirmationTag: Uint8Array): Promise<Bytes> {
  return sha256(copyBytes(confirmationTag));
}
