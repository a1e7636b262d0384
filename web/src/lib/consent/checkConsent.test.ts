import { concat, fromBase64Url, toBase64Url, utf8, type Bytes } from '@conclave/shared/bytes';
import { canonicalJson } from '@conclave/shared/consent/canonicalJson';
import type { ConsentNotice } from '@conclave/shared/consent/ConsentNotice';
import { MeetingId } from '@conclave/shared/ids';
import type { ConsentList, ConsentStep } from '@conclave/shared/wire/consentApi';
import { chainBytes, commitmentBytes } from '@conclave/shared/wire/signed/consent';
import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../e2ee/crypto/hash.ts';
import { newBoxPair, sealTo, type BoxPair } from '../e2ee/crypto/hpke.ts';
import { newSigningKey, type SigningKey } from '../e2ee/crypto/sign.ts';
import { participantIdOf } from '../e2ee/objects/idBytes.ts';
import { checkConsents, type CheckedConsent, type ConsentProof } from './checkConsent.ts';
import { draftRecord, type ConsentAct } from './draftRecord.ts';
import {
  consentPurpose,
  openConsent,
  sealConsent,
  type OpenedConsent,
  type SealedConsent,
} from './sealConsent.ts';

const meetingId = v.parse(MeetingId, 'AAECAwQFBgcICQoLDA0ODw');

const notice: ConsentNotice = {
  format: 1,
  templateId: 'neutral',
  version: 3,
  controller: {
    name: 'Hallwerk',
    address: 'Lindenweg 4',
    contact: 'mara@example.org',
    dpo: '',
    authority: '',
  },
  purposes: ['live', 'archive'],
  texts: {
    en: {
      intro: 'Health may come up.',
      statements: {
        live: 'I agree to be seen.',
        archive: 'I agree to notes.',
        summary: 'I agree to mail.',
      },
      details: 'Kept until the meeting is deleted.',
    },
    de: {
      intro: 'Gesundheit kann Thema sein.',
      statements: { live: 'Ja, Bild und Ton.', archive: 'Ja, Texte.', summary: 'Ja, Mail.' },
      details: 'Bis die Besprechung gelöscht wird.',
    },
  },
};

interface Scene {
  readonly host: BoxPair;
  readonly ilse: SigningKey;
  readonly tomas: SigningKey;
  readonly sealed: readonly SealedConsent[];
  readonly list: ConsentList;
  readonly proof: ConsentProof;
}

let scene: Scene;

async function act(whose: SigningKey, change: Partial<ConsentAct> = {}): Promise<ConsentAct> {
  return {
    meetingId,
    participantId: await participantIdOf(whose.publicKey),
    displayName: 'Ilse Brandtner',
    notice,
    language: 'de',
    granted: ['live'],
    previous: undefined,
    withdraws: false,
    at: Date.UTC(2026, 10, 22, 9, 30),
    softwareVersion: '0.1.0',
    ...change,
  };
}

/** The chain that a server makes of these, whose steps before were another meeting's. */
async function listed(sealed: readonly SealedConsent[]): Promise<ConsentList> {
  const headBefore = await sha256(utf8('steps of another meeting'));
  const steps: ConsentStep[] = [];
  const consents: ConsentList['consents'] = [];
  let head: Bytes = headBefore;
  for (const [at, { signed, request }] of sealed.entries()) {
    const { mayProduce, sealedRecord } = request;
    const commitment = fromBase64Url(request.commitment);
    const step = { position: at + 5, commitment, recordedAt: 1_790_000_040_000 };
    head = await sha256(chainBytes(head, step));
    const shown = { commitment: toBase64Url(commitment), head: toBase64Url(head) };
    steps.push({ ...step, ...shown });
    const participantId = signed.record.principal.id;
    consents.push({ position: at + 5, participantId, mayProduce, sealedRecord });
  }
  return { headBefore: toBase64Url(headBefore), steps, consents };
}

