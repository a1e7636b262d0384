import type { Bytes } from '@conclave/shared/bytes';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { DocumentPlace } from '@conclave/shared/wire/documents';
import type { Checkpoint } from '@conclave/shared/wire/signed/checkpoint';
import type { Author } from './Authors.ts';
import { checkMaker, checkSignature, isSame, readCheckpoint } from './checkCheckpoint.ts';
import { checkAuthor, checkPlace, checkRecord, sha256 } from './checkEntry.ts';
import type { DocumentCaller } from './DocumentCaller.ts';
import type { DocumentLog } from './DocumentLog.ts';
import type { LogStore, StagedCheckpoint } from './LogStore.ts';
import type { MeetingDocuments, RunningSession } from './MeetingDocuments.ts';
import { thinned } from './thinned.ts';
import { Turns } from './Turns.ts';

export interface CheckpointsOptions {
  readonly documents: MeetingDocuments;
  readonly store: LogStore;
  readonly now: () => number;
  readonly session: () => RunningSession | undefined;
}

/** [P-10, P-12, P-13] Takes the checkpoints of one meeting, one at a time: each may be 32 MB. */
export class Checkpoints {
  readonly #options: CheckpointsOptions;
  readonly #turns = new Turns();

  constructor(options: CheckpointsOptions) {
    this.#options = options;
  }

  async put(caller: DocumentCaller, bytes: Bytes): Promise<void> {
    const { documents } = this.#options;
    const checkpoint = readCheckpoint(bytes, documents.meetingId);
    const { place, authorId } = checkpoint.header;
    checkPlace(place, caller);
    const author = checkAuthor(await documents.authors.find(authorId), caller);
    await this.#checkMaker(checkpoint, author);
    await checkSignature(checkpoint, author);
    await this.#turns.take(() => this.#take(checkpoint, author, bytes));
  }

  async #checkMaker(checkpoint: Checkpoint, author: Author): Promise<void> {
    const { documents, session } = this.#options;
    const { meetingId } = documents;
    const { hostKey } = await documents.meeting();
    checkMaker(checkpoint, author, { meetingId, hostKey, sessionId: session()?.sessionId });
  }

  async #take({ header }: Checkpoint, author: Author, bytes: Bytes): Promise<void> {
    const { documents, store, now } = this.#options;
    const log = await documents.log(header.place);
    const kept = await store.checkpoints(log.key);
    const hash = sha256(bytes);
    const { generation, position, authorId, letsGo } = header;
    const isKept = kept.some((one) => one.position === position && isSame(one, hash));
    if (generation === log.key.generation && isKept) {
      // It got no answer: perhaps nobody else heard of it either.
      this.#tell(header);
      return;
    }
    checkStep(log, header, kept[0]?.position ?? 0);
    checkRecord(header, await documents.newestRecord());
    if (header.place.owner !== null) await this.#spend(author, bytes);
    const at = now();
    const key = { documentId: log.key.documentId, generation, position };
    const made = { ...key, at, authorId, letsGo, size: bytes.length, hash };
    const staged = await store.stageCheckpoint(made, bytes);
    if (generation > log.key.generation) await this.#begin(log, staged);
    else {
      await store.keepCheckpoint(staged, thinned([staged, ...kept], at));
      if (letsGo && this.#options.session() === undefined) await this.#letGo();
    }
    this.#tell(header);
  }

  #tell({ place, generation, position }: Step): void {
    const { audience } = this.#options.documents;
    if (position === 0) audience.tell('documentGeneration', { place, generation });
    else audience.tell('documentCheckpoint', { place, generation, position });
  }

  /** [P-12] No session runs whose end it would have to wait for. */
  async #letGo(): Promise<void> {
    const { documents, store } = this.#options;
    await store.letGo(documents.meetingId);
    documents.quota.forget();
  }

  /** [P-13] */
  async #begin(log: DocumentLog, staged: StagedCheckpoint): Promise<void> {
    const { documents, store } = this.#options;
    const { documentId, generation } = staged;
    await log.renew(async () => {
      await store.beginGeneration(staged);
      return { documentId, generation };
    });
    documents.quota.forget();
  }

  /** Notes are checkpointed by anybody for themselves: that counts like what they wrote. */
  async #spend({ participantId }: Author, bytes: Bytes): Promise<void> {
    const { quota } = this.#options.documents;
    await quota.load(participantId);
    quota.take(participantId, bytes.length);
  }
}

interface Step {
  readonly place: DocumentPlace;
  readonly generation: number;
  readonly position: number;
}

/** Goes on from where the document stands: further along its log, or to its next generation. */
function checkStep(log: DocumentLog, { generation, position }: Step, newest: number): void {
  if (generation < log.key.generation) throw new RefusedError('generationOver');
  if (generation === log.key.generation + 1 && position === 0) return;
  if (generation > log.key.generation || position > log.end) throw new RefusedError('notNow');
  if (position <= newest) throw new RefusedError('versionConflict');
}
