import { toBase64Url } from '@conclave/shared/bytes';
import { simpleDiff } from 'lib0/diff';
import * as v from 'valibot';
import * as Y from 'yjs';
import { orderBetween } from './orderBetween.ts';

/** More than anybody discusses in one meeting; a longer list is cut. */
const MAX_POINTS = 200;
const most = { title: 300, person: 120, notes: 10_000, minutes: 1440 } as const;

export interface AgendaPoint {
  readonly id: string;
  readonly title: string;
  /** 0 when no time is planned. */
  readonly minutes: number;
  readonly person: string;
  readonly notes: string;
}

const Id = v.pipe(v.string(), v.regex(/^[\w-]{22}$/));
const Order = v.pipe(v.string(), v.regex(/^[0-9A-Za-z]{1,200}$/));
const Minutes = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most.minutes));
const Person = v.pipe(v.string(), v.maxLength(most.person));

/** Edits made here, so that undo takes back one's own only. */
export const agendaEdit = Symbol('agenda edit');

/**
 * The points of a meeting, in their order. Each is a map of its own under its id, with a sort key, so that two who
 * move and write at the same time lose neither. Titles and notes merge letter by letter.
 */
export class Agenda {
  readonly #doc: Y.Doc;
  readonly #points: Y.Map<unknown>;
  readonly #state: Y.Map<unknown>;

  constructor(doc: Y.Doc) {
    this.#doc = doc;
    this.#points = doc.getMap('points');
    this.#state = doc.getMap('settings');
  }

  get scope(): Y.Map<unknown> {
    return this.#points;
  }

  points(): readonly AgendaPoint[] {
    return this.#ordered().map(([id, point]) => ({
      id,
      title: words(point, 'title'),
      notes: words(point, 'notes'),
      minutes: read(Minutes, point.get('minutes')) ?? 0,
      person: read(Person, point.get('person')) ?? '',
    }));
  }

  /** The point that is being talked about, as host or deputy marked it. */
  get current(): string | undefined {
    const id = read(Id, this.#state.get('current'));
    return id !== undefined && this.#points.has(id) ? id : undefined;
  }

  setCurrent(id: string | undefined): void {
    this.#edit(() => {
      if (id === undefined) this.#state.delete('current');
      else this.#state.set('current', id);
    });
  }

  /** Adds a point at the end and says which; nothing when the list is full. */
  add(title: string): string | undefined {
    const last = this.#ordered().at(-1)?.[1];
    if (this.#points.size >= MAX_POINTS) return undefined;
    const id = toBase64Url(crypto.getRandomValues(new Uint8Array(16)));
    this.#edit(() => {
      const point = new Y.Map<unknown>();
      point.set('title', new Y.Text(title.slice(0, most.title)));
      point.set('notes', new Y.Text());
      point.set('order', orderBetween(orderOf(last), undefined));
      this.#points.set(id, point);
    });
    return id;
  }

  remove(id: string): void {
    this.#edit(() => this.#points.delete(id));
  }

  /** Puts a point where now the one with that index is. */
  move(id: string, to: number): void {
    const others = this.#ordered().filter(([other]) => other !== id);
    const point = this.#point(id);
    if (point === undefined) return;
    const before = orderOf(others[to - 1]?.[1]);
    const after = orderOf(others[to]?.[1]);
    this.#edit(() => point.set('order', orderBetween(before, after)));
  }

  setMinutes(id: string, minutes: number): void {
    if (v.is(Minutes, minutes)) this.#edit(() => this.#point(id)?.set('minutes', minutes));
  }

  setPerson(id: string, person: string): void {
    this.#edit(() => this.#point(id)?.set('person', person.slice(0, most.person)));
  }

  setTitle(id: string, title: string): void {
    this.#write(id, 'title', title);
  }

  setNotes(id: string, notes: string): void {
    this.#write(id, 'notes', notes);
  }

  onChange(listen: () => void): () => void {
    this.#points.observeDeep(listen);
    this.#state.observe(listen);
    return () => {
      this.#points.unobserveDeep(listen);
      this.#state.unobserve(listen);
    };
  }

  /** Writes only what differs, so that others' letters in the same line stay. */
  #write(id: string, field: 'title' | 'notes', wanted: string): void {
    const text = this.#point(id)?.get(field);
    if (!(text instanceof Y.Text)) return;
    const change = simpleDiff(text.toJSON(), wanted.slice(0, most[field]));
    this.#edit(() => {
      text.delete(change.index, change.remove);
      text.insert(change.index, change.insert);
    });
  }

  #point(id: string): Y.Map<unknown> | undefined {
    const point = this.#points.get(id);
    return point instanceof Y.Map ? point : undefined;
  }

  #ordered(): [string, Y.Map<unknown>][] {
    const all: [string, Y.Map<unknown>][] = [];
    for (const id of this.#points.keys()) {
      const point = this.#point(id);
      if (point !== undefined && v.is(Id, id)) all.push([id, point]);
    }
    const key = ([id, point]: [string, Y.Map<unknown>]): string => `${orderOf(point) ?? ''} ${id}`;
    // By code units, as the keys are made; a locale would sort capitals elsewhere.
    all.sort((one, other) => (key(one) < key(other) ? -1 : 1));
    return all.slice(0, MAX_POINTS);
  }

  #edit(work: () => void): void {
    this.#doc.transact(work, agendaEdit);
  }
}

function orderOf(point: Y.Map<unknown> | undefined): string | undefined {
  return read(Order, point?.get('order'));
}

function words(point: Y.Map<unknown>, field: 'title' | 'notes'): string {
  const text = point.get(field);
  return text instanceof Y.Text ? text.toJSON().slice(0, most[field]) : '';
}

function read<T>(schema: v.GenericSchema<unknown, T>, value: unknown): T | undefined {
  const result = v.safeParse(schema, value);
  return result.success ? result.output : undefined;
}
