import { toBase64Url, type Bytes } from '@conclave/shared/bytes';
import type { ConsentNotice, ConsentPurpose } from '@conclave/shared/consent/ConsentNotice';
import type { ConsentRecord } from '@conclave/shared/consent/ConsentRecord';
import type { ErrorCode } from '@conclave/shared/errorCodes';
import { RefusedError } from '@conclave/shared/RefusedError';
import { MeetingId } from '@conclave/shared/ids';
import type { ConsentTaken, HandInConsent } from '@conclave/shared/wire/consentApi';
import * as v from 'valibot';
import { beforeAll, expect, it } from 'vitest';
import { newBoxPair } from '../e2ee/crypto/hpke.ts';
import { newSigningKey, type SigningKey } from '../e2ee/crypto/sign.ts';
import { participantIdOf } from '../e2ee/objects/idBytes.ts';
import { ConsentOutbox } from './ConsentOutbox.ts';
import { draftRecord } from './draftRecord.ts';
import { decodeKept, grantedIn, type KeptConsent } from './KeptConsent.ts';
import { sealConsent } from './sealConsent.ts';

const statements = { live: 'Seen.', archive: 'Kept.', summary: 'Sent.' };
const notice: ConsentNotice = {
  ...{ format: 1, templateId: 'neutral', version: 1, purposes: ['live', 'archive'] },
  controller: { name: 'Hallwerk', address: '', contact: '', dpo: '', authority: '' },
  texts: { en: { intro: 'Health may come up.', statements, details: 'Kept.' } },
};
const meetingId = v.parse(MeetingId, 'A'.repeat(22));

let participant: SigningKey;
let hostBoxKey: Bytes;
beforeAll(async () => {
  participant = await newSigningKey();
  hostBoxKey = (await newBoxPair()).publicKey;
});

/** A browser and a server that says what it is told to say; it takes everything else. */
async function scene() {
  const participantId = await participantIdOf(participant.publicKey);
  const refusals: (ErrorCode | undefined)[] = [];
  /** Records by what commits to them. */
  const records = new Map<string, ConsentRecord>();
  const taken: ConsentRecord[] = [];
  let stored: Bytes = new Uint8Array();
  const keys = {
    consentPlace: () =>
      Promise.resolve({ participantId, joinProof: new Uint8Array(32), kept: stored }),
    sealConsent: async (json: string) => {
      const sealed = await sealConsent(json, { meetingId, hostBoxKey, participant });
      records.set(sealed.request.commitment, sealed.signed.record);
      return sealed;
    },
    keepConsent: (kept: Bytes) => {
      stored = kept;
      return Promise.resolve();
    },
  };
  const hash = toBase64Url(new Uint8Array(32));
  const handIn = (_proof: Bytes, { commitment }: HandInConsent): Promise<ConsentTaken> => {
    const refusal = refusals.shift();
    if (refusal !== undefined) return Promise.reject(new RefusedError(refusal));
    const record = records.get(commitment);
    if (record !== undefined) taken.push(record);
    const step = { position: taken.length, recordedAt: 0, head: hash, headBefore: hash };
    return Promise.resolve({ commitment, ...step });
  };
  const draft = ({ name, ...given }: Parameters<Draft>[0]): Promise<ConsentRecord> =>
    draftRecord({
      ...{ ...given, meetingId, notice, language: 'en', displayName: name },
      ...{ at: Date.UTC(2026, 10, 22), softwareVersion: '1' },
    });
  /** As after a reload: from what was stored. */
  const reopened = (): ConsentOutbox =>
    new ConsentOutbox({ keys, api: { handIn }, draft, changed: () => Promise.resolve() }, kept());
  const kept = (): KeptConsent | undefined => decodeKept(stored);
  const answer = async (...granted: ConsentPurpose[]): Promise<void> => {
    const outbox = reopened();
    const withdraws = granted.length === 0 && grantedIn(kept()).length > 0;
    await outbox.record({ name: 'Ilse', granted, withdraws });
    await outbox.send();
  };
  return { refusals, taken, kept, answer, reopened };
}

