import type { Bytes } from '../../shared/src/bytes.ts';
import type { ParticipantId } from '../../shared/src/ids.ts';
import type { DocumentKind, DocumentPlace } from '../../shared/src/wire/documents.ts';
import { ConsentGate } from '../../web/src/lib/consent/ConsentGate.ts';
import { PageDocument } from '../../web/src/lib/documents/page/PageDocument.ts';
import { sayAgreed, showHost } from '../../web/src/lib/documents/page/roster.ts';
import type {
  OpenDocument,
  OpenListener,
} from '../../web/src/lib/documents/worker/OpenDocument.ts';
import type { DocumentWorld, TestWriter } from './documentWorld.ts';

/** What a browser shows of a meeting that asks for consent: the product's gate and pages, over the test's log. */
export class GatedScreen {
  readonly writer: TestWriter;
  readonly gate: ConsentGate;
  readonly roster: PageDocument;
  readonly #world: DocumentWorld;
  readonly #pages = new Map<DocumentKind, PageDocument>();
  readonly #opened = new Map<PageDocument, OpenDocument>();
  #clients: number;
  #underWay: (() => void)[] | undefined;

  /** With the gate of whoever shows it, or by a notice. */
  constructor(world: DocumentWorld, writer: TestWriter, by: ConsentGate | string) {
    this.#world = world;
    this.writer = writer;
    this.#clients = writer.clientId * 1_000;
    this.gate = by instanceof ConsentGate ? by : gateOf(world, writer, by);
    this.gate.onChange(() => {
      for (const page of this.#pages.values()) page.review();
      this.#renew();
    });
    this.roster = this.#open({ kind: 'roster', owner: null });
    this.gate.follow(this.roster.handle());
  }

  /** The document as it stands on the screen now. */
  page(kind: DocumentKind): PageDocument {
    const known = this.#pages.get(kind);
    if (known !== undefined) return known;
    const page = this.#open({ kind, owner: null });
    this.#pages.set(kind, page);
    return page;
  }

  text(kind: DocumentKind): string {
    return this.page(kind).doc.getText('text').toJSON();
  }

  /** Whose writing this screen says that it does not show. */
  held(kind: DocumentKind): ParticipantId[] {
    return this.page(kind).faults.flatMap((fault) =>
      fault.kind === 'unconsented' ? [fault.by] : [],
    );
  }

  type(kind: DocumentKind, at: number, text: string): void {
    this.page(kind).doc.getText('text').insert(at, text);
    this.page(kind).flush();
  }

  agree(notice = 'n'.repeat(43)): void {
    const commitment = 'c'.repeat(43);
    sayAgreed(this.roster.handle(), this.writer.id, { notice, commitment });
    this.roster.flush();
  }

  show(proof: Bytes): void {
    showHost(this.roster.handle(), this.writer.id, proof);
    this.roster.flush();
  }

  get isOpen(): boolean {
    const all = [this.roster, ...this.#pages.values()];
    return all.every(({ saveState }) => saveState.kind === 'saved');
  }

  /** How often a document went on as another one. */
  renewals = 0;

  opened(kind: DocumentKind): OpenDocument {
    const opened = this.#opened.get(this.page(kind));
    if (opened === undefined) throw new TypeError('not open');
    return opened;
  }

  /** What the worker says is under way for a while, as it is between two threads. */
  pause(): void {
    this.#underWay ??= [];
  }

  goOn(): void {
    const told = this.#underWay ?? [];
    this.#underWay = undefined;
    for (const hear of told) hear();
  }

  close(): void {
    for (const page of [this.roster, ...this.#pages.values()]) page.close();
  }

  #tell(hear: () => void): void {
    if (this.#underWay === undefined) hear();
    else this.#underWay.push(hear);
  }

  #renew(): void {
    for (const [kind, old] of this.#pages) {
      if (!old.mustRenew) continue;
      this.renewals += 1;
      this.#pages.delete(kind);
      const fresh = this.#open({ kind, owner: null }, this.#clients++);
      this.#pages.set(kind, fresh);
      old.hearReplaced(fresh, false);
    }
  }

  #open(place: DocumentPlace, clientId = this.writer.clientId): PageDocument {
    const { kind } = place;
    const gate = kind === 'roster' ? undefined : this.gate;
    const opened = (): OpenDocument => this.opened(kind);
    const own = { opened };
    const page = new PageDocument(
      {
        write: (update) =>
          void own
            .opened()
            .write(update)
            .then(() => {
              page.hearTaken();
              this.#renew();
            }),
        signal: (awareness) => void own.opened().signal(awareness),
        restorePoints: () => own.opened().restorePoints(),
        at: async (position, without) => (await own.opened().at(position, without)) ?? [],
        beginAnew: (state) => own.opened().beginAnew(state),
        get isGateReady() {
          return gate?.isReady ?? true;
        },
        holds: (origin) => gate?.holds(kind, origin) ?? false,
        holdsPointer: (by) => gate?.holdsPointer(kind, by) ?? false,
        holding: (isHolding) => (own.opened().isHolding = isHolding),
        authorElsewhere: (id) => this.roster.authorOf(id),
      },
      clientId,
      this.#world.timers,
    );
    const listener: OpenListener = {
      content: (...told) => this.#tell(() => page.hearContent(...told)),
      opened: () => this.#tell(() => page.hearOpened()),
      state: (state) =>
        this.#tell(() => {
          page.hearState(state);
          this.#renew();
        }),
      faults: (faults) => this.#tell(() => page.hearFaults(faults)),
      author: (...told) => this.#tell(() => page.hearAuthor(...told)),
      awareness: (update) => this.#tell(() => page.hearAwareness(update)),
      announce: () => this.#tell(() => page.announce()),
      holds: () => new Promise((resolve) => this.#tell(() => resolve(page.isHolding))),
      replaced: () => undefined,
    };
    const document = this.writer.documents.open(place, listener, clientId);
    own.opened = () => document;
    this.#opened.set(page, document);
    return page;
  }
}

function gateOf(world: DocumentWorld, { id: self }: TestWriter, notice: string): ConsentGate {
  const { meetingId } = world.meeting;
  const gate = new ConsentGate({ meetingId, self, report: (error) => world.bugs.push(error) });
  gate.see(notice);
  return gate;
}
