import type { FileId, MeetingId } from '@conclave/shared/ids';
import type { PendingUpload, PendingUploads } from './PendingUpload.ts';

/** For browsers without storage: an upload is over when the page is left. */
export class MemoryPendingUploads implements PendingUploads {
  readonly #uploads = new Map<FileId, PendingUpload>();

  of(meetingId: MeetingId): Promise<readonly PendingUpload[]> {
    const all = [...this.#uploads.values()];
    return Promise.resolve(all.filter((upload) => upload.meetingId === meetingId));
  }

  keep(upload: PendingUpload): Promise<boolean> {
    this.#uploads.set(upload.fileId, upload);
    return Promise.resolve(false);
  }

  forget(fileId: FileId): Promise<void> {
    this.#uploads.delete(fileId);
    return Promise.resolve();
  }
}