beforeAll(async () => {
  const host = await newBoxPair();
  const [ilse, tomas] = [await newSigningKey(), await newSigningKey()];
  const first = await draftRecord(await act(ilse));
  const records = [
    { whose: ilse, record: first },
    { whose: tomas, record: await draftRecord(await act(tomas, { granted: [] })) },
    {
      whose: ilse,
      record: await draftRecord(
        await act(ilse, { granted: [], withdraws: true, previous: first.record_id }),
      ),
    },
  ];
  const sealed = await Promise.all(
    records.map(({ whose, record }) =>
      sealConsent(JSON.stringify(record), {
        meetingId,
        hostBoxKey: host.publicKey,
        participant: whose,
      }),
    ),
  );
  const list = await listed(sealed);
  const proof = { meetingId, notices: [notice], list, witnessed: new Map<number, string>() };
  scene = { host, ilse, tomas, sealed, list, proof };
});

function check(list: ConsentList, change: Partial<ConsentProof> = {}): Promise<CheckedConsent[]> {
  const open = ({
    sealedRecord,
  }: ConsentList['consents'][number]): Promise<OpenedConsent | undefined> =>
    openConsent(scene.host, meetingId, fromBase64Url(sealedRecord));
  return checkConsents(list.consents, open, { ...scene.proof, list, ...change });
}

const faultsOf = (checked: readonly CheckedConsent[]): (readonly string[])[] =>
  checked.map(({ faults }) => faults);

/** Another character, so that one bit or more is another. */
const flipped = (text: string, at: number): string =>
  text.slice(0, at) + (text[at] === 'A' ? 'E' : 'A') + text.slice(at + 1);

/** The sealed first consent with something else inside, which the server chained in good faith. */
async function resealed(inside: string): Promise<ConsentList> {
  const [first] = scene.sealed;
  if (first === undefined) throw new Error('no first');
  const salt = new Uint8Array(32);
  const message = utf8(inside);
  const sealedRecord = toBase64Url(
    await sealTo(scene.host.publicKey, consentPurpose(meetingId), concat(salt, message)),
  );
  const commitment = toBase64Url(await sha256(commitmentBytes(salt, message)));
  return listed([{ ...first, request: { ...first.request, commitment, sealedRecord } }]);
}

