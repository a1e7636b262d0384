import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromBase64Url, toBase64Url, type Bytes } from '../../shared/src/bytes.ts';
import type { ConsentExport, ConsentReceipt } from '../../shared/src/consent/ConsentExport.ts';
import type { ConsentNotice } from '../../shared/src/consent/ConsentNotice.ts';
import type { ConsentList } from '../../shared/src/wire/consentApi.ts';
import { CHAIN_BEGIN, chainBytes } from '../../shared/src/wire/signed/consent.ts';
import { readHeads, readMailbox } from '../../tools/consent/readHeads.ts';
import { readMails } from '../../tools/consent/readMails.ts';
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

const EXPORTED_AT = Date.UTC(2026, 10, 22, 12);

const sha256 = (bytes: Uint8Array): Bytes =>
  new Uint8Array(createHash('sha256').update(bytes).digest());

/** Somebody gives consent, and takes it back; the chain is what a server makes of that. */
async function made(): Promise<{
  exported: ConsentExport;
  receipt: ConsentReceipt;
  mails: string;
  /** What the organizer's browser signs of a part of it. */
  exportOf: (
    part: Pick<ConsentList, 'steps'> & Pick<ConsentExport, 'consents'>,
  ) => Promise<ConsentExport>;
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
    exported: await exportConsents({ keys, notices: [notice], list, opened, now: EXPORTED_AT }),
    exportOf: ({ steps, consents }) => {
      const kept = list.consents.filter((one) =>
        consents.some((two) => two.position === one.position),
      );
      const shown = { ...list, steps, consents: kept };
      return exportConsents({ keys, notices: [notice], list: shown, opened, now: EXPORTED_AT });
    },
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
    expect(readHeads(broken)).toEqual(readHeads(mails));
    expect(readHeads(mails).map(({ position }) => position)).toEqual([1, 2]);
    const packed = `Content-Transfer-Encoding: base64\r\nX: y\r\n\r\n${Buffer.from(mails)
      .toString('base64')
      .replaceAll(/(.{76})/gu, '$1\r\n')}\r\n--end`;
    expect(readHeads(packed)).toEqual(readHeads(mails));
    const [first = ''] = mails.split('\r\n');
    const changed = first.replace(/.$/u, first.endsWith('A') ? 'E' : 'A');
    expect((await verify(exported, changed)).valid).toBe(false);
    expect((await verify(exported, first)).lines.at(-1)).toContain('1 of them told by mail');
  });

  it('[G-7, R71] tells that the newest steps were cut off, where a mail proves more of them', async () => {
    const { exported, mails } = scene;
    const { steps, consents } = exported;
    // What an organizer's browser signs whom the server shows only the first step.
    const cut = await scene.exportOf({ steps: steps.slice(0, 1), consents: consents.slice(0, 1) });
    expect((await verify(cut)).valid).toBe(true);
    const found = await verify(cut, mails);
    expect(found.valid).toBe(false);
    expect(found.lines.join('\n')).toContain(
      'no. 2 to 2 are missing: mails prove 2 steps, the file ends at no. 1',
    );
    const dated = (at: number): string => `Date: ${new Date(at).toUTCString()}\r\n\r\n${mails}`;
    expect((await verify(cut, dated(EXPORTED_AT - 1_000))).valid).toBe(false);
    const later = await verify(cut, dated(EXPORTED_AT + 3_600_000));
    expect([later.valid, later.lines.join('\n')]).toEqual([
      true,
      expect.stringContaining('1 mails are from after the export'),
    ]);
    const none = await scene.exportOf({ steps: [], consents: [] });
    expect((await verify(none, mails)).valid).toBe(false);
  });

  it('[G-7] shows where the chain ends, for a person to compare with the last mail', async () => {
    const { exported } = scene;
    const { position, head } = exported.steps[1] ?? { position: 0, head: '' };
    expect(exported.newest).toEqual({ position, head });
    expect((await verify(exported)).lines.join('\n')).toContain(`${position}.${head}`);
    const torn = `${scene.mails.slice(0, -1)}${scene.mails.endsWith('A') ? 'E' : 'A'}`;
    const both = await verifyFile(Buffer.from(JSON.stringify(exported)), [
      ...readHeads(scene.mails),
      ...readHeads(torn),
    ]);
    expect([both.valid, both.lines.join()]).toEqual([
      false,
      expect.stringContaining('contradict each other about no. 2'),
    ]);
  });

  it('[G-7] tells the mails of a mailbox apart, and names the file that contradicts', async () => {
    const { exported, mails } = scene;
    const { steps, consents } = exported;
    const cut = await scene.exportOf({ steps: steps.slice(0, 1), consents: consents.slice(0, 1) });
    const [first = '', second = ''] = mails.split('\r\n');
    const mail = (at: number, head: string): string =>
      `From mara@hallwerk.example\r\nDate: ${new Date(at).toUTCString()}\r\n\r\n${head}\r\n\r\n`;
    const file = Buffer.from(JSON.stringify(cut));
    // The date of the first is not that of the second, which proves a step that the file lacks.
    const box = mail(EXPORTED_AT + 3_600_000, first) + mail(EXPORTED_AT - 1_000, second);
    expect((await verifyFile(file, readMailbox(box, 'box'))).valid).toBe(false);
    const torn = mail(EXPORTED_AT, first.replace(/.$/u, first.endsWith('A') ? 'E' : 'A'));
    const both = [...readMailbox(mails, 'good.eml'), ...readMailbox(torn, 'torn.eml')];
    expect((await verifyFile(file, both)).lines.join()).toContain('no. 1: good.eml and torn.eml');
    const alone = await verifyFile(file, readMailbox(torn, 'torn.eml'));
    expect(alone.lines.join('\n')).toContain('contradicts a mail: no. 1 in torn.eml');
  });

  it('[G-6] checks the chain of a file that holds no record, and counts no mails against one without steps', async () => {
    const { exported, mails } = scene;
    const bare = await scene.exportOf({ steps: exported.steps, consents: [] });
    expect((await verify(bare, mails)).valid).toBe(true);
    const [first, second] = exported.steps;
    if (first === undefined || second === undefined) throw new Error('no steps');
    const forged = await scene.exportOf({
      steps: [{ ...first, recordedAt: first.recordedAt + 60_000 }, second],
      consents: [],
    });
    const found = await verify(forged);
    expect([found.valid, found.lines[0]]).toEqual([
      false,
      'BAD   the chain is broken or contradicts a mail',
    ]);
    const none = await verify(await scene.exportOf({ steps: [], consents: [] }), mails);
    expect(none.lines.join('\n')).toContain('no step of this meeting');
    expect(none.lines.join('\n')).not.toContain('are missing');
  });

  it('names a file of mails that is too large to be read, and leaves none out', () => {
    const path = join(folder, 'large.mbox');
    writeFileSync(path, '');
    truncateSync(path, 65 * 1024 * 1024);
    expect(() => readMails([path])).toThrow(path);
    const file = join(folder, 'any.json');
    writeFileSync(file, JSON.stringify(scene.exported));
    const args = [TOOL, file, path];
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect([status, stderr]).toEqual([2, expect.stringContaining('large.mbox is larger than')]);
  });

  it('ends with 0 for an export as it was made, with 1 for an altered one, and says what', async () => {
    const run = (path: string, ...mails: string[]) => {
      const args = [TOOL, path, ...mails];
      const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' });
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

    const mailbox = join(folder, 'mails', 'consent');
    mkdirSync(mailbox, { recursive: true });
    for (const [at, mail] of scene.mails.split('\r\n').entries()) {
      writeFileSync(join(mailbox, `${at}.eml`), `Subject: Consent\r\n\r\n${mail}\r\n`);
    }
    const held = run(await zip('good.zip', scene.exported), join(folder, 'mails'));
    expect([held.status, held.stdout]).toEqual([0, expect.stringContaining('2 of them told')]);

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
