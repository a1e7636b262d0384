import { equalBytes, type Bytes } from '../../shared/src/bytes.ts';
import type { DocumentPlace } from '../../shared/src/wire/documents.ts';
import { RefusedError } from '../../shared/src/RefusedError.ts';
import type { DocumentMember } from '../support/DocumentMember.ts';
import { place } from '../support/DocumentWriter.ts';
import type { Faults } from './LiveSession.ts';

const PLACES = [place('chat'), place('board')];

/** So many entries of one member are on their way at a time; the bucket holds 300 [V-23]. */
const IN_FLIGHT = 4;

/** An entry that was handed in, and where it stands if that was acknowledged. */
interface Sent {
  readonly member: DocumentMember;
  readonly at: DocumentPlace;
  readonly entry: Bytes;
  position?: number;
}

/** [T01] Members who append to documents as fast as they may, over a server that is killed now and then. */
export class LiveDocuments {
  readonly #members: readonly DocumentMember[];
  readonly #sent: Sent[] = [];
  #running: Promise<void>[] = [];
  #stopping = false;
  #onAcknowledged = (): void => undefined;

  constructor(members: readonly DocumentMember[]) {
    this.#members = members;
  }

  get acknowledged(): number {
    return this.#sent.filter(({ position }) => position !== undefined).length;
  }

  begin(): void {
    this.#stopping = false;
    this.#running = this.#members.map((member, at) =>
      this.#write(member, PLACES[at % PLACES.length] ?? place('chat')),
    );
  }

  /** Calls once when so many more entries were acknowledged, in the very moment. */
  afterAcknowledged(count: number, run: () => void): void {
    let left = count;
    this.#onAcknowledged = () => {
      left -= 1;
      if (left === 0) run();
    };
  }

  async end(): Promise<void> {
    this.#stopping = true;
    this.#onAcknowledged = () => undefined;
    await Promise.all(this.#running);
  }

  /** Its members have resumed: sends again what got no answer, and some of what did; then everybody reads everything. */
  async comeBack(): Promise<Faults> {
    await Promise.all(this.#members.map((member) => member.reopen()));
    const faults: string[] = [];
    for (const sent of this.#sent) {
      if (sent.position === undefined) await this.#send(sent);
    }
    for (const sent of this.#sent.slice(-PLACES.length * IN_FLIGHT)) {
      const { position } = await sent.member.send(sent.entry);
      if (position !== sent.position) faults.push('a repetition got another position');
    }
    return [...faults, ...(await this.#differences())];
  }

  async #write(member: DocumentMember, at: DocumentPlace): Promise<void> {
    while (!this.#stopping && member.member.wire.connected) {
      const batch = Array.from({ length: IN_FLIGHT }, () => {
        const sent: Sent = { member, at, entry: member.writer.next(at) };
        this.#sent.push(sent);
        return this.#send(sent);
      });
      const outcomes = await Promise.allSettled(batch);
      const refused = outcomes.some(
        (one) => one.status === 'rejected' && one.reason instanceof RefusedError,
      );
      if (refused) throw new Error('an honest entry was refused');
    }
  }

  async #send(sent: Sent): Promise<void> {
    const { position } = await sent.member.send(sent.entry);
    sent.position = position;
    this.#onAcknowledged();
  }

  async #differences(): Promise<Faults> {
    const faults: string[] = [];
    for (const at of PLACES) {
      const logs = await Promise.all(this.#members.map((member) => member.entries(at)));
      const [first = []] = logs;
      const differs = logs.some(
        (log) =>
          log.length !== first.length ||
          log.some(
            ({ entry }, index) => !equalBytes(entry, first[index]?.entry ?? new Uint8Array()),
          ),
      );
      if (differs) faults.push('members read different logs');
      if (first.some(({ position }, index) => position !== index + 1)) {
        faults.push('a log has a gap');
      }
      const own = this.#sent.filter((sent) => sent.at === at);
      if (first.length !== own.length) {
        faults.push(`${own.length} entries were written, ${first.length} are there`);
      }
      const lost = own.filter(
        ({ position = 0, entry }) =>
          !equalBytes(entry, first[position - 1]?.entry ?? new Uint8Array()),
      );
      if (lost.length > 0) faults.push(`${lost.length} acknowledged entries are not in place`);
    }
    return faults;
  }
}
