import type { FileId, ParticipantId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { GroupLog } from '../chat/GroupLog.svelte.ts';
import { eraseOwnEntries, eraseOwnPoints, eraseOwnText } from '../documents/page/eraseOwn.ts';
import type { SharedDocument } from '../documents/SharedDocument.ts';
import type { ListedFile } from '../files/list/fileEvents.ts';

/** A document that is still not read, or whose changes are still not taken, cannot be reached; somebody waits for an answer. */
const REACHING_MS = 15_000;

const sharedKinds = ['chat', 'files', 'board', 'minutes', 'agenda'] as const;

/** What people write together, as far as deleting goes. */
interface Contributions {
  readonly people: { readonly self: ParticipantId };
  readonly chat: {
    readonly group: Pick<GroupLog, 'messages' | 'isOpen' | 'flush' | 'delete'>;
  };
  readonly files: {
    readonly list: { readonly files: readonly Pick<ListedFile, 'fileId' | 'addedBy'>[] };
    delete(fileId: FileId): Promise<void>;
  };
  shared(kind: (typeof sharedKinds)[number]): SharedDocument;
  openNotes(): SharedDocument;
}

/**
 * [R76] Deletes what this person contributed, for everybody: messages to all, files, shapes of the board, words in
 * minutes and agenda; and their own notes. Resolves when the server has all of it. Throws a RefusedError where something
 * could not be reached; doing it again goes on.
 */
export async function eraseContributions(workspace: Contributions): Promise<void> {
  const all = [...sharedKinds.map((kind) => workspace.shared(kind)), workspace.openNotes()];
  // What is still on its way has no author yet, and what is not read yet is not listed.
  await Promise.all(all.map(saved));
  eraseMessages(workspace);
  const { self } = workspace.people;
  for (const { fileId, addedBy } of workspace.files.list.files)
    if (addedBy === self) await workspace.files.delete(fileId);
  const own = (document: SharedDocument) => {
    return { doc: document.doc, authorOf: document.authorOf.bind(document), self };
  };
  eraseOwnEntries(own(workspace.shared('board')), 'shapes');
  for (const kind of ['board', 'minutes'] as const) eraseOwnText(own(workspace.shared(kind)));
  eraseOwnPoints(own(workspace.shared('agenda')));
  eraseOwnText(own(workspace.openNotes()));
  await Promise.all(all.map(saved));
}

function eraseMessages({ chat: { group }, people: { self } }: Contributions): void {
  group.flush();
  for (const message of group.messages) {
    if (message.by !== self || message.deleted) continue;
    // It stopped a moment ago.
    if (!group.isOpen) throw new RefusedError('unavailable');
    group.delete(message, true);
  }
}

/** Resolves when a document has been read and the server has everything that was written into it here. */
async function saved(document: SharedDocument): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  const unreachable = (): void => reject(new RefusedError('unavailable'));
  const look = (): void => {
    const { kind } = document.saveState;
    if (kind === 'saved') resolve(undefined);
    else if (kind === 'stopped' || kind === 'refused') unreachable();
  };
  const stop = document.onChange(look);
  const late = setTimeout(unreachable, REACHING_MS);
  look();
  try {
    await promise;
  } finally {
    clearTimeout(late);
    stop();
  }
}
