import { describe, expect, it, onTestFinished } from 'vitest';
import { RefusedError } from '../../shared/src/RefusedError.ts';
import type { StartDecoder } from '../../web/src/lib/documents/decode/Decoder.ts';
import {
  decoderInProcess,
  DocumentWorld,
  MINUTES,
  type TestDocument,
} from '../support/documentWorld.ts';
import { SeededRandom } from '../support/seededRandom.ts';

async function world(): Promise<DocumentWorld> {
  const made = await DocumentWorld.make();
  onTestFinished(() => made.close());
  return made;
}

const saved = ({ state }: TestDocument): boolean => state.kind === 'saved';

describe('a document that several write', () => {
  it('[D-11] shows everybody what each one wrote, and whose it is', async () => {
    const here = await world();
    const [mara, yuki] = [await here.member('host'), await here.member()];
    const [a, b] = [mara.open(MINUTES), yuki.open(MINUTES)];
    await here.until(() => a.isOpen && b.isOpen, 'open');
    a.text.insert(0, 'Agreed: ');
    await here.until(() => b.text.toJSON() === 'Agreed: ', 'seen by the other');
    b.text.insert(8, 'Friday');
    await here.until(() => a.text.toJSON() === 'Agreed: Friday', 'seen by the first');
    await here.until(() => saved(a) && saved(b), 'saved');
    expect(a.authors.get(yuki.clientId)).toBe(yuki.id);
    expect(b.authors.get(mara.clientId)).toBe(mara.id);
    expect(a.faults).toEqual([]);
  });

  it.each([1, 2, 3])(
    '[T22] five write over lines that break, and all have the same at the end (seed %i)',
    async (seed) => {
      const here = await world();
      const random = new SeededRandom(seed);
      const writers = [await here.member('host')];
      for (let more = 0; more < 4; more++) writers.push(await here.member());
      const texts = writers.map((writer) => writer.open(MINUTES));
      await here.until(() => texts.every(({ isOpen }) => isOpen), 'open');
      for (let round = 0; round < 120; round++) {
        const at = random.below(5);
        const [writer, document] = [writers[at], texts[at]];
        if (writer === undefined || document === undefined) throw new Error('five');
        edit(document, random);
        if (random.below(6) === 0) writer.port.down();
        if (random.below(3) === 0) writer.port.up();
        for (let turns = random.below(12); turns > 0; turns--) {
          await new Promise((resolve) => setImmediate(resolve));
        }
      }
      for (const { port } of writers) {
        port.down();
        port.up();
      }
      await here.until(() => texts.every(saved), 'saved');
      const [first] = texts;
      if (first === undefined) throw new Error('five');
      const all = (document: TestDocument): unknown => ({
        text: document.text.toJSON(),
        map: document.doc.getMap('map').toJSON(),
      });
      const same = (): boolean => texts.every((one) => isSame(all(one), all(first)));
      await here.until(same, 'all the same');
      const fresh = (await here.member()).open(MINUTES);
      await here.until(() => fresh.isOpen, 'open');
      expect(all(fresh)).toEqual(all(first));
      expect(first.text.length).toBeGreaterThan(50);
      expect([...texts, fresh].flatMap(({ faults }) => faults)).toEqual([]);
    },
  );

  it('[A-3] says whose something is before it shows it, from entries and from a checkpoint', async () => {
    const here = await world();
    const [mara, yuki] = [await here.member('host'), await here.member()];
    const [a, b] = [mara.open(MINUTES), yuki.open(MINUTES)];
    await here.until(() => a.isOpen && b.isOpen, 'open');
    for (let line = 0; line < 510; line++) a.text.insert(0, 'line ');
    await here.until(() => here.log.document(MINUTES).checkpoints.length === 1, 'made');
    await here.until(() => b.text.toJSON() === a.text.toJSON(), 'seen');
    const late = (await here.member()).open(MINUTES);
    await here.until(() => late.text.toJSON() === a.text.toJSON(), 'read');
    expect([...b.unproven, ...late.unproven]).toEqual([]);
  });

  it('[P-10, P-11] makes a checkpoint when it rests, from which a reader begins, and the others agree', async () => {
    const here = await world();
    const [mara, yuki] = [await here.member('host'), await here.member()];
    const [a, b] = [mara.open(MINUTES), yuki.open(MINUTES)];
    await here.until(() => a.isOpen && b.isOpen, 'open');
    for (let line = 0; line < 510; line++) {
      b.text.insert(0, 'line ');
      if (line % 7 === 0) b.text.delete(0, 3);
      if (line % 11 === 0) b.doc.getArray('list').push([{ line }]);
    }
    await here.until(() => saved(b), 'saved');
    await here.until(() => here.log.document(MINUTES).checkpoints.length === 1, 'made');
    await here.pass(1_000);
    expect([...a.faults, ...b.faults]).toEqual([]);
    // What stands before the checkpoint is not asked for any more.
    const [checkpoint] = here.log.document(MINUTES).checkpoints;
    here.log.serve = (_port, _at, entries) =>
      entries.filter(({ position }) => position > (checkpoint?.position ?? 0));
    const late = (await here.member()).open(MINUTES);
    b.text.insert(0, 'and on ');
    await here.until(() => late.isOpen && late.text.toJSON() === b.text.toJSON(), 'read');
    expect(late.faults).toEqual([]);
    expect(late.authors.get(yuki.clientId)).toBe(yuki.id);
  });

  it('[E-5] seals anew under the newest key what was refused, in order and once', async () => {
    const here = await world();
    const [mara, yuki] = [await here.member('host'), await here.member()];
    const [a, b] = [mara.open(MINUTES), yuki.open(MINUTES)];
    await here.until(() => a.isOpen && b.isOpen, 'open');
    a.text.insert(0, 'first ');
    await here.until(() => saved(a), 'saved');
    mara.port.down();
    for (const word of ['second ', 'third ', 'fourth ']) a.text.insert(a.text.length, word);
    await here.settle();
    await here.newRecord();
    mara.port.up();
    await here.pass(3_000);
    expect(a.state).toEqual({ kind: 'saving', waiting: 3 });
    mara.keys.learn();
    yuki.keys.learn();
    await here.until(() => saved(a), 'saved');
    await here.until(() => b.text.toJSON() === a.text.toJSON(), 'seen by the other');
    expect(b.text.toJSON()).toBe('first second third fourth ');
    expect(here.log.entries(MINUTES)).toHaveLength(4);
    expect([...a.faults, ...b.faults]).toEqual([]);
    expect(b.authors.get(mara.clientId)).toBe(mara.id);
  });

  it('[E-1, E-5] a tab that is closed leaves what it wrote to the next, which sends it byte for byte', async () => {
    const here = await world();
    const mara = await here.member('host');
    const before = mara.open(MINUTES);
    await here.until(() => before.isOpen, 'open');
    before.text.insert(0, 'one ');
    await here.until(() => saved(before), 'saved');
    mara.port.down();
    before.text.insert(4, 'two ');
    await here.settle();
    const [kept] = await mara.store.queued(here.meeting.meetingId, MINUTES);
    const again = here.reload(mara);
    const after = again.open(MINUTES);
    await here.until(() => saved(after), 'saved');
    expect(after.text.toJSON()).toBe('one two ');
    expect(here.log.entries(MINUTES).at(-1)?.entry).toEqual(kept?.entry);
    after.text.insert(8, 'three');
    await here.until(() => saved(after), 'saved');
    const fresh = (await here.member()).open(MINUTES);
    await here.until(() => fresh.isOpen, 'open');
    expect(fresh.text.toJSON()).toBe('one two three');
    expect([...after.faults, ...fresh.faults]).toEqual([]);
  });

  it.each([
    ['the server has it', true],
    ['the server never saw it', false],
  ])(
    '[T01, E-1] what a tab wrote that died without an answer is sent by the next, and is there once: %s',
    async (_, arrives) => {
      const here = await world();
      const mara = await here.member('host');
      const before = mara.open(MINUTES);
      await here.until(() => before.isOpen, 'open');
      const sent: string[] = [];
      here.log.refuse = (entry) => {
        sent.push(Buffer.from(entry).toString('hex'));
        mara.port.down();
        return arrives ? undefined : new RefusedError('unavailable');
      };
      before.text.insert(0, 'last words');
      await here.until(() => sent.length === 1, 'sent');
      await here.settle();
      expect(before.state).toEqual({ kind: 'offline', waiting: 1 });
      expect(here.log.entries(MINUTES)).toHaveLength(arrives ? 1 : 0);
      here.log.refuse = (entry) => {
        sent.push(Buffer.from(entry).toString('hex'));
        return undefined;
      };
      const after = here.reload(mara).open(MINUTES);
      await here.until(() => saved(after), 'saved');
      await here.pass(5_000);
      expect(sent).toEqual([sent[0], sent[0]]);
      expect(here.log.entries(MINUTES)).toHaveLength(1);
      expect(await mara.store.queued(here.meeting.meetingId, MINUTES)).toEqual([]);
      const fresh = (await here.member()).open(MINUTES);
      await here.until(() => fresh.isOpen, 'open');
      expect(fresh.text.toJSON()).toBe('last words');
      expect([...after.faults, ...fresh.faults]).toEqual([]);
    },
  );

  it('[V-22] shows where others point to members alone, and nobody with an older key', async () => {
    const here = await world();
    const [mara, yuki] = [await here.member('host'), await here.member()];
    const [a, b] = [mara.open(MINUTES), yuki.open(MINUTES)];
    await here.until(() => a.isOpen && b.isOpen, 'open');
    await a.opened.signal(Uint8Array.of(1, 2, 3));
    await here.until(() => b.heard.length === 1, 'heard');
    expect(b.heard).toEqual([Uint8Array.of(1, 2, 3)]);
    await here.newRecord();
    mara.keys.learn();
    await b.opened.signal(Uint8Array.of(4));
    await a.opened.signal(Uint8Array.of(5));
    await here.settle();
    expect([a.heard, b.heard.length]).toEqual([[], 1]);
  });

  it('[R-5] ends a decode worker that hangs, quarantines the entry, and goes on with another', async () => {
    const here = await world();
    const mara = await here.member('host');
    let started = 0;
    const hangs: StartDecoder = (hear) => {
      started += 1;
      const worker = decoderInProcess(hear);
      return {
        end: () => worker.end(),
        post: (message) => {
          const isBomb = message.op === 'judge' && Buffer.from(message.update).includes('BOMB');
          if (!isBomb) worker.post(message);
        },
      };
    };
    const yuki = await here.member('guest', { decoder: hangs });
    const jonas = await here.member();
    const [a, b, c] = [mara.open(MINUTES), yuki.open(MINUTES), jonas.open(MINUTES)];
    await here.until(() => a.isOpen && b.isOpen && c.isOpen, 'open');
    a.text.insert(0, 'fine ');
    await here.until(() => b.text.length === 5, 'seen');
    c.doc.getText('other').insert(0, 'BOMB');
    a.text.insert(5, 'and on');
    await here.until(() => b.text.toJSON() === 'fine and on' && b.faults.length > 0, 'seen');
    expect(b.faults).toEqual([{ kind: 'quarantined', by: jonas.id }]);
    expect(b.doc.getText('other').toJSON()).toBe('');
    expect(started).toBe(2);
  });
});

function edit({ doc, text }: TestDocument, random: SeededRandom): void {
  const kind = random.below(4);
  if (kind === 0 && text.length > 4) text.delete(random.below(text.length - 2), 2);
  else if (kind === 1) doc.getMap('map').set(`key ${random.below(6)}`, random.below(1_000));
  else text.insert(random.below(text.length + 1), `${random.below(1_000)} `);
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

/** Yjs lists the keys of a map in the order in which they came. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([key, held]) => [key, sorted(held)]);
}
