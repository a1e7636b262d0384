import { Awareness } from 'y-protocols/awareness';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { SharedDocument } from '../SharedDocument.ts';
import { OpenDocuments, type Replacement } from './OpenDocuments.ts';

/** A document that can be replaced, as the hub gives it. */
class FakeDocument implements SharedDocument {
  readonly doc = new Y.Doc();
  readonly awareness = new Awareness(this.doc);
  readonly faults = [];
  saveState: SharedDocument['saveState'] = { kind: 'saved' };
  replace: (fresh: SharedDocument, begun: boolean) => void = () => undefined;
  isClosed = false;
  onChange = (): (() => void) => () => undefined;
  authorOf = (): undefined => undefined;
  restorePoints = (): Promise<[]> => Promise.resolve([]);
  at = (): Promise<Y.Doc> => Promise.resolve(this.doc);
  onReplaced(listen: (fresh: SharedDocument, begun: boolean) => void): () => void {
    this.replace = listen;
    return () => undefined;
  }
  close(): void {
    this.isClosed = true;
    this.awareness.destroy();
  }
}

const MINUTES = { kind: 'minutes', owner: null } as const;

describe('[E-6, P-13] a document of a call that goes on as another one', () => {
  it('is that other one from then on, and the first is closed and said to have kept what was not sent', () => {
    const first = new FakeDocument();
    const documents = new OpenDocuments({ open: () => first });
    const told: Replacement[] = [];
    documents.onReplaced((replacement) => told.push(replacement));
    expect(documents.at(MINUTES)).toBe(first);
    const second = new FakeDocument();
    first.saveState = { kind: 'refused', waiting: 2 };
    first.replace(second, true);
    expect(documents.at(MINUTES)).toBe(second);
    expect(told).toEqual([{ place: MINUTES, fresh: second, begun: true, unsent: 2 }]);
    expect([first.isClosed, second.isClosed]).toEqual([true, false]);
    const third = new FakeDocument();
    second.replace(third, false);
    expect(documents.known(MINUTES)).toBe(third);
    documents.close();
    expect(third.isClosed).toBe(true);
  });
});
