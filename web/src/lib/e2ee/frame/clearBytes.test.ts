import { describe, expect, it } from 'vitest';
import { clearBytes, codecOf } from './clearBytes.ts';

describe('[R121] clear bytes', () => {
  it.each([
    'video/H264',
    'video/AV1',
    'video/H265',
    'video/rtx',
    'audio/PCMU',
    'audio/red',
    'audio/vp8',
    'video/opus',
    'vp8',
    '',
    'video/VP8 ',
  ])('knows no way to seal %j', (mimeType) => {
    expect(codecOf(mimeType)).toBeUndefined();
  });

  it('knows its codecs however they are spelt', () => {
    expect(['audio/opus', 'video/VP8', 'VIDEO/vp9'].map(codecOf)).toEqual(['opus', 'vp8', 'vp9']);
  });

  it('leaves nothing of Opus and VP9 readable, whatever the first byte', () => {
    const all = Array.from({ length: 256 }, (_, byte) => byte);
    expect(all.filter((byte) => clearBytes('opus', byte) + clearBytes('vp9', byte) > 0)).toEqual(
      [],
    );
  });

  it('leaves 10 bytes of VP8 key frames and 1 of others, by bit 0 of the first byte', () => {
    const all = Array.from({ length: 256 }, (_, byte) => clearBytes('vp8', byte));
    expect(all).toEqual(all.map((_, byte) => (byte % 2 === 0 ? 10 : 1)));
  });
});
