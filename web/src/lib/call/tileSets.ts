import type { ParticipantId } from '@conclave/shared/ids';
import type { Member } from '../e2ee/session/RoomView.ts';
import type { MediaKey } from '../media/Receiving.ts';
import { handsInOrder } from './layout/order.ts';
import type { TileModel } from './tiles.ts';

/** Place in the queue of raised hands, 1 for the first. */
export function handNumbers(members: readonly Member[]): ReadonlyMap<ParticipantId, number> {
  const people = members.map((member) => ({ ...member, id: member.participantId }));
  return new Map(handsInOrder(people).map(({ id }, at) => [id, at + 1]));
}

/** Whose tiles speak, without one's own. */
export function speakingKeys(tiles: readonly TileModel[]): ReadonlySet<MediaKey> {
  const speaking = tiles.filter(({ member }) => member.speaking && !member.self);
  return new Set(speaking.map(({ key }) => key));
}

/** The known order without those who are gone, then whoever is new. */
export function orderOf(known: readonly MediaKey[], tiles: readonly TileModel[]): MediaKey[] {
  const present = new Set(tiles.map(({ key }) => key));
  const kept = known.filter((key) => present.has(key));
  return [...kept, ...[...present].filter((key) => !kept.includes(key))];
}

export function inOrder(order: readonly MediaKey[], tiles: readonly TileModel[]): TileModel[] {
  const byKey = new Map(tiles.map((tile) => [tile.key, tile]));
  return order.flatMap((key) => byKey.get(key) ?? []);
}
