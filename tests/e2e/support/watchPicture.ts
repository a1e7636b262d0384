import type { JSHandle, Locator } from '@playwright/test';

/** What arrives decoded on a track, whatever the page shows of it or takes down. */
export interface Watch {
  /** Frames so far. */
  frames(): Promise<number>;
  /** Frames that come within this time from now. */
  framesWithin(ms: number): Promise<number>;
}

/** Keeps hold of the track of a tile's picture in a player that the page knows nothing of. */
export async function watchPicture(tile: Locator): Promise<Watch> {
  const player: JSHandle<HTMLVideoElement> = await tile
    .locator('video')
    .evaluateHandle(async (video: HTMLVideoElement) => {
      if (!(video.srcObject instanceof MediaStream)) throw new Error('the tile shows nothing');
      const own = document.createElement('video');
      own.muted = true;
      own.srcObject = new MediaStream(
        video.srcObject.getVideoTracks().map((track) => track.clone()),
      );
      await own.play();
      return own;
    });
  const frames = (): Promise<number> =>
    player.evaluate((video) => video.getVideoPlaybackQuality().totalVideoFrames);
  return {
    frames,
    framesWithin: (ms) =>
      player.evaluate(async (video, wait) => {
        const before = video.getVideoPlaybackQuality().totalVideoFrames;
        await new Promise((resolve) => setTimeout(resolve, wait));
        return video.getVideoPlaybackQuality().totalVideoFrames - before;
      }, ms),
  };
}
