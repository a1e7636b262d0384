import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { errorCodes, ERROR_CODES } from '../errorCodes.ts';
import { MeetingId } from '../ids.ts';
import { MAX_COMMIT_BYTES } from '../limits.ts';
import { blob } from './blob.ts';
import { CompanyPolicy, defaultCompanyPolicy } from './companyApi.ts';
import { DtlsParameters } from './media.ts';
import { peerRequests } from './peerRequests.ts';
import { serverNotifications } from './serverNotifications.ts';

const id = 'AAAAAAAAAAAAAAAAAAAAAA';

describe('wire schemas', () => {
  it('[T11] refuse a DTLS offer without fingerprints, which once killed a worker', () => {
    expect(v.safeParse(DtlsParameters, { role: 'server', fingerprints: [] }).success).toBe(false);
  });

  it('[S-15] read rules of before that name content in the mail without it, and allow nothing in its place', () => {
    const read = (summaryLevels: readonly string[]): readonly string[] =>
      v.parse(CompanyPolicy, { ...defaultCompanyPolicy, summaryLevels }).summaryLevels;
    expect(read(['link', 'code', 'full'])).toEqual(['link', 'code']);
    expect(read(['code'])).toEqual(['code']);
    expect(read(['full'])).toEqual([]);
    expect(read(['link', 'content'])).toEqual(['link', 'content']);
    expect(defaultCompanyPolicy.summaryLevels).toEqual(['link', 'code', 'content']);
    for (const wrong of [['whole'], ['full', 'full']]) {
      const rules = { ...defaultCompanyPolicy, summaryLevels: wrong };
      expect(v.safeParse(CompanyPolicy, rules).success).toBe(false);
    }
  });

  it('refuse what is not in the table: unknown fields, missing fields, other types', () => {
    const { params } = peerRequests.enter;
    const joinProof = new Uint8Array(32);
    expect(v.safeParse(params, { meetingId: id, joinProof }).success).toBe(true);
    for (const bad of [
      { meetingId: id, joinProof, more: 1 },
      { meetingId: id },
      { meetingId: id, joinProof: new Uint8Array(31) },
      { meetingId: `${id}A`, joinProof },
      { meetingId: '__proto__', joinProof },
      null,
      [],
      'enter',
    ]) {
      expect(v.safeParse(params, bad).success, JSON.stringify(bad)).toBe(false);
    }
  });

  it('refuse an id in a second spelling', () => {
    expect(v.safeParse(MeetingId, 'AAAAAAAAAAAAAAAAAAAAAB').success).toBe(false);
  });

  it('bound every byte string and copy it, whether Buffer or ArrayBuffer arrives', () => {
    const schema = blob(MAX_COMMIT_BYTES);
    expect(v.safeParse(schema, new Uint8Array(MAX_COMMIT_BYTES + 1)).success).toBe(false);
    expect(v.safeParse(schema, new Uint8Array(0)).success).toBe(false);
    const pooled = Buffer.from('abc');
    const parsed = v.parse(schema, pooled);
    expect(parsed.buffer.byteLength).toBe(3);
    expect(Buffer.from(v.parse(schema, new Uint8Array([1, 2]).buffer))).toEqual(
      Buffer.from([1, 2]),
    );
  });

  it('give no request and no notification the same name', () => {
    const both = Object.keys(serverNotifications).filter((name) => name in peerRequests);
    expect(both.filter((name) => name !== 'knock' && name !== 'commit')).toEqual([]);
  });

  it('name every refusal once, with a sentence', () => {
    expect(ERROR_CODES.length).toBe(new Set(ERROR_CODES).size);
    for (const sentence of Object.values(errorCodes)) expect(sentence).toMatch(/^[A-Z].*\.$/u);
  });
});
