import { toBase64Url } from '@conclave/shared/bytes';
import { FileId, type MeetingId } from '@conclave/shared/ids';
import { MAX_FILE_BYTES } from '@conclave/shared/limits';
import * as v from 'valibot';
import { randomBytes } from '../../e2ee/crypto/random.ts';
import { Listeners } from '../../signaling/Listeners.ts';
import type { PendingUpload, PendingUploads } from './PendingUpload.ts';
import { Upload, type UploadParts } from './Upload.ts';
import type { UploadState, UploadView } from './UploadState.ts';

/** Files on their way at once; three chunks of each keep a line busy. */
const AT_ONCE = 2;

export interface UploadQueueOptions extends Omit<UploadParts, 'changed' | 'sealedEnvelope'> {
  readonly meetingId: MeetingId;
  readonly store: PendingUploads;
  readonly now: () => number;
  /** Holds something while `work` runs that no other tab holds; false if one does. */
  readonly lock: (name: string, work: () => Promise<void>) => Promise<boolean>;
  /** Called when a file is complete, before it is forgotten here: lists it. May be called again. */
  readonly arrived: (upload: PendingUpload) => void;
  /** For a file of the inbox: what goes with the announcement. */
  readonly envelopeOf?: (upload: PendingUpload) => Promise<string>;
  readonly failed: (error: unknown) => void;
}

interface Item {
  readonly pending: PendingUpload;
  state: UploadState;
  durable: boolean;
  upload: Upload | undefined;
  cancelled: boolean;
  /** Told once, when the upload is over in whatever way. */
  readonly over: PromiseWithResolvers<UploadState | 'done'>;
}

/** The uploads of this browser in one meeting: two at a time, in order; those of before a reload go on. */
export class UploadQueue {
  readonly #options: UploadQueueOptions;
  readonly #items = new Map<FileId, Item>();
  readonly #changed = new Listeners<readonly UploadView[]>();
  #running = 0;
  #closed = false;

  constructor(options: UploadQueueOptions) {
    this.#options = options;
  }

