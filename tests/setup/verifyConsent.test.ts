import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromBase64Url, toBase64Url, type Bytes } from '../../shared/src/bytes.ts';
import type { ConsentExport, ConsentReceipt } from '../../shared/src/consent/ConsentExport.ts';
import type { ConsentNotice } from '../../shared/src/consent/ConsentNotice.ts';
import type { ConsentList } from '../../shared/src/wire/consentApi.ts';
import { CHAIN_BEGIN, chainBytes } from '../../shared/src/wire/signed/consent.ts';
import { readHeads } from '../../tools/consent/readHeads.ts';
import { verifyFile, type Verdict } from '../../tools/consent/verifyFile.ts';
import { draftRecord } from '../../web/src/lib/consent/draftRecord.ts';
import { exportConsents } from '../../web/src/lib/consent/organizer/exportConsents.ts';
import {
  openConsent,
  sealConsent,
  type OpenedConsent,
  type SealedConsent,
} from '../../web/src/lib/consent/sealConsent.ts';
import { newSigningKey } from '../../web/src/lib/e2ee/crypto/sign.ts';
import { createMeeting } from '../../web/src/lib/e2ee/host/createMeeting.ts';
import { importHostKeys } from '../../web/src/lib/e2ee/host/HostKeys.ts';
import { participantIdOf } from '../../web/src/lib/e2ee/objects/idBytes.ts';
import { ZipWriter } from '../../web/src/lib/past/export/ZipWriter.ts';

