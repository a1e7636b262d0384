import type { ParticipantId } from '@conclave/shared/ids';
import type { SharedDocument } from './SharedDocument.ts';

/** Who points, types or draws under a client id. Not for what is written: that is `authorOf`. */
export function pointerOf(
  document: Pick<SharedDocument, 'authorOf' | 'pointerOf'>,
  clientId: number,
): ParticipantId | undefined {
  return document.authorOf(clientId) ?? document.pointerOf?.(clientId);
}
