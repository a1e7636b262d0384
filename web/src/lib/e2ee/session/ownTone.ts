import type { Bytes } from '@conclave/shared/bytes';
import { ownLeafOf } from '../mls/epoch.ts';
import type { MemberEpoch } from '../mls/receiveCommit.ts';
import { rosterOf } from '../mls/tree.ts';
import { keyText } from '../room/keyText.ts';
import type { RememberedSession } from '../storage/Memory.ts';
import { chooseTone } from './tone.ts';

/** The colour for oneself in a session that was just entered. */
export function ownTone(
  { mls, session }: MemberEpoch,
  participantKey: Bytes,
  known: RememberedSession | undefined,
): number {
  const own = keyText(participantKey);
  const others = rosterOf(mls.ratchetTree).filter((each) => keyText(each.participantKey) !== own);
  return chooseTone({
    leaf: ownLeafOf(mls),
    others: others.map(({ leaf }) => leaf),
    kept: known?.sessionId === session.sessionId ? known.tone : undefined,
  });
}
