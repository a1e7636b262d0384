import type { FileId } from '@conclave/shared/ids';
import type { FileVault } from '../FileVault.ts';
import type { ListedFile } from '../list/fileEvents.ts';
import { safeName } from '../list/safeName.ts';
import type { UploadView } from '../transfer/UploadState.ts';
import { faultOf, type FileFault } from './faultOf.ts';

/** A file as a row shows it: its name is harmless. */
export interface FileRow extends ListedFile {
  readonly rowKey: string;
}

/** What is on the screen of files: the list, uploads, running downloads and what went wrong. */
export class FilesModel {
  readonly vault: FileVault;
  readonly #stops: (() => void)[];
  #files = $state.raw<readonly FileRow[]>([]);
  #uploads = $state.raw<readonly UploadView[]>([]);
  #downloads = $state.raw<Readonly<Record<string, number>>>({});
  #faults = $state.raw<Readonly<Record<string, FileFault>>>({});
  #arrived = $state.raw<string | undefined>();
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- nothing on screen depends on it
  readonly #cancels = new Map<string, AbortController>();

  constructor(vault: FileVault) {
    this.vault = vault;
    this.#readFiles();
    this.#uploads = vault.queue.views;
    this.#stops = [
      vault.list.onChange(() => this.#readFiles()),
      vault.queue.onChange((views) => this.#readUploads(views)),
    ];
  }

  /** Newest first. */
  get files(): readonly FileRow[] {
    return this.#files;
  }

  get uploads(): readonly UploadView[] {
    return this.#uploads;
  }

  /** The name of the file that arrived last, to be read out. */
  get arrived(): string | undefined {
    return this.#arrived;
  }

  /** 0 to 1 while it is downloaded. */
  downloadShare(row: FileRow): number | undefined {
    return this.#downloads[row.rowKey];
  }

  faultOf(row: FileRow): FileFault | undefined {
    return this.#faults[row.rowKey];
  }

  add(files: Iterable<File>): void {
    for (const file of files) this.vault.queue.start(file);
  }

  async download(row: FileRow): Promise<void> {
    await this.#watched(row, (options) => this.vault.save(row, options));
  }

  /** The opened file for a preview; undefined if that failed or was ended. */
  async read(row: FileRow): Promise<Blob | undefined> {
    return this.#watched(row, (options) => this.vault.read(row, options));
  }

  stop(row: FileRow): void {
    this.#cancels.get(row.rowKey)?.abort();
  }

  rename(row: FileRow, name: string): void {
    this.vault.list.rename(row.fileId, safeName(name));
  }

  async delete(row: FileRow): Promise<boolean> {
    try {
      await this.vault.delete(row.fileId);
      return true;
    } catch (error) {
      this.#fail(row, error);
      return false;
    }
  }

  async cancel(fileId: FileId): Promise<void> {
    await this.vault.queue.cancel(fileId);
  }

  close(): void {
    for (const stop of this.#stops) stop();
    for (const cancel of this.#cancels.values()) cancel.abort();
  }

  async #watched<Result>(
    row: FileRow,
    work: (options: {
      onProgress: (share: number) => void;
      signal: AbortSignal;
    }) => Promise<Result>,
  ): Promise<Result | undefined> {
    const { rowKey } = row;
    const cancel = new AbortController();
    this.#cancels.get(rowKey)?.abort();
    this.#cancels.set(rowKey, cancel);
    this.#faults = without(this.#faults, rowKey);
    const onProgress = (share: number): void => {
      this.#downloads = { ...this.#downloads, [rowKey]: share };
    };
    onProgress(0);
    try {
      return await work({ onProgress, signal: cancel.signal });
    } catch (error) {
      if (!cancel.signal.aborted) this.#fail(row, error);
      return undefined;
    } finally {
      if (this.#cancels.get(rowKey) === cancel) {
        this.#cancels.delete(rowKey);
        this.#downloads = without(this.#downloads, rowKey);
      }
    }
  }

  #fail({ rowKey }: FileRow, error: unknown): void {
    this.#faults = { ...this.#faults, [rowKey]: faultOf(error) };
    if (faultOf(error) === 'other') reportError(error);
  }

  #readFiles(): void {
    this.#files = this.vault.list.files
      .map((file) => ({
        ...file,
        name: safeName(file.name),
        rowKey: `${file.addedBy}/${file.fileId}`,
      }))
      .toSorted((a, b) => b.at - a.at);
  }

  #readUploads(views: readonly UploadView[]): void {
    const has = (list: readonly { fileId: FileId }[], fileId: FileId): boolean =>
      list.some((one) => one.fileId === fileId);
    const done = this.#uploads.find(
      ({ fileId }) => !has(views, fileId) && has(this.#files, fileId),
    );
    if (done) this.#arrived = safeName(done.name);
    this.#uploads = views;
  }
}

function without<T>(record: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}
