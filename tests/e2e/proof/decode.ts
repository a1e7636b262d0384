import type { Page } from '@playwright/test';

/**
 * What the browser's own decoders make of frames. A page of a localhost origin is needed: WebCodecs
 * exists only there.
 */
export interface Sound {
  /** Decoded sound in seconds. Opus makes noise of anything, so this alone says nothing. */
  readonly seconds: number;
  /** With the tone, in half of all half seconds: 1 for the tone itself, near 0 for noise. */
  readonly correlation: number;
}

/** Decodes Opus frames and looks for a tone; the median over half seconds. */
export function hearTone(page: Page, frames: readonly Buffer[], hertz: number): Promise<Sound> {
  const encoded = frames.map((frame) => frame.toString('base64'));
  return page.evaluate(decodeOpus, { encoded, hertz });
}

/** What a picture looks like from afar: red, green and blue of 16 by 12 points. */
export type Thumbnail = readonly number[];

/**
 * Decodes VP8 frames. That a picture comes out says as little as with sound: a key frame's clear head
 * makes a decoder paint whatever the rest may be.
 */
export function seePictures(page: Page, frames: readonly Buffer[]): Promise<Thumbnail[]> {
  return page.evaluate(
    decodeVp8,
    frames.map((frame) => frame.toString('base64')),
  );
}

/** Apart by so much on average, of 255, two pictures are not of the same. */
const ALIKE = 30;

export function isAlike(one: Thumbnail, other: Thumbnail): boolean {
  const apart = one.reduce((sum, value, at) => sum + Math.abs(value - (other[at] ?? 0)), 0);
  return apart / one.length < ALIKE;
}

async function decodeOpus(options: { encoded: string[]; hertz: number }): Promise<Sound> {
  const RATE = 48_000;
  const samples: number[] = [];
  const decodeSome = async (frames: string[]): Promise<void> => {
    const decoder = new AudioDecoder({
      output: (data) => {
        const plane = new Float32Array(data.numberOfFrames);
        data.copyTo(plane, { planeIndex: 0, format: 'f32-planar' });
        for (const sample of plane) samples.push(sample);
        data.close();
      },
      error: () => undefined, // what came out before is still looked at
    });
    decoder.configure({ codec: 'opus', sampleRate: RATE, numberOfChannels: 1 });
    frames.forEach((frame, at) => {
      const data = Uint8Array.from(atob(frame), (letter) => letter.charCodeAt(0));
      if (decoder.state === 'configured')
        decoder.decode(new EncodedAudioChunk({ type: 'key', timestamp: at * 20_000, data }));
    });
    await decoder.flush().catch(() => undefined);
    if (decoder.state !== 'closed') decoder.close();
  };
  // A decoder that fails stays closed, so each half second gets its own.
  for (let at = 0; at < options.encoded.length; at += 25) {
    await decodeSome(options.encoded.slice(at, at + 25));
  }
  const step = (2 * Math.PI * options.hertz) / RATE;
  const window = RATE / 2;
  const correlations: number[] = [];
  for (let start = 0; start + window <= samples.length; start += window) {
    let [cosine, sine, power] = [0, 0, 0];
    for (let i = 0; i < window; i++) {
      const sample = samples[start + i] ?? 0;
      cosine += sample * Math.cos(step * i);
      sine += sample * Math.sin(step * i);
      power += sample * sample;
    }
    correlations.push(power === 0 ? 0 : Math.hypot(cosine, sine) / Math.sqrt((power * window) / 2));
  }
  correlations.sort((a, b) => a - b);
  const correlation = correlations[Math.floor(correlations.length / 2)] ?? 0;
  return { seconds: samples.length / RATE, correlation };
}

async function decodeVp8(encoded: string[]): Promise<number[][]> {
  const thumbnails: number[][] = [];
  const [width, height] = [16, 12];
  const paper = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  const decoder = new VideoDecoder({
    output: (frame) => {
      paper?.drawImage(frame, 0, 0, width, height);
      const { data = [] } = paper?.getImageData(0, 0, width, height) ?? {};
      thumbnails.push([...data].filter((_, at) => at % 4 !== 3));
      frame.close();
    },
    error: () => undefined, // counted by the pictures that do not come
  });
  decoder.configure({ codec: 'vp8' });
  encoded.forEach((frame, at) => {
    const data = Uint8Array.from(atob(frame), (letter) => letter.charCodeAt(0));
    const type = at === 0 ? 'key' : 'delta';
    if (decoder.state === 'configured')
      decoder.decode(new EncodedVideoChunk({ type, timestamp: at * 40_000, data }));
  });
  await decoder.flush().catch(() => undefined);
  if (decoder.state !== 'closed') decoder.close();
  return thumbnails;
}
