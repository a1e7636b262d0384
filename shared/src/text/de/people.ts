import { counter } from '../counter.ts';
import type { text as source } from '../en/people.ts';

const count = counter('de');

export const text: typeof source = {
  field: {
    label: 'Personen',
    hint: 'Namen oder Adressen. Auch eine eingefügte Liste.',
    most: ({ most }) =>
      `Bis zu ${most} Personen per Mail. Alle anderen bekommen den kopierten Link.`,
    placeholder: 'Name oder Adresse',
    chosen: ({ n }) => count(n, { one: 'Eine Person', other: '# Personen' }),
    list: 'Personen aus Ihrem Adressbuch',
    remove: ({ name }) => `${name} entfernen`,
    added: ({ name }) => `${name} hinzugefügt.`,
    addedMany: ({ n }) =>
      count(n, { one: 'Eine Person hinzugefügt.', other: '# Personen hinzugefügt.' }),
    removed: ({ name }) => `${name} entfernt.`,
    suggestions: ({ n }) => count(n, { one: 'Ein Vorschlag.', other: '# Vorschläge.' }),
  },
  faults: {
    address: ({ text: typed }) =>
      `„${typed}“ ist keine E-Mail-Adresse. Sie sieht aus wie name@example.org.`,
    addresses: ({ n }) =>
      count(n, {
        one: 'Ein Eintrag ist keine E-Mail-Adresse. Er steht noch im Feld.',
        other: '# Einträge sind keine E-Mail-Adressen. Sie stehen noch im Feld.',
      }),
    twice: ({ name }) => `${name} steht schon in der Liste.`,
    many: ({ most }) =>
      `Höchstens ${most} Personen lassen sich auf einmal einladen. Nehmen Sie einige heraus, oder schicken Sie ihnen den kopierten Link.`,
  },
  book: {
    title: 'Adressbuch',
    lead: 'Alle, die Sie eingeladen oder übernommen haben. Versiegelt in Ihrem Tresor, beim Tippen angeboten, für nichts sonst verwendet.',
    search: 'Namen und Adressen durchsuchen',
    opening: 'Ihr Adressbuch wird geöffnet.',
    import: 'Übernehmen',
    invited: ({ n, when }) =>
      count(n, {
        one: `Einmal eingeladen, am ${when}`,
        other: `#-mal eingeladen, zuletzt am ${when}`,
      }),
    never: ({ when }) => `Übernommen am ${when}`,
    forget: 'Vergessen',
    forgetOne: ({ name }) => `${name} vergessen`,
    forgotten: ({ name }) => `${name} ist vergessen.`,
    forgottenPlans: ({ name, n }) =>
      count(n, {
        one: `${name} ist vergessen, auch in einer Besprechung. Mails dazu gehen nicht mehr dorthin.`,
        other: `${name} ist vergessen, auch in # Besprechungen. Mails dazu gehen nicht mehr dorthin.`,
      }),
    empty: {
      title: 'Noch niemand hier',
      text: 'Wen Sie einladen, steht danach hier. Sie können auch Visitenkarten (vCard) oder eine Tabelle (CSV) übernehmen.',
    },
    none: ({ typed }) => `Niemand passt zu „${typed}“.`,
    full: 'Ihr Adressbuch ist voll. Vergessen Sie jemanden, dann versuchen Sie es noch einmal.',
    sealed:
      'Namen und Adressen wurden in Ihrem Browser geöffnet. Der Server bewahrt sie versiegelt auf und kann nicht darin suchen.',
  },
  import: {
    title: 'Personen übernehmen',
    text: 'Die Datei wird in diesem Browser gelesen und geht nirgendwohin. Nur Namen und Adressen bleiben.',
    file: 'Visitenkarten (.vcf) oder eine Tabelle (.csv)',
    paste: 'Oder eine Liste einfügen',
    large:
      'Diese Datei ist größer als 2 MB. Exportieren Sie weniger Personen, oder teilen Sie sie.',
    unreadable:
      'Diese Datei lässt sich nicht lesen. Wählen Sie sie noch einmal, oder fügen Sie ihren Inhalt ein.',
    nobody: 'Darin steht keine Adresse.',
    found: ({ n }) => count(n, { one: 'Eine Person gefunden', other: '# Personen gefunden' }),
    unread: ({ n }) =>
      count(n, {
        one: 'Ein Eintrag ohne brauchbare Adresse',
        other: '# Einträge ohne brauchbare Adresse',
      }),
    place: ({ n, text: typed }) => `${n}: ${typed}`,
    cut: ({ most }) => `Nur die ersten ${most} Einträge wurden gelesen.`,
    add: ({ n }) => count(n, { one: 'Eine Person übernehmen', other: '# Personen übernehmen' }),
    done: ({ n }) =>
      count(n, {
        one: 'Eine Person steht in Ihrem Adressbuch.',
        other: '# Personen stehen in Ihrem Adressbuch.',
      }),
  },
};
