import { describe, expect, it, onTestFinished } from 'vitest';
import { DocumentWorld, MINUTES, type TestDocument } from '../support/documentWorld.ts';

/** As often as twenty people who draw finish a stroke. */
const EVERY_MS = 50;

async function world(): Promise<DocumentWorld> {
  const here = await DocumentWorld.make();
  onTestFinished(() => here.close());
  return here;
}

/** Somebody goes on and on. */
async function writes(here: DocumentWorld, by: TestDocument, times: number): Promise<void> {
  for (let time = 0; time < times; time++) {
    by.text.insert(by.text.length, `${time} `);
    await here.pass(EVERY_MS);
  }
}

describe('while others write without a rest', () => {
  it('[R-1] what they write is shown although an answer to oneself is late', async () => {
    const here = await world();
    const [mara, yuki] = [await here.member('host'), await here.member()];
    const [a, b] = [mara.open(MINUTES), yuki.open(MINUTES)];
    await here.until(() => a.isOpen && b.isOpen, 'open');
    const append = mara.port.append.bind(mara.port);
    const answer = Promise.withResolvers<undefined>();
    mara.port.append = async (at, entry) => {
      const stored = await append(at, entry);
      await answer.promise;
      return stored;
    };
    a.text.insert(0, 'mine ');
    await here.until(() => b.text.toJSON() === 'mine ', 'seen by the other');
    await writes(here, b, 20);
    expect(a.state).toEqual({ kind: 'saving', waiting: 1 });
    expect(a.text.toJSON()).toContain('10 ');
    answer.resolve(undefined);
    await here.until(() => a.state.kind === 'saved', 'saved');
    await here.until(() => a.text.toJSON() === b.text.toJSON(), 'the same');
    expect([...a.faults, ...b.faults]).toEqual([]);
  });

  /** Half a minute of large strokes, 8 KB each. */
  async function draws(here: DocumentWorld, by: TestDocument): Promise<void> {
    for (let time = 0; time < 600; time++) {
      by.text.insert(0, 'x'.repeat(8_000));
      await here.pass(EVERY_MS);
    }
  }

  it('[P-10] a checkpoint is made all the same, and not one for every entry', async () => {
    const here = await world();
    const [mara, yuki] = [await here.member('host'), await here.member()];
    const [a, b] = [mara.open(MINUTES), yuki.open(MINUTES)];
    await here.until(() => a.isOpen && b.isOpen, 'open');
    await draws(here, b);
    // A megabyte takes it six seconds, and five more go by before one is made.
    expect(here.log.document(MINUTES).checkpoints).toHaveLength(2);
    expect([...a.faults, ...b.faults]).toEqual([]);
  });

  it('[P-10] the host makes one although there is always something of its own on the way', async () => {
    const here = await world();
    const mara = await here.member('host');
    const a = mara.open(MINUTES);
    await here.until(() => a.isOpen, 'open');
    const append = mara.port.append.bind(mara.port);
    mara.port.append = async (at, entry) => {
      const { promise, resolve } = Promise.withResolvers<undefined>();
      here.timers.after(EVERY_MS, () => resolve(undefined));
      await promise;
      return append(at, entry);
    };
    let rested = 0;
    a.onChange = () => (rested += a.state.kind === 'saving' ? 0 : 1);
    await draws(here, a);
    expect(rested).toBeLessThanOrEqual(1);
    expect(here.log.document(MINUTES).checkpoints).not.toEqual([]);
    expect(a.faults).toEqual([]);
  });

  it('[P-10] a deputy makes it where no host is, later', async () => {
    const here = await world();
    const [dana, yuki] = [await here.member('deputy'), await here.member()];
    const [a, b] = [dana.open(MINUTES), yuki.open(MINUTES)];
    await here.until(() => a.isOpen && b.isOpen, 'open');
    await draws(here, b);
    expect(here.log.document(MINUTES).checkpoints).toHaveLength(1);
  });

  it('[R-4] where the log stands is remembered', async () => {
    const here = await world();
    const [mara, yuki] = [await here.member('host'), await here.member()];
    const [a, b] = [mara.open(MINUTES), yuki.open(MINUTES)];
    await here.until(() => a.isOpen && b.isOpen, 'open');
    await writes(here, b, 100);
    const known = await mara.store.head(here.meeting.meetingId, MINUTES);
    expect(known?.position).toBeGreaterThan(50);
  });
});
