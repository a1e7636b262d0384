import { describe, expect, it } from 'vitest';
import { cameraEncodings, chooseVideoCodec, withConstantOpus } from './encodings.ts';
import { layerFor, spatialLayers } from './layers.ts';
import type { RtpCapabilities } from './rtpTypes.ts';

function capabilities(...mimeTypes: string[]): RtpCapabilities {
  return {
    codecs: mimeTypes.map((mimeType) => ({
      kind: mimeType.startsWith('audio') ? 'audio' : 'video',
      mimeType,
      preferredPayloadType: 100,
      clockRate: 90_000,
      parameters: { minptime: 10 },
    })),
  };
}

describe('choice of the video codec', () => {
  it.each([
    ['somebody cannot decode VP9', capabilities('video/VP8', 'video/VP9'), false, 'VP8'],
    ['this browser cannot send VP9', capabilities('video/VP8', 'video/H264'), true, 'VP8'],
    ['this browser says nothing of its codecs', {}, true, 'VP8'],
    ['everybody can', capabilities('video/vp8', 'video/vp9'), true, 'VP9'],
  ] as const)('when %s', (...[, sendable, everyoneDecodesVp9, codec]) => {
    expect(chooseVideoCodec({ sendable, everyoneDecodesVp9 })).toBe(codec);
  });
});

describe('layers of the own camera', () => {
  it.each([
    [1080, [4, 2, 1]],
    [720, [4, 2, 1]],
    [719, [2, 1]],
    [360, [2, 1]],
    [359, [1]],
    [0, [1]],
  ])('a VP8 picture %i high is sent scaled by %j', (height, scales) => {
    expect(cameraEncodings('VP8', height).map((e) => e.scaleResolutionDownBy)).toEqual(scales);
  });

  it('gives a larger layer more bits than the one below', () => {
    for (const height of [180, 360, 720]) {
      const bits = cameraEncodings('VP8', height).map(({ maxBitrate }) => maxBitrate ?? 0);
      expect(bits).toEqual([...bits].sort((a, b) => a - b));
      expect(new Set(bits).size).toBe(bits.length);
    }
  });

  it('sends VP9 as one stream with as many layers', () => {
    expect([720, 360, 180].map((h) => cameraEncodings('VP9', h)[0]?.scalabilityMode)).toEqual([
      'L3T3_KEY',
      'L2T3_KEY',
      'L1T3',
    ]);
  });
});

describe('constant bit rate', () => {
  it('is asked of Opus whatever the server offered, and of nothing else', () => {
    const offered = capabilities('audio/opus', 'video/VP8');
    const codecs = withConstantOpus(offered).codecs ?? [];
    expect(codecs[0]?.parameters).toEqual({ minptime: 10, cbr: 1, useinbandfec: 1, usedtx: 0 });
    expect(codecs[1]).toEqual(offered.codecs?.[1]);
  });
});

describe('layer by tile size', () => {
  it.each([
    ['S3T3', 3],
    ['L3T3_KEY', 3],
    ['L2T3', 2],
    ['L1T3', 1],
    ['L9T9', 1],
    ['', 1],
    [undefined, 1],
  ])('reads %s as %i layers', (mode, layers) => {
    expect(spatialLayers(mode)).toBe(layers);
  });

  it.each([
    ['a tile of the film strip', { width: 148, height: 84 }, 3, 1, 0],
    ['a tile of a page of nine', { width: 420, height: 236 }, 3, 1, 0],
    ['a tile of a page of four', { width: 620, height: 349 }, 3, 1, 1],
    ['the same on a sharp screen', { width: 620, height: 349 }, 3, 2, 2],
    ['the stage', { width: 1200, height: 675 }, 3, 1, 2],
    ['the stage, but only one layer is sent', { width: 1200, height: 675 }, 1, 1, 0],
    ['a tall tile that crops', { width: 180, height: 640 }, 3, 1, 2],
    ['a small tile, two layers', { width: 200, height: 112 }, 2, 1, 0],
  ] as const)('%s', (...[, size, layers, ratio, layer]) => {
    expect(layerFor(size, layers, ratio)).toBe(layer);
  });
});
