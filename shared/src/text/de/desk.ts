import { counter } from '../counter.ts';
import type { text as source } from '../en/desk.ts';

const count = counter('de');

export const text: typeof source = {
  title: 'Besprechungen',
  schedule: 'Planen',
  sections: { next: 'Als Nächstes', today: 'Heute noch', upcoming: 'Demnächst' },
  until: ({ time }) => `bis ${time}`,
  invited: ({ n }) => count(n, { one: 'eine Person eingeladen', other: '# Personen eingeladen' }),
  repeats: 'Serie',
  join: 'Beitreten',
  copy: 'Einladung kopieren',
  copyOf: ({ topic }) => `Einladung zu ${topic} kopieren`,
  copied: 'Die Einladung ist kopiert.',
  search: 'Besprechung finden',
  noneFound: ({ typed }) => `Kein geplantes Thema passt zu „${typed}“.`,
  undelivered: ({ n, topic }) =>
    count(n, {
      one: `${topic}: eine Mail ging nicht hinaus.`,
      other: `${topic}: # Mails gingen nicht hinaus.`,
    }),
  look: 'Ansehen',
  all: 'Alle zeigen',
  empty: {
    title: 'Noch nichts geplant',
    text: 'Planen Sie eine Besprechung und laden Sie per Mail ein, oder beginnen Sie gleich eine und verschicken Sie ihren Link. Die anderen brauchen einen Browser und ihren Namen, sonst nichts.',
  },
  steps: {
    title: 'Drei Schritte zur ersten Besprechung',
    list: [
      'Bringen Sie Ihre Notfallkarte an einen sicheren Ort. Sie ist der einzige Weg zurück, wenn das Passwort verloren ist.',
      'Holen Sie Personen in Ihr [Adressbuch](/address-book), oder tippen Sie ihre Adressen beim Einladen.',
      '[Planen Sie eine Besprechung](/meetings/new), oder beginnen Sie gleich eine.',
    ],
  },
};
