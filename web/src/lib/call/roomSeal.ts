import type { SealState } from '../ui/SealState.ts';
import type { TileModel } from './tiles.ts';

/** How the whole room stands. One key that fails or is checked decides for everybody. */
export type RoomSeal =
  | { kind: 'alone'; state: SealState }
  | { kind: 'checking' | 'broken'; state: SealState; name: string }
  | { kind: 'compared'; state: SealState; n: number; of: number };

/** The badge counts other people: oneself one does not compare. */
export function roomSeal(cameras: readonly TileModel[]): RoomSeal {
  const others = cameras.filter(({ member }) => !member.self);
  const broken = others.find(({ seal }) => seal === 'broken');
  if (broken !== undefined) return { kind: 'broken', state: 'broken', name: broken.member.name };
  const checking = others.find(({ seal }) => seal === 'verifying');
  if (checking !== undefined) {
    return { kind: 'checking', state: 'verifying', name: checking.member.name };
  }
  if (others.length === 0) return { kind: 'alone', state: 'sealed' };
  const n = others.filter(({ seal }) => seal === 'compared').length;
  return {
    kind: 'compared',
    state: n === others.length ? 'compared' : 'sealed',
    n,
    of: others.length,
  };
}