const TOOL = fileURLToPath(new URL('../../tools/verifyConsent.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'conclave-consents-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const statements = { live: 'I agree to be seen.', archive: 'I agree to notes.', summary: 'Mail.' };
const notice: ConsentNotice = {
  ...{ format: 1, templateId: 'neutral', version: 1, purposes: ['live', 'archive'] },
  controller: { name: 'Hallwerk', address: '', contact: '', dpo: '', authority: '' },
  texts: { en: { intro: 'Health may come up.', statements, details: 'Kept with the meeting.' } },
};

const sha256 = (bytes: Uint8Array): Bytes =>
  new Uint8Array(createHash('sha256').update(bytes).digest());

/** Somebody gives consent, and takes it back; the chain is what a server makes of that. */
async function made(): Promise<{
  exported: ConsentExport;
  receipt: ConsentReceipt;
  mails: string;
}> {
  const text = { topic: 'Supervision', organizer: 'Mara', company: '', notice: '' };
  const wish = { ...text, door: 'greeted', mailedTopic: false, createdAt: 1 } as const;
  const { hostMeeting } = await createMeeting(wish);
  const keys = await importHostKeys(hostMeeting);
  const { meetingId } = hostMeeting;
  const participant = await newSigningKey();
  const participantId = await participantIdOf(participant.publicKey);
  const sealing = { meetingId, hostBoxKey: keys.box.publicKey, participant };
  const list: ConsentList = { headBefore: toBase64Url(CHAIN_BEGIN), steps: [], consents: [] };
  const opened = new Map<number, OpenedConsent>();
  let last: SealedConsent | undefined;
  let head: Bytes = CHAIN_BEGIN;
  let headBefore = head;
  for (const [at, granted] of ([['live'], []] as const).entries()) {
    const record = await draftRecord({
      ...{ meetingId, participantId, notice, granted, displayName: 'Ilse', language: 'en' },
      ...{ previous: last?.signed.record.record_id, withdraws: at === 1, at: 1_790_000_000_000 },
      softwareVersion: '1',
    });
    last = await sealConsent(JSON.stringify(record), sealing);
    const { commitment, sealedRecord, mayProduce } = last.request;
    const step = { position: at + 1, recordedAt: 1_790_000_040_000 };
    headBefore = head;
    head = sha256(chainBytes(head, { ...step, commitment: fromBase64Url(commitment) }));
    list.steps.push({ ...step, commitment, head: toBase64Url(head) });
    list.consents.push({ position: at + 1, participantId, mayProduce, sealedRecord });
    const one = await openConsent(keys.box, meetingId, fromBase64Url(sealedRecord));
    if (one !== undefined) opened.set(at + 1, one);
  }
  const step = list.steps[1];
  if (last === undefined || step === undefined) throw new Error('nothing was made');
  const { signed, salt } = last;
  const taken = { ...step, headBefore: toBase64Url(headBefore) };
  return {
    exported: await exportConsents({ keys, notices: [notice], list, opened }),
    receipt: { format: 1, kind: 'consent-receipt', signed, salt, taken, notice },
    mails: list.steps.map((one) => `Head of the chain: ${one.position}.${one.head}`).join('\r\n'),
  };
}

let scene: Awaited<ReturnType<typeof made>>;
beforeAll(async () => {
  scene = await made();
});

const verify = (json: unknown, mails = ''): Promise<Verdict> =>
  verifyFile(Buffer.from(JSON.stringify(json)), readHeads(mails));

/** Another value of the same kind. */
function other(value: unknown): unknown {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  if (typeof value !== 'string') return 'something';
  const at = Math.min(2, value.length);
  return `${value.slice(0, at)}${value[at] === 'A' ? 'B' : 'A'}${value.slice(at + 1)}`;
}

/** The same with one value changed or one entry missing, once for each there is; says which. */
function* tampered(whole: unknown, path = ''): Generator<[path: string, changed: unknown]> {
  if (typeof whole !== 'object' || whole === null) {
    yield [path, other(whole)];
  } else if (Array.isArray(whole)) {
    for (const [at, one] of whole.entries()) {
      yield [`${path}[${at}] left out`, whole.toSpliced(at, 1)];
      for (const [where, changed] of tampered(one, `${path}[${at}]`)) {
        yield [where, whole.with(at, changed)];
      }
    }
  } else {
    for (const [name, one] of Object.entries(whole)) {
      for (const [where, changed] of tampered(one, `${path}.${name}`)) {
        yield [where, { ...whole, [name]: changed }];
      }
    }
  }
}

describe('[T31] the offline verifier', () => {
  it('[G-12] finds whatever is changed in an export or left out of it', async () => {
    expect((await verify(scene.exported, scene.mails)).valid).toBe(true);
    const unnoticed: string[] = [];
    let cases = 0;
    for (const [where, changed] of tampered(scene.exported)) {
      cases += 1;
      if ((await verify(changed)).valid) unnoticed.push(where);
    }
    expect(unnoticed).toEqual([]);
    expect(cases).toBeGreaterThan(40);
  });

  it('[R71] finds whatever is changed in a receipt', async () => {
    expect((await verify(scene.receipt)).valid).toBe(true);
    const unnoticed: string[] = [];
    for (const [where, changed] of tampered(scene.receipt)) {
      if ((await verify(changed)).valid) unnoticed.push(where);
    }
    // Not even of the step: a receipt without one is said to be unconfirmed.
    expect(unnoticed).toEqual([]);
    const unconfirmed = await verify({ ...scene.receipt, taken: null });
    expect(unconfirmed.valid).toBe(true);
    expect(unconfirmed.lines.join()).toContain('had not confirmed');
  });

  it('[G-7] holds a rewritten chain against the mails, as a mail program saves them', async () => {
    const { mails, exported } = scene;
    const broken = mails.replaceAll(/(.{30})/gu, '$1=\r\n');
    expect([...readHeads(broken)]).toEqual([...readHeads(mails)]);
    expect([...readHeads(mails).keys()]).toEqual([1, 2]);
    const [first = ''] = mails.split('\r\n');
    const changed = first.replace(/.$/u, first.endsWith('A') ? 'E' : 'A');
    expect((await verify(exported, changed)).valid).toBe(false);
    expect((await verify(exported, first)).lines.at(-1)).toContain('1 of them told by mail');
  });

  it('ends with 0 for an export as it was made, with 1 for an altered one, and says what', async () => {
    const run = (path: string) => {
      const { status, stdout } = spawnSync(process.execPath, [TOOL, path], { encoding: 'utf8' });
      return { status, stdout };
    };
    const zip = async (name: string, exported: unknown): Promise<string> => {
      const pieces: Bytes[] = [];
      const write = (piece: Bytes): Promise<void> => Promise.resolve(void pieces.push(piece));
      const writer = new ZipWriter({ write });
      const { signal } = new AbortController();
      await writer.add('notes.txt', 'x', signal);
      if (exported !== undefined) {
        await writer.add('consents.json', JSON.stringify(exported), signal);
      }
      await writer.add('index.html', '<p>', signal);
      await writer.finish();
      const path = join(folder, name);
      writeFileSync(path, Buffer.concat(pieces));
      return path;
    };
    const good = run(await zip('good.zip', scene.exported));
    expect(good.stdout).toContain('good  no. 2 2026-09-21T14:13:20.000Z withdrawn [] "Ilse"');
    expect(good.status).toBe(0);

    const [first, second] = scene.exported.consents;
    if (first?.opened == null || second === undefined) throw new Error('no records');
    const message = first.opened.message.replace('"granted":true', '"granted":false');
    const opened = { ...first.opened, message };
    const altered = { ...scene.exported, consents: [{ ...first, opened }, second] };
    const bad = run(await zip('bad.zip', altered));
    expect(bad.status).toBe(1);
    expect(bad.stdout).toContain('its signature is wrong');
    expect(bad.stdout).toContain('it is not as the organizer exported it');

    expect(run(await zip('none.zip', undefined)).status).toBe(1);
    const noZip = join(folder, 'no.zip');
    writeFileSync(noZip, 'PK and nothing more');
    expect(run(noZip).status).toBe(1);
    expect(run(join(folder, 'missing.zip')).status).toBe(2);
  });
});
