import * as Y from 'yjs';
import type { SaveState } from '../../../web/src/lib/documents/SharedDocument.ts';
import type { LinkedDocument } from '../../support/LinkedDocument.ts';

interface StoredShape {
  readonly id: string;
  readonly kind: unknown;
  readonly text: unknown;
  readonly x: number;
  readonly y: number;
}

/** What tests ask one of the two documents of the workbench. */
interface BenchDocument {
  shapes(): readonly StoredShape[];
  /** How many updates went out. */
  entries(): number;
  setSaveState(state: SaveState): void;
}

/** The workbench as tests reach it. */
export interface BoardBench {
  readonly first: BenchDocument;
  readonly second: BenchDocument;
  /** Shows the board of a stored document. */
  open(update: Uint8Array): void;
}

declare global {
  interface Window {
    boardBench: BoardBench;
  }
}

function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

export function benchDocument(document: LinkedDocument): BenchDocument {
  return {
    shapes: () =>
      [...document.doc.getMap('shapes')].map(([id, stored]) => {
        const parts: unknown = stored instanceof Y.Map ? stored.toJSON() : undefined;
        const place = field(parts, 'place');
        return {
          id,
          kind: field(field(parts, 'is'), 'kind'),
          text: field(parts, 'text'),
          x: Number(field(place, 'x')),
          y: Number(field(place, 'y')),
        };
      }),
    entries: () => document.sent.length,
    setSaveState: (state) => (document.saveState = state),
  };
}
