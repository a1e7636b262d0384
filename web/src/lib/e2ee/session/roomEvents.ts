import type { Bytes } from '@conclave/shared/bytes';
import { leavesOf } from '../room/decideOrder.ts';
import { keyText } from '../room/keyText.ts';
import { roleOf } from '../room/roomState.ts';
import { rosterOf } from '../mls/tree.ts';
import type { Act } from '../room/commitData.ts';
import type { MemberBoard } from './MemberBoard.ts';
import type { Advance } from './Membership.ts';
import type { RoomEvent } from './RoomView.ts';

/** What a commit means to the people in the room. Every key in it is known to the board. */
export function eventsOf(
  { before, now, facts }: Advance,
  board: MemberBoard,
  wasConnected: (leaf: number) => boolean,
): RoomEvent[] {
  const by = board.idOf(facts.sender.participantKey);
  const { data } = facts;
  switch (data.kind) {
    case 'join':
      return isNew(before, facts.sender.participantKey)
        ? [{ kind: 'joined', participantId: by }]
        : [];
    case 'return':
      return isNew(before, facts.sender.participantKey)
        ? [{ kind: 'joined', participantId: by }]
        : [];
    case 'retire':
    case 'update':
      return [];
    case 'tidy':
      return tidied({ before, now, facts }, board, wasConnected);
    case 'act':
      return actEvents(data.act, board, { before, now, by });
    case 'kick':
      return [{ kind: 'kicked', participantIds: data.targets.map((key) => board.idOf(key)), by }];
  }
}

type Weighed = Pick<Advance, 'before' | 'now' | 'facts'>;

/** Gone are those of whom no leaf is left. Who had a connection was removed by somebody's wish. */
function tidied(
  { before, now, facts }: Weighed,
  board: MemberBoard,
  wasConnected: (leaf: number) => boolean,
): RoomEvent[] {
  const gone = rosterOf(before.mls.ratchetTree).filter(
    ({ leaf, participantKey }) =>
      facts.removes.includes(leaf) &&
      leavesOf(rosterOf(now.mls.ratchetTree), [participantKey]).length === 0,
  );
  const by = board.idOf(facts.sender.participantKey);
  const removed = gone.filter(({ leaf }) => wasConnected(leaf)).map(idOf(board));
  const left = gone.filter(({ leaf }) => !wasConnected(leaf)).map(idOf(board));
  const events: RoomEvent[] = left.map((participantId) => ({ kind: 'left', participantId }));
  return removed.length === 0
    ? events
    : [...events, { kind: 'tidied', participantIds: removed, by }];
}

function idOf(
  board: MemberBoard,
): (entry: { participantKey: Bytes }) => ReturnType<MemberBoard['idOf']> {
  return ({ participantKey }) => board.idOf(participantKey);
}

function isNew({ mls }: Advance['before'], participantKey: Bytes): boolean {
  const key = keyText(participantKey);
  return !rosterOf(mls.ratchetTree).some((entry) => keyText(entry.participantKey) === key);
}

function actEvents(
  act: Act,
  board: MemberBoard,
  { now, by }: Pick<Advance, 'before' | 'now'> & { by: ReturnType<MemberBoard['idOf']> },
): RoomEvent[] {
  switch (act.kind) {
    case 'door':
      return [{ kind: 'doorChanged', door: act.door, by }];
    case 'lock':
    case 'unlock':
      return [{ kind: 'lockChanged', locked: act.kind === 'lock', by }];
    case 'appoint':
    case 'revoke': {
      const key = act.kind === 'appoint' ? act.certificate.participantKey : act.participantKey;
      return [
        { kind: 'roleChanged', participantId: board.idOf(key), role: roleOf(now.state, key), by },
      ];
    }
  }
}
