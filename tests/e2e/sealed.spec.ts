import { expect, test } from '@playwright/test';
import { clearBytes, codecOf } from '../../web/src/lib/e2ee/frame/clearBytes.ts';
import { TAG_BYTES } from '../../web/src/lib/e2ee/sframe/BaseKey.ts';
import { decodeHeader, type SFrameHeader } from '../../web/src/lib/e2ee/sframe/header.ts';
import { decodeKid } from '../../web/src/lib/e2ee/sframe/kid.ts';
import { hearTone, isAlike, seePictures, type Thumbnail } from './proof/decode.ts';
import { meet } from './proof/meeting.ts';
import { GUEST, HOST } from './proof/people.ts';
import { takeCipherOut } from './proof/plainCipher.ts';
import { TappedServer, type TappedStream } from './proof/TappedServer.ts';
import { freshPage, open } from './support/host.ts';
import { decodedFrames, expectMoving, tileOf } from './support/tiles.ts';
import { expectTone, giveTone } from './support/tone.ts';

let tapped: TappedServer;
test.beforeAll(async () => {
  tapped = await TappedServer.start();
});
test.afterAll(() => tapped.remove());

/** Three seconds of sound, and as many pictures as the decoder needs to be judged. */
const ENOUGH_SOUND = 150;
const ENOUGH_PICTURES = 30;

test('[R121, T25] what the server forwards is a sealed frame that decodes to nothing, where the same frames without the cipher decode', async ({
  browser,
}) => {
  const { server } = tapped;
  const { host, guest } = await meet(browser, server, async (hosts, guests) => {
    await giveTone(hosts, 1000);
    await giveTone(guests, 700);
    await takeCipherOut(guests);
  });

  // The guest opens what the host sealed: a tone and a picture are really on their way.
  await expectMoving(tileOf(guest, HOST));
  await expectTone(guest, 1000);
  await expect.poll(() => tapped.streams().filter(isLong).length).toBe(4);
  const streams = tapped.streams();

  await test.step('every frame is an SFrame of one member, and no counter comes twice', () => {
    for (const stream of streams) {
      const used = split(stream).map(({ header }) => `${header.kid} ${header.ctr}`);
      expect(new Set(used).size).toBe(stream.frames.length);
    }
    expect(streams.map(leafOf).sort()).toEqual([0, 0, 1, 1]);
  });

  const judge = await freshPage(browser, server);
  await open(judge, '/privacy');
  const sealed = ofLeaf(streams, 0);
  const plain = ofLeaf(streams, 1);

  // Both cameras show the same: the browser's own test picture.
  let camera: Thumbnail = [];
  await test.step('control: without the cipher, the server hears the tone and sees the picture', async () => {
    const sound = await hearTone(judge, bodies(plain.sound), 700);
    expect(sound.seconds).toBeGreaterThan(2);
    expect(sound.correlation).toBeGreaterThan(0.8);
    const [first, ...later] = await seePictures(judge, bodies(plain.picture));
    camera = first ?? camera;
    expect(later.filter((picture) => isAlike(picture, camera)).length).toBeGreaterThan(
      ENOUGH_PICTURES / 2,
    );
  });

  await test.step('sealed, it hears no tone and sees no picture, with or without the header', async () => {
    for (const of of [whole, bodies]) {
      const { correlation } = await hearTone(judge, of(sealed.sound), 1000);
      expect(correlation).toBeLessThan(0.05);
      const pictures = await seePictures(judge, of(sealed.picture));
      expect(pictures.filter((picture) => isAlike(picture, camera))).toEqual([]);
    }
  });

  await test.step('and who gets frames that are not sealed shows and plays none', async () => {
    expect(await decodedFrames(tileOf(host, GUEST))).toBe(0);
    await expect(tileOf(host, GUEST)).not.toHaveAttribute('data-picture', 'live');
  });
});

function isLong({ mimeType, frames }: TappedStream): boolean {
  return frames.length >= (mimeType === 'audio/opus' ? ENOUGH_SOUND : ENOUGH_PICTURES);
}

interface Split {
  readonly header: SFrameHeader;
  /** What a decoder would get if nothing were sealed: the clear bytes and the body, without tag. */
  readonly body: Buffer;
}

function split({ mimeType, frames }: TappedStream): Split[] {
  const codec = codecOf(mimeType);
  if (codec === undefined) throw new Error(`not sealed at all: ${mimeType}`);
  return frames.map((frame) => {
    const clear = clearBytes(codec, frame.readUInt8(0));
    const read = decodeHeader(frame.subarray(clear));
    if (read.state !== 'read') throw new Error(`not an SFrame: ${read.state}`);
    const sealed = frame.subarray(clear + read.size, frame.length - TAG_BYTES);
    return { header: read.header, body: Buffer.concat([frame.subarray(0, clear), sealed]) };
  });
}

function whole({ frames }: TappedStream): readonly Buffer[] {
  return frames;
}

function bodies(stream: TappedStream): Buffer[] {
  return split(stream).map(({ body }) => body);
}

function leafOf(stream: TappedStream): number {
  const leaves = new Set(split(stream).map(({ header }) => decodeKid(header.kid).leaf));
  expect(leaves.size).toBe(1);
  return [...leaves][0] ?? -1;
}

/** The microphone and the camera of the member with this leaf. */
function ofLeaf(
  streams: readonly TappedStream[],
  leaf: number,
): { sound: TappedStream; picture: TappedStream } {
  const theirs = streams.filter((stream) => leafOf(stream) === leaf);
  const sound = theirs.find(({ mimeType }) => mimeType === 'audio/opus');
  const picture = theirs.find(({ mimeType }) => mimeType === 'video/VP8');
  if (sound === undefined || picture === undefined) throw new Error('a stream is missing');
  return { sound, picture };
}
