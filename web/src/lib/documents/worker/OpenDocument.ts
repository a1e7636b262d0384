import type { Bytes } from '@conclave/shared/bytes';
import type { PeerId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { DocumentPlace } from '@conclave/shared/wire/documents';
import { openAwareness, sealAwareness } from '../log/awarenessSeal.ts';
import { DocumentLog } from '../log/DocumentLog.ts';
import type { ToldHead } from '../log/headsMessage.ts';
import type { LogContext } from '../log/LogContext.ts';
import type { LogListener } from '../log/LogListener.ts';
import type { LogEvent, LogHead } from '../log/LogPort.ts';
import type { RestorePoint } from '../SharedDocument.ts';
import { Newest } from './Newest.ts';
import { restorePointsOf } from './restorePoints.ts';

export interface OpenListener extends Omit<LogListener, 'retired'> {
  /** This goes on as another document, to be opened with a fresh client id; nothing more comes here. `begun`: it was deleted for good. */
  replaced(begun: boolean): void;
  /** Others' awareness, opened. */
  awareness(update: Bytes): void;
  /** The connection is new: whoever is here tells again where it points. */
  announce(): void;
}

export interface OpenDocumentOptions {
  readonly context: LogContext;
  readonly place: DocumentPlace;
  readonly listener: OpenListener;
  readonly clientId: number;
}

type PlaceEvent = Exclude<LogEvent, { kind: 'author' }>;

/** A document that somebody looks at: its log as soon as the generation is known, and awareness. */
export class OpenDocument {
  readonly #options: OpenDocumentOptions;
  readonly #signals: Newest<PeerId | undefined, Bytes>;
  #log: DocumentLog | undefined;
  /** Written before the server said which generation is the present one. */
  #early: Bytes[] = [];
  #closed = false;
  #isHolding = false;
  /** What was written here and is nowhere else, once the document goes on without it. */
  #unsent: number | undefined;

  constructor(options: OpenDocumentOptions) {
    this.#options = options;
    this.#signals = new Newest((sealed) => this.#openSignal(sealed), options.context.report);
    options.listener.state({ kind: 'opening' });
  }

  get place(): DocumentPlace {
    return this.#options.place;
  }

  get log(): DocumentLog | undefined {
    return this.#log;
  }

  get head(): ToldHead | undefined {
    return this.place.kind === 'notes' ? undefined : this.#log?.head;
  }

  /** The server is being asked where all logs stand. */
  asking(): void {
    this.#log?.asking();
  }

  connected(head: LogHead): void {
    if (this.#closed) return;
    if (this.#log === undefined) this.#begin(head);
    else if (head.generation > this.#log.at.generation) this.#log.over(head.generation);
    else {
      this.#log.connected(head);
      this.#options.listener.announce();
    }
  }

  disconnected(): void {
    this.#log?.disconnected();
  }

  keysChanged(): void {
    this.#log?.keysChanged();
  }

  onToldHead(head: ToldHead): void {
    this.#log?.onToldHead(head);
  }

  async write(update: Bytes): Promise<void> {
    if (this.#unsent !== undefined) this.#retired(this.#unsent + 1);
    else if (this.#log === undefined) this.#early.push(update);
    else await this.#log.write(this.#options.clientId, update);
  }

  async signal(awareness: Bytes): Promise<void> {
    const { meetingId, keys, port } = this.#options.context;
    const at = this.#log?.at;
    if (at === undefined) return;
    const sealed = await sealAwareness(keys, { meetingId, at }, awareness);
    if (sealed !== undefined && !this.#closed) await port.signal(this.place, sealed);
  }

  hear(event: PlaceEvent): void {
    const log = this.#log;
    if (log === undefined) return;
    if (event.kind === 'signal') this.#signals.put(event.from, event.sealed);
    else if (event.generation > log.at.generation) log.over(event.generation);
    else if (event.generation < log.at.generation) return;
    else if (event.kind === 'checkpoint') log.onCheckpoint(event.position);
    else if (event.kind === 'entry') {
      const { position, at, entry } = event;
      log.onEntry(position, entry && { position, at, entry });
    }
  }

  async restorePoints(): Promise<readonly RestorePoint[]> {
    const log = this.#log;
    if (log === undefined) return [];
    const kept = await this.#options.context.port.checkpoints(log.at);
    return restorePointsOf(log.reader, kept);
  }

  /** [P-13] Throws a RefusedError: `notAllowed` where this browser does not lead. */
  async beginAnew(state: Bytes): Promise<void> {
    if (this.#log === undefined) throw new RefusedError('notNow');
    await this.#log.beginAnew(state);
  }

  /** [G-18] Whether the page holds something back. */
  set isHolding(isHolding: boolean) {
    this.#isHolding = isHolding;
    if (this.#log !== undefined) this.#log.isHolding = isHolding;
  }

  /** What the document was made of at a position, but for some entries; undefined if that cannot be had. */
  async at(
    position: number,
    without: readonly number[] = [],
  ): Promise<readonly Bytes[] | undefined> {
    const log = this.#log;
    if (log === undefined) return undefined;
    const here = log.reader.updatesUpTo(position, without);
    if (here !== undefined) return here;
    const state = await log.desk.stateAt(position);
    return state && [state];
  }

  close(): void {
    this.#closed = true;
    this.#log?.close();
  }

  #begin(head: LogHead): void {
    const { context, place, listener, clientId } = this.#options;
    const at = { place, generation: head.generation };
    const log = new DocumentLog(context, at, {
      ...listener,
      retired: (unsent, begun) => {
        this.#retired(unsent);
        listener.replaced(begun);
      },
    });
    this.#log = log;
    log.isHolding = this.#isHolding;
    const early = this.#early;
    this.#early = [];
    const began = async (): Promise<void> => {
      await log.start();
      for (const update of early) await log.write(clientId, update);
      log.connected(head);
      listener.announce();
    };
    began().catch(context.report);
  }

  #retired(unsent: number): void {
    this.#unsent = unsent;
    this.#options.listener.state({ kind: 'refused', waiting: unsent });
  }

  async #openSignal(sealed: Bytes): Promise<void> {
    const { keys, meetingId } = this.#options.context;
    const at = this.#log?.at;
    const update = at && (await openAwareness(keys, { meetingId, at }, sealed));
    if (update !== undefined && !this.#closed) this.#options.listener.awareness(update);
  }
}
