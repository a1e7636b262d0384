import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { copyBytes, type Bytes } from '../../shared/src/bytes.ts';
import { Authorship, type OwnAuthor } from '../../web/src/lib/documents/log/Authorship.ts';
import { sealAwareness } from '../../web/src/lib/documents/log/awarenessSeal.ts';
import { sealEntry } from '../../web/src/lib/documents/log/entrySeal.ts';
import { SerialQueue } from '../../web/src/lib/e2ee/session/SerialQueue.ts';
import { place } from '../support/DocumentWriter.ts';
import { RealDocuments } from '../support/RealDocuments.ts';
import type { makeMeeting } from '../support/RealTab.ts';
import { strokes } from '../workbench/board/strokes.ts';

/** What somebody who writes by hand does: a stroke in a second, and between its beginning and its end the pen. */
const STROKE_EVERY_MS = 1_000;
const PEN_EVERY_MS = 100;
/** More than any run takes. */
const STROKES = 400;

const AT = { place: place('board'), generation: 1 };

/**
 * A person who draws, far from where it is looked. Joins with keys as everybody, seals what it draws as pages do, and is sent all that
 * the others draw; but it does not open that, or twenty of them would be all that is measured.
 */
export class LightSender {
  /** Strokes that were not on the disk yet. */
  waiting = 0;
  readonly #person: RealDocuments;
  readonly #author: OwnAuthor;
  readonly #doc = new Y.Doc();
  readonly #pen: Awareness;
  readonly #queue = new SerialQueue();
  readonly #strokes: Y.Map<unknown>[];
  readonly #timers: NodeJS.Timeout[] = [];

  private constructor(person: RealDocuments, author: OwnAuthor, number: number) {
    this.#person = person;
    this.#author = author;
    this.#doc.clientID = author.clientId;
    this.#pen = new Awareness(this.#doc);
    const drawn = new Y.Doc();
    Y.applyUpdate(drawn, strokes(STROKES, number + 1));
    this.#strokes = [...drawn.getMap<Y.Map<unknown>>('shapes').values()].map((shape) =>
      shape.clone(),
    );
    this.#doc.on('update', (update: Uint8Array) => void this.#write(copyBytes(update)));
  }

  static async join(
    origin: string,
    page: { meeting: Awaited<ReturnType<typeof makeMeeting>>; link: string },
    number: number,
  ): Promise<LightSender> {
    const deafTo = ['documentSignal', 'documentEntry'] as const;
    const person = await RealDocuments.open(origin, { ...page, deafTo });
    await person.tab.inside(`Guest ${number}`);
    await standing(person.keys);
    const author = await new Authorship(person.keys, person.clientId).own();
    await person.log.registerAuthor(author.certificate);
    return new LightSender(person, author, number);
  }

  begin(): void {
    let at = 0;
    const shapes = this.#doc.getMap('shapes');
    const draw = (): void => {
      const stroke = this.#strokes.pop();
      if (stroke !== undefined) shapes.set(`${this.#doc.clientID}-${at++}`, stroke);
    };
    this.#timers.push(
      setInterval(draw, STROKE_EVERY_MS),
      setInterval(() => void this.#point(), PEN_EVERY_MS),
    );
  }

  end(): void {
    for (const timer of this.#timers) clearInterval(timer);
    this.#pen.destroy();
    this.#person.shut();
  }

  async #point(): Promise<void> {
    const { log, keys, tab } = this.#person;
    const x = 4_000 + (performance.now() % 1_000);
    const live = { kind: 'pen', color: 'ink', size: 'm', points: [4_000, 4_000, x, 4_050] };
    this.#pen.setLocalState({ board: { page: 'first', cursor: [x, 4_050], live } });
    const update = copyBytes(encodeAwarenessUpdate(this.#pen, [this.#pen.clientID]));
    try {
      const sealed = await sealAwareness(keys, { meetingId: this.#meetingId, at: AT }, update);
      if (sealed !== undefined) await log.signal(AT.place, sealed);
    } catch (error) {
      tab.faults.push(error); // a pen that nobody saw
    }
  }

  async #write(update: Bytes): Promise<void> {
    const { log, keys, tab } = this.#person;
    this.waiting += 1;
    try {
      await this.#queue.run(async () => {
        const root = keys.standing?.newest;
        if (root === undefined) throw new Error('no keys');
        const within = { meetingId: this.#meetingId, at: AT, root };
        await log.append(AT, await sealEntry(this.#author, within, update));
      });
      this.waiting -= 1;
    } catch (error) {
      tab.faults.push(error);
    }
  }

  get #meetingId(): RealDocuments['meetingId'] {
    return this.#person.meetingId;
  }
}

/** Resolves when a member has the keys of its documents. */
async function standing(keys: RealDocuments['keys']): Promise<void> {
  while (keys.standing === undefined) {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const stop = keys.onChange(() => resolve(undefined));
    await promise;
    stop();
  }
}
