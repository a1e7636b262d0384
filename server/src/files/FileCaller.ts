import type { MeetingId, ParticipantId } from '@conclave/shared/ids';
import type { LinkKind } from '@conclave/shared/wire/peerRequests';

/** Who asks for files of a meeting, as far as it was proven. */
export type FileCaller = {
  readonly meetingId: MeetingId;
} & (
  | { readonly as: 'owner' }
  | {
      readonly as: 'member';
      readonly participantId: ParticipantId;
      /** Whether the host key made it host or deputy. */
      readonly leads: boolean;
    }
);

/** Who may read files. */
export interface FileReader {
  readonly meetingId: MeetingId;
  /** [S-13] Nothing that came since then; null: whatever is there. */
  readonly until: number | null;
}

/** [F-13] Somebody who holds a link and is not admitted yet. */
export interface Visitor {
  readonly meetingId: MeetingId;
  readonly link: LinkKind;
  /** SHA-256 of its browser's random bytes. */
  readonly visitor: Uint8Array;
}
