import type { Bytes } from '@conclave/shared/bytes';
import type { RequestId } from '@conclave/shared/ids';
import type { SigningKey } from '../crypto/sign.ts';
import { confirmationTagHash, epochOf } from '../mls/epoch.ts';
import type { MemberEpoch } from '../mls/receiveCommit.ts';
import { rosterOf } from '../mls/tree.ts';
import { signPass } from '../objects/entryPass.ts';
import type { Knock } from '../objects/knock.ts';
import { MAX_CONFIRMERS, sealLetter, type KnockKey } from '../objects/letter.ts';
import type { Via } from '../objects/via.ts';
import { keyText } from '../room/keyText.ts';
import { hashState, roleOf } from '../room/roomState.ts';

export interface LetterPlan {
  readonly epoch: MemberEpoch;
  /** Who lets in. */
  readonly participant: SigningKey;
  readonly knockId: RequestId;
  readonly knock: Knock;
  /** The link as members know it by now. */
  readonly via: Via;
  readonly knockKeys: readonly KnockKey[];
  /** Participant keys of members who are connected now. */
  readonly connected: readonly Bytes[];
}

/** [D-4] The letter that lets somebody in who knocked. */
export async function writeLetter(plan: LetterPlan): Promise<Bytes> {
  const { epoch, participant, knockId, knock, via } = plan;
  const { session, state, mls } = epoch;
  const { meetingId, sessionId } = session;
  const { participantKey, leafKey } = knock;
  const { policyNumber, recordNumber } = state;
  const letter = {
    ...{ meetingId, sessionId, policyNumber, recordNumber },
    epoch: epochOf(mls),
    confirmationTagHash: await confirmationTagHash(mls.confirmationTag),
    secret: epoch.secret,
    knockKeys: plan.knockKeys.slice(0, 2),
    pass: await signPass(session, { policyNumber, participantKey, leafKey, via }, participant),
    confirmers: confirmersOf(plan),
    stateHash: await hashState(state),
  };
  return sealLetter({ meetingId, knockId }, letter, knock.letterKey);
}

/** [D-4] The admitter first, then hosts and deputies, then others who are connected. */
function confirmersOf({ epoch: { state, mls }, participant, connected }: LetterPlan): Bytes[] {
  const own = participant.publicKey;
  const members = new Set(rosterOf(mls.ratchetTree).map((e) => keyText(e.participantKey)));
  const others = connected
    .filter((key) => keyText(key) !== keyText(own) && members.has(keyText(key)))
    .sort((a, b) => Number(roleOf(state, a) === 'guest') - Number(roleOf(state, b) === 'guest'));
  return [own, ...others].slice(0, MAX_CONFIRMERS);
}