type Draft = ConstructorParameters<typeof ConsentOutbox>[0]['draft'];

/** [G-10] Each names the one before it. */
function expectChained(taken: readonly ConsentRecord[]): void {
  const before = [null, ...taken.map(({ record_id: id }) => id)];
  expect(taken.map(({ previous_record_id: id }) => id)).toEqual(before.slice(0, -1));
}

it.each(['quotaExceeded', 'notNow'] as const)(
  '[R75, G-14] after an answer that is refused with %s the withdrawal is sent, as the one after the last that was taken',
  async (code) => {
    const { refusals, taken, kept, answer } = await scene();
    await answer('archive');
    refusals.push(code);
    await expect(answer('live', 'archive')).rejects.toMatchObject({ code });
    expect([grantedIn(kept()), kept()?.unsent]).toEqual([['archive'], []]);
    await answer();
    expect(taken.map(({ event }) => event.state)).toEqual(['given', 'withdrawn']);
    expectChained(taken);
    expect(kept()).toMatchObject({ unsent: [], taken: { position: 2 } });
  },
);

it('[R75] a withdrawal that waits behind an answer whose fate nobody knows is made anew where that one is refused', async () => {
  const { refusals, taken, kept, answer } = await scene();
  await answer('archive');
  refusals.push('unavailable', 'unavailable', 'quotaExceeded');
  await expect(answer('live')).rejects.toMatchObject({ code: 'unavailable' });
  await expect(answer()).rejects.toMatchObject({ code: 'unavailable' });
  expect([grantedIn(kept()), kept()?.unsent.length]).toEqual([[], 2]);
  await answer();
  expect(taken.map(({ event }) => event.state)).toEqual(['given', 'withdrawn']);
  expectChained(taken);
});

it('[G-10] what was lost on its way is taken first, and what waits behind it follows it', async () => {
  const { refusals, taken, kept, answer } = await scene();
  refusals.push('unavailable', undefined, 'quotaExceeded');
  await expect(answer('live')).rejects.toMatchObject({ code: 'unavailable' });
  await expect(answer('live', 'archive')).rejects.toMatchObject({ code: 'quotaExceeded' });
  expect(kept()).toMatchObject({ unsent: [], taken: { position: 1 } });
  expect(grantedIn(kept())).toEqual(['live']);
  await answer('archive');
  expectChained(taken);
  expect(taken).toHaveLength(2);
});

it('keeps at most two that wait, so that what is stored can be read after a reload', async () => {
  const { refusals, taken, kept, answer } = await scene();
  for (let times = 0; times < 14; times += 1) {
    refusals.push('unavailable');
    const granted: ConsentPurpose[] = times % 2 === 0 ? ['live'] : ['live', 'archive'];
    await expect(answer(...granted)).rejects.toMatchObject({ code: 'unavailable' });
    expect(kept()?.unsent.length).toBe(Math.min(2, times + 1));
  }
  await answer('archive');
  expect(
    taken.map((record) => grantedIn({ signed: { record, participant_key: '', signature: '' } })),
  ).toEqual([['live'], ['archive']]);
  expectChained(taken);
});

it('[R74] what gives less holds in the browser though the server refuses it, and stands in no later answer’s way', async () => {
  const { refusals, taken, kept, answer } = await scene();
  await answer('live', 'archive');
  refusals.push('quotaExceeded');
  await expect(answer('live')).rejects.toMatchObject({ code: 'quotaExceeded' });
  expect([grantedIn(kept()), kept()?.taken]).toEqual([['live'], null]);
  refusals.push('quotaExceeded');
  await answer();
  expectChained(taken);
  expect(taken.at(-1)?.event.state).toBe('withdrawn');
});

it('[R69] whoever agrees to nothing joins, whether the server takes that answer or not', async () => {
  const { refusals, kept, answer } = await scene();
  refusals.push('quotaExceeded');
  await answer();
  expect([grantedIn(kept()), kept()?.unsent.length]).toEqual([[], 1]);
  await answer('archive');
  expect(kept()).toMatchObject({ unsent: [], taken: { position: 2 } });
});
