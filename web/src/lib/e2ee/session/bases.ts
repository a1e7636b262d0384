import { equalBytes, type Bytes } from '@conclave/shared/bytes';
import type { SessionId } from '@conclave/shared/ids';
import type { HostKeys } from '../host/HostKeys.ts';
import type { KeySecret } from '../objects/keySecret.ts';
import type { KnockKey, Letter } from '../objects/letter.ts';
import { viaOf } from '../objects/via.ts';
import { isSecretOf, openPreviousKey, openShare } from '../objects/recordSecret.ts';
import type { LeafKeys } from '../mls/leaf.ts';
import type { Memory } from '../storage/Memory.ts';
import type { Basis } from './Basis.ts';
import type { Entered } from './enterMeeting.ts';

/** What somebody at the door has in hand. */
export interface Hand {
  readonly entered: Entered;
  readonly memory: Memory;
  readonly host: HostKeys | undefined;
  readonly leafKeys: LeafKeys;
}

/**
 * The best ground on which to join the running session without knocking: the host's keys [B-3], what
 * was kept [B-1], or an open door [D-5]. Undefined: knock.
 */
export async function basisAtHand(hand: Hand, sessionId: SessionId): Promise<Basis | undefined> {
  if (hand.host !== undefined) return hostBasis(hand, hand.host, sessionId);
  return rememberedBasis(hand, sessionId) ?? openBasis(hand, sessionId);
}

async function hostBasis(
  hand: Hand,
  host: HostKeys,
  sessionId: SessionId,
): Promise<Basis | undefined> {
  const secret = await openShare(hand.entered.record, host.box);
  if (secret === undefined) return undefined;
  const knockKeys = knockKeysOf(host);
  return { ...groundOf(hand, sessionId), secret, knockKeys, host };
}

function rememberedBasis(hand: Hand, sessionId: SessionId): Basis | undefined {
  const { session } = hand.memory;
  if (session?.sessionId !== sessionId) return undefined;
  if (session.recordNumber !== hand.entered.record.number) return undefined;
  const { secret, knockKeys } = session;
  return { ...groundOf(hand, sessionId), secret, knockKeys };
}

function openBasis(hand: Hand, sessionId: SessionId): Basis | undefined {
  const { openKeys, record, link, linkVersion } = hand.entered;
  if (openKeys?.recordNumber !== record.number) return undefined;
  const knockKeys = [{ kind: link.kind, linkVersion, key: link.knockKey, exposed: false }];
  return { ...groundOf(hand, sessionId), secret: openKeys.secret, knockKeys };
}

type Ground = Omit<Basis, 'secret' | 'knockKeys'>;

function groundOf({ entered, memory, leafKeys }: Hand, sessionId: SessionId): Ground {
  const known = memory.session?.sessionId === sessionId ? memory.session : undefined;
  return {
    session: { ...entered.meeting, sessionId },
    recordNumber: entered.record.number,
    via: viaOf(entered.link),
    leafKeys,
    letter: undefined,
    host: undefined,
    epochFloor: known?.epochFloor ?? 0n,
    policyFloor: known?.policyFloor ?? 0,
  };
}

/** [D-4] A letter as ground, if all of it fits what we know; undefined if somebody made it up. */
export async function letterBasis(
  hand: Hand,
  letter: Letter,
  participantKey: Bytes,
): Promise<Basis | undefined> {
  if (!(await doesLetterFit(hand, letter, participantKey))) return undefined;
  const { recordNumber, secret, knockKeys, epoch, policyNumber } = letter;
  const ground = groundOf(hand, letter.sessionId);
  return {
    ...ground,
    recordNumber,
    secret,
    knockKeys,
    letter,
    epochFloor: epoch > ground.epochFloor ? epoch : ground.epochFloor,
    policyFloor: Math.max(policyNumber, ground.policyFloor),
  };
}

/** For our keys, not older than what we saw, and with the secret to which the record commits. */
async function doesLetterFit(
  { entered, memory, leafKeys }: Hand,
  { pass, recordNumber, secret }: Letter,
  participantKey: Bytes,
): Promise<boolean> {
  if (!equalBytes(pass.participantKey, participantKey)) return false;
  if (!equalBytes(pass.leafKey, leafKeys.publicKey)) return false;
  if (recordNumber < memory.recordFloor) return false;
  const { record } = entered;
  return record.number !== recordNumber || isSecretOf(record, secret);
}

export function knockKeysOf(host: HostKeys): KnockKey[] {
  return host.links.map(({ kind, linkVersion, knockKey }) => ({
    kind,
    linkVersion,
    key: knockKey,
    exposed: false,
  }));
}

/** The archive key before the newest record's: who knocked before it was made sealed to its inbox. */
export async function olderArchiveKeys(entered: Entered, secret: KeySecret): Promise<Bytes[]> {
  const previous = await openPreviousKey(entered.record, secret.archiveKey);
  return previous === undefined ? [] : [previous];
}
