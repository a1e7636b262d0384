import type { ParticipantId } from '@conclave/shared/ids';
import type { Member } from '../e2ee/session/RoomView.ts';
import type { IncomingView, MediaView } from '../media/MediaView.ts';
import { mediaKey, type MediaKey } from '../media/Receiving.ts';
import type { SealState } from '../ui/SealState.ts';

/** A tile: somebody's camera, or the screen they share. */
export interface TileModel {
  key: MediaKey;
  kind: 'camera' | 'screen';
  member: Member;
  /** The connection behind it broke a while ago. */
  away: boolean;
  seal: SealState;
  /** What is shown; undefined for initials or a sentence. */
  track: MediaStreamTrack | undefined;
  picture: PictureState;
  /** Frames decoded so far, for whoever looks at the page from outside: tests. */
  framesDecoded: number;
  quality: IncomingView['quality'];
}

/** What there is instead of a picture, or why it stands still. */
type PictureState =
  'none' | 'live' | 'waiting' | 'noRoom' | 'noData' | 'askedKeyFrame' | 'reconsumed' | 'rejoined';

/** Frames of one sender that must fail, without one that opens, until the key is called wrong. */
const BROKEN_AFTER = 50;

/**
 * How far somebody's encryption is known to hold. Presence is sealed, so a name means that the keys
 * fit; frames say the same of media. Nothing the server says counts.
 */
export function sealOf(member: Member, streams: readonly IncomingView[]): SealState {
  const opened = streams.some(({ seal }) => seal.passed > 0);
  if (!member.self && !opened && streams.some(isBroken)) return 'broken';
  if (member.name === '') return 'verifying';
  return member.compared && !member.self ? 'compared' : 'sealed';
}

function isBroken({ seal }: IncomingView): boolean {
  const failed = ['badTag', 'noKey', 'wrongSender', 'malformed', 'truncated', 'unknownCodec'];
  const dropped = failed.reduce((sum, reason) => sum + (seal.dropped[reason] ?? 0), 0);
  return seal.passed === 0 && dropped >= BROKEN_AFTER;
}

/** What a tile shows of an incoming picture. Nothing is shown before a frame was opened and decoded. */
export function pictureOf(stream: IncomingView | undefined, announced: boolean): PictureState {
  if (!announced) return 'none';
  if (stream === undefined || stream.paused) return 'waiting';
  if (!stream.forwarded) return 'noRoom';
  if (stream.health.kind === 'stuck') return stuck(stream.health);
  return stream.figures.framesDecoded > 0 && stream.seal.passed > 0 ? 'live' : 'waiting';
}

function stuck({ stall, tried }: Extract<IncomingView['health'], { kind: 'stuck' }>): PictureState {
  if (tried === 'rejoin') return 'rejoined';
  if (stall === 'noData') return 'noData';
  return tried === 'reconsume' ? 'reconsumed' : 'askedKeyFrame';
}

/** What of a tile neither the members nor the incoming streams say. */
export interface TileContext {
  /** One's own pictures. */
  camera: MediaStreamTrack | undefined;
  screen: MediaStreamTrack | undefined;
  /** The line has no room for them. */
  picturesYield?: boolean;
  /** Whose connection broke a while ago. */
  away: ReadonlySet<ParticipantId>;
}

/** The tiles of everybody, cameras in the order of the members. */
export function tilesOf(
  members: readonly Member[],
  { incoming }: Pick<MediaView, 'incoming'>,
  { camera, screen, away, picturesYield = false }: TileContext,
): { cameras: TileModel[]; screens: TileModel[] } {
  const cameras: TileModel[] = [];
  const screens: TileModel[] = [];
  for (const member of members) {
    const streams = (['camera', 'microphone', 'screen', 'screenAudio'] as const).flatMap(
      (source) => incoming.get(mediaKey(member.participantId, source)) ?? [],
    );
    const seal = sealOf(member, streams);
    const parts = { streams, seal, away: away.has(member.participantId), picturesYield };
    cameras.push(tile(member, 'camera', { ...parts, own: camera }));
    if (member.screen || streams.some(({ source }) => source === 'screen')) {
      screens.push(tile(member, 'screen', { ...parts, own: screen }));
    }
  }
  return { cameras, screens };
}

function tile(
  member: Member,
  kind: 'camera' | 'screen',
  parts: {
    streams: readonly IncomingView[];
    seal: SealState;
    away: boolean;
    picturesYield: boolean;
    own: MediaStreamTrack | undefined;
  },
): TileModel {
  const key = mediaKey(member.participantId, kind);
  const base = { key, kind, member, away: parts.away, seal: parts.seal };
  if (member.self) return { ...base, ...ownPicture(parts), framesDecoded: 0, quality: 'good' };
  const stream = parts.streams.find(({ source }) => source === kind);
  const announced = kind === 'camera' ? member.camera : true;
  const picture = pictureOf(stream, announced);
  const closed = parts.seal === 'broken' || parts.seal === 'verifying';
  return {
    ...base,
    picture,
    track: closed || !isShown(picture) ? undefined : stream?.track,
    framesDecoded: stream?.figures.framesDecoded ?? 0,
    quality: worst(parts.streams),
  };
}

/** What others are sent of it: where that is nothing, nobody should believe to be seen. */
function ownPicture({
  own,
  picturesYield,
}: {
  own: MediaStreamTrack | undefined;
  picturesYield: boolean;
}): Pick<TileModel, 'track' | 'picture'> {
  if (own === undefined) return { track: undefined, picture: 'none' };
  return picturesYield ? { track: undefined, picture: 'noRoom' } : { track: own, picture: 'live' };
}

/** A picture that once moved stays while it is repaired; one that never came is not shown. */
function isShown(picture: PictureState): boolean {
  return picture !== 'none' && picture !== 'noRoom';
}

function worst(streams: readonly IncomingView[]): IncomingView['quality'] {
  const all = streams.map(({ quality }) => quality);
  if (all.includes('poor')) return 'poor';
  return all.includes('fair') ? 'fair' : 'good';
}
