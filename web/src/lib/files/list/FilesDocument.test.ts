import { toBase64Url } from '@conclave/shared/bytes';
import { FileId, ParticipantId } from '@conclave/shared/ids';
import { MAX_FILE_BYTES } from '@conclave/shared/limits';
import * as v from 'valibot';
import { beforeEach, describe, expect, it } from 'vitest';
import { FakeDocuments } from '../../../../../tests/support/fakeDocument.ts';
import { workedMs } from '../../../../../tests/support/workedMs.ts';
import { FilesDocument } from './FilesDocument.ts';

const id = (n: number): string => toBase64Url(new Uint8Array(16).fill(n));
const mara = v.parse(ParticipantId, id(1));
const jonas = v.parse(ParticipantId, id(2));
const ilse = v.parse(ParticipantId, id(3));
const fileId = v.parse(FileId, id(9));
const key = new Uint8Array(32).fill(7);

const plan = { fileId, name: 'plan.pdf', type: 'application/pdf', size: 10, key, at: 5 };

let documents: FakeDocuments;
beforeEach(() => void (documents = new FakeDocuments()));

const listOf = (who: ParticipantId): FilesDocument =>
  new FilesDocument({ document: documents.of(who), leads: (other) => other === ilse });

/** Somebody whose browser writes whatever it likes. */
function push(who: ParticipantId, ...values: unknown[]): void {
  documents.of(who).doc.getArray<unknown>('events').push(values);
}

const shown = (): string[] => listOf(mara).files.map(({ name, addedBy }) => `${name} ${addedBy}`);

describe('the list of files', () => {
  it('shows what was added, by whom, once', () => {
    const list = listOf(mara);
    list.add({ ...plan, from: undefined });
    list.add({ ...plan, from: undefined });
    expect(listOf(jonas).files).toEqual([{ ...plan, addedBy: mara, from: undefined }]);
  });

  it('shows what was added here as soon as the log says that it is ours', () => {
    const document = documents.of(mara);
    let told = (): void => undefined;
    let isKnown = false;
    const list = new FilesDocument({
      document: {
        ...document,
        authorOf: () => (isKnown ? mara : undefined),
        onChange: (listen: () => void) => {
          told = listen;
          return () => undefined;
        },
      },
      leads: () => false,
    });
    const shown: string[][] = [];
    list.onChange(() => shown.push(list.files.map(({ name }) => name)));
    list.add({ ...plan, from: undefined });
    isKnown = true;
    told();
    told();
    expect(shown).toEqual([[], ['plan.pdf']]);
  });

  it('[F-10] nobody changes, renames or takes off the list what somebody else added', () => {
    listOf(mara).add({ ...plan, from: undefined });
    const other = listOf(jonas);
    other.rename(fileId, 'malware.exe');
    other.remove(fileId);
    expect(shown()).toEqual([`plan.pdf ${mara}`]);
    // The same id with another key, put before the genuine event, is another line.
    const again = { ...plan, kind: 'added', key: toBase64Url(new Uint8Array(32)), from: null };
    documents.of(jonas).doc.getArray<unknown>('events').insert(0, [again]);
    expect(listOf(mara).files.find(({ addedBy }) => addedBy === mara)?.key).toEqual(key);
  });

  it('who added it renames it and takes it off; host and deputy take it off as well', () => {
    const own = listOf(mara);
    own.add({ ...plan, from: undefined });
    own.rename(fileId, 'plan 2.pdf');
    expect(shown()).toEqual([`plan 2.pdf ${mara}`]);
    own.remove(fileId);
    expect(shown()).toEqual([]);
    const second = v.parse(FileId, id(8));
    own.add({ ...plan, fileId: second, from: undefined });
    listOf(ilse).remove(second);
    expect(shown()).toEqual([]);
  });

  it.each([
    ['nothing', null],
    ['text', 'added'],
    ['another kind', { kind: 'run', fileId }],
    ['a foreign field', { ...plan, kind: 'added', key: toBase64Url(key), from: null, html: '<b>' }],
    [
      'too large',
      { ...plan, kind: 'added', key: toBase64Url(key), from: null, size: MAX_FILE_BYTES + 1 },
    ],
    ['a negative size', { ...plan, kind: 'added', key: toBase64Url(key), from: null, size: -1 }],
    ['a short key', { ...plan, kind: 'added', key: 'AAAA', from: null }],
    [
      'a name of a megabyte',
      { ...plan, kind: 'added', key: toBase64Url(key), from: null, name: 'x'.repeat(2 ** 20) },
    ],
    [
      'an id that is a path',
      {
        ...plan,
        kind: 'added',
        key: toBase64Url(key),
        from: null,
        fileId: '../../../etc/passwd/xx',
      },
    ],
  ])('[T14] leaves out %s, and shows the rest', (_what, value) => {
    push(jonas, value);
    listOf(mara).add({ ...plan, from: undefined });
    expect(shown()).toEqual([`plan.pdf ${mara}`]);
  });

  it('[A-3] leaves out what no certified author wrote', () => {
    const strange = documents.of(jonas);
    const list = new FilesDocument({
      document: { ...strange, authorOf: () => undefined },
      leads: () => true,
    });
    list.add({ ...plan, from: undefined });
    expect(list.files).toEqual([]);
  });

  it('[T14] a hundred thousand events do not hold up the page', () => {
    listOf(mara).add({ ...plan, from: undefined });
    push(jonas, ...Array.from({ length: 100_000 }, () => ({ kind: 'removed', fileId: id(4) })));
    const list = listOf(mara);
    const started = workedMs();
    expect(list.files).toHaveLength(1);
    expect(workedMs() - started).toBeLessThan(500);
  });
});
