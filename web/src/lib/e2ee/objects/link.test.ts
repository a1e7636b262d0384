import { toBase64Url } from '@conclave/shared/bytes';
import { MeetingId } from '@conclave/shared/ids';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { decodeLinkCode, encodeLinkCode, linkPath, type LinkCode } from './link.ts';
import { linkKeys } from './linkKeys.ts';
import { readLinkLocation } from './linkLocation.ts';

const filled = (size: number, value: number): Uint8Array<ArrayBuffer> =>
  new Uint8Array(size).fill(value);
const meetingId = v.parse(MeetingId, toBase64Url(filled(16, 1)));
const otherMeeting = v.parse(MeetingId, toBase64Url(filled(16, 2)));
const copied: LinkCode = { kind: 'copied', secret: filled(16, 0xa5) };
const mailed: LinkCode = { kind: 'mailed', secret: filled(16, 0x5a) };

/** Computed apart from this code; a change here is a new kind of link. */
const COPIED_CODE = '040ab9d5mpjtb9d5mpjtb9d5mpjtahf2';

describe('[L-1] the code of a link', () => {
  it('is Crockford base32 of version, kind, secret and checksum', async () => {
    expect(await encodeLinkCode(meetingId, copied)).toBe(COPIED_CODE);
  });

  it.each([copied, mailed])('is read as it was written: %o', async (code) => {
    const text = await encodeLinkCode(meetingId, code);
    expect(await decodeLinkCode(meetingId, text)).toEqual(code);
  });

  it('may be typed: capitals, spaces, hyphens, o for 0, i and l for 1', async () => {
    const typed = COPIED_CODE.toUpperCase()
      .replaceAll('0', 'O')
      .replaceAll('1', 'l')
      .replaceAll(/(.{4})/gu, '$1 - ');
    expect(await decodeLinkCode(meetingId, typed)).toEqual(copied);
  });

  it('[T19] is refused with any letter changed, dropped or added', async () => {
    const changed = Array.from(COPIED_CODE).flatMap((letter, at) => {
      const other = letter === 'z' ? 'y' : 'z';
      const [head, tail] = [COPIED_CODE.slice(0, at), COPIED_CODE.slice(at + 1)];
      return [head + other + tail, head + tail, head + other + letter + tail];
    });
    const read = await Promise.all(changed.map((code) => decodeLinkCode(meetingId, code)));
    expect(read.filter((code) => code !== undefined)).toEqual([]);
  });

  it.each(['', 'u', '!', '0'.repeat(90), `${COPIED_CODE}0`])('refuses %j', async (text) => {
    expect(await decodeLinkCode(meetingId, text)).toBeUndefined();
  });

  it('belongs to its meeting', async () => {
    expect(await decodeLinkCode(otherMeeting, COPIED_CODE)).toBeUndefined();
  });
});

describe('[L-2] the keys of a link', () => {
  it('are four, and none follows from another', async () => {
    const keys = await linkKeys(meetingId, copied);
    const { joinProof, knockKey, lobbyKey, openKey } = keys;
    expect([joinProof, knockKey, lobbyKey, openKey].map(toBase64Url)).toEqual(LINK_KEYS);
  });

  it('differ between meetings and between secrets', async () => {
    const all = await Promise.all([
      linkKeys(meetingId, copied),
      linkKeys(otherMeeting, copied),
      linkKeys(meetingId, mailed),
    ]);
    expect(new Set(all.map(({ joinProof }) => toBase64Url(joinProof))).size).toBe(3);
  });
});

/** Computed apart from this code. */
const LINK_KEYS = [
  'ZQ4YVYROZIbR1Rlo2MODTfHGiD824vFZy5fT1BmjmrY',
  'U-M4_lZe2Kc622NSK4XCDNDB4JoFUjE7qq4R41FPfZw',
  '7W3nzrKLUBpuTj5e70Xw4461GGSd1DmWI3LXsLe28xc',
  'j3vI0PhDDGWSLx_UvUfVskBjodFYVJ-sPQe_FiXYk88',
];

describe('[L-3] the address of a page', () => {
  const path = linkPath(meetingId, COPIED_CODE);
  const [pathname = '', code = ''] = path.split('#');

  it('with a fragment is a link', async () => {
    expect(await readLinkLocation({ pathname, hash: `#${code}` })).toEqual({
      kind: 'link',
      meetingId,
      code: copied,
      exposed: false,
    });
  });

  it.each(['%23', '%2523'])(
    'with %s in its path is a link that the server has seen',
    async (encoded) => {
      const read = await readLinkLocation({ pathname: `${pathname}${encoded}${code}`, hash: '' });
      expect(read).toEqual({ kind: 'link', meetingId, code: copied, exposed: true });
    },
  );

  it('may end in a slash that a program added', async () => {
    const read = await readLinkLocation({ pathname: `${pathname}/`, hash: `#${code}/` });
    expect(read).toMatchObject({ kind: 'link', exposed: false });
  });

  it('without a code is a meeting', async () => {
    expect(await readLinkLocation({ pathname, hash: '' })).toEqual({ kind: 'meeting', meetingId });
  });

  it.each([
    { pathname, hash: `#${code.slice(0, -1)}` },
    { pathname: `${pathname}%23`, hash: '' },
    { pathname: `${pathname}%23${code.replace('b', 'c')}`, hash: '' },
  ])('is damaged: %o', async (parts) => {
    expect(await readLinkLocation(parts)).toEqual({ kind: 'damaged', meetingId });
  });

  it('with another id than one of ours is damaged', async () => {
    const read = await readLinkLocation({ pathname: '/m/nobody', hash: `#${code}` });
    expect(read).toEqual({ kind: 'damaged', meetingId: undefined });
  });
});
