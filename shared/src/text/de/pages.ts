import type { text as source } from '../en/pages.ts';

export const text: typeof source = {
  start: {
    title: 'Ein Besprechungsraum, den sein eigener Server nicht betreten kann',
    lead: 'Ton, Bild, Chat, Whiteboard, Protokoll und Dateien werden in Ihrem Browser versiegelt und erst in den Browsern Ihrer Gesprächspartner geöffnet. Dazwischen hat niemand den Schlüssel.',
    signIn: 'Anmelden',
    createAccount: 'Konto anlegen',
    byInvitation: 'Wer einlädt, bekommt hier auf Einladung ein Konto. Gäste brauchen keines.',
    closed: 'Hier werden keine neuen Konten vergeben. Gäste brauchen keines.',
    guestsNeedNone: 'Gäste brauchen kein Konto: Ein Link und ein Name genügen.',
    enter: {
      title: 'Sie wurden eingeladen',
      label: 'Ihr Link oder die ganze Einladung',
      placeholder: 'Hier einfügen',
      go: 'Zur Besprechung',
      faults: {
        empty: 'Fügen Sie den Link aus Ihrer Einladung ein.',
        noLink: 'In diesem Text steht kein Link zu einer Besprechung.',
        cut: 'Das Ende dieses Links fehlt. Kopieren Sie ihn vollständig aus der Einladung.',
        elsewhere: ({ host }) => `Dieser Link gehört zu ${host}. Öffnen Sie ihn dort.`,
      },
      staysHere:
        'Der Link wird nur in diesem Browser gelesen. Sein geheimer Teil wird nie an den Server gesendet.',
    },
    show: {
      label: 'Was durch den Server geht',
      you: 'Sie schreiben',
      yours: 'Schreiben Sie etwas',
      sample: 'Mara übernimmt ab März die Nachtschicht.',
      server: 'Der Server hat',
      serverNote:
        'Eben in diesem Browser versiegelt, mit einem Schlüssel nur für diese Seite. [Wer was lesen kann](/about/encryption)',
      they: 'Die anderen lesen',
    },
    facts: [
      {
        title: 'Immer versiegelt',
        text: 'Kein Schalter stellt die Verschlüsselung ab, und bei keiner Teilnehmerzahl hört sie auf.',
      },
      {
        title: 'Wer hereinkommt',
        text: 'Ein Link klopft nur an. Jemand im Raum öffnet die Tür, und ein vorgelesener Code zeigt allen, dass kein Fremder mithört.',
      },
      {
        title: 'Weg, wenn Sie es sagen',
        text: 'Löschen Sie eine Besprechung, so verschwinden Protokoll, Whiteboard, Chat und Dateien überall und endgültig.',
      },
    ],
  },
  about: {
    title: 'Über Conclave',
    lead: 'Cum clave: mit Schlüssel. Ein Raum für Besprechungen, deren Inhalt bei den Beteiligten bleibt.',
    body: [
      'Conclave läuft im Browser. Es gibt nichts zu installieren, kein Konto für Gäste, nichts von fremden Websites, keine Werbung und keine Auswertung dessen, was Sie tun.',
      'Alles, was in einer Besprechung entsteht, wird verschlüsselt, bevor es Ihren Browser verlässt: Ton, Bild, Bildschirm, Chat, Direktnachrichten, Whiteboard, Protokoll, Notizen, Dateien samt Namen, Thema, Tagesordnung und die Namen der Beteiligten. Der Server leitet weiter, ordnet und bewahrt es versiegelt auf. [Wer was lesen kann](/about/encryption) zählt auf, was er trotzdem sieht.',
    ],
    runs: {
      title: 'Wer diese Instanz betreibt',
      by: 'Betrieben von',
      hosting: 'Die Rechner stehen in',
      version: 'Version',
      nobody:
        'Dies ist eine Entwicklungsinstanz. Niemand steht für sie ein: zum Ausprobieren, nicht für echte Besprechungen.',
    },
    program: {
      title: 'Welches Programm hier läuft',
      text: 'Alle bekommen dieselben Dateien. Ihre SHA-256-Summen stehen in einer Liste, so dass jeder vergleichen kann, was dieser Server ausliefert und was veröffentlicht wurde, oder es selbst baut und dieselben Bytes erhält.',
      list: 'Liste der Summen öffnen',
    },
    thanks: {
      title: 'Entstanden mit',
      text: 'Die Schrift ist Archivo von Omnibus-Type (SIL Open Font License). Die Symbole stammen von Lucide (ISC-Lizenz).',
    },
  },
  encryption: {
    title: 'Wer was lesen kann',
    lead: 'Inhalte sind von Browser zu Browser verschlüsselt. Diese Tabelle sagt für alles, was es gibt, wer dazwischen es lesen kann.',
    caption: 'Was jede Stelle zwischen den Browsern lesen kann',
    datumHead: 'Was',
    parties: {
      server: 'Dieser Server',
      sfu: 'Weiterleitung von Ton und Bild',
      turn: 'Vermittlung für schwierige Netze',
      mail: 'Mailversand und Postfachanbieter',
    },
    data: {
      media: 'Ton, Bild, Bildschirm',
      content:
        'Chat, Direktnachrichten, Whiteboard, Protokoll, Notizen, Dateien und ihre Namen, Thema, Tagesordnung, Namen',
      summary: 'Inhalt der Zusammenfassung und eigene Notizen',
      allDocuments:
        'Alle Dokumente, sobald jemand eine Zusammenfassung als versiegelten Link wünscht',
      mailedLink: 'Der Link in einer per Mail verschickten Einladung',
      organizer:
        'Name, Adresse und Sprache der einladenden Person; Name der Firma; Vorlagen der Firma',
      addresses: 'Adressen von Eingeladenen und Teilnehmenden',
      phone: 'Telefonnummer für Codes per SMS, falls jemand mit Konto sie wählt',
      existence:
        'Dass es eine Besprechung gibt, ihre zufällige Nummer, Zeiten, Zahl der Verbindungen, Größen, wer wann schreibt, wer stumm ist',
      network: 'IP-Adressen und Zeiten des Zugriffs',
      consent: 'Einwilligung',
    },
    readings: {
      yes: 'Ja',
      no: 'Nein',
      never: 'Kommt hier nicht vorbei',
      sizes: 'Nur Größen',
      commitment: 'Nur eine Festlegung',
      commitmentMade: 'Dass es eine Festlegung gibt',
      whileSending: 'Während des Versands',
      knockOnly: 'Ja. Er klopft nur an, und eine Person muss einlassen',
      shortened: 'Ja, nach 7 Tagen gekürzt',
      sealedUntilSent: 'Bis zum Versand für den Mailversand versiegelt',
      ifShown: 'Nur das Thema, und nur wenn die einladende Person es in der Einladung zeigt',
      whoHasTheLink:
        'Wer die Mail liest, kann den Link öffnen. Mit Code: nein. Wo der Text in der Mail gewählt ist: Der wird mitgelesen',
      tamperedRelay: 'Nur ein Betreiber, der den Mailversand manipuliert. Mit Code: nein',
    },
    phoneNote: 'Codes per SMS gehen über Twilio. Twilio sieht die Nummer und den Text.',
    limits: {
      title: 'Was Verschlüsselung im Browser nicht kann',
      program:
        'Das Programm, das verschlüsselt, liefert dieser Server bei jedem Öffnen der Seite aus. Würde der Server oder sein Betreiber gezwungen oder gehackt, ein verändertes Programm auszuliefern, so könnte es Ihre Besprechung lesen.',
      help: 'Wenn das für Sie zählt, vergleichen Sie das Programm mit seinen [veröffentlichten Summen](/about), nutzen Sie eine Erweiterung, die das prüft, oder betreiben Sie den Server selbst.',
      device:
        'Wer Ihr Gerät beherrscht, sieht, was Sie sehen. Das gilt auch für alle im Raum: Sie können mitschreiben oder den Bildschirm filmen.',
      kept: 'Was jemand lesen konnte, bevor er entfernt wurde, bleibt für ihn lesbar.',
      omission:
        'Ein Server kann zurückhalten und verzögern. Die Browser bemerken fehlende und vertauschte Einträge und sagen es, können die Zustellung aber nicht erzwingen.',
    },
    check: {
      title: 'Wie Sie sich des Raums vergewissern',
      text: 'Öffnen Sie im Raum Verschlüsselung und lassen Sie jemanden den Code vorlesen. Stimmt Ihrer überein, so haben alle im Raum denselben Schlüssel und sonst niemand. Vergleichen Sie erneut, wenn jemand dazukommt, auf den es Ihnen ankommt.',
    },
    how: {
      title: 'Wie es gemacht ist',
      points: [
        'Die Schlüssel einer Besprechung werden mit Messaging Layer Security (RFC 9420) vereinbart und wechseln, wenn jemand kommt, geht oder entfernt wird.',
        'Jedes Stück Ton und Bild wird mit SFrame versiegelt (RFC 9605, AES-128-GCM). Was nicht zum Schlüssel des Absenders passt, wird verworfen.',
        'Dokumente werden vor dem Senden mit Schlüsseln der Besprechung versiegelt und von ihren Verfassern signiert.',
        'Der geheime Teil eines Links steht hinter dem # und erreicht den Server nie.',
        'Ihr Passwort öffnet Ihre Daten und verlässt den Browser nie. Niemand kann es zurücksetzen: Bewahren Sie die Notfallkarte auf.',
      ],
    },
  },
};
