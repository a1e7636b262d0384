import { toBase64Url, type Bytes } from '@conclave/shared/bytes';
import { ROLE_HEADER } from '@conclave/shared/wire/filesApi';
import type { Role, RoomView } from '../e2ee/session/RoomView.ts';
import type { SignalingPort } from '../signaling/SignalingPort.ts';

type Headers = Readonly<Record<string, string>>;

export interface FileProofsOptions {
  readonly signaling: Pick<SignalingPort, 'request' | 'onConnection'>;
  readonly certificate: () => Promise<Bytes | undefined>;
}

/**
 * [V-20] What shows the server over HTTP who asks for files: a token of the connection, with which it
 * ends, and [F-12] the certificate of who leads. Both are asked for whenever this browser is inside anew:
 * a new connection is no member's before it has resumed.
 */
export class FileProofs {
  readonly #options: FileProofsOptions;
  readonly #stop: () => void;
  #authorization: Headers = {};
  #role: Headers = {};
  #knownRole: Role | undefined;
  #asking: Promise<void> | undefined;
  #hasNotes = false;
  /** Rises with each connection: what was asked on another one means nothing any more. */
  #turn = 0;

  constructor(options: FileProofsOptions) {
    this.#options = options;
    this.#stop = options.signaling.onConnection(() => this.#forget());
  }

  get headers(): Headers {
    return { ...this.#authorization, ...this.#role };
  }

  /** Whether one's own notes have entries, from this session or an earlier one. */
  get hasNotes(): boolean {
    return this.#hasNotes;
  }

  /** Done when what was asked for has come, or will not come on this connection. */
  async settled(): Promise<void> {
    await this.#asking;
  }

  see({ phase, self }: RoomView): void {
    if (phase.kind !== 'inside' || self === null) return;
    const has = 'authorization' in this.#authorization && self.role === this.#knownRole;
    if (has || this.#asking !== undefined) return;
    this.#asking = this.#ask(self.role).finally(() => (this.#asking = undefined));
  }

  close(): void {
    this.#stop();
    this.#forget();
  }

  #forget(): void {
    this.#turn += 1;
    this.#authorization = {};
    this.#role = {};
    this.#knownRole = undefined;
  }

  async #ask(role: Role): Promise<void> {
    const turn = this.#turn;
    try {
      const { token, documents } = await this.#options.signaling.request('openDocuments', {});
      // [V-20] Nobody is told of any notes but one's own.
      this.#hasNotes = documents.some(({ place }) => place.kind === 'notes');
      const certificate = await this.#options.certificate();
      if (turn !== this.#turn) return;
      this.#authorization = { authorization: `Bearer ${toBase64Url(token)}` };
      this.#role = certificate === undefined ? {} : { [ROLE_HEADER]: toBase64Url(certificate) };
      this.#knownRole = role;
    } catch {
      // Not a member at this moment; whoever is inside again asks again.
    }
  }
}
