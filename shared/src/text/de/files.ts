import { counter } from '../counter.ts';
import type { text as source } from '../en/files.ts';

const count = counter('de');

export const text: typeof source = {
  title: 'Dateien',
  add: 'Dateien hinzufügen',
  drop: 'Dateien hier ablegen oder',
  choose: 'Dateien wählen',
  dropNow: 'Loslassen zum Hinzufügen',
  limits: 'Je bis 512 MB, 2 GB je Besprechung. Versiegelt, bevor sie diesen Browser verlassen.',
  taken: ({ taken }: { taken: string }): string => `${taken} von 2 GB sind belegt.`,
  list: 'Dateien dieser Besprechung',
  uploads: 'Unterwegs',
  empty: {
    title: 'Noch keine Dateien',
    text: 'Was jemand hier hinzufügt, ist für alle in dieser Besprechung und bleibt, bis es gelöscht wird.',
  },
  loading: 'Die Liste der Dateien wird geöffnet',
  offline:
    'Keine Verbindung. Die Liste ist so, wie Sie sie zuletzt gesehen haben; Übertragungen gehen von selbst weiter.',
  stopped:
    'Die Liste der Dateien wird nicht mehr erneuert: Was der Server schickte, passt nicht zu dem, was da war.',
  added: ({ name, time }) => `${name}, ${time}`,
  addedByYou: ({ time }) => `Sie, ${time}`,
  handedIn: ({ name, time }) => `${name}, ${time}, vor dem Einlass`,
  someone: 'Jemand',
  actions: ({ name }) => `Mehr zu ${name}`,
  look: 'Ansehen',
  download: 'Herunterladen',
  downloadNamed: ({ name }) => `${name} herunterladen`,
  downloading: ({ percent }) => `Wird heruntergeladen, ${percent} %`,
  stopDownload: ({ name }) => `Herunterladen von ${name} beenden`,
  rename: {
    verb: 'Umbenennen',
    title: 'Die Datei umbenennen',
    label: 'Name',
    save: 'Umbenennen',
    needed: 'Geben Sie einen Namen ein.',
  },
  remove: {
    verb: 'Endgültig löschen',
    title: ({ name }) => `${name} löschen?`,
    text: 'Sie verschwindet für alle und kommt nicht zurück. Was jemand heruntergeladen hat, behält er.',
    keep: 'Behalten',
    done: 'Endgültig gelöscht',
  },
  upload: {
    waiting: 'Wartet, bis sie dran ist',
    sending: ({ percent }) => `${percent} %`,
    paused: ({ percent }) => `Angehalten bei ${percent} %`,
    offline: ({ percent }) => `Keine Verbindung. Geht bei ${percent} % weiter`,
    progress: ({ name }) => `Übertragung von ${name}`,
    pause: ({ name }) => `${name} anhalten`,
    resume: ({ name }) => `Mit ${name} weitermachen`,
    retry: ({ name }) => `${name} noch einmal versuchen`,
    cancel: ({ name }) => `${name} abbrechen`,
    dismiss: ({ name }) => `${name} aus der Liste nehmen`,
    notDurable: 'Zu groß, um hier aufbewahrt zu werden: Ein Neuladen beendet sie.',
    tooLarge: 'Größer als 512 MB.',
    quota: 'In dieser Besprechung ist kein Platz mehr. Löschen Sie zuerst etwas.',
    notAllowed: 'Sie dürfen hier keine Dateien mehr hinzufügen.',
    refused: 'Der Server nimmt sie nicht an.',
    unreadable:
      'Sie wurde auf diesem Gerät verschoben oder geändert. Fügen Sie sie noch einmal hinzu.',
    arrived: ({ name }) => `${name} ist für alle da`,
    number: ({ n }) => count(n, { one: 'eine Übertragung', other: '# Übertragungen' }),
  },
  failed: {
    altered:
      'Diese Datei ist nicht das, was hochgeladen wurde, oder nicht alles davon. Nichts davon wurde behalten. Bitten Sie, sie noch einmal hinzuzufügen.',
    gone: 'Diese Datei wurde gelöscht.',
    unreachable:
      'Der Server hat nicht geantwortet. Versuchen Sie es noch einmal, wenn Sie verbunden sind.',
    notAllowed: 'Löschen kann sie nur, wer sie hinzugefügt hat, sowie Leitung und Stellvertretung.',
    other: 'Das hat nicht geklappt. Versuchen Sie es noch einmal.',
  },
  preview: {
    opening: ({ percent }) => `Wird geöffnet, ${percent} %`,
    kind: 'Für diese Art von Datei gibt es keine Vorschau. Laden Sie sie herunter, um sie mit einem Ihrer Programme zu öffnen.',
    pdf: {
      opening: 'Die Seiten werden geöffnet',
      label: ({ name }) => `Seiten von ${name}`,
      page: ({ number, pages }) => `Seite ${number} von ${pages}`,
      number: 'Seite',
      of: ({ pages }) => `von ${pages}`,
      previous: 'Vorige Seite',
      next: 'Nächste Seite',
      closer: 'Vergrößern',
      farther: 'Verkleinern',
      fit: 'An die Breite anpassen',
      zoom: ({ percent }) => `${percent} %`,
      slow: 'Eine Seite zu zeichnen dauerte zu lange und wurde beendet. Laden Sie die Datei herunter, um den Rest zu sehen.',
      failed: 'Diese Seite ist beschädigt und lässt sich nicht zeigen.',
      first: ({ shown, pages }) =>
        `Gezeigt werden nur die ersten ${shown} von ${pages} Seiten. Laden Sie die Datei herunter, um den Rest zu sehen.`,
      password:
        'Dieses PDF ist mit einem Passwort verschlossen. Laden Sie es herunter, um es damit zu öffnen.',
      damaged: 'Das ist kein PDF, das sich zeigen lässt, was auch immer der Name sagt.',
    },
    notPicture: 'Das ist kein Bild, das sich zeigen lässt, was auch immer der Name sagt.',
    notText: 'Das ist kein Text, was auch immer der Name sagt.',
    tooLarge: 'Dieses Bild ist zu groß, um hier gezeigt zu werden.',
    slow: 'Das Öffnen dauerte zu lange und wurde beendet.',
    huge: 'Hier werden nur Dateien bis 50 MB gezeigt.',
    cut: 'Gezeigt wird nur das erste Megabyte.',
    picture: ({ name }) => `Bild: ${name}`,
    text: ({ name }) => `Text von ${name}`,
    caution:
      'Ein Programm auf Ihrem Rechner kann mehr damit tun als diese Seite. Öffnen Sie sie nur, wenn Sie dem Menschen trauen, der sie hinzugefügt hat.',
  },
  inbox: {
    title: 'Eine Datei mitgeben',
    note: 'Alle, die eingelassen werden, sehen sie, auch wenn Sie es nicht werden.',
    limits: 'Bis zu 10 Dateien und 50 MB.',
    quota:
      'Kein Platz: vor dem Einlass höchstens 10 Dateien und 50 MB, und der Eingang selbst kann voll sein. Fügen Sie die Datei hinzu, sobald Sie drin sind.',
    add: 'Eine Datei wählen',
    waits: 'Abgegeben. Sie erscheint in der Liste, sobald jemand im Raum ist.',
    takeBack: ({ name }) => `${name} zurücknehmen`,
  },
};
