import { toBase64Url, type Bytes } from '@conclave/shared/bytes';
import type { MeetingId } from '@conclave/shared/ids';
import { MAX_NAME_BYTES } from '@conclave/shared/limits';
import { JOIN_PROOF_HEADER, VISITOR_HEADER } from '@conclave/shared/wire/filesApi';
import { randomBytes } from '../../e2ee/crypto/random.ts';
import { sealEnvelope, type Inbox } from '../../e2ee/objects/envelope.ts';
import { systemTimers } from '../../e2ee/session/Timers.ts';
import { openFilesWorker } from '../openFilesWorker.ts';
import { FilesApi } from '../transfer/FilesApi.ts';
import { MemoryPendingUploads } from '../transfer/MemoryPendingUploads.ts';
import { UploadQueue } from '../transfer/UploadQueue.ts';
import { waitForNetwork } from '../transfer/waitForNetwork.ts';
import { withWebLock } from '../transfer/withWebLock.ts';
import type { HandedIn } from './HandedIn.ts';

export interface HandInOptions {
  readonly meetingId: MeetingId;
  readonly joinProof: Bytes;
  /** The newest key record as the answer to `enter` has it, checked by who calls. Asked for each file. */
  readonly inbox: () => Promise<Inbox>;
  /** What the visitor calls itself now. */
  readonly name: () => string;
  readonly arrived: (file: HandedIn) => void;
}

/** [F-13] Uploads of somebody at the door. They end with the page: nobody is known here yet. */
export function openHandIn(options: HandInOptions): { queue: UploadQueue; close: () => void } {
  const { meetingId, joinProof, inbox, name, arrived } = options;
  const proofs = {
    [JOIN_PROOF_HEADER]: toBase64Url(joinProof),
    [VISITOR_HEADER]: toBase64Url(randomBytes(32)),
  };
  const crypto = openFilesWorker();
  const queue = new UploadQueue({
    meetingId,
    api: new FilesApi({
      meetingId,
      place: 'inbox',
      fetch: fetch.bind(globalThis),
      headers: () => proofs,
    }),
    crypto,
    store: new MemoryPendingUploads(),
    wait: waitForNetwork,
    lock: withWebLock,
    now: () => systemTimers.now(),
    async envelopeOf({ fileId, key, name: file, type, bytes, startedAt: at }) {
      const said = { name: file.slice(0, 255), type: type.slice(0, 127), from: fitting(name()) };
      const envelope = { key, ...said, size: bytes.size, at };
      return toBase64Url(await sealEnvelope({ meetingId, fileId }, envelope, await inbox()));
    },
    arrived: ({ fileId, name: file, bytes }) => arrived({ fileId, name: file, size: bytes.size }),
    failed: (error) => reportError(error),
  });
  return {
    queue,
    close() {
      queue.close();
      crypto.close();
    },
  };
}

/** As much of a name as an envelope takes. */
function fitting(name: string): string {
  const { read } = new TextEncoder().encodeInto(name, new Uint8Array(MAX_NAME_BYTES));
  return name.slice(0, read);
}
