/* eslint-disable max-lines -- the life of one log, in one place; what stands by itself lies beside it */
import { RefusedError } from '@conclave/shared/RefusedError';
import type { ErrorCode } from '@conclave/shared/errorCodes';
import { equalBytes, type Bytes } from '@conclave/shared/bytes';
import type { DocumentPlace } from '@conclave/shared/wire/documents';
import type { PageEntry } from '@conclave/shared/wire/documentsApi';
import { SerialQueue } from '../../e2ee/session/SerialQueue.ts';
import type { SaveState } from '../SharedDocument.ts';
import { CheckpointDesk } from './CheckpointDesk.ts';
import { Countdowns } from './Countdowns.ts';
import { FaultList } from './FaultList.ts';
import { PageReader } from './PageReader.ts';
import { KnownHead } from './KnownHead.ts';
import type { ToldHead } from './headsMessage.ts';
import type { LogContext } from './LogContext.ts';
import type { LogHead, LogPlace, ReadPage } from './LogPort.ts';
import type { LogListener } from './LogListener.ts';
import { LogReader } from './LogReader.ts';
import { Outbox } from './Outbox.ts';
import { ShownAuthors } from './ShownAuthors.ts';
import { Tip, WITHHELD_MS } from './Tip.ts';
import { ToldEntries } from './ToldEntries.ts';

/** After reading failed. Lower asks more of a server in trouble; higher shows it later that it is back. */
const READ_AGAIN_MS = 1_000;
/** An acknowledgement may come a little after the entry behind it. */
const GAP_MS = 250;
/** After opening from a checkpoint. Lower hinders reading; higher shows what is false for longer. */
const CHECK_MS = 3_000;
/** From an entry until the head is remembered: once for all that come meanwhile. */
const REMEMBER_MS = 1_000;

/** One generation of one document: what the server has of it, what waits here, and what is wrong. */
export class DocumentLog {
  readonly #context: LogContext;
  readonly at: LogPlace;
  readonly #listener: LogListener;
  readonly #queue = new SerialQueue();
  readonly #reader: LogReader;
  readonly #outbox: Outbox;
  readonly #desk: CheckpointDesk;
  /** What was told and not taken yet, by position. */
  readonly #told: ToldEntries;
  readonly #faults: FaultList;
  readonly #later: Countdowns<'read' | 'gap' | 'withheld' | 'key' | 'remember' | 'over' | 'check'>;
  readonly #pages: PageReader;
  readonly #known: KnownHead;
  readonly #tip: Tip;
  /** Before which the log cannot stand. */
  #floor: number | undefined;
  #isOpen = false;
  #isBegun = false;
  #connected = false;
  /** Before that the server was not asked yet, which is no lost connection. */
  #wasConnected = false;
  #closed = false;
  #isOver = false;
  #isDenied = false;
  #isHolding = false;
  /** What was written here and is not in the document; undefined while it goes on. */
  #unsent: number | undefined;
  readonly #authors: ShownAuthors;
  /** Who waits for the state to change. */
  readonly #shown = new Set<() => void>();

