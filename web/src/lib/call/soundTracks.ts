import type { MediaView } from '../media/MediaView.ts';
import { isSound } from '../media/Receiving.ts';

/** Everything that can be heard. */
export function soundTracks({ incoming }: MediaView): ReadonlyMap<string, MediaStreamTrack> {
  const sounds = [...incoming].filter(([, { source }]) => isSound(source));
  return new Map(sounds.map(([key, { track }]) => [key, track]));
}
