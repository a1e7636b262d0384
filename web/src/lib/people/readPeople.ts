import { cleanName, personOf, type Person } from './Person.ts';

/** A pasted list or file longer than this is cut, and says so: a thousand people are no meeting. */
export const MAX_READ_PEOPLE = 2_000;

/** A piece of what was typed or imported in which no address was found. */
export interface Unread {
  /** Where it stood, from 1: line, row or card. */
  readonly place: number;
  /** As it was typed, cut where it is endless. */
  readonly text: string;
}

export interface ReadPeople {
  /** Each address once, in the order of the list. */
  readonly people: readonly Person[];
  readonly unread: readonly Unread[];
  /** Whether more stood there than is read at once. */
  readonly cut: boolean;
}

/** Collects people as a list is read: an address that comes twice is one person, named where one of both is. */
export class PeopleReader {
  readonly #people = new Map<string, Person>();
  readonly #unread: Unread[] = [];
  #cut = false;

  /** Takes a piece: somebody's address and name, or what could not be read. */
  take(place: number, found: { address: string; name: string }, text: string): void {
    if (this.#people.size + this.#unread.length >= MAX_READ_PEOPLE) {
      this.#cut = true;
      return;
    }
    const person = personOf(found.address, found.name);
    if (person === undefined) {
      this.#unread.push({ place, text: cleanName(text) });
      return;
    }
    const known = this.#people.get(person.address);
    if (known === undefined || known.name === '') this.#people.set(person.address, person);
  }

  result(): ReadPeople {
    return { people: [...this.#people.values()], unread: this.#unread, cut: this.#cut };
  }
}

/** Longer text is not looked at: it is no list of people. */
const MAX_TYPED_LETTERS = 200_000;
const IN_BRACKETS = /^(?<name>[^<]*)<(?<address>[^<>]*)>\s*$/u;
const WITH_NAME = /^(?<name>.*\S)\s+(?<address>\S+@\S+)$/u;

/**
 * Reads a list as people type or paste it: `Mara Feldhaus <mara@hallwerk.example>`, bare addresses,
 * a column of a table; parted by commas, semicolons, tabs or lines. Never throws.
 */
export function readPeople(typed: string): ReadPeople {
  const reader = new PeopleReader();
  piecesOf(typed.slice(0, MAX_TYPED_LETTERS)).forEach((piece, at) => {
    reader.take(at + 1, splitPiece(piece), piece);
  });
  return reader.result();
}

/** Parted outside of quotes, so that `"Feldhaus, Mara" <mara@…>` is one. A quote that never ends parts nothing. */
function piecesOf(typed: string): string[] {
  const isClosed = (typed.match(/"/gu)?.length ?? 0) % 2 === 0;
  const pattern = isClosed ? /(?:"[^"]*"|[^",;\r\n\t])+/gu : /[^,;\r\n\t]+/gu;
  return (typed.match(pattern) ?? []).map((piece) => piece.trim()).filter((piece) => piece !== '');
}

function splitPiece(piece: string): { address: string; name: string } {
  const groups = (IN_BRACKETS.exec(piece) ?? WITH_NAME.exec(piece))?.groups;
  const name = (groups?.['name'] ?? '').trim().replace(/^"(.*)"$/u, '$1');
  return { name, address: (groups?.['address'] ?? piece).replace(/^mailto:/iu, '').trim() };
}
