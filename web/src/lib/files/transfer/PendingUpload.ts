import type { Bytes } from '@conclave/shared/bytes';
import type { FileId, MeetingId } from '@conclave/shared/ids';

/** An upload that is not over, as a browser keeps it over a reload. */
export interface PendingUpload {
  readonly fileId: FileId;
  readonly meetingId: MeetingId;
  readonly key: Bytes;
  readonly name: string;
  readonly type: string;
  readonly bytes: Blob;
  /** ms since 1970. */
  readonly startedAt: number;
}

/** Where uploads wait that were interrupted. One contract, kept by IndexedDB and by memory. */
export interface PendingUploads {
  /** Oldest first. */
  of(meetingId: MeetingId): Promise<readonly PendingUpload[]>;
  /** Whether it will be there after a reload. */
  keep(upload: PendingUpload): Promise<boolean>;
  forget(fileId: FileId): Promise<void>;
}
