import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import {
  DocumentWorld,
  MINUTES,
  type TestDocument,
  type TestWriter,
} from '../support/documentWorld.ts';
import { SeededRandom } from '../support/seededRandom.ts';

/** [P-12] Entries that the host lets go while others read and write, on a line that loses answers. */
describe('letting go outside of a session', () => {
  let here: DocumentWorld;

  beforeEach(async () => {
    here = await DocumentWorld.make();
    onTestFinished(() => here.close());
    here.log.letsGoAtOnce = true;
  });

  const saved = ({ state }: TestDocument): boolean => state.kind === 'saved';

  /** Far more log than document. */
  async function longLog(host: TestWriter): Promise<TestDocument> {
    const text = host.open(MINUTES);
    await here.until(() => text.isOpen, 'open');
    for (let turn = 0; turn < 30; turn++) {
      text.text.insert(0, 'draft ');
      text.text.delete(0, 6);
    }
    text.text.insert(0, 'Agreed.');
    await here.until(() => saved(text), 'saved');
    return text;
  }

  it('goes wrong in silence where the server does not answer', async () => {
    const host = await here.member('host');
    await longLog(host);
    here.log.fails = () => true;
    await host.documents.letGo();
    here.log.fails = () => false;
    expect(here.log.document(MINUTES).gone).toBe(0);
    await host.documents.letGo();
    expect(here.log.document(MINUTES).gone).toBe(61);
  });

  it.each([0, 1, 2, 3])(
    'leaves who was away to try again until somebody says where it went (answer %i is lost)',
    async (lost) => {
      const host = await here.member('host');
      const yuki = await here.member();
      const reading = yuki.open(MINUTES);
      await here.until(() => reading.isOpen, 'open');
      yuki.port.down();
      await longLog(host);
      await host.documents.letGo();
      expect(here.log.document(MINUTES).gone).toBe(61);
      let asked = 0;
      here.log.fails = (port) => port === yuki.port && asked++ === lost;
      yuki.port.up();
      await here.until(() => reading.text.toJSON() === 'Agreed.' && saved(reading), 'read');
      expect(reading.faults).toEqual([]);
    },
  );

  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'loses nothing, whatever answers are lost (seed %i)',
    async (seed) => {
      const chance = new SeededRandom(seed);
      const host = await here.member('host');
      const writers = [host, await here.member(), await here.member()];
      const texts = writers.map((writer) => writer.open(MINUTES));
      await here.until(() => texts.every(({ isOpen }) => isOpen), 'open');
      here.log.fails = () => chance.below(4) === 0;
      for (let turn = 0; turn < 60; turn++) {
        const at = chance.below(writers.length);
        const dice = chance.below(100);
        if (dice < 25) disturb(writers[at], host, dice);
        else edit(texts[at], chance);
        if (chance.below(3) === 0) await here.settle();
      }
      here.log.fails = () => false;
      for (const { port } of writers) {
        port.down();
        port.up();
      }
      await here.until(() => texts.every(saved), 'saved');
      await here.pass(1_000);
      const late = (await here.member()).open(MINUTES);
      await here.until(() => late.isOpen && saved(late), 'open');
      const all = [...texts, late];
      const [first] = texts;
      expect(all.map(({ text }) => text.toJSON())).toEqual(all.map(() => first?.text.toJSON()));
      expect(all.flatMap(({ faults }) => faults)).toEqual([]);
    },
  );
});

function disturb(writer: TestWriter | undefined, host: TestWriter, dice: number): void {
  if (dice < 8) writer?.port.down();
  else if (dice < 16) writer?.port.up();
  else void host.documents.letGo();
}

function edit(document: TestDocument | undefined, chance: SeededRandom): void {
  const { text } = document ?? {};
  if (text === undefined) throw new Error('nobody');
  if (text.length > 8 && chance.below(2) === 0) text.delete(chance.below(4), 4);
  else text.insert(chance.below(text.length + 1), 'words ');
}
