import { counter } from '../counter.ts';
import type { text as source } from '../en/deputies.ts';

const count = counter('de');

export const text: typeof source = {
  form: {
    title: 'Stellvertretung',
    hint: 'Eine Stellvertretung öffnet die Besprechung, lässt Leute herein und leitet sie, wenn Sie nicht können. Jede braucht hier ein Konto.',
    name: 'Name einer Stellvertretung',
    add: 'Hinzufügen',
    remove: ({ name }) => `${name} von der Liste nehmen`,
    after: 'Sobald die Besprechung gespeichert ist, kopieren Sie für jede einen Leitungslink.',
    faults: {
      missing: 'Schreiben Sie einen Namen, damit Sie die Links unterscheiden können.',
      long: 'Dieser Name ist zu lang.',
      twice: 'Dieser Name steht schon in der Liste.',
      many: 'Eine Besprechung hat höchstens acht Stellvertretungen.',
    },
  },
  plan: {
    title: 'Stellvertretung',
    copy: 'Leitungslink kopieren',
    copyFor: ({ name }) => `Leitungslink für ${name} kopieren`,
    copied: 'Der Leitungslink ist kopiert.',
    copiedText: 'Er gilt einmal, innerhalb von sieben Tagen.',
    askTitle: ({ name }) => `Ein Leitungslink für ${name}`,
    askText:
      'Er trägt die Schlüssel der Besprechung und geht deshalb nie als Mail von hier aus: die Zwischenstelle könnte ihn lesen. Übergeben Sie ihn selbst, am besten mit einem Messenger, der verschlüsselt. Wer ihn zuerst öffnet, ist die Stellvertretung.',
    note: 'Übergebene Schlüssel lassen sich nicht zurückholen: wer sie hat, kann den Raum auch nach der Besprechung wieder öffnen, bis Sie sie löschen. Wer von der Liste genommen ist, bekommt keine neueren.',
    nothingAhead:
      'Alle Termine dieser Besprechung sind vorbei: eine Stellvertretung hätte nichts zu leiten.',
    states: {
      unknown: 'Stand nicht bekannt',
      over: 'kein Link wartet',
      waits: ({ day }) => `Link wartet bis ${day}`,
      deputy: ({ name }) => `angenommen von ${name}`,
    },
  },
  desk: {
    title: 'Sie vertreten',
    of: ({ organizer }) => `für ${organizer}`,
    more: ({ n }) => count(n, { one: 'und ein weiterer Termin', other: 'und # weitere Termine' }),
    start: 'Raum öffnen',
    startOf: ({ topic }) => `Raum öffnen: ${topic}`,
    giveUp: 'Abgeben',
    giveUpOf: ({ topic }) => `Nicht mehr vertreten: ${topic}`,
    askTitle: 'Nicht mehr vertreten?',
    askText:
      'Ihr Tresor vergisst die Schlüssel. Um wieder zu vertreten, brauchen Sie einen neuen Link.',
    gone: 'Eine Besprechung, die Sie vertreten haben, ist gelöscht, oder Sie wurden von der Liste genommen.',
    remove: 'Aus der Liste nehmen',
  },
  accept: {
    title: 'Stellvertretung werden',
    lead: ({ organizer, n }) =>
      count(n, {
        one: `${organizer} gibt Ihnen die Schlüssel einer Besprechung. Welche es ist, sehen Sie, sobald Sie die Stellvertretung sind.`,
        other: `${organizer} gibt Ihnen die Schlüssel von # Besprechungen. Welche es sind, sehen Sie, sobald Sie die Stellvertretung sind.`,
      }),
    looking: 'Der Link wird angesehen.',
    points: [
      'Sie öffnen den Raum, lassen Leute herein, stellen die Tür ein und beenden die Besprechung, genau wie die Leitung.',
      'Links, Einladungen und das Vergangene der Besprechung bleiben bei der Leitung, die Ihren Namen sieht.',
      'Mit den Schlüsseln lässt sich der Raum auch nach der Besprechung wieder öffnen, bis die Leitung sie löscht. Sie vertraut darauf, dass Sie es nicht tun.',
      'Entfernt Ihre Firma die Leitung, wird die Besprechung Ihre.',
    ],
    verb: 'Stellvertretung werden',
    done: 'Sie sind Stellvertretung. Die Besprechung steht auf Ihrem Schreibtisch.',
    over: {
      title: 'Dieser Leitungslink ist verbraucht',
      text: 'Jemand hat ihn geöffnet, er ist älter als sieben Tage, er wurde zurückgenommen, oder die Besprechung ist vorbei. Bitten Sie um einen neuen.',
    },
    seen: {
      title: 'Dieser Leitungslink wurde unterwegs gesehen',
      text: 'Etwas zwischen Ihnen und der Leitung hat ihn verändert, so dass der Server sein Geheimnis gesehen hat. Er ist aufgegeben: niemand wird damit Stellvertretung. Bitten Sie um einen neuen, auf einem anderen Weg.',
    },
    own: {
      title: 'Das ist Ihr eigener Link',
      text: 'Diese Schlüssel haben Sie schon. Geben Sie den Link an die Person, für die er ist.',
    },
    damaged: {
      title: 'Dieser Leitungslink ist nicht vollständig',
      text: 'Kopieren Sie ihn ganz und öffnen Sie ihn noch einmal, auch wenn Sie sich gerade angemeldet haben.',
    },
  },
};
