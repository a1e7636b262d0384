import { describe, expect, it, onTestFinished } from 'vitest';
import { DocumentWorld, MINUTES, type TestDocument } from '../support/documentWorld.ts';

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
});
