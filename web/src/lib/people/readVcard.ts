import ICAL from 'ical.js';
import { PeopleReader, type ReadPeople } from './readPeople.ts';

/** Each card for itself, so that one broken card costs only itself. */
const CARD = /BEGIN:VCARD[\s\S]*?END:VCARD/giu;

/** [R139] Reads address cards in the browser; only name and address are kept. Nothing throws. */
export function readVcard(text: string): ReadPeople {
  const reader = new PeopleReader();
  const cards = text.match(CARD) ?? [];
  cards.forEach((card, at) => {
    const found = readCard(card);
    const shown = found?.name ?? card.replace(/\s+/gu, ' ');
    if (found === undefined || found.addresses.length === 0) {
      reader.take(at + 1, { address: '', name: '' }, shown);
    }
    for (const address of found?.addresses ?? []) {
      reader.take(at + 1, { address, name: found?.name ?? '' }, `${shown} ${address}`);
    }
  });
  if (cards.length === 0 && text.trim() !== '') {
    reader.take(1, { address: '', name: '' }, text);
  }
  return reader.result();
}

interface Card {
  readonly name: string;
  readonly addresses: readonly string[];
}

function readCard(card: string): Card | undefined {
  try {
    const component = ICAL.Component.fromString(card);
    const values = (name: string): string[] =>
      component
        .getAllProperties(name)
        .map((property): unknown => property.getFirstValue())
        .filter((value) => typeof value === 'string')
        .map((value) => value.trim());
    return {
      name: values('fn')[0] ?? values('org')[0] ?? '',
      addresses: values('email').map((address) => address.replace(/^mailto:/iu, '')),
    };
  } catch {
    return undefined; // whatever the parser stumbled over, it is this card that cannot be read
  }
}
