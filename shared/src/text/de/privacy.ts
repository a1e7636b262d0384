import type { text as source } from '../en/privacy.ts';

export const text: typeof source = {
  title: 'Datenschutz',
  lead: 'Was diese Seite über Sie weiß, wozu, wie lange, und was Sie dagegen tun können.',
  version: ({ version }) => `Fassung ${version} dieser Erklärung`,
  short: {
    title: 'Kurz gefasst',
    points: [
      'Was Sie in einer Besprechung sagen, zeigen und schreiben, wird in Ihrem Browser verschlüsselt. Dieser Server kann es nicht lesen. [Wer was lesen kann](/about/encryption)',
      'Gäste brauchen kein Konto. Mailadressen dienen dazu, Gewünschtes zu senden, und zu nichts anderem.',
      'Nichts wird von fremden Websites geladen. Es gibt keine Auswertung Ihres Verhaltens, keine Werbung und kein Profil.',
      'Daten werden nicht verkauft, vermietet oder weggegeben, und niemand bekommt sie für Werbung.',
      'Wer zu einer Besprechung einlädt, löscht sie, wann er will. Dann ist sie überall weg.',
    ],
  },
  controller: {
    title: 'Wer für diese Seite verantwortlich ist',
    controller: 'Verantwortlicher',
    officer: 'Datenschutzbeauftragter',
    noOfficer: 'Es ist keiner benannt.',
    authority: 'Aufsichtsbehörde',
    noAuthority:
      'Sie können sich bei der Behörde Ihres Wohnorts, Ihres Arbeitsorts oder des Orts des vermuteten Verstoßes beschweren.',
    nobody:
      'Dies ist eine Entwicklungsinstanz. Es ist kein Verantwortlicher genannt; für echte Besprechungen darf sie nicht benutzt werden.',
  },
  roles: {
    title: 'Wer wofür verantwortlich ist',
    paragraphs: [
      'Die Organisation, die zu einer Besprechung einlädt, ist für sie verantwortlich: Sie entscheidet, wer kommt, worum es geht, was wie lange aufbewahrt wird, und braucht dafür eine Rechtsgrundlage. Der Warteraum nennt sie, bevor Sie eintreten.',
      'Wer diese Seite betreibt, verarbeitet dafür in ihrem Auftrag, nach einem [Vertrag zur Auftragsverarbeitung](/terms#dpa). Für Konten, Mails, Protokolle und die Sicherheit der Seite ist der oben genannte Verantwortliche selbst verantwortlich.',
      'Wer an einer Besprechung teilnimmt, wendet sich mit Anliegen dazu an die einladende Person. Was hier ankommt, wird mit einer Frist an sie weitergeleitet.',
    ],
  },
  data: {
    title: 'Was wozu wie lange verarbeitet wird',
    lead: 'Eine Zeile je Zweck. Daten eines Zwecks werden nicht für einen anderen benutzt; ein neuer Zweck wird hier angekündigt, bevor er beginnt.',
    heads: {
      purpose: 'Zweck',
      data: 'Daten',
      source: 'Von',
      basis: 'Rechtsgrundlage',
      kept: 'Dauer',
    },
    voluntary: 'freiwillig',
    required: 'erforderlich',
    purposes: {
      login: 'Erkennen, wer sich anmeldet',
      secondFactor: 'Bei der Anmeldung einen zweiten Nachweis verlangen',
      vault: 'Die Schlüssel des Kontos aufbewahren',
      meeting: 'Die Besprechung abhalten: Tür, Reihenfolge, Verbindungen',
      documents: 'Aufbewahren, was in einer Besprechung geschrieben wird',
      invitation: 'Einladungen senden',
      summary: 'Eine Zusammenfassung an alle senden, die darum gebeten haben',
      consent: 'Einwilligungen nachweisen und Widerrufe achten',
      company: 'Einladende und Regeln einer Firma verwalten',
      terms: 'Nachweisen, welchen Bedingungen zugestimmt wurde',
      abuse: 'Erraten, Überfluten und Missbrauch des Servers verhindern',
      support: 'Bei schlechten Verbindungen helfen',
      troubleshooting: 'Fehler des Servers finden',
      rights: 'Anliegen zu Ihren Daten beantworten',
      deletion: 'Rechtzeitig löschen, und Gelöschtes gelöscht halten',
    },
    contents: {
      login:
        'Vor- und Nachname, Mailadresse, Sprache, ein aus dem Passwort gebildeter Nachweis, Anmeldungen',
      secondFactor: 'Zweite Faktoren; eine Telefonnummer nur, wenn Sie Codes per SMS wählen',
      vault: 'Schlüssel, Adressbuch und Einstellungen, durch das Passwort versiegelt',
      meeting:
        'Eine zufällige Nummer, Zeiten, Zahl der Verbindungen, Größen; Namen und Thema sind versiegelt',
      documents: 'Chat, Whiteboard, Protokoll, Notizen, Dateien; alles versiegelt',
      invitation: 'Mailadresse und Einladung, bis zum Versand versiegelt',
      summary:
        'Mailadresse, Sprache und Link, bis zum Versand versiegelt; wo es so gewählt ist, auch was geschrieben wurde',
      consent: 'Die Einwilligung, für die einladende Person versiegelt, und eine Festlegung darauf',
      company: 'Name der Firma, Regeln, Vorlagen, Liste der Einladenden',
      terms: 'Fassung und Zeit',
      abuse: 'IP-Adresse, Zähler gescheiterter Versuche',
      support: 'Betriebssystem, Browser, Güte der Verbindung, unter einer zufälligen Nummer',
      troubleshooting: 'Zeit, IP-Adresse, Art der Anfrage, Fehler; nie Inhalte oder Namen',
      rights: 'Ihr Anliegen und die Antwort',
      deletion: 'Zufällige Nummern des Gelöschten',
    },
    sources: {
      self: 'Ihnen',
      organizer: 'der Person, die Sie einlädt',
      use: 'der Benutzung dieser Seite',
    },
    bases: {
      '6.1.a': 'Einwilligung, Art. 6 Abs. 1 Buchst. a DSGVO',
      '6.1.b': 'Vertrag, Art. 6 Abs. 1 Buchst. b DSGVO',
      '6.1.c': 'Rechtliche Verpflichtung, Art. 6 Abs. 1 Buchst. c DSGVO',
      '6.1.f': 'Berechtigte Interessen, Art. 6 Abs. 1 Buchst. f DSGVO',
      '9.2.a': 'Ausdrückliche Einwilligung, Art. 9 Abs. 2 Buchst. a DSGVO',
    },
    retention: {
      account: 'Mit dem Konto; 360 Tage nach seinem Ablauf, 7 Tage nachdem Sie es schließen',
      untilReplaced: 'Bis es ersetzt oder entfernt wird',
      meeting: 'Bis die einladende Person die Besprechung löscht oder ihr Löschtermin kommt',
      session: 'Bis einen Tag nach der Besprechung',
      signIn: 'Anmeldungen: höchstens 30 Tage',
      oneTimeToken: 'Einmal-Links: höchstens 7 Tage',
      mailJob: 'Die Mail: bis sie angenommen ist, höchstens 72 Stunden',
      shortAddress: 'IP-Adressen: 7 Tage, dann auf das Netz gekürzt',
      securityLog: 'Gescheiterte Versuche: 7 Tage',
      log: ({ days }) => `${days} Tage`,
      statistics: ({ days }) => `${days} Tage`,
      deletionLedger: 'Solange Sicherungen zurückreichen, und 30 Tage länger',
      suppression:
        'Abgelehnte Adressen: 360 Tage, als Summe, aus der die Adresse nicht zurückzugewinnen ist',
      instance: 'Solange dieser Server läuft',
    },
    interests:
      'Die berechtigten Interessen sind: Besprechungen, die die Eingeladenen erreichen, und ein Server, der arbeitet und Missbrauch standhält.',
    noDuty:
      'Kein Gesetz verpflichtet Sie, etwas davon anzugeben. Ohne das Erforderliche lässt sich der jeweilige Zweck nicht erfüllen; lassen Sie Freiwilliges weg, ändert das sonst nichts.',
  },
  every: {
    title: 'Alles, was gespeichert wird, Wert für Wert',
    lead: 'Das Programm schreibt diese Liste aus seinem eigenen Quelltext: Ein Wert ohne Zeile kann nicht gespeichert werden. Die Namen sind die des Programms.',
    show: 'Liste zeigen',
    failed: 'Die Liste ist gerade nicht verfügbar.',
    heads: {
      value: 'Wert',
      purpose: 'Zweck',
      basis: 'Grundlage',
      kept: 'Aufbewahrt',
      reads: 'Wer ihn liest',
    },
    places: {
      database: 'Datenbank',
      file: 'Dateien',
      log: 'Protokoll',
      metric: 'Zahlen für den Betreiber',
      browser: 'Ihr Browser',
    },
    readers: {
      server: 'Server',
      operator: 'Betreiber',
      owner: 'nur Sie',
      organizer: 'Veranstalter',
      deputies: 'Stellvertreter',
      members: 'Mitglieder',
      companyAdmin: 'Firmenadmin',
      relay: 'Mail-Relais',
      nobody: 'niemand',
    },
    operation: 'hält den Server am Laufen',
  },
  special: {
    title: 'Stimme, Bild und heikle Themen',
    paragraphs: [
      'Stimme und Bild und was gesagt wird können Gesundheit, Glauben und anderes Heikle verraten. Vor dem Eintreten werden Sie deshalb um Ihre ausdrückliche Einwilligung gebeten. Sie können auch ohne sie eintreten und nur zuhören und zusehen.',
      'Sie können die Einwilligung im Raum jederzeit mit zwei Klicks zurücknehmen. Von da an wird nichts mehr von Ihnen gesendet; was vorher rechtmäßig war, bleibt es.',
      'Löschen Sie die Daten dieser Seite in Ihrem Browser, so werden Einwilligung, Mikrofon und Kamera zurückgesetzt.',
    ],
  },
  recipients: {
    title: 'Wer sonst Daten erhält, und wo sie liegen',
    hosting: 'Die Server stehen in',
    noHosting: 'Der Ort der Server ist nicht angegeben.',
    processors: 'Auftragsverarbeiter (Art. 28 DSGVO, zur Verschwiegenheit verpflichtet)',
    noProcessors: 'Keine andere Firma verarbeitet Daten für diese Seite.',
    heads: { name: 'Wer', purpose: 'Wofür', country: 'Wo', safeguard: 'Garantie' },
    within: 'Im Europäischen Wirtschaftsraum',
    mail: 'Eine Mail geht durch die Anbieter von Absender und Empfänger. Sie können sie lesen; [diese Tabelle](/about/encryption) sagt, was darin steht.',
    textMessages:
      'Codes per SMS sendet Twilio Inc., USA. Twilio erhält die Nummer und den Text, kann die Nummer in den USA speichern und sie so verwenden, wie die eigene [Datenschutzerklärung](https://www.twilio.com/legal/privacy) sagt. Niemand muss eine Nummer angeben: Andere zweite Faktoren leisten dasselbe.',
    law: 'Sonst werden Daten nur offengelegt, wo ein Gesetz dazu zwingt, und dann nur, was hier lesbar vorliegt: die Zeilen mit „Ja“ in [dieser Tabelle](/about/encryption). Wechselt diese Seite den Betreiber, so erfahren Sie es vorher.',
  },
  storage: {
    title: 'Cookies und Speicher in Ihrem Browser',
    text: 'Nur was Anmeldung, Einstellungen und laufende Besprechungen brauchen; eine Einwilligung ist dafür nicht nötig. [Was diese Seite in Ihrem Browser speichert](/storage) zählt jeden Eintrag auf und löscht sie alle.',
  },
  rights: {
    title: 'Ihre Rechte',
    lead: 'Die meisten üben Sie selbst aus: im Konto unter „Meine Daten“, als Gast mit Ihrem Link zur Besprechung. Für alles andere schreiben Sie dem Verantwortlichen; binnen eines Monats haben Sie Antwort.',
    points: [
      '**Auskunft**: ob und welche Daten über Sie verarbeitet werden, wozu, wer sie erhält, wie lange, und woher sie stammen.',
      '**Berichtigung**: Falsches berichtigen und Fehlendes ergänzen.',
      '**Löschung**: Ihre Daten löschen lassen.',
      '**Einschränkung der Verarbeitung**: Daten aufbewahren, aber nicht benutzen lassen; Sie erfahren, bevor das endet.',
      '**Mitteilung**: Wer Ihre Daten erhalten hat, erfährt von Berichtigung und Löschung, und Sie erfahren, wer das ist.',
      '**Datenübertragbarkeit**: Ihre Daten in einem gängigen maschinenlesbaren Format mitnehmen oder, wo möglich, anderswohin senden lassen.',
      '**Widerspruch** gegen das, was auf berechtigten Interessen beruht, auch mit einem Schalter im Konto.',
      '**Widerruf** jeder Einwilligung, jederzeit, für die Zukunft.',
      '**Beschwerde** bei einer Aufsichtsbehörde.',
    ],
    sealed:
      'Verschlüsseltes kann nur verschlüsselt herausgegeben werden, wenn der Schlüssel nicht hier ist. Ihr Browser öffnet, wofür Sie den Schlüssel haben.',
    identity:
      'Um sich auszuweisen, genügt die Anmeldung oder Ihr Link zur Besprechung. Niemand verlangt eine Kopie Ihres Ausweises.',
    death: 'Im Konto können Sie festlegen, was nach Ihrem Tod mit Ihren Daten geschehen soll.',
    automated:
      'Keine Entscheidung über Sie trifft allein eine Maschine. Sperren nach Fehlversuchen enden von selbst.',
    gone: 'Gelöschtes lässt sich nicht wiederherstellen.',
  },
  age: {
    title: 'Alter',
    text: ({ age }) =>
      `Konten sind für Personen ab ${age} Jahren. Jüngere nehmen nur mit Zustimmung ihrer Sorgeberechtigten teil.`,
  },
  changes: {
    title: 'Änderungen',
    text: 'Änderungen dieser Erklärung werden angekündigt, bevor sie wirken: per Mail an aktive Konten und bei der nächsten Anmeldung.',
  },
};
