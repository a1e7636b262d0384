import { equalBytes, type Bytes } from '@conclave/shared/bytes';
import { MAX_CHECKPOINT_BYTES } from '@conclave/shared/limits';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { DocumentFault } from '../SharedDocument.ts';
import { CheckpointCheck, type CheckVerdict } from './CheckpointCheck.ts';
import { isSameChain } from './checkpointContent.ts';
import {
  openCheckpoint,
  sealCheckpoint,
  type CheckpointPlan,
  type OpenedCheckpoint,
} from './checkpointSeal.ts';
import type { RootKey, Standing } from './DocumentKeys.ts';
import type { LogContext } from './LogContext.ts';
import type { LogPlace } from './LogPort.ts';
import type { LogReader } from './LogReader.ts';
import { placeText } from './samePlace.ts';

/** [P-10] A checkpoint is due after so much. Lower stores more; higher makes who joins read longer. */
const DUE_ENTRIES = 500;
const DUE_BYTES = 256 * 1024;
/** So many times of that it is not waited for a rest any more, which a room that draws for hours never takes. */
const OVERDUE_FACTOR = 4;
/** How long a document must rest before; the host is first, so that one is made and not several. */
const HOST_IDLE_MS = 5_000;
const DEPUTY_IDLE_MS = 15_000;

/** [P-12] How many times the state a log is before it may go. Lower loses more of the past, higher keeps more. */
const LETS_GO_FACTOR = 4;
/** What an entry is besides its content: header, seal and signature. */
const ENTRY_FRAME_BYTES = 190;

export interface DeskOptions {
  fault(fault: DocumentFault): void;
  /** Whether everything is read, and whether everything that was written here is sent. */
  isRead(): boolean;
  isSent(): boolean;
  /** [G-18] Whether something is held back, which nobody could tell apart in a checkpoint any more. */
  isHolding(): Promise<boolean>;
  /** When nothing is being read. */
  inTurn(task: () => Promise<boolean>): Promise<boolean>;
}

/** documents.md, 5: makes checkpoints where this browser may, and compares those of others. */
export class CheckpointDesk {
  readonly #context: LogContext;
  readonly #reader: LogReader;
  readonly #options: DeskOptions;
  readonly #pending = new Set<number>();
  #last = 0;
  #stopTimer: (() => void) | undefined;
  #sealing = false;
  #check: CheckpointCheck | undefined;
  #closed = false;

  constructor(context: LogContext, reader: LogReader, options: DeskOptions) {
    this.#context = context;
    this.#reader = reader;
    this.#options = options;
  }

  /** [P-11] Begins reading with the newest good checkpoint, else with the first entry. */
  async begin(newest: number | undefined): Promise<true> {
    const base = newest === undefined ? undefined : await this.#newestGood(newest, this.#reader.at);
    const began = await this.#reader.begin(base);
    if (!began && base !== undefined) {
      this.#options.fault({ kind: 'falseCheckpoint', by: base.by });
      await this.#reader.begin(undefined);
    }
    this.#last = this.#reader.from;
    return true;
  }

  /** A member made one. Compared as soon as we are where it is. */
  async heard(position: number): Promise<void> {
    this.#pending.add(position);
    await this.#compareAll();
  }

