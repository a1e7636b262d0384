import { toBase64Url } from '@conclave/shared/bytes';
import { ParticipantId, PeerId } from '@conclave/shared/ids';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { Member } from '../e2ee/session/RoomView.ts';
import type { IncomingView } from '../media/MediaView.ts';
import { noFigures } from '../media/quality.ts';
import { mediaKey } from '../media/Receiving.ts';
import { NOBODY } from './LostConnections.ts';
import { roomSeal } from './roomSeal.ts';
import { pictureOf, sealOf, tilesOf } from './tiles.ts';

const id = (n: number): string => toBase64Url(new Uint8Array(16).fill(n));
const member = (n: number, more: Partial<Member> = {}): Member => ({
  participantId: v.parse(ParticipantId, id(n)),
  name: 'Ilse',
  role: 'guest',
  peerId: v.parse(PeerId, id(n)),
  leaf: n,
  tone: 1,
  self: false,
  admittedBy: null,
  unverifiedLink: false,
  compared: false,
  microphone: 'on',
  camera: true,
  screen: false,
  speaking: false,
  handRaisedAt: null,
  agreedTo: '',
  ...more,
});

/** Stands for a track: only whether it is passed on matters here. */
const track: unknown = { kind: 'video' };
const isTrack = (value: unknown): value is MediaStreamTrack => value === track;

function stream(n: number, more: Partial<IncomingView> = {}): IncomingView {
  if (!isTrack(track)) throw new Error('unreachable');
  return {
    participantId: v.parse(ParticipantId, id(n)),
    source: 'camera',
    track,
    paused: false,
    forwarded: true,
    health: { kind: 'playing' },
    quality: 'good',
    figures: { ...noFigures, framesDecoded: 30 },
    seal: { passed: 30, dropped: {} },
    codec: 'video/VP8',
    ...more,
  };
}
const nobody = { camera: undefined, screen: undefined, away: NOBODY };
const tilesFor = (person: Member, view: IncomingView): ReturnType<typeof tilesOf> =>
  tilesOf(
    [person],
    { incoming: new Map([[mediaKey(person.participantId, 'camera'), view]]) },
    nobody,
  );

describe('nobody is shown unsealed', () => {
  it('without a sealed word of theirs there is no picture, whatever is decoded', () => {
    const { cameras } = tilesFor(member(1, { name: '' }), stream(1));
    expect(cameras[0]).toMatchObject({ seal: 'verifying', track: undefined });
  });

  it('frames that all fail make the key wrong, and the picture goes', () => {
    const failing = stream(1, { seal: { passed: 0, dropped: { badTag: 50 } } });
    expect(tilesFor(member(1), failing).cameras[0]).toMatchObject({
      seal: 'broken',
      track: undefined,
    });
  });

  it.each([
    ['a few failures while keys change', { passed: 0, dropped: { noKey: 20 } }],
    ['failures beside frames that open', { passed: 5, dropped: { badTag: 400 } }],
    ['frames that came twice', { passed: 0, dropped: { replayed: 400 } }],
  ])('%s do not', (_what, seal) => {
    expect(sealOf(member(1), [stream(1, { seal })])).toBe('sealed');
  });

  it('one key that fails or is checked decides for the whole room', () => {
    const fine = tilesFor(member(1, { compared: true }), stream(1)).cameras;
    const checked = tilesFor(member(2, { name: '' }), stream(2)).cameras;
    const failing = stream(3, { seal: { passed: 0, dropped: { badTag: 50 } } });
    const broken = tilesFor(member(3), failing).cameras;
    expect(roomSeal([...fine, ...checked]).state).toBe('verifying');
    expect(roomSeal([...fine, ...checked, ...broken])).toMatchObject({
      state: 'broken',
      name: 'Ilse',
    });
  });

  it('counts who was compared among the others, never oneself', () => {
    const me = tilesOf(
      [member(9, { self: true, compared: true })],
      { incoming: new Map() },
      nobody,
    );
    const others = [
      ...tilesFor(member(1, { compared: true }), stream(1)).cameras,
      ...tilesFor(member(2), stream(2)).cameras,
    ];
    expect(me.cameras[0]?.seal).toBe('sealed');
    expect(roomSeal([...me.cameras, ...others])).toMatchObject({ state: 'sealed', n: 1, of: 2 });
    expect(roomSeal([...me.cameras, ...others.slice(0, 1)]).state).toBe('compared');
    expect(roomSeal(me.cameras).kind).toBe('alone');
  });
});

describe('a tile of somebody whose connection broke', () => {
  it('[R66] says so on the tile of that person alone', () => {
    const away = new Set([member(1).participantId]);
    const { cameras } = tilesOf(
      [member(1, { name: '' }), member(2)],
      { incoming: new Map() },
      { ...nobody, away },
    );
    expect(cameras.map((tile) => tile.away)).toEqual([true, false]);
  });
});

it('[T08] the own picture rests where the line has no room for it, and the tile says so', () => {
  if (!isTrack(track)) throw new Error('unreachable');
  const me = member(1, { self: true });
  const own = { ...nobody, camera: track };
  const yielded = tilesOf([me], { incoming: new Map() }, { ...own, picturesYield: true });
  expect(yielded.cameras[0]).toMatchObject({ picture: 'noRoom', track: undefined });
  const sent = tilesOf([me], { incoming: new Map() }, own);
  expect(sent.cameras[0]).toMatchObject({ picture: 'live', track });
  const off = tilesOf([me], { incoming: new Map() }, { ...nobody, picturesYield: true });
  expect(off.cameras[0]).toMatchObject({ picture: 'none' });
});

describe('the picture of a tile', () => {
  it.each<[string, IncomingView | undefined, boolean, string]>([
    ['camera off', stream(1), false, 'none'],
    ['announced, nothing there yet', undefined, true, 'waiting'],
    ['decoded but never opened', stream(1, { seal: { passed: 0, dropped: {} } }), true, 'waiting'],
    ['opened but not decoded', stream(1, { figures: noFigures }), true, 'waiting'],
    ['thin line', stream(1, { forwarded: false }), true, 'noRoom'],
    ['moving', stream(1), true, 'live'],
  ])('%s', (...[, view, announced, picture]) => {
    expect(pictureOf(view, announced)).toBe(picture);
  });

  it('says what is being done about one that stands still', () => {
    const stuck = (tried: 'keyFrame' | 'reconsume' | 'rejoin', stall: 'noData' | 'undecodable') =>
      pictureOf(stream(1, { health: { kind: 'stuck', stall, sinceMs: 9000, tried } }), true);
    expect(stuck('keyFrame', 'undecodable')).toBe('askedKeyFrame');
    expect(stuck('reconsume', 'undecodable')).toBe('reconsumed');
    expect(stuck('rejoin', 'undecodable')).toBe('rejoined');
    expect(stuck('reconsume', 'noData')).toBe('noData');
  });
});
