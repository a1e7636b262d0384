import { counter } from '../counter.ts';
import type { text as source } from '../en/past.ts';

const count = counter('de');

export const text: typeof source = {
  back: 'Ihre Besprechungen',
  look: 'Ansehen',
  lookAt: ({ topic }) => `Ansehen: ${topic}`,
  standing: { live: 'läuft gerade', upcoming: 'steht bevor', ended: 'beendet' },
  endedAt: ({ when }) => `beendet ${when}`,
  when: {
    live: ({ begun }) => `Erstellt ${begun}. Läuft gerade.`,
    upcoming: ({ begun }) => `Erstellt ${begun}. Zurzeit ist niemand darin.`,
    ended: ({ begun, ended }) => `Erstellt ${begun}, beendet ${ended}.`,
  },
  liveNote:
    'Die Besprechung läuft. Was darin gerade geschrieben wird, erscheint hier nach dem Neuladen.',
  opening: 'Die Besprechung wird mit Ihrem Tresor geöffnet.',
  offline:
    'Keine Verbindung. Was Sie schreiben, bleibt in diesem Browser und wird gesendet, sobald der Server wieder antwortet.',
  openingOffline: 'Keine Verbindung. Die Besprechung öffnet sich, sobald der Server antwortet.',
  missing: {
    title: 'Diese Besprechung gibt es nicht',
    text: 'In Ihrem Tresor liegt keine Besprechung mit dieser Adresse. Sie gehört jemand anderem oder wurde gelöscht.',
    act: 'Zu Ihren Besprechungen',
  },
  gone: {
    title: 'Diese Besprechung ist gelöscht',
    text: 'Der Server hat nichts mehr davon. Nur ihre Zeile liegt noch in Ihrem Tresor.',
    act: 'Zeile entfernen',
  },
  failed: {
    title: 'Die Besprechung ließ sich nicht öffnen',
    text: 'Dieser Teil der Seite ist stehen geblieben. Was gespeichert war, ist unberührt. Laden Sie die Seite neu.',
    act: 'Neu laden',
  },
  tabs: {
    label: 'Teile der Besprechung',
    minutes: 'Protokoll',
    agenda: 'Tagesordnung',
    board: 'Whiteboard',
    chat: 'Chat',
    files: 'Dateien',
    notes: 'Meine Notizen',
    people: 'Personen',
    consent: 'Einwilligung',
  },
  chat: {
    empty: 'Es wurde nichts geschrieben',
    emptyText: 'In dieser Besprechung hat niemand an alle geschrieben.',
    readonly: 'Der Chat, wie er war. Es kommt nichts mehr dazu.',
  },
  notes: {
    empty: 'Sie haben keine Notizen geschrieben',
    emptyText:
      'Private Notizen schreiben Sie in der Besprechung neben der Bühne. Dann stehen Ihre hier.',
    act: 'Besprechung öffnen',
    failed:
      'Ihre Notizen ließen sich nicht lesen. Prüfen Sie die Verbindung und versuchen Sie es noch einmal.',
    again: 'Noch einmal versuchen',
    here: 'Aus diesem Browser',
    elsewhere: 'Aus einem anderen Ihrer Browser',
  },
  people: {
    empty: 'Es war niemand da',
    emptyText: 'Wer in die Besprechung kommt, steht hier mit dem Namen, den er angegeben hat.',
    list: 'Wer da war',
    you: 'dieser Browser',
    note: 'Die Namen haben die Personen selbst angegeben. Wer mit zwei Browsern kam, steht zweimal hier.',
  },
  consent: {
    reading: 'Nachweise werden geöffnet und geprüft.',
    failed:
      'Die Nachweise ließen sich nicht laden. Prüfen Sie die Verbindung und versuchen Sie es noch einmal.',
    again: 'Noch einmal versuchen',
  },
  sealed:
    'Mit Ihrem Tresor geöffnet, in diesem Browser. Ihre eigenen Notizen sind hier; private Notizen und Direktnachrichten anderer nicht. Niemand außer ihren Verfassern kann sie öffnen.',
  export: {
    open: 'Alles exportieren',
    title: 'Die ganze Besprechung exportieren',
    lead: 'Eine ZIP-Datei, in diesem Browser gemacht. Sie ist nicht versiegelt: Verwahren Sie sie, wo nur die Richtigen hinkommen.',
    contents: 'In der Datei',
    parts: {
      minutes: 'Protokoll als PDF, Markdown und HTML',
      agenda: 'Tagesordnung als Markdown',
      board: 'Whiteboard, jede Seite als PDF, SVG und PNG',
      chat: 'Chat als Text und HTML',
      files: ({ n }) =>
        n === 0
          ? 'Alle Dateien (es gibt keine)'
          : count(n, { one: 'eine Datei', other: 'alle # Dateien' }),
      people: 'Die Namen derer, die da waren',
      consent: 'Einwilligungen mit ihrem Beweis: JSON',
      notes: 'Ihre eigenen privaten Notizen als Markdown',
    },
    withNotes: 'Mit meinen privaten Notizen. Lassen Sie sie weg, wo andere die Datei bekommen.',
    without: 'Nicht darin: private Notizen anderer und Nachrichten an eine Person.',
    start: 'ZIP-Datei machen',
    working: ({ name }) => `Dazu kommt ${name}`,
    progress: 'Wie weit der Export ist',
    cancel: 'Anhalten',
    again: 'Noch einmal',
    done: ({ name }) => `${name} ist gespeichert.`,
    left: ({ n }) =>
      count(n, {
        one: 'Ein Teil ließ sich nicht öffnen und fehlt. Die erste Seite der Datei nennt ihn.',
        other: '# Teile ließen sich nicht öffnen und fehlen. Die erste Seite der Datei nennt sie.',
      }),
    failed:
      'Die Datei konnte nicht gemacht werden. Prüfen Sie Ihre Verbindung und den Platz auf Ihrer Festplatte.',
    names: {
      zip: 'besprechung',
      minutes: 'protokoll',
      agenda: 'tagesordnung',
      board: 'whiteboard',
      chat: 'chat',
      files: 'dateien',
      people: 'personen.txt',
      notes: 'meine notizen',
    },
    index: {
      made: ({ when }) => `Exportiert ${when}.`,
      missing: 'Ließ sich nicht öffnen',
      without: 'Private Notizen anderer und Nachrichten an eine Person gehören zu keinem Export.',
    },
    minutesOf: ({ minutes }) => count(minutes, { one: 'eine Minute', other: '# Minuten' }),
  },
  remove: {
    card: 'Löschen',
    cardText:
      'Für alle und endgültig, auf diesem Server sofort. Sicherungen des Betreibers folgen, wenn sie ablaufen.',
    act: 'Jetzt löschen',
    title: ({ topic }) => `„${topic}“ löschen?`,
    lead: 'Das geht verloren, für alle und endgültig:',
    parts: [
      'Protokoll und Tagesordnung mit allen früheren Fassungen',
      'Das Whiteboard',
      'Der Chat',
      'Alle Dateien',
      'Die privaten Notizen aller, die da waren',
      'Wer da war, mit Namen',
      'Die Links: Mit ihnen kommt niemand mehr herein',
      'Die Schlüssel in Ihrem Tresor. Nichts davon lässt sich wieder öffnen, auch aus einer Sicherung nicht.',
    ],
    live: 'Die Besprechung läuft: Alle darin werden getrennt.',
    verb: 'Endgültig löschen',
    keep: 'Behalten',
    amounts: {
      nothing: 'nichts geschrieben',
      size: ({ size }) => `${size}, versiegelt`,
      files: ({ n, size }) =>
        n === 0 ? 'keine' : count(n, { one: `eine Datei, ${size}`, other: `# Dateien, ${size}` }),
      notes: ({ n, size }) =>
        n === 0
          ? 'keine'
          : count(n, { one: `von einer Person, ${size}`, other: `von # Personen, ${size}` }),
      links: ({ n }) => count(n, { one: 'ein Link', other: '# Links' }),
    },
    receipt: {
      save: 'Beleg sichern',
      text: 'Der Beleg sagt, was wann gelöscht wurde. Der Server behält ihn nicht.',
      file: 'loeschbeleg.json',
    },
    done: ({ topic }) => `„${topic}“ ist gelöscht.`,
  },
};