  /** Something was read: perhaps a checkpoint can be compared now, or is due. */
  consider(): void {
    if (this.#closed) return;
    if (this.#pending.size > 0) void this.#compareAll().catch(this.#context.report);
    const idle = this.#idleMs();
    // What comes while it is overdue does not put it off.
    if (idle !== undefined && this.#stopTimer !== undefined && this.#isOverdue()) return;
    this.#stopTimer?.();
    this.#stopTimer = undefined;
    if (idle === undefined) return;
    this.#stopTimer = this.#context.timers.after(idle, () => {
      this.#stopTimer = undefined;
      this.make().catch(this.#context.report);
    });
  }

  /** Seals what is here, if this browser may. */
  make(): Promise<boolean> {
    return this.#options.inTurn(() => this.#make());
  }

  /** [P-12] The host lets a log go that is much longer than what it says. */
  letGo(): Promise<boolean> {
    return this.#options.inTurn(async () => {
      const isHost = this.#context.keys.standing?.certificate?.role === 'host';
      if (!isHost || !(await this.#isTooLongForAll())) return false;
      return this.#make(true);
    });
  }

  /** What follows here is gone: goes on from a checkpoint that holds it, if there is one. */
  async resume(): Promise<boolean> {
    const base = await this.#newestGood(undefined, this.#reader.at);
    if (base === undefined || base.chain.position <= this.#reader.chain.position) return false;
    return this.#reader.begin(base);
  }

  /**
   * [P-11] Compares what reading began with to the entries that it stands for, which nobody else may be here to do.
   * Names its maker if it is false, and never begins with it again.
   */
  async checkBase(): Promise<CheckVerdict> {
    const { base, at } = this.#reader;
    if (base === undefined || base.chain.position === 0) return { kind: 'unknown' };
    const start = await this.#startFor(base);
    if (this.#closed) return { kind: 'unknown' };
    this.#check = new CheckpointCheck(this.#context, { at, base, start });
    const verdict = await this.#check.run();
    if (verdict.kind === 'false') {
      this.#context.falseCheckpoints.add(nameOf(at, base));
      this.#options.fault({ kind: 'falseCheckpoint', by: base.by });
    }
    return verdict;
  }

  /** [P-13] Begins the next generation with a state in place of everything. Throws a RefusedError. */
  async beginAnew(state: Bytes): Promise<void> {
    await this.#options.inTurn(async () => {
      const { standing } = this.#context.keys;
      if (standing === undefined || !this.#isReadAndSent()) throw new RefusedError('notNow');
      if (!this.#mayMake(standing)) throw new RefusedError('notAllowed');
      if (state.length > MAX_CHECKPOINT_BYTES) throw new RefusedError('tooLarge');
      const { place, generation } = this.#reader.at;
      const root = await this.#root(standing);
      const chain = {
        position: 0,
        chainHash: new Uint8Array(32),
        heads: new Map(),
        clients: this.#reader.chain.owners,
        recordFloor: root.recordNumber,
      };
      const at = { place, generation: generation + 1 };
      await this.#hand({ standing, at, root, chain, state, quarantined: [] });
      return true;
    });
  }

  /** [P-13] Whether a generation begins with what somebody made who may. Throws a RefusedError. */
  async isBegun(generation: number): Promise<boolean> {
    const { place } = this.#reader.at;
    return (await this.#newestGood(undefined, { place, generation })) !== undefined;
  }

  async #make(letsGo = false): Promise<boolean> {
    const { standing } = this.#context.keys;
    if (standing === undefined || this.#sealing || !this.#mayMake(standing)) return false;
    if (!this.#maySeal(letsGo)) return false;
    this.#sealing = true;
    try {
      // Nothing is read meanwhile: the answer is about all that the checkpoint would hold.
      if (await this.#options.isHolding()) return false;
      return await this.#seal(standing, letsGo);
    } catch (error) {
      // No answer, or somebody else's is there already: the next is due later.
      if (error instanceof RefusedError) return false;
      throw error;
    } finally {
      this.#sealing = false;
    }
  }

  /** The state at a checkpoint before where reading began; undefined if it is not good. */
  async stateAt(position: number): Promise<Bytes | undefined> {
    return (await this.#read(position))?.content.state;
  }

  close(): void {
    this.#closed = true;
    this.#check?.close();
    this.#stopTimer?.();
  }

  #mayMake(standing: Standing): boolean {
    return this.#reader.at.place.kind === 'notes' || standing.certificate !== undefined;
  }

  /** Nothing that waits here is in it, and who draws without a rest has always something on the way. */
  #maySeal(letsGo: boolean): boolean {
    const mayWait = !letsGo && this.#isOverdue();
    return mayWait ? this.#options.isRead() : this.#isReadAndSent();
  }

  #isReadAndSent(): boolean {
    return this.#options.isRead() && this.#options.isSent();
  }

  /** How long it must rest before one is made here; undefined while none is due, or it is not for us. */
  #idleMs(): number | undefined {
    const { standing } = this.#context.keys;
    if (standing === undefined || !this.#mayMake(standing) || !this.#isDue()) return undefined;
    return standing.certificate?.role === 'deputy' ? DEPUTY_IDLE_MS : HOST_IDLE_MS;
  }

  #isOverdue(): boolean {
    return this.#isDue(OVERDUE_FACTOR);
  }

  #isDue(times = 1): boolean {
    const since = this.#reader.entries.filter(({ position }) => position > this.#last);
    const size = since.reduce((sum, { update }) => sum + (update?.length ?? 0), 0);
    return since.length >= times * DUE_ENTRIES || size >= times * DUE_BYTES;
  }

  async #isTooLongForAll(): Promise<boolean> {
    try {
      return await this.#isTooLong();
    } catch (error) {
      // No answer: it goes another time.
      if (error instanceof RefusedError) return false;
      throw error;
    }
  }

  /** What was let go before is no part of it. */
  async #isTooLong(): Promise<boolean> {
    const { at, chain, entries } = this.#reader;
    const state = await this.#reader.state();
    if (state === undefined) return false;
    const kept = await this.#context.port.checkpoints(at);
    const gone = kept.filter(({ letsGo }) => letsGo === true).map(({ position }) => position);
    const count = chain.position - Math.max(0, ...gone);
    const written = entries.reduce((sum, { update }) => sum + (update?.length ?? 0), 0);
    return count * ENTRY_FRAME_BYTES + written > LETS_GO_FACTOR * state.length;
  }

  async #seal(standing: Standing, letsGo: boolean): Promise<boolean> {
    const { at, chain } = this.#reader;
    const state = await this.#reader.state();
    const stands = chain.stateAt(chain.position);
    const covered = this.#reader.updatesUpTo(chain.position);
    if (state === undefined || stands === undefined || covered === undefined) return false;
    if (state.length > MAX_CHECKPOINT_BYTES || this.#closed) return false;
    const root = await this.#root(standing);
    const { quarantined } = this.#reader;
    await this.#hand({ standing, at, root, chain: stands, state, quarantined, letsGo });
    this.#last = stands.position;
    return true;
  }

  async #root(standing: Standing): Promise<RootKey> {
    const { keys } = this.#context;
    if (this.#reader.at.place.kind !== 'notes') return standing.newest;
    return { recordNumber: 0, root: await keys.notesRoot() };
  }

  /** Seals, signs and hands over. */
  async #hand(plan: CheckpointPlan): Promise<void> {
    const { authorship, port } = this.#context;
    const author = await authorship.own();
    const checkpoint = await sealCheckpoint(author, plan);
    await port.registerAuthor(author.certificate);
    await port.writeCheckpoint(plan.at, checkpoint);
  }