  constructor(context: LogContext, at: LogPlace, listener: LogListener) {
    this.#context = context;
    this.at = at;
    this.#listener = listener;
    this.#authors = new ShownAuthors((clientId, by) => listener.author(clientId, by));
    this.#told = new ToldEntries(context.authors);
    this.#known = new KnownHead(context, at);
    this.#later = new Countdowns(context.timers);
    this.#faults = new FaultList((faults) => listener.faults(faults));
    this.#tip = new Tip({
      later: this.#later,
      withheld: (isWithheld) => {
        if (isWithheld) this.#faults.add({ kind: 'withheld' });
        else this.#faults.remove('withheld');
      },
    });
    this.#reader = new LogReader(context, at, {
      content: (update, origin) => {
        // First whose it is: a screen that shows it asks.
        this.#authors.show(this.#reader.chain.owners);
        listener.content(update, origin);
      },
      fault: (fault) => this.#faults.add(fault),
      leftOut: (author) => {
        if (!this.#outbox.isOurs(author)) return;
        // [E-6] Whatever comes under this client id refers to what is missing.
        const { position } = this.#reader.chain;
        const lost = 1 + this.#told.countAfter(position, author.clientId);
        this.#retire({ clientId: author.clientId, lost }).catch(context.report);
      },
      waiting: (isWaiting) => this.#waitsForKey(isWaiting),
    });
    this.#outbox = new Outbox(context, at, {
      stored: (stored) => this.#tell(stored),
      changed: () => this.#show(),
    });
    this.#desk = new CheckpointDesk(context, this.#reader, {
      fault: (fault) => this.#faults.add(fault),
      isRead: () => this.#isOpen && !this.#reader.hasStopped,
      isSent: () => this.#outbox.waiting === 0,
      isHolding: async () => this.#isHolding || (await listener.holds()),
      inTurn: (task) => this.#queue.run(task),
    });
    this.#pages = new PageReader(context, at, {
      mayRead: () => this.#mayRead(),
      position: () => this.#queue.run(() => this.#reader.chain.position),
      take: (page, after) => this.#queue.run(() => this.#takePage(page, after)),
      atEnd: () => this.#queue.run(() => this.#atEnd()),
      failed: (code) => this.#failed(code),
    });
  }

  get place(): DocumentPlace {
    return this.at.place;
  }

  get head(): ToldHead {
    const { position, chainHash } = this.#reader.chain;
    return { ...this.at, position, chainHash };
  }

  get reader(): LogReader {
    return this.#reader;
  }

  get desk(): CheckpointDesk {
    return this.#desk;
  }

  /** What this browser kept: its last head, and what it has not sent. */
  async start(): Promise<void> {
    await this.#known.load();
    for (const update of await this.#outbox.load()) this.#listener.content(update);
    this.#show();
  }

  write(clientId: number, update: Bytes): Promise<void> {
    return this.#outbox.write(clientId, update);
  }

  /**
   * The server is being asked where the log stands: it must not stand before where we are now. What
   * comes until the answer does may be ahead of it.
   */
  asking(): void {
    this.#floor = this.#newestKnown();
  }

  /** The server can be asked; this is where it says that the log stands. */
  connected(head: LogHead): void {
    this.#connected = true;
    this.#wasConnected = true;
    this.#tip.rise(head.position);
    // Taken now: by the time of its turn another question may be under way.
    const floor = this.#floor ?? this.#newestKnown();
    this.#inTurn(() => this.#begin(head, floor));
  }

  disconnected(): void {
    this.#connected = false;
    this.#outbox.shut();
    this.#show();
  }

  /** [G-18] Whether the page shows something of it to nobody yet. */
  set isHolding(isHolding: boolean) {
    this.#isHolding = isHolding;
    if (!isHolding) this.#desk.consider();
    // The page hears by this that everything it had written before is known here.
    this.#show();
  }

  keysChanged(): void {
    this.#outbox.keysChanged();
    this.#desk.consider();
  }

  /** The server tells of an entry; without it when it is too long to be told. */
  onEntry(position: number, stored: PageEntry | undefined): void {
    this.#tip.rise(position);
    if (stored !== undefined) this.#tell(stored);
    else this.#read();
  }

  /** Where a member sees this log. It may lie, so nothing stops; but it is shown. */
  onToldHead({ generation, position, chainHash }: ToldHead): void {
    if (generation !== this.at.generation) return;
    const known = this.#reader.chain.hashAt(position);
    if (known !== undefined && !equalBytes(known, chainHash)) this.#faults.add({ kind: 'forked' });
    if (position <= this.#reader.chain.position) return;
    this.#tip.rise(position);
    this.#tip.watch(this.#reader.chain.position);
    this.#later.start('gap', GAP_MS, () => this.#read());
  }

  onCheckpoint(position: number): void {
    this.#inTurn(() => this.#desk.heard(position));
  }

  /** [D-12] The server says that another generation began: nothing is read or sent any more. */
  over(generation: number): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#outbox.shut();
    this.#show();
    this.#inTurn(() => this.#followTo(generation));
  }

  /** [P-13] Begins the document anew once everything written here is sent. Throws a RefusedError. */
  async beginAnew(state: Bytes): Promise<void> {
    while (this.#saveState().kind === 'saving' && !this.#closed) {
      const { promise, resolve } = Promise.withResolvers<undefined>();
      this.#shown.add(() => resolve(undefined));
      await promise;
    }
    await this.#desk.beginAnew(state);
    this.over(this.at.generation + 1);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#later.close();
    this.#desk.close();
    this.#outbox.close();
    this.#reader.close();
  }

  /** Only to where somebody led who may: else the server could make any document look empty. */
  async #followTo(generation: number): Promise<void> {
    try {
      if (await this.#desk.isBegun(generation)) await this.#retire({ lost: 0, begun: true });
      else this.#reader.stop({ kind: 'rolledBack' });
      this.#show();
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      this.#later.start('over', READ_AGAIN_MS, () =>
        this.#inTurn(() => this.#followTo(generation)),
      );
    }
  }

  /** [P-11] What was begun with a false checkpoint goes on anew without it. */
  async #check(): Promise<void> {
    try {
      const verdict = await this.#desk.checkBase();
      if (verdict.kind !== 'false' || this.#closed) return;
      this.#later.stop('remember');
      // What this browser remembers may be of the checkpoint alone.
      this.#known.remember(verdict.chain);
      this.#inTurn(() => this.#retire({ lost: 0 }));
    } catch (error) {
      // No answer: checked when it is opened again.
      if (!(error instanceof RefusedError)) throw error;
    }
  }

  async #retire({ clientId, lost, begun = false }: Retirement): Promise<void> {
    if (this.#unsent !== undefined) return;
    this.#unsent = lost;
    const unsent = lost + (await this.#outbox.giveUp(clientId));
    if (this.#closed) return;
    this.#unsent = unsent;
    this.#show();
    this.#listener.retired(unsent, begun);
  }

  async #begin(head: LogHead, floor: number): Promise<void> {
    if (this.#closed || this.#reader.hasStopped) return;
    if (this.#known.isOfLater || head.position < floor) {
      this.#reader.stop({ kind: 'rolledBack' });
    } else {
      if (!this.#isBegun) await this.#beginReading(head);
      const isThere = this.#isOpen && this.#outbox.isOpen && !this.#later.runs('read');
      if (!isThere || head.position > this.#reader.chain.position) this.#read();
    }
    this.#show();
  }

  #newestKnown(): number {
    return Math.max(this.#known.position, this.#reader.chain.position);
  }

  async #beginReading(head: LogHead): Promise<void> {
    try {
      await this.#desk.begin(head.checkpoint);
      this.#isBegun = true;
      const isNobodys = this.at.generation > 1 && this.#reader.base === undefined;
      if (isNobodys) this.#reader.stop({ kind: 'rolledBack' });
      this.#authors.show(this.#reader.chain.owners);
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      this.#later.start('read', READ_AGAIN_MS, () => this.#inTurn(() => this.#begin(head, 0)));
    }
  }

  #tell(stored: PageEntry): void {
    if (!this.#told.add(stored)) {
      this.#reader.stop({ kind: 'forked' });
      this.#show();
      return;
    }
    this.#tip.rise(stored.position);
    if (this.#isOpen) this.#inTurn(() => this.#drain());
  }

  /** Takes what was told, as far as it is without gaps and by known authors. */
  async #drain(): Promise<void> {
    const from = this.#reader.chain.position;
    const next = this.#told.after(from);
    if (next.length > 0) await this.#take(next);
    const { position } = this.#reader.chain;
    this.#told.dropUpTo(position);
    if (this.#tip.isReachedBy(position)) this.#later.stop('gap');
    // What comes behind the gap does not put off that it is read.
    else if (position > from || !this.#later.runs('gap'))
      this.#later.start('gap', GAP_MS, () => this.#read());
    this.#tip.watch(position);
  }

  async #take(entries: readonly PageEntry[]): Promise<void> {
    await this.#reader.take(entries);
    if (this.#closed) return;
    if (this.#known.isContradictedBy(this.#reader.chain)) this.#reader.stop({ kind: 'rolledBack' });
    this.#authors.show(this.#reader.chain.owners);
    if (!this.#later.runs('remember'))
      this.#later.start('remember', REMEMBER_MS, () => this.#remember());
    this.#desk.consider();
    this.#show();
  }

  #read(): void {
    this.#pages.read();
  }

  #failed(code: ErrorCode): void {
    // Somebody else's notes: that is so for good.
    if (code === 'notAllowed') this.#isDenied = true;
    else this.#later.start('read', READ_AGAIN_MS, () => this.#read());
    this.#show();
  }

  #mayRead(): boolean {
    return (
      this.#connected &&
      !this.#closed &&
      this.#unsent === undefined &&
      !this.#reader.hasStopped &&
      this.#isBegun
    );
  }

  async #takePage({ entries, end }: ReadPage, after: number): Promise<void> {
    this.#tip.rise(end);
    const follows = entries[0]?.position ?? end + 1;
    if (follows > after + 1) {
      // [P-12] What is missing was let go: a checkpoint holds it, or it was told meanwhile.
      await this.#desk.resume();
      const { position } = this.#reader.chain;
      await this.#take(entries.filter((entry) => entry.position > position));
      return;
    }
    // Told ones may have been taken while the page was on its way.
    await this.#take(entries.slice(this.#reader.chain.position - after));
  }

  async #atEnd(): Promise<void> {
    if (!this.#isOpen) {
      this.#isOpen = true;
      this.#listener.opened();
      this.#later.start('check', CHECK_MS, () => void this.#check().catch(this.#context.report));
    }
    if (this.#connected && !this.#isOver) this.#outbox.open();
    await this.#drain();
    this.#show();
  }

  #waitsForKey(isWaiting: boolean): void {
    if (!isWaiting) this.#later.stop('key');
    else if (!this.#later.runs('key')) {
      this.#later.start('key', WITHHELD_MS, () => this.#faults.add({ kind: 'withheld' }));
    }
  }

  #remember(): void {
    if (!this.#reader.hasStopped) this.#known.remember(this.#reader.chain);
  }

  #inTurn(task: () => Promise<void>): void {
    this.#queue.run(task).catch(this.#context.report);
  }

  #show(): void {
    if (!this.#closed) this.#listener.state(this.#saveState());
    const waiting = [...this.#shown];
    this.#shown.clear();
    for (const look of waiting) look();
  }

  #saveState(): SaveState {
    const { waiting } = this.#outbox;
    if (this.#reader.hasStopped) return { kind: 'stopped' };
    if (this.#unsent !== undefined) return { kind: 'refused', waiting: this.#unsent };
    if (this.#isOver || this.#isDenied || this.#outbox.isRefused)
      return { kind: 'refused', waiting };
    if (!this.#connected && this.#wasConnected) return { kind: 'offline', waiting };
    if (!this.#isOpen) return { kind: 'opening' };
    return waiting === 0 ? { kind: 'saved' } : { kind: 'saving', waiting };
  }
}

/** Why a log is followed no more. */
interface Retirement {
  /** Of what cannot be sent any more; undefined for everything. */
  readonly clientId?: number;
  /** How many entries of this browser count for nobody. */
  readonly lost: number;
  /** [P-13] Somebody who may began the document anew. */
  readonly begun?: boolean;
}
