import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanName } from './Person.ts';
import { readCsv } from './readCsv.ts';
import { MAX_READ_PEOPLE, readPeople } from './readPeople.ts';
import { readVcard } from './readVcard.ts';

const mara = { address: 'mara@hallwerk.example', name: 'Mara Feldhaus' };
const jonas = { address: 'jonas@hallwerk.example', name: '' };

describe('[R63] a list as people type or paste it', () => {
  it('is read in the shapes that mail programs and tables have', () => {
    const typed = [
      'Mara Feldhaus <Mara@Hallwerk.example>, jonas@hallwerk.example',
      '"Feldhaus, Mara" <mara@hallwerk.example>; mailto:jonas@hallwerk.example',
      'Mara Feldhaus\tmara@hallwerk.example',
      'Mara Feldhaus mara@hallwerk.example\n\n<jonas@hallwerk.example>',
    ];
    expect(typed.map((text) => readPeople(text).people)).toEqual([
      [mara, jonas],
      [{ ...mara, name: 'Feldhaus, Mara' }, jonas],
      [{ ...mara, name: '' }],
      [mara, jonas],
    ]);
  });

  it('[T27] names an address that comes twice once, by the name that one of both has', () => {
    const twice = 'mara@hallwerk.example, Mara Feldhaus <MARA@hallwerk.example>';
    expect(readPeople(twice)).toEqual({ people: [mara], unread: [], cut: false });
  });

  it('[T27] keeps what it cannot read, and says where it stood', () => {
    expect(readPeople('y.sandner@hallwerk, mara@hallwerk.example, "open').unread).toEqual([
      { place: 1, text: 'y.sandner@hallwerk' },
      { place: 3, text: '"open' },
    ]);
  });

  it('[T27] keeps a thousand and cuts after two, without losing itself', () => {
    const many = Array.from({ length: 3000 }, (_, n) => `p${n}@hallwerk.example`).join('\n');
    const { people, cut } = readPeople(many);
    expect([people.length, cut]).toEqual([MAX_READ_PEOPLE, true]);
  });

  it('[T27] takes line breaks and unseen letters out of names', () => {
    const name = 'Mara\r\nBcc: all@hallwerk.example\u202E\u0000';
    expect(cleanName(name)).toBe('Mara Bcc: all@hallwerk.example');
    expect(cleanName('ü'.repeat(500))).toBe('ü'.repeat(80));
    expect(cleanName('<b>Mara</b>')).toBe('<b>Mara</b>');
  });
});

describe('[R139] a table', () => {
  it('with a head, in the order and language of whoever exported it', () => {
    const csv = '\uFEFFNachname;Vorname;E-Mail\r\nFeldhaus;Mara;mara@hallwerk.example\r\n;;\r\n';
    expect(readCsv(csv).people).toEqual([mara]);
    const named = 'E-mail,Name\nmara@hallwerk.example,"Mara ""M"" Feldhaus"';
    expect(readCsv(named).people).toEqual([{ ...mara, name: 'Mara "M" Feldhaus' }]);
  });

  it('without a head takes the name that stands before the address', () => {
    expect(readCsv('Mara,Feldhaus,mara@hallwerk.example\njonas@hallwerk.example').people).toEqual([
      mara,
      jonas,
    ]);
  });

  it('[T27] tells broken rows one by one', () => {
    const csv = 'Name,Address\nMara Feldhaus,mara@hallwerk.example\nNobody,nowhere\n"open,row';
    expect(readCsv(csv)).toEqual({
      people: [mara],
      unread: [
        { place: 3, text: 'Nobody nowhere' },
        { place: 4, text: 'open,row' },
      ],
      cut: false,
    });
  });
});

describe('[R139] address cards', () => {
  const card = (...lines: string[]): string =>
    ['BEGIN:VCARD', 'VERSION:3.0', ...lines, 'END:VCARD', ''].join('\r\n');

  it('of versions 3 and 4, folded and with groups', () => {
    const cards = [
      card(
        'FN:Mara Feldhaus',
        'N:Feldhaus;Mara;;;',
        'item1.EMAIL;TYPE=WORK:mara@hall',
        ' werk.example',
      ),
      card('FN:', 'EMAIL;TYPE=internet:jonas@hallwerk.example', 'TEL:+49 30 1', 'PHOTO:AAAA'),
    ];
    expect(readVcard(cards.join('')).people).toEqual([mara, jonas]);
  });

  it('[T27] that are broken or have no address are told one by one', () => {
    const broken = 'BEGIN:VCARD\r\nBEGIN\r\n;;;:\r\nEND:VCARD\r\n';
    const cards =
      broken + card('FN:Without Address') + card('FN:Mara Feldhaus', `EMAIL:${mara.address}`);
    const { people, unread } = readVcard(cards);
    expect(people).toEqual([mara]);
    expect(unread.map(({ place }) => place)).toEqual([1, 2]);
    expect(unread[1]?.text).toBe('Without Address');
    expect(readVcard('no card at all').unread).toHaveLength(1);
  });
});

it('[T27] nothing that is imported throws', () => {
  const piece = fc.constantFrom(
    ...[
      'BEGIN:VCARD',
      'END:VCARD',
      'EMAIL',
      ':',
      ';',
      ',',
      '"',
      '\r\n',
      ' ',
      '\t',
      'a@b.c',
      'FN:',
      '\\',
      '=',
      '\u2028',
      '<',
      '>',
    ],
  );
  const text = fc.oneof(
    fc.string(),
    fc.array(piece, { maxLength: 40 }).map((all) => all.join('')),
  );
  fc.assert(
    fc.property(text, (imported) => {
      for (const read of [readPeople, readCsv, readVcard]) {
        expect(read(imported).people.every(({ name }) => cleanName(name) === name)).toBe(true);
      }
    }),
    { seed: 4, numRuns: 500 },
  );
});