  async #newestGood(
    newest: number | undefined,
    at: LogPlace,
  ): Promise<OpenedCheckpoint | undefined> {
    const others = (await this.#context.port.checkpoints(at)).map(({ position }) => position);
    const told = newest === undefined ? [] : [newest];
    const positions = [...new Set([...told, ...others])].sort((a, b) => b - a);
    for (const position of positions) {
      const opened = await this.#read(position, at);
      if (opened === undefined) continue;
      if (!this.#context.falseCheckpoints.has(nameOf(at, opened))) return opened;
      this.#options.fault({ kind: 'falseCheckpoint', by: opened.by });
    }
    return undefined;
  }

  /** The newest one before another that let entries go, or began the generation. */
  async #startFor({ chain }: OpenedCheckpoint): Promise<OpenedCheckpoint | undefined> {
    const { at } = this.#reader;
    const kept = await this.#context.port.checkpoints(at);
    const starts = kept.filter(
      ({ position, letsGo }) => position < chain.position && (letsGo === true || position === 0),
    );
    const newest = Math.max(...starts.map(({ position }) => position));
    return starts.length === 0 ? undefined : this.#read(newest);
  }

  async #read(
    position: number,
    at: LogPlace = this.#reader.at,
  ): Promise<OpenedCheckpoint | undefined> {
    const { port, authors, keys } = this.#context;
    const { standing } = keys;
    if (standing === undefined) throw new RefusedError('notNow');
    const { certificate, checkpoint } = await port.readCheckpoint(at, position);
    await authors.learn(certificate);
    const { meeting } = standing;
    const verdict = await openCheckpoint(checkpoint, { meeting, at, authors, keys });
    if (verdict.kind === 'false') {
      this.#options.fault({ kind: 'falseCheckpoint', by: verdict.by });
      return undefined;
    }
    const { opened } = verdict;
    if (opened.chain.position === position) return opened;
    this.#options.fault({ kind: 'altered' });
    return undefined;
  }

  async #compareAll(): Promise<void> {
    for (const position of [...this.#pending].sort((a, b) => a - b)) {
      if (position > this.#reader.chain.position || this.#closed) return;
      this.#pending.delete(position);
      if (position < this.#reader.from) continue;
      await this.#compare(position);
    }
  }

  async #compare(position: number): Promise<void> {
    let opened: OpenedCheckpoint | undefined;
    try {
      opened = await this.#read(position);
    } catch (error) {
      // No answer: it is not used here, and who uses it compares heads.
      if (error instanceof RefusedError) return;
      throw error;
    }
    if (opened === undefined) return;
    const isGood = await this.#isWhatTheLogSays(opened);
    if (!isGood) {
      this.#context.falseCheckpoints.add(nameOf(this.#reader.at, opened));
      this.#options.fault({ kind: 'falseCheckpoint', by: opened.by });
    } else this.#last = Math.max(this.#last, position);
  }

  /** [P-11] Hash, authors, and every insertion and deletion. */
  async #isWhatTheLogSays({ chain, content }: OpenedCheckpoint): Promise<boolean> {
    const known = this.#reader.chain.stateAt(chain.position);
    const updates = this.#reader.updatesUpTo(chain.position);
    if (known === undefined || updates === undefined) return true;
    if (!equalBytes(known.chainHash, chain.chainHash) || !isSameChain(known, chain)) return false;
    return this.#context.decoder.isSame(updates, content.state);
  }
}

function nameOf({ place, generation }: LogPlace, { by, chain }: OpenedCheckpoint): string {
  return `${placeText(place)} ${generation} ${chain.position} ${by}`;
}