  get views(): readonly UploadView[] {
    return [...this.#items.values()].map(({ pending, state, durable }) => {
      const { fileId, name, type, bytes } = pending;
      return { fileId, name, type, size: bytes.size, state, durable };
    });
  }

  onChange(listen: (views: readonly UploadView[]) => void): () => void {
    return this.#changed.add(listen);
  }

  /** Takes up what a reload or another page left unfinished. */
  async restore(): Promise<void> {
    for (const pending of await this.#options.store.of(this.#options.meetingId)) {
      if (!this.#items.has(pending.fileId)) this.#add(pending, { kind: 'waiting' }, true);
    }
    this.#next();
  }

  /** Queues a file. One that is too large is told so at once, and nothing is sent. */
  start(file: File): FileId {
    const { meetingId, now } = this.#options;
    const fileId = v.parse(FileId, toBase64Url(randomBytes(16)));
    const key = randomBytes(32);
    const { name, type } = file;
    const pending = { fileId, meetingId, key, name, type, bytes: file, startedAt: now() };
    if (file.size > MAX_FILE_BYTES) {
      this.#add(pending, { kind: 'tooLarge' }, false);
      return fileId;
    }
    const item = this.#add(pending, { kind: 'waiting' }, false);
    this.#keep(item).catch(this.#options.failed);
    this.#next();
    return fileId;
  }

  /** Resolves when the upload is over: `done`, or the state in which it stopped for good. */
  outcome(fileId: FileId): Promise<UploadState | 'done'> {
    return this.#items.get(fileId)?.over.promise ?? Promise.resolve('done');
  }

  pause(fileId: FileId): void {
    const item = this.#items.get(fileId);
    if (item === undefined) return;
    if (item.upload) item.upload.pause();
    else if (item.state.kind === 'waiting') this.#set(item, { kind: 'paused', share: 0 });
  }

  /** Goes on, or tries again. */
  resume(fileId: FileId): void {
    const item = this.#items.get(fileId);
    if (item === undefined || item.upload || item.state.kind === 'tooLarge') return;
    this.#set(item, { kind: 'waiting' });
    this.#next();
  }

  /** Ends it and takes back what has arrived. Of something that cannot be reached, the sweep does. */
  async cancel(fileId: FileId): Promise<void> {
    const item = this.#items.get(fileId);
    if (item === undefined) return;
    item.cancelled = true;
    item.upload?.pause();
    this.#remove(item, { kind: 'paused', share: 0 });
    await this.#options.store.forget(fileId);
    if (item.state.kind === 'tooLarge') return;
    await this.#options.api.delete(fileId).catch(() => undefined);
  }

  /** Cancels all that is not complete and could still become so, and hands it over to be sent on another way. */
  giveUp(): File[] {
    const items = [...this.#items.values()].filter(({ state }) => !isHopeless(state));
    return items.map(({ pending: { fileId, name, type, bytes } }) => {
      this.cancel(fileId).catch(this.#options.failed);
      return new File([bytes], name, { type });
    });
  }

  /** Stops sending; what is not complete is kept for the next page. */
  close(): void {
    this.#closed = true;
    for (const { upload } of this.#items.values()) upload?.pause();
    this.#changed.clear();
  }

  #add(pending: PendingUpload, state: UploadState, durable: boolean): Item {
    const over = Promise.withResolvers<UploadState | 'done'>();
    const item = { pending, state, durable, upload: undefined, cancelled: false, over };
    this.#items.set(pending.fileId, item);
    this.#tell();
    if (state.kind === 'tooLarge') over.resolve(state);
    return item;
  }

  /** For after a reload. It may be cancelled or completed while it is written. */
  async #keep(item: Item): Promise<void> {
    const { store } = this.#options;
    item.durable = await store.keep(item.pending);
    if (this.#items.has(item.pending.fileId)) this.#tell();
    else await store.forget(item.pending.fileId);
  }

  #next(): void {
    for (const item of this.#items.values()) {
      if (this.#closed || this.#running >= AT_ONCE) return;
      if (item.state.kind === 'waiting') void this.#run(item);
    }
  }

  async #run(item: Item): Promise<void> {
    this.#running++;
    this.#set(item, { kind: 'sending', share: 0 });
    try {
      const upload = await this.#uploadOf(item);
      const name = `conclave-upload-${item.pending.fileId}`;
      const alone = await this.#options.lock(name, () => this.#send(item, upload));
      // Another tab sends it.
      if (!alone) this.#remove(item, 'done');
    } catch (error) {
      this.#set(item, { kind: 'paused', share: 0 });
      this.#options.failed(error);
    } finally {
      item.upload = undefined;
      this.#running--;
      this.#next();
    }
  }

  async #uploadOf(item: Item): Promise<Upload> {
    const { envelopeOf, ...parts } = this.#options;
    const sealedEnvelope = await envelopeOf?.(item.pending);
    item.upload = new Upload(item.pending, {
      ...parts,
      changed: (state) => this.#set(item, state),
      ...(sealedEnvelope !== undefined && { sealedEnvelope }),
    });
    return item.upload;
  }

  async #send(item: Item, upload: Upload): Promise<void> {
    const outcome = await upload.run();
    if (item.cancelled || this.#closed) return;
    if (outcome !== 'complete') {
      if (outcome !== 'paused') item.over.resolve(item.state);
      return;
    }
    this.#options.arrived(item.pending);
    await this.#options.store.forget(item.pending.fileId);
    this.#remove(item, 'done');
  }

  #remove(item: Item, outcome: UploadState | 'done'): void {
    this.#items.delete(item.pending.fileId);
    item.over.resolve(outcome);
    this.#tell();
  }

  #set(item: Item, state: UploadState): void {
    if (item.cancelled || this.#closed) return;
    item.state = state;
    this.#tell();
  }

  #tell(): void {
    if (!this.#closed) this.#changed.tell(this.views);
  }
}

function isHopeless({ kind }: UploadState): boolean {
  return kind === 'tooLarge' || kind === 'refused' || kind === 'unreadable';
}
