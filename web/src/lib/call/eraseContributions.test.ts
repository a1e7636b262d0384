import { FileId, ParticipantId } from '@conclave/shared/ids';
import * as v from 'valibot';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import type { ChatMessage } from '../chat/foldChat.ts';
import type { SaveState, SharedDocument } from '../documents/SharedDocument.ts';
import { eraseContributions } from './eraseContributions.ts';

const ilse = v.parse(ParticipantId, 'A'.repeat(22));
const mara = v.parse(ParticipantId, `${'A'.repeat(21)}Q`);

/** A document whose state a test says. */
class HeldDocument implements SharedDocument {
  readonly doc = new Y.Doc();
  readonly awareness = new Awareness(this.doc);
  readonly faults = [];
  saveState: SaveState = { kind: 'saved' };
  readonly #listeners = new Set<() => void>();
  onChange(listen: () => void): () => void {
    this.#listeners.add(listen);
    return () => this.#listeners.delete(listen);
  }
  become(saveState: SaveState): void {
    this.saveState = saveState;
    for (const listen of this.#listeners) listen();
  }
  authorOf(): undefined {
    return undefined;
  }
  restorePoints(): Promise<[]> {
    return Promise.resolve([]);
  }
  at(): Promise<Y.Doc> {
    return Promise.resolve(new Y.Doc());
  }
  close(): void {
    this.awareness.destroy();
  }
}

function message(by: ParticipantId, text: string): ChatMessage {
  return {
    ...{ key: text, by, text, at: 0, edited: false, deleted: false, reactions: new Map() },
    ...{ reference: undefined, replyTo: undefined, file: undefined },
  };
}

function scene() {
  const names = ['chat', 'files', 'board', 'minutes', 'agenda', 'notes'] as const;
  const documents = new Map(names.map((name) => [name, new HeldDocument()]));
  const of = (name: (typeof names)[number]): HeldDocument => {
    const document = documents.get(name);
    if (document === undefined) throw new Error(name);
    return document;
  };
  const gone: string[] = [];
  const messages: ChatMessage[] = [];
  const files: { fileId: FileId; addedBy: ParticipantId }[] = [];
  const group = {
    messages,
    isOpen: true,
    flush: (): void => undefined,
    delete: ({ text }: ChatMessage): void => void gone.push(text),
  };
  const workspace = {
    people: { self: ilse },
    chat: { group },
    files: {
      list: { files },
      delete: (fileId: FileId) => Promise.resolve(void gone.push(fileId)),
    },
    shared: of,
    openNotes: () => of('notes'),
  };
  return { workspace, group, messages, files, gone, of };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('[R76] deletes what only came while chat and files were being read, and one’s notes, and nothing of others', async () => {
  const { workspace, messages, files, gone, of } = scene();
  of('chat').become({ kind: 'opening' });
  of('files').become({ kind: 'opening' });
  of('notes').doc.getText('x').insert(0, 'Mine alone');
  const done = eraseContributions(workspace);
  await vi.advanceTimersByTimeAsync(1_000);
  const [own, other] = ['A'.repeat(22), `${'A'.repeat(21)}Q`].map((id) => v.parse(FileId, id));
  if (own === undefined || other === undefined) throw new Error('no ids');
  messages.push(message(mara, 'hers'), message(ilse, 'mine'));
  files.push({ fileId: own, addedBy: ilse }, { fileId: other, addedBy: mara });
  of('chat').become({ kind: 'saved' });
  of('files').become({ kind: 'saved' });
  await done;
  expect(gone).toEqual(['mine', own]);
  expect(of('notes').doc.getText('x').toJSON()).toBe('');
});

it.each(['chat', 'files', 'agenda', 'notes'] as const)(
  '[R76] does not say that it is deleted while %s cannot be reached',
  async (name) => {
    const { workspace, gone, messages, of } = scene();
    messages.push(message(ilse, 'mine'));
    of(name).become({ kind: 'opening' });
    const refused = expect(eraseContributions(workspace)).rejects.toMatchObject({
      code: 'unavailable',
    });
    await vi.advanceTimersByTimeAsync(15_000);
    await refused;
    expect(gone).toEqual([]);
  },
);

it('[R76] nor while the server has not taken the deletion, or the chat stops in the middle of it', async () => {
  const { workspace, group, messages, of } = scene();
  const unavailable = { code: 'unavailable' };
  messages.push(message(ilse, 'mine'));
  group.delete = () => of('chat').become({ kind: 'offline', waiting: 1 });
  const refused = expect(eraseContributions(workspace)).rejects.toMatchObject(unavailable);
  await vi.advanceTimersByTimeAsync(15_000);
  await refused;
  of('chat').become({ kind: 'saved' });
  group.isOpen = false;
  await expect(eraseContributions(workspace)).rejects.toMatchObject(unavailable);
});
