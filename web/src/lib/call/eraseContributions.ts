import { RefusedError } from '@conclave/shared/RefusedError';
import { eraseOwnEntries, eraseOwnText } from '../documents/page/eraseOwn.ts';
import type { Workspace } from './Workspace.svelte.ts';

/** A document that is still not read then cannot be reached; somebody waits for an answer. */
const OPENING_MS = 15_000;

/**
 * [R76] Deletes what this person contributed, for everybody: messages to all, files, shapes of the board, words in
 * the minutes. Throws a RefusedError where something could not be reached; doing it again goes on.
 */
export async function eraseContributions(workspace: Workspace): Promise<void> {
  const { chat, files } = workspace;
  const { self } = workspace.people;
  for (const message of chat.group.messages) {
    if (message.by === self && !message.deleted) chat.group.delete(message, true);
  }
  for (const { fileId, addedBy } of files.list.files)
    if (addedBy === self) await files.delete(fileId);
  for (const kind of ['board', 'minutes'] as const) {
    const document = workspace.shared(kind);
    await opened(document);
    const own = { doc: document.doc, authorOf: document.authorOf.bind(document), self };
    if (kind === 'board') eraseOwnEntries(own, 'shapes');
    eraseOwnText(own);
  }
}

/** Resolves when a document has been read: before that nothing may be written. */
async function opened(document: ReturnType<Workspace['shared']>): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  const look = (): void => {
    if (document.saveState.kind !== 'opening') resolve(undefined);
  };
  const stop = document.onChange(look);
  const late = setTimeout(() => reject(new RefusedError('unavailable')), OPENING_MS);
  look();
  try {
    await promise;
  } finally {
    clearTimeout(late);
    stop();
  }
}
