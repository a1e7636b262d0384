import type { text as source } from '../en/consent.ts';

export const text: typeof source = {
  title: 'Ihre Einwilligung',
  asks: ({ controller }) =>
    `${controller} fragt, bevor etwas von Ihnen zu sehen, zu hören oder aufbewahrt ist.`,
  otherLanguage: ({ language }) =>
    `Diesen Text gibt es nur auf ${language}. Sie willigen in das ein, was hier steht.`,
  purposes: {
    live: 'Stimme, Bild und Bildschirm, live',
    archive: 'Was Sie schreiben, zeichnen und hochladen',
    summary: 'Eine Zusammenfassung per E-Mail',
  },
  details: 'Wer es sieht, wie lange es bleibt, und Ihre Rechte',
  controller: 'Verantwortlicher',
  contact: 'Kontakt',
  dpo: 'Datenschutzbeauftragter',
  authority: 'Aufsichtsbehörde',
  optional:
    'Nichts davon ist Bedingung. Wer in nichts einwilligt, tritt trotzdem ein, hört zu und sieht zu.',
  agree: 'Einwilligen und eintreten',
  agreeKnock: 'Einwilligen und anklopfen',
  without: 'Ohne Einwilligung eintreten',
  withoutKnock: 'Ohne Einwilligung anklopfen',
  tickFirst: 'Kreuzen Sie an, worin Sie einwilligen, oder treten Sie ohne Einwilligung ein.',
  notRecorded:
    'Der Server hat Ihre Antwort nicht angenommen, darum wurde nichts gesendet. Prüfen Sie die Verbindung und versuchen Sie es noch einmal.',
  room: {
    menu: 'Ihre Einwilligung',
    state: {
      unanswered: 'Sie haben noch nicht geantwortet. Bis dahin hören und sehen Sie zu.',
      given: 'Sie haben in das Angekreuzte eingewilligt.',
      refused: 'Sie haben in nichts eingewilligt. Sie hören und sehen zu.',
      withdrawn: 'Sie haben Ihre Einwilligung widerrufen. Sie hören und sehen zu.',
    },
    answered: ({ at }) => `Beantwortet am ${at}.`,
    unconfirmed: 'Der Server hat es noch nicht bestätigt.',
    save: 'Antwort speichern',
    withdraw: 'Alles widerrufen',
    withdrawn: 'Widerrufen. Von Ihnen wird nichts mehr gesendet.',
    saved: 'Ihre Antwort ist festgehalten.',
    earlier:
      'Wenn Sie widerrufen, bleibt rechtmäßig, was vorher geschah, und von da an wird nichts mehr gesendet.',
    erase: 'Meine Beiträge löschen',
    eraseToo: 'Und meine Beiträge löschen',
    eraseNote:
      'Ihre Nachrichten an alle, Ihre Dateien, Ihre Zeichnungen und Ihre Worte in Protokoll und Agenda verschwinden bei allen, und mit ihnen Ihre eigenen Notizen. Versiegelte Reste bleiben im Verlauf, bis die organisierende Person das Dokument oder die Besprechung löscht. Verschickte Zusammenfassungen, was andere gespeichert haben und Direktnachrichten lassen sich nicht zurücknehmen.',
    erased: 'Ihre Beiträge sind gelöscht.',
    notErased:
      'Ihre Einwilligung ist zurückgenommen. Nicht alle Ihre Beiträge waren erreichbar; löschen Sie noch einmal.',
    receipt: 'Meinen Beleg herunterladen',
    review: 'Was die anderen geantwortet haben',
    receiptPage: 'Beleg zum Drucken',
    receiptFile: 'einwilligung-beleg.json',
    mediaLocked:
      'Sie haben nicht eingewilligt, gesehen und gehört zu werden. Unter „Ihre Einwilligung“ können Sie das ändern.',
    writingLocked:
      'Sie haben nicht eingewilligt, dass aufbewahrt wird, was Sie schreiben. Unter „Ihre Einwilligung“ können Sie das ändern.',
    change: 'Ihre Einwilligung',
  },
  receipt: {
    title: 'Festgehaltene Einwilligung',
    file: 'einwilligung-beleg.html',
    by: 'Von',
    answer: 'Antwort',
    said: 'Beantwortet',
    recorded: 'Festgehalten',
    recordedAs: ({ at, position }) => `${at}, Nr. ${position}`,
    unconfirmed: 'vom Server noch nicht bestätigt',
    agreed: 'Eingewilligt',
    declined: 'Nicht eingewilligt',
    read: 'Text',
    neutral: 'Neutraler Text',
    company: 'Text des Unternehmens',
    readAs: ({ text, version, language }) => `${text}, Fassung ${version}, gelesen auf ${language}`,
    textHash: 'Prüfsumme des Textes',
    commitment: 'Festlegung',
    head: 'Kopf der Kette',
    key: 'Unterschrieben mit dem Schlüssel',
    signature: 'Unterschrift',
    proof:
      'Diese Seite ist zum Lesen. Der Beweis ist die Datei in JSON: „npm run verify-consent -- DATEI“ prüft sie ohne Server.',
  },
  organizer: {
    title: 'Einwilligungen',
    none: 'Noch hat niemand geantwortet.',
    notAsked: 'Diese Besprechung hat nach keiner Einwilligung gefragt.',
    states: {
      given: 'eingewilligt',
      refused: 'in nichts eingewilligt',
      withdrawn: 'widerrufen',
    },
    checked: 'Geprüft: von dieser Person unterschrieben, unverändert und in der Kette.',
    faults: {
      sealed: 'Er lässt sich mit dem Schlüssel dieser Besprechung nicht öffnen.',
      malformed: 'Es ist kein Nachweis.',
      signature: 'Die Unterschrift ist falsch.',
      principal: 'Er nennt jemand anderen als die Person, für die er abgegeben wurde.',
      meeting: 'Er betrifft eine andere Besprechung.',
      notice: 'Der Text, auf den er sich bezieht, ist keiner dieser Besprechung.',
      commitment: 'Er ist nicht das, worauf der Server sich festgelegt hat.',
      chain: 'Die Kette des Servers ist unterbrochen.',
      order: 'Er folgt nicht auf den Nachweis davor.',
      claim: 'Der Server lässt diese Person senden oder nicht senden, entgegen der Aufzeichnung.',
    },
    unnamed: 'Ein Nachweis, der sich nicht lesen lässt',
    download: 'Alle Nachweise herunterladen',
    lead: 'Was jede Person geantwortet hat, mit Ihrem Tresor geöffnet und in diesem Browser geprüft.',
    noneText: 'Jede Antwort steht hier, sobald jemand einwilligt, ablehnt oder widerruft.',
    notAskedText:
      'Wählen Sie „Vorher um Einwilligung bitten“, wenn Sie eine Besprechung starten oder planen.',
    look: 'Noch einmal nachsehen',
    red: 'Verlassen Sie sich nicht auf diesen Nachweis',
    earlier: 'Frühere Antworten',
    record: 'Text und Beweis',
    print: 'Zum Drucken',
    printFile: 'einwilligung.html',
    texts: {
      title: 'Texte, mit denen gefragt wurde',
      version: ({ text, version }: { text: string; version: number }): string =>
        `${text}, Fassung ${version}`,
      newest: 'steht jetzt auf der Karte',
      answers: ({ n }: { n: number }): string => (n === 1 ? '1 Antwort' : `${n} Antworten`),
    },
    end: ({ position }: { position: number }): string =>
      `Die Kette hat ${position} Glieder. Die neueste Mail zur Einwilligung muss denselben Kopf nennen; nennt sie mehr Glieder, hat der Server welche ausgelassen:`,
    downloadFile: 'einwilligungen.json',
    verify:
      'Die Datei beweist sich selbst: „npm run verify-consent -- einwilligungen.json“ prüft sie ohne Server.',
  },
};
