import { counter } from '../counter.ts';
import type { text as source } from '../en/common.ts';

const count = counter('de');

export const text: typeof source = {
  product: 'Conclave',
  language: 'Sprache',
  required: 'Pflichtfeld',
  optional: 'freiwillig',
  cancel: 'Abbrechen',
  close: 'Schließen',
  back: 'Zurück',
  save: 'Speichern',
  saved: 'Gespeichert',
  copy: 'Kopieren',
  copied: 'Kopiert',
  copyByHand:
    'Der Browser lässt diese Seite nicht kopieren. Markieren und kopieren Sie es von Hand.',
  delete: 'Löschen',
  more: 'Mehr',
  tryAgain: 'Noch einmal versuchen',
  next: 'Weiter',
  yes: 'Ja',
  no: 'Nein',
  or: 'oder',
  skipToContent: 'Zum Inhalt springen',
  showPassword: 'Passwort zeigen',
  hidePassword: 'Passwort verbergen',
  dismiss: 'Diese Meldung schließen',
  messages: 'Meldungen',
  waitingMessages: ({ n }) =>
    count(n, { one: 'eine weitere Meldung', other: '# weitere Meldungen' }),
  loudness: 'Lautstärke',
  panelWidth: 'Breite des Bereichs',
  keyPicture: 'Der Raumcode als Schlüssel. Vergleichen Sie die Ziffern, nicht das Bild.',
  opensNewTab: 'öffnet einen neuen Tab',
  people: ({ n }) => count(n, { one: 'eine Person', other: '# Personen' }),
  theme: { label: 'Aussehen', system: 'Wie das Gerät', light: 'Hell', dark: 'Dunkel' },
  seal: {
    none: 'Noch nicht versiegelt',
    verifying: 'Schlüssel wird geprüft',
    sealed: 'Versiegelt',
    compared: 'Versiegelt und verglichen',
    broken: 'Lässt sich nicht versiegeln',
  },
  nav: {
    main: 'Hauptbereich',
    meetings: 'Besprechungen',
    addressBook: 'Adressbuch',
    company: 'Firma',
    account: 'Konto',
    signOut: 'Abmelden',
    you: 'Sie',
    admin: 'Verwaltung der Firma',
    organizer: 'Organisation',
  },
  foot: {
    label: 'Über diese Seite',
    about: 'Über Conclave',
    encryption: 'Wer was lesen kann',
    privacy: 'Datenschutz',
    terms: 'Bedingungen',
    storage: 'In Ihrem Browser gespeichert',
    connection: 'Verbindung testen',
    support: 'Hilfe',
  },
  loading: 'Wird geladen',
  failed: {
    title: 'Das ließ sich nicht laden',
    network:
      'Der Server hat nicht geantwortet. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.',
    server: 'Diese Seite versteht die Antwort des Servers nicht. Laden Sie die Seite neu.',
  },
  error: {
    notFound: {
      title: 'Hinter dieser Tür ist nichts',
      text: 'Vielleicht ist die Adresse falsch geschrieben, oder was hier war, wurde gelöscht.',
    },
    broken: {
      title: 'In dieser Seite ist etwas schiefgegangen',
      text: 'Was Sie in einer Besprechung geschrieben haben, bleibt in diesem Browser, bis der Server es hat. Laden Sie neu, um weiterzumachen.',
    },
    home: 'Zur Startseite',
    reload: 'Neu laden',
  },
};
