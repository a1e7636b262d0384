import type { ErrorCode } from '@conclave/shared/errorCodes';
import type { FileId } from '@conclave/shared/ids';

/** How an upload stands. `share`: of its bytes, 0 to 1, as the server has acknowledged them. */
export type UploadState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'sending'; readonly share: number }
  | { readonly kind: 'paused'; readonly share: number }
  /** No answer: it goes on by itself. */
  | { readonly kind: 'offline'; readonly share: number }
  /** The server takes it not. */
  | { readonly kind: 'refused'; readonly code: ErrorCode }
  /** The file was moved or changed on this device, or is larger than any upload may be. */
  | { readonly kind: 'unreadable' | 'tooLarge' };

/** An upload as the screen shows it. */
export interface UploadView {
  readonly fileId: FileId;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly state: UploadState;
  /** Whether it goes on after a reload. */
  readonly durable: boolean;
}