describe('[T31, R69] consent records', () => {
  it('that are as they were made are green, and say what was said', async () => {
    const checked = await check(scene.list);
    expect(faultsOf(checked)).toEqual([[], [], []]);
    expect(checked.map(({ signed }) => signed?.record.event.state)).toEqual([
      'given',
      'refused',
      'withdrawn',
    ]);
    expect(scene.sealed.map(({ request }) => request.mayProduce)).toEqual([true, false, false]);
  });

  it('any changed character of sealed record, commitment, head or time is found', async () => {
    const [consent] = scene.list.consents;
    const [step] = scene.list.steps;
    if (consent === undefined || step === undefined) throw new Error('no first');
    // The last character of base64url may hold bits that mean nothing: it is left alone.
    const places = [consent.sealedRecord, step.commitment, step.head] as const;
    const [record, commitment, head] = places.map(({ length }) =>
      Array.from({ length: length - 1 }, (_, at) => at),
    );
    const changed: ConsentList[] = [
      ...(record ?? [])
        .filter((at) => at % 37 === 0)
        .map((at) => withConsent({ sealedRecord: flipped(consent.sealedRecord, at) })),
      ...(commitment ?? []).map((at) => withStep({ commitment: flipped(step.commitment, at) })),
      ...(head ?? []).map((at) => withStep({ head: flipped(step.head, at) })),
      withStep({ recordedAt: step.recordedAt + 60_000 }),
      withStep({ position: step.position + 9 }),
      { ...scene.list, headBefore: flipped(scene.list.headBefore, 0) },
    ];
    const results = await Promise.all(changed.map((list) => check(list)));
    expect(results.filter(([first]) => first?.faults.length === 0)).toEqual([]);
    expect(changed.length).toBeGreaterThan(100);
  });

  it('a step that was left out, and a chain that contradicts a mail, are found', async () => {
    const [first, , third] = scene.list.steps;
    if (first === undefined || third === undefined) throw new Error('no steps');
    const without = { ...scene.list, steps: [first, third] };
    expect(faultsOf(await check(without))).toEqual([['chain'], ['chain', 'commitment'], ['chain']]);
    const witnessed = new Map([[third.position, flipped(third.head, 3)]]);
    expect(faultsOf(await check(scene.list, { witnessed }))).toEqual([
      ['chain'],
      ['chain'],
      ['chain'],
    ]);
  });

  it('a record of another meeting, or moved to one, is red', async () => {
    const other = v.parse(MeetingId, 'BBECAwQFBgcICQoLDA0ODw');
    const [first] = await check(scene.list, { meetingId: other });
    expect(first?.faults).toEqual(['signature', 'meeting']);
  });

  it('a record shown as somebody else’s is red', async () => {
    const list = withConsent({ participantId: await participantIdOf(scene.tomas.publicKey) });
    expect((await check(list))[0]?.faults).toEqual(['principal']);
  });

  it('a text that was swapped afterwards, in one word of one language, is found', async () => {
    const { de } = notice.texts;
    if (de === undefined) throw new Error('no German');
    const swapped = { ...notice, texts: { ...notice.texts, de: { ...de, details: 'Für immer.' } } };
    expect((await check(scene.list, { notices: [swapped] }))[0]?.faults).toEqual(['notice']);
    expect((await check(scene.list, { notices: [swapped, notice] }))[0]?.faults).toEqual([]);
  });

  it('a record signed by another key, changed, or not in canonical form is red', async () => {
    const [first] = scene.sealed;
    if (first === undefined) throw new Error('no first');
    const { signed } = first;
    const changed = {
      ...signed.record,
      purposes: signed.record.purposes.map((one) => ({ ...one, granted: true })),
    };
    const cases: [string, string[]][] = [
      [canonicalJson({ ...signed, record: changed }), ['signature']],
      [
        canonicalJson({ ...signed, participant_key: toBase64Url(scene.tomas.publicKey) }),
        ['signature', 'principal'],
      ],
      [JSON.stringify(signed), ['malformed']],
      [` ${canonicalJson(signed)}`, ['malformed']],
      [canonicalJson({ ...signed, ip: '203.0.113.1' }), ['malformed']],
      ['{}', ['malformed']],
      ['', ['malformed']],
    ];
    for (const [inside, faults] of cases) {
      expect(faultsOf(await check(await resealed(inside)))).toEqual([faults]);
    }
  });

  it('[G-4] another record than the one that was committed to is red', async () => {
    const [first, second] = scene.sealed;
    if (first === undefined || second === undefined) throw new Error('no sealed');
    const { sealedRecord } = second.request;
    const swapped = await listed([{ ...first, request: { ...first.request, sealedRecord } }]);
    expect(faultsOf(await check(swapped))).toEqual([['commitment', 'principal', 'claim']]);
    const nothing = { ...first.request, sealedRecord: toBase64Url(new Uint8Array(100)) };
    expect(faultsOf(await check(await listed([{ ...first, request: nothing }])))).toEqual([
      ['sealed'],
    ]);
  });

  it('[G-9, G-11] a server that goes by another answer than the record says is found out', async () => {
    const claims = scene.list.consents.map((one) => ({ ...one, mayProduce: true }));
    const found = await check({ ...scene.list, consents: claims });
    expect(faultsOf(found)).toEqual([[], ['claim'], ['claim']]);
    const denied = scene.list.consents.map((one) => ({ ...one, mayProduce: false }));
    expect(faultsOf(await check({ ...scene.list, consents: denied }))[0]).toEqual(['claim']);
  });

  it('[R68] an answer to a text from before counts as that, as long as the text is known', async () => {
    const other: ConsentNotice = { ...notice, version: notice.version + 1 };
    const both = { notices: [other, notice] };
    expect(faultsOf(await check(scene.list, both))).toEqual([[], [], []]);
    const gone = faultsOf(await check(scene.list, { notices: [other] }));
    expect(gone[0]).toEqual(['notice']);
  });

  it('[G-10] one that does not name the record before it is red, and so is a repeated one', async () => {
    const [first, , third] = scene.sealed;
    if (first === undefined || third === undefined) throw new Error('no sealed');
    expect(faultsOf(await check(await listed([third, first])))).toEqual([['order'], ['order']]);
    expect(faultsOf(await check(await listed([first, first])))).toEqual([[], ['order']]);
  });
});

function withConsent(change: Partial<ConsentList['consents'][number]>): ConsentList {
  const [first, ...rest] = scene.list.consents;
  if (first === undefined) throw new Error('no first');
  return { ...scene.list, consents: [{ ...first, ...change }, ...rest] };
}

function withStep(change: Partial<ConsentStep>): ConsentList {
  const [first, ...rest] = scene.list.steps;
  if (first === undefined) throw new Error('no first');
  return { ...scene.list, steps: [{ ...first, ...change }, ...rest] };
}
