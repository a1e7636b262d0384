import type { text as source } from '../en/storage.ts';

export const text: typeof source = {
  title: 'Was diese Seite in Ihrem Browser speichert',
  lead: 'Nur was Anmeldung, Einstellungen und laufende Besprechungen brauchen. Nichts folgt Ihnen auf andere Websites. Niemand ohne Konto wird später wiedererkannt; ein Konto kennt die Browser, in denen es benutzt wurde, um Sie über andere zu unterrichten.',
  places: {
    cookie: 'Cookie',
    localStorage: 'Lokaler Speicher',
    sessionStorage: 'Sitzungsspeicher',
    indexedDB: 'Datenbank',
    cache: 'Zwischenspeicher',
  },
  purposes: {
    session: 'Hält Sie angemeldet. Programme in der Seite können es nicht lesen.',
    plainSession: 'Dasselbe, wo diese Seite auf dem eigenen Rechner ohne TLS geöffnet wird.',
    browser:
      'Eine Zufallszahl, an der Ihr Konto diesen Browser wiedererkennt: Von einer Anmeldung in einem anderen erfahren Sie per E-Mail. Sie endet 90 Tage nach der letzten Anmeldung. Programme in der Seite können sie nicht lesen.',
    plainBrowser: 'Dasselbe ohne TLS, auf dem eigenen Rechner.',
    vault: 'Der Schlüssel zu Ihren Daten, damit Sie das Passwort nicht bei jedem Besuch eingeben.',
    vaultSeen:
      'Eine Nummer und ein Fingerabdruck des neuesten Standes Ihrer eigenen Daten. Daran merkt dieser Browser, wenn ein Server ihm einen älteren zeigt.',
    meetings:
      'Ihre Schlüssel in den Besprechungen, an denen Sie mit diesem Browser teilnahmen, Ihr Name und der Stand: damit Sie nach einem Neuladen ohne Anklopfen zurück sind. Versiegelt; die Schlüssel kann kein Programm auslesen.',
    documents:
      'Was Sie in einer Besprechung geschrieben haben und der Server noch nicht bestätigt hat, der Schlüssel Ihrer privaten Notizen und wie weit Sie gelesen hatten: damit mit dem Tab nichts verloren geht. Versiegelt; den Schlüssel kann kein Programm auslesen.',
    directs:
      'Nachrichten zwischen Ihnen und einer anderen Person, bis die Besprechung vorbei ist. Versiegelt; sie sind sonst nur im Browser der anderen Person.',
    uploads:
      'Dateien, deren Übertragung unterbrochen wurde, mit Inhalt und Schlüssel, damit sie nach einem Neuladen weitergeht. Jede geht, sobald sie angekommen oder abgebrochen ist.',
    scrolling: 'Wie weit Sie gescrollt hatten, fürs Zurückgehen und Neuladen. Keine Adressen.',
    language: 'Die Sprache, die Sie gewählt haben.',
    theme: 'Hell oder dunkel, falls Sie gewählt haben.',
    devices: 'Welches Mikrofon, welchen Lautsprecher und welche Kamera Sie gewählt haben.',
    tabDevices: 'Ob Mikrofon und Kamera an waren, damit nach dem Neuladen alles ist wie zuvor.',
    chatSettings: 'Ob die Eingabetaste eine Nachricht sendet.',
    roomSettings: 'Wie Sie den Raum mögen: Ansicht, Tastenkürzel, Töne.',
  },
  kept: {
    signOut: 'Sie sich abmelden, höchstens 30 Tage',
    tabClosed: 'der Tab geschlossen wird',
    meetingOver: 'die Besprechung vorbei oder gelöscht ist',
    untilDeleted: 'Sie es hier oder im Browser löschen',
  },
  who: {
    anyone: 'Alle',
    participant: 'Wer in einer Besprechung ist',
    account: 'Wer ein Konto hat',
  },
  keptUntil: ({ until, who }) => `${who}, bis ${until}.`,
  keys: 'Schlüssel in der Datenbank lassen sich nicht aus diesem Browser holen, auch nicht von dieser Seite.',
  prevent: {
    title: 'Wie Sie es verhindern',
    text: 'In den Einstellungen Ihres Browsers, unter Datenschutz oder Websitedaten, können Sie das Speichern für diese Seite sperren oder bei jedem Schließen löschen lassen. Eine Besprechung geht auch so, aber nach einem Neuladen klopfen und willigen Sie erneut ein, Notizen müssen Sie vor dem Gehen herunterladen, und Anmelden ist nicht möglich.',
  },
  remove: {
    title: 'Jetzt löschen',
    text: 'Sie werden abgemeldet. Einwilligung, Mikrofon und Kamera werden vergessen. Was eine Besprechung noch nicht gesendet hat, geht verloren. Was auf dem Server liegt, bleibt dort.',
    button: 'Alles hier löschen',
    confirmTitle: 'Alles löschen, was diese Seite hier gespeichert hat?',
    confirmText:
      'Sie werden in diesem Browser abgemeldet, und laufende Besprechungen in anderen Tabs enden. Was den Server noch nicht erreicht hat, geht verloren.',
    verb: 'Jetzt löschen',
    done: 'Gelöscht',
    nothing: 'Es gab nichts zu löschen.',
    rest: 'Das ließ sich nicht löschen. Schließen Sie andere Tabs dieser Seite und versuchen Sie es noch einmal.',
    signOutFailed:
      'Der Server hat nicht geantwortet, das Anmelde-Cookie ist vielleicht noch da. Versuchen Sie es mit Verbindung noch einmal, oder löschen Sie es im Browser.',
    sessionEnded: 'Der Server hat das Anmelde-Cookie zurückgenommen.',
  },
};
