import { concat, toBase64Url, type Bytes } from '@conclave/shared/bytes';
import { MeetingId } from '@conclave/shared/ids';
import { SUMMARY_BOX_BYTES, SUMMARY_SELF_BYTES, SummaryId } from '@conclave/shared/wire/summaryApi';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { readSummaryLink, summaryLink } from '../../summary/summaryLink.ts';
import { readSummaryCode, summaryCodeText } from './summaryCode.ts';
import {
  openSummaryKey,
  openSummarySelf,
  proveSelf,
  provenSelf,
  sealSummaryKey,
  sealSummarySelf,
  summaryAccess,
  summaryPair,
} from './summaryKeys.ts';

const filled = (size: number, first: number): Bytes =>
  Uint8Array.from({ length: size }, (_, at) => (first + at * 7) & 0xff);
const place = {
  meetingId: v.parse(MeetingId, toBase64Url(filled(16, 1))),
  summaryId: v.parse(SummaryId, toBase64Url(filled(16, 2))),
};
const secret = filled(32, 3);
const code = filled(10, 4);
const self = {
  hostKey: filled(32, 5),
  participantKey: filled(32, 6),
  notesKey: filled(32, 7),
  recordNumber: 4,
  recordHash: filled(32, 13),
  topic: 'Schichtplan für das Frühjahr',
  organizer: 'Mara Feldhaus',
};

describe('what is sealed to a summary', () => {
  it('[S-1] opens with its link, and is as large for every topic', async () => {
    const pair = await summaryPair(secret, undefined);
    const sealed = await sealSummarySelf(pair.publicKey, place, self);
    expect(await proveSelf(secret, place, sealed)).toHaveLength(SUMMARY_SELF_BYTES);
    const short = await sealSummarySelf(pair.publicKey, place, { ...self, topic: '' });
    expect(short).toHaveLength(sealed.length);
    expect(await openSummarySelf(await summaryPair(secret, undefined), place, sealed)).toEqual(
      self,
    );
  });

  it('[S-12] opens at level `code` with link and code together alone', async () => {
    const pair = await summaryPair(secret, code);
    const sealed = await sealSummarySelf(pair.publicKey, place, self);
    const tries = [undefined, filled(10, 9)].map(async (other) =>
      openSummarySelf(await summaryPair(secret, other), place, sealed),
    );
    expect(await Promise.all(tries)).toEqual([undefined, undefined]);
    expect(await openSummarySelf(await summaryPair(secret, code), place, sealed)).toEqual(self);
  });

  it('[R101] [S-5] is of one meeting, one summary and one record', async () => {
    const pair = await summaryPair(secret, undefined);
    const archiveKey = filled(32, 8);
    const at = { ...place, recordNumber: 4 };
    const sealedKey = await sealSummaryKey(pair.publicKey, at, archiveKey);
    expect(sealedKey).toHaveLength(SUMMARY_BOX_BYTES);
    expect(await openSummaryKey(pair, at, sealedKey)).toEqual(archiveKey);
    const elsewhere = v.parse(MeetingId, toBase64Url(filled(16, 11)));
    const other = v.parse(SummaryId, toBase64Url(filled(16, 12)));
    for (const wrong of [
      { ...at, recordNumber: 5 },
      { ...at, meetingId: elsewhere },
      { ...at, summaryId: other },
    ]) {
      expect(await openSummaryKey(pair, wrong, sealedKey)).toBeUndefined();
    }
  });

  it('[S-14] counts with the proof of its link alone, for its place alone', async () => {
    const pair = await summaryPair(secret, undefined);
    const sealed = await sealSummarySelf(pair.publicKey, place, self);
    const proven = await proveSelf(secret, place, sealed);
    expect(await provenSelf(secret, place, proven)).toEqual(sealed);
    // What any member could make, who knows the public half.
    const forged = await sealSummarySelf(pair.publicKey, place, {
      ...self,
      hostKey: filled(32, 9),
    });
    const { access } = await summaryAccess(secret);
    const meetingId = v.parse(MeetingId, toBase64Url(filled(16, 11)));
    const summaryId = v.parse(SummaryId, toBase64Url(filled(16, 12)));
    for (const [where, bytes] of [
      [place, concat(forged, proven.slice(-32))],
      [place, concat(forged, filled(32, 1))],
      [place, await proveSelf(access, place, forged)],
      [place, forged],
      [place, proven.slice(1)],
      [{ ...place, meetingId }, proven],
      [{ ...place, summaryId }, proven],
    ] as const) {
      expect(await provenSelf(secret, where, bytes)).toBeUndefined();
    }
  });

  it('[S-2] is not opened by what the link proves itself with', async () => {
    const { access, hash } = await summaryAccess(secret);
    expect(access).not.toEqual(secret);
    expect(hash).not.toEqual(access);
    const pair = await summaryPair(secret, undefined);
    const sealed = await sealSummarySelf(pair.publicKey, place, self);
    expect(await openSummarySelf(await summaryPair(access, undefined), place, sealed)).toBe(
      undefined,
    );
  });
});

describe('the code of a meeting', () => {
  it('[S-12] is five words that lead back to it, however they are typed', () => {
    const text = summaryCodeText(code);
    expect(text).toMatch(/^(?:[bdfghjklmnprstvz][aiou]){2}[bdfghjklmnprstvz](?: \w{5}){4}$/u);
    expect(readSummaryCode(text)).toEqual(code);
    expect(readSummaryCode(` ${text.toUpperCase().replaceAll(' ', ' - ')}. `)).toEqual(code);
    expect(summaryCodeText(new Uint8Array(10))).toBe('babab babab babab babab babab');
    expect(summaryCodeText(new Uint8Array(10).fill(255))).toBe('zuzuz zuzuz zuzuz zuzuz zuzuz');
  });

  it.each(['', 'babab', 'babab babab babab babab baba', 'ababa babab babab babab babab', 'é'])(
    'is not %j',
    (text) => {
      expect(readSummaryCode(text)).toBeUndefined();
    },
  );
});

describe('the link of a summary', () => {
  it('[S-2] holds its secret behind the #, and says whether a code is wanted', () => {
    for (const asksCode of [true, false]) {
      const link = { summaryId: place.summaryId, secret, asksCode };
      const { pathname, hash } = new URL(summaryLink('https://meet.example', link));
      expect(pathname).toBe(`/s/${place.summaryId}`);
      expect(readSummaryLink(pathname.slice(3), hash)).toEqual(link);
    }
  });

  it.each(['', '#', `#${'A'.repeat(42)}`, `#${'A'.repeat(43)}d`, `#${'A'.repeat(42)}B`])(
    'is damaged with %j',
    (hash) => {
      expect(readSummaryLink(place.summaryId, hash)).toBeUndefined();
    },
  );
});
