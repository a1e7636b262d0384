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
    earlier: 'Was vorher geschah, bleibt rechtmäßig; von jetzt an wird nichts mehr gesendet.',
    receipt: 'Meinen Beleg herunterladen',
    receiptFile: 'einwilligung-beleg.json',
    mediaLocked:
      'Sie haben nicht eingewilligt, gesehen und gehört zu werden. Unter „Ihre Einwilligung“ können Sie das ändern.',
    writingLocked:
      'Sie haben nicht eingewilligt, dass aufbewahrt wird, was Sie schreiben. Unter „Ihre Einwilligung“ können Sie das ändern.',
    change: 'Ihre Einwilligung',
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
    },
    unnamed: 'Ein Nachweis, der sich nicht lesen lässt',
    download: 'Alle Nachweise herunterladen',
  },
};
