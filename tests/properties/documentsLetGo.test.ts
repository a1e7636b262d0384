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
      const random = (): number => chance.below(1_000) / 1_000;
      const host = await here.member('host');
      const others = [await here.member(), await here.member()];
      const writers = [host, ...others];
      const texts = writers.map((writer) => writer.open(MINUTES));
      await here.until(() => texts.every(({ isOpen }) => isOpen), 'open');
      here.log.fails = () => random() < 0.25;
      for (let turn = 0; turn < 60; turn++) {
        const at = Math.floor(random() * writers.length);
        const { text } = texts[at] ?? { text: undefined };
        const writer = writers[at];
        if (text === undefined || writer === undefined) throw new Error('three');
        const dice = random();
        if (dice < 0.1) writer.port.down();
        else if (dice < 0.25) writer.port.up();
        else if (dice < 0.35) void host.documents.letGo();
        else if (text.length > 4 && dice < 0.65) text.delete(Math.floor(random() * 3), 2);
        else text.insert(Math.floor(random() * text.length), `${turn} `);
        if (random() < 0.3) await here.settle();
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
