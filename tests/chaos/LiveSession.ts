import { RefusedError } from '../../shared/src/RefusedError.ts';
import type { RequestId } from '../../shared/src/ids.ts';
import type { TestMember } from '../support/TestMember.ts';

/** What went wrong, in a sentence. Empty: nothing. */
export type Faults = readonly string[];

/**
 * Members who commit against each other as fast as they can, over a server that is killed now and
 * then. It knows every commit that was acknowledged to somebody.
 */
export class LiveSession {
  readonly #members: readonly TestMember[];
  /** The commit that was acknowledged for the epoch that it ended. */
  readonly #acknowledged = new Map<number, RequestId>();
  #running: Promise<void>[] = [];
  #stopping = false;
  #onAcknowledged = (): void => undefined;

  constructor(members: readonly TestMember[]) {
    this.#members = members;
  }

  get acknowledged(): number {
    return this.#acknowledged.size;
  }

  /** Everybody begins to commit. */
  begin(): void {
    this.#stopping = false;
    this.#running = this.#members.map((member) => this.#commit(member));
  }

  /** Calls once when so many more commits were acknowledged, in the very moment. */
  afterAcknowledged(count: number, run: () => void): void {
    let left = count;
    this.#onAcknowledged = () => {
      left -= 1;
      if (left === 0) run();
    };
  }

  /** Everybody stops; to be called when the server is gone, or soon. */
  async end(): Promise<void> {
    this.#stopping = true;
    this.#onAcknowledged = () => undefined;
    await Promise.all(this.#running);
  }

  /** Everybody comes back, as after a restart, and compares with the others. */
  async comeBack(): Promise<Faults> {
    const before = this.#members.map(({ epoch }) => epoch);
    const results = await Promise.all(this.#members.map((member) => member.reconnect()));
    const reentering = results.filter(({ kind }) => kind !== 'resumed').length;
    return [
      ...(reentering > 0 ? [`${reentering} members had to enter again`] : []),
      ...this.#members.flatMap((member, at) =>
        member.epoch < (before[at] ?? 0) ? [`an epoch went back to ${member.epoch}`] : [],
      ),
      ...this.#differences(),
    ];
  }

  close(): void {
    for (const member of this.#members) member.close();
  }

  async #commit(member: TestMember): Promise<void> {
    while (!this.#stopping && member.wire.connected) {
      try {
        const { epoch, commitId } = await member.commit();
        this.#acknowledged.set(epoch, commitId);
        this.#onAcknowledged();
      } catch (error) {
        if (!(error instanceof RefusedError)) return; // the connection is gone
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
    }
  }

  #differences(): Faults {
    const faults: string[] = [];
    const epochs = new Set(this.#members.map(({ epoch }) => epoch));
    if (epochs.size !== 1) faults.push(`members are in epochs ${[...epochs].join(', ')}`);
    for (const [epoch, commitId] of this.#acknowledged) {
      for (const { history } of this.#members) {
        const known = history.get(epoch);
        if (known === undefined) faults.push(`the acknowledged commit of epoch ${epoch} is lost`);
        else if (known !== commitId) faults.push(`epoch ${epoch} ended by two commits`);
      }
    }
    return faults;
  }
}
