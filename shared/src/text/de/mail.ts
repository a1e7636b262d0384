import { counter } from '../counter.ts';
import type { text as source } from '../en/mail.ts';

const count = counter('de');

export const text: typeof source = {
  date: ({ weekday, day, month, year }) => `${weekday}, ${day}. ${month} ${year}`,
  hours: ({ from, to }) => `${from} bis ${to} Uhr`,
  span: ({ from, to }) => `${from} Uhr, bis ${to} Uhr`,
  moment: ({ date, time }) => `${date}, ${time}`,
  repeats: {
    day: ({ n }) => count(n, { one: 'Jeden Tag', other: 'Alle # Tage' }),
    week: ({ n }) => count(n, { one: 'Jede Woche', other: 'Alle # Wochen' }),
    month: ({ n }) => count(n, { one: 'Jeden Monat', other: 'Alle # Monate' }),
    year: ({ n }) => count(n, { one: 'Jedes Jahr', other: 'Alle # Jahre' }),
    on: ({ days }) => `am ${days}`,
    first: ({ day }) => `am ersten ${day}`,
    second: ({ day }) => `am zweiten ${day}`,
    third: ({ day }) => `am dritten ${day}`,
    fourth: ({ day }) => `am vierten ${day}`,
    last: ({ day }) => `am letzten ${day}`,
    until: ({ date }) => `bis ${date}`,
    times: ({ n }) => count(n, { one: 'einmal', other: '#-mal' }),
  },
  invitation: {
    subject: ({ organizer }) => `Einladung von ${organizer}`,
    label: 'Einladung zu einer Besprechung',
    says: ({ organizer }) => `${organizer} lädt Sie ein.`,
  },
  update: {
    subject: ({ organizer }) => `Geändert: Besprechung mit ${organizer}`,
    label: 'Eine Besprechung hat sich geändert',
    says: ({ organizer }) => `${organizer} hat eine Besprechung geändert.`,
    changed: {
      time: 'Der Zeitpunkt ist neu.',
      topic: 'Das Thema ist neu.',
      link: 'Der Link ist neu. Der frühere gilt nicht mehr.',
      repeats: 'Sie wiederholt sich anders.',
    },
  },
  cancellation: {
    subject: ({ organizer }) => `Abgesagt: Besprechung mit ${organizer}`,
    label: 'Eine Besprechung findet nicht statt',
    says: ({ organizer }) => `${organizer} hat diese Besprechung abgesagt.`,
    entry: 'Steht sie in Ihrem Kalender, nimmt er sie heraus oder fragt Sie.',
  },
  summaryMail: {
    subject: ({ organizer }: { organizer: string }): string =>
      `Zusammenfassung Ihrer Besprechung mit ${organizer}`,
    preview: 'Was in der Besprechung geschrieben wurde, zum Öffnen in Ihrem Browser',
    label: 'Zusammenfassung einer Besprechung',
    says: ({ organizer }: { organizer: string }): string =>
      `Die Besprechung mit ${organizer} ist zu Ende. Was darin geschrieben, gezeichnet und geteilt wurde, liegt für Sie bereit, dazu Ihre eigenen privaten Notizen, falls Sie welche gemacht haben.`,
    code: 'Der Link fragt nach dem Code aus fünf Wörtern, der Ihnen im Raum gezeigt wurde. Er steht nicht in dieser E-Mail.',
    button: 'Zusammenfassung öffnen',
    privacy:
      'Die Zusammenfassung selbst steht nicht in dieser E-Mail. Sie liegt verschlüsselt auf dem Server und öffnet sich in Ihrem Browser. Wer diesen Link hat, kann sie öffnen: Behalten Sie diese E-Mail für sich.',
    privacyCode:
      'Die Zusammenfassung selbst steht nicht in dieser E-Mail. Sie liegt verschlüsselt auf dem Server und öffnet sich in Ihrem Browser nur mit Link und Code zusammen.',
    inside: {
      preview: 'Was in der Besprechung geschrieben wurde',
      says: ({ organizer }: { organizer: string }): string =>
        `Darunter steht, was geschrieben wurde, wie der Browser von ${organizer} es zusammengestellt hat. Adressen darin sind so geschrieben, dass sich nichts durch Anklicken öffnet.`,
      parts: {
        decisions: 'Beschlüsse',
        actions: 'Aufgaben',
        agenda: 'Tagesordnung',
        minutes: 'Protokoll',
        chat: 'Gruppenchat',
      },
      cut: 'Das ist nicht alles: Der Rest liegt hinter dem Link.',
      privacy:
        'Diese E-Mail ist nicht verschlüsselt: Mailanbieter können lesen, was darin steht. Wer geschrieben hat, wusste das vor dem Eintreten. Wer den Link hat, kann die ganze Zusammenfassung öffnen: Behalten Sie diese E-Mail für sich.',
    },
    source: ({ organizer }: { organizer: string }): string =>
      `Sie haben Ihre Adresse in der Besprechung mit ${organizer} eingegeben, um diese Zusammenfassung zu erhalten. Dieser Server bewahrt sie höchstens drei Tage verschlüsselt auf; lesen kann sie nur das Programm, das diese E-Mail verschickt. Antworten gehen an ${organizer}.`,
  },
  withTopic: ({ subject, topic }) => `${subject}: ${topic}`,
  ofAccount: ({ organizer, account }) => `${organizer} von ${account}`,
  sentBy: ({ organizer, host }) => `${organizer} über ${host}`,
  meeting: 'Besprechung',
  go: 'Zur Besprechung',
  goHint:
    'Geht im Browser, auch auf dem Telefon. Nichts zu installieren, kein Konto. Falls der Knopf nicht geht, kopieren Sie diese ganze Zeile:',
  linkHint: 'Falls der Knopf nicht geht, kopieren Sie diese ganze Zeile:',
  privacy: {
    lead: 'Zur Vertraulichkeit.',
    knock:
      'Die Besprechung ist Ende-zu-Ende-verschlüsselt. Diese Mail ist es nicht: Mail-Anbieter können sie lesen. Mit dem Link können Sie nur anklopfen; wer drinnen ist, lässt Sie ein.',
    open: 'Diese Mail ist nicht verschlüsselt: Mail-Anbieter können sie lesen. Der Link allein öffnet diese Besprechung, behandeln Sie sie als öffentlich.',
    gone: 'Die Besprechung wäre Ende-zu-Ende-verschlüsselt gewesen. Diese Mail ist es nicht: Mail-Anbieter können sie lesen.',
  },
  source: ({ organizer }) =>
    `Ihre Adresse hat ${organizer} eingegeben. Dieser Server behält sie nach dem Versand nicht. Antworten gehen an ${organizer}.`,
  sourceSystem: 'Sie erhalten diese Mail, weil Ihre Adresse zu einem Konto hier gehört.',
  sourceInvited: ({ inviter }) => `Ihre Adresse hat ${inviter} eingegeben, um Sie einzuladen.`,
  sourceRegistered: 'Sie erhalten diese Mail, weil jemand Ihre Adresse hier eingegeben hat.',
  links: { privacy: 'Datenschutz', terms: 'Bedingungen', stop: 'Keine Mails mehr von hier' },
  calendar: {
    open: ({ link }) => `Zur Besprechung: ${link}`,
    remind: 'Die Besprechung beginnt gleich',
  },
  system: {
    ifNotYou: 'Falls Sie es nicht waren.',
    /** To a former address of the account. */
    former:
      'Sie lesen dies, weil das Konto bis vor Kurzem diese Adresse hatte. Nehmen Sie die Änderung der Adresse mit dem Link in unserer Nachricht „Die Adresse Ihres Kontos wurde geändert“ zurück.',
    verifyAddress: {
      subject: 'Bestätigen Sie Ihre Adresse',
      says: 'Bestätigen Sie, dass diese Adresse Ihnen gehört. Einladungen und Antworten laufen dann über sie.',
      button: 'Adresse bestätigen',
      until: ({ when }) => `Der Link gilt einmal, bis ${when}.`,
      note: 'Tun Sie nichts. Ohne den Link kann hier niemand Ihre Adresse verwenden.',
    },
    addressTaken: {
      subject: 'Sie haben bereits ein Konto',
      says: 'Jemand, vielleicht Sie, wollte diese Adresse für ein Konto verwenden. Es gibt schon eines, darum wurde nichts geändert.',
      button: 'Anmelden',
      note: 'Sie müssen nichts tun. Wer es versucht hat, erfährt nicht, dass Sie ein Konto haben.',
    },
    changedAddress: {
      subject: 'Die Adresse Ihres Kontos wurde geändert',
      says: ({ when }) =>
        `Ihr Konto hat seit ${when} eine andere Adresse. Mit dieser kann man sich nicht mehr anmelden.`,
      button: 'Rückgängig machen',
      note: 'Machen Sie es innerhalb von sieben Tagen rückgängig: Dann gilt wieder diese Adresse, und alle Browser sind abgemeldet. Notfallkarte und zweiter Schritt sind wieder wie vorher, und keine seither begonnene Schließung des Kontos bleibt. Setzen Sie danach mit dieser Notfallkarte oder mit Ihrem früheren Passwort ein neues.',
    },
    undoneAddress: {
      subject: 'Eine Änderung der Adresse wurde zurückgenommen',
      says: ({ when }) =>
        `Ihr Konto hat seit ${when} wieder seine frühere Adresse. Wer dort Mails liest, hat die Änderung zurückgenommen. Alle Browser wurden abgemeldet.`,
      button: 'Neues Passwort setzen',
    },
    changedPassword: {
      subject: 'Ihr Passwort wurde geändert',
      says: ({ when }) =>
        `Das Passwort Ihres Kontos wurde am ${when} geändert. Andere Browser wurden abgemeldet.`,
      button: 'Zum Konto',
      note: 'Setzen Sie jetzt mit Ihrer Notfallkarte ein neues Passwort.',
    },
    renewedKit: {
      subject: 'Ihre Notfallkarte wurde erneuert',
      says: ({ when }) =>
        `Ihr Konto hat seit ${when} eine neue Notfallkarte. Die frühere öffnet nichts mehr.`,
      button: 'Rückgängig machen',
      note: 'Machen Sie es innerhalb von sieben Tagen rückgängig: Dann gilt wieder die frühere Notfallkarte, und alle Browser sind abgemeldet. Setzen Sie danach mit ihr ein neues Passwort.',
    },
    changedSecondFactor: {
      subject: 'Der zweite Schritt der Anmeldung wurde geändert',
      on: ({ when }) => `Die Anmeldung verlangt seit ${when} einen zweiten Schritt.`,
      off: ({ when }) => `Die Anmeldung verlangt seit ${when} nur noch das Passwort.`,
      fewer: ({ when }) =>
        `Seit ${when} gibt es eine Möglichkeit weniger für den zweiten Schritt der Anmeldung.`,
      codesRenewed: ({ when }) =>
        `Seit ${when} gibt es neue Ersatzcodes. Die früheren gelten nicht mehr.`,
      button: 'Rückgängig machen',
      note: 'Machen Sie es innerhalb von sieben Tagen rückgängig: Dann ist der zweite Schritt wieder, wie er war, und alle Browser sind abgemeldet. Setzen Sie danach mit Ihrer Notfallkarte ein neues Passwort.',
    },
    newSignIn: {
      subject: 'Eine neue Anmeldung in Ihrem Konto',
      says: ({ when }) =>
        `Am ${when} hat sich jemand in einem neuen Browser in Ihrem Konto angemeldet.`,
      button: 'Sehen, wo Sie angemeldet sind',
      note: 'Beenden Sie diese Anmeldung und ändern Sie Ihr Passwort.',
    },
    invitedOrganizer: {
      subject: ({ inviter }) => `${inviter} lädt Sie ein, Besprechungen abzuhalten`,
      says: ({ inviter }) =>
        `${inviter} lädt Sie ein, ein Konto anzulegen. Damit halten Sie Besprechungen ab, die Ende-zu-Ende-verschlüsselt sind.`,
      button: 'Konto anlegen',
      until: ({ when }) => `Der Link gilt einmal, bis ${when}.`,
    },
    suspendedOrganizer: {
      subject: 'Ihr Konto ist gesperrt',
      says: 'Die Verwaltung hat Ihr Konto gesperrt. Bis das aufgehoben wird, können Sie sich nicht anmelden. Ihre Besprechungen bleiben versiegelt, wie sie sind.',
      by: ({ account }) => `Das hat ${account} entschieden.`,
    },
    restoredOrganizer: {
      subject: 'Ihr Konto ist wieder freigegeben',
      says: 'Die Verwaltung hat die Sperre aufgehoben. Sie können sich wieder anmelden.',
      by: ({ account }) => `Das hat ${account} entschieden.`,
      button: 'Anmelden',
    },
    removedOrganizer: {
      subject: 'Ihr Konto wurde entfernt',
      says: 'Die Verwaltung hat Ihr Konto entfernt. Seine Besprechungen und Schlüssel sind hier gelöscht. Wo eine Stellvertretung die Schlüssel einer Besprechung hat, kann sie damit weitermachen.',
      by: ({ account }) => `Das hat ${account} entschieden.`,
    },
    closingAccount: {
      subject: 'Ihr Konto wird bald gelöscht',
      says: ({ when }) =>
        `Ihr Konto wurde geschlossen. Am ${when} werden seine Besprechungen, Schlüssel und Adressen gelöscht, und niemand kann sie zurückholen. Bis dahin bleibt alles, wie es ist.`,
      button: 'Konto behalten',
      note: 'Melden Sie sich an, behalten Sie das Konto und ändern Sie Ihr Passwort.',
    },
    closedAccount: {
      subject: 'Ihr Konto ist geschlossen',
      says: ({ when }) =>
        `Ihr Konto wurde am ${when} geschlossen. Besprechungen, Schlüssel und Adressen sind hier gelöscht. Niemand kann sie zurückholen.`,
    },
    lapsingAccount: {
      subject: ({ n }) =>
        count(n, {
          one: 'Ihre Daten werden morgen gelöscht',
          other: 'Ihre Daten werden in # Tagen gelöscht',
        }),
      says: ({ n }) =>
        count(n, {
          one: 'Ihr Konto ist ausgelaufen. Seine Besprechungen und Schlüssel werden in einem Tag endgültig gelöscht.',
          other:
            'Ihr Konto ist ausgelaufen. Seine Besprechungen und Schlüssel werden in # Tagen endgültig gelöscht.',
        }),
      button: 'Zum Konto',
      until: ({ when }) =>
        `Bis ${when} können Sie sich anmelden, exportieren, was Sie brauchen, oder das Konto erneuern.`,
    },
    consentStep: {
      subject: ({ position }) => `Einwilligung: Antwort Nr. ${position}`,
      says: ({ when }) =>
        `Am ${when} hat jemand in einer Ihrer Besprechungen eingewilligt, nicht eingewilligt oder widerrufen. Wer es war und was gesagt wurde, steht in der Besprechung, für Sie versiegelt.`,
      commitment: ({ commitment }) => `Festlegung: ${commitment}`,
      head: ({ head }) => `Kopf der Kette: ${head}`,
      button: 'Zu Ihren Besprechungen',
      lead: 'Bewahren Sie diese E-Mail auf.',
      note: 'Sie beweist, dass niemand diesen Nachweis oder einen davor später geändert hat.',
    },
    changedRestriction: {
      subject: 'Die Nutzung Ihrer Daten wurde geändert',
      on: ({ when }) =>
        `Ihre Daten werden seit ${when} aufbewahrt und nicht genutzt: Sie beginnen keine Besprechungen und versenden keine Mails. Das können Sie jederzeit beenden.`,
      off: ({ when }) =>
        `Ab ${when} werden Ihre Daten wieder wie zuvor genutzt: Sie haben die Einschränkung beendet.`,
      button: 'Meine Daten ansehen',
      note: 'Melden Sie sich an, sehen Sie unter „Meine Daten“ nach und ändern Sie Ihr Passwort.',
    },
    rightsRequest: {
      subject: 'Jemand fragt Sie nach seinen Daten',
      again: 'Ein Antrag zu Daten ist noch unbeantwortet',
      says: 'Eine Person aus einer Ihrer Besprechungen hat Ihnen einen Antrag zu ihren Daten geschickt. Nur Ihr Browser kann ihn öffnen.',
      due: ({ when }) => `Eine Antwort ist bis ${when} fällig.`,
      button: 'Antrag öffnen',
    },
    supportQuestion: {
      subject: 'Eine Frage an den Support',
      says: ({ address }) =>
        `${address} hat Ihnen über das Support-Formular geschrieben. Antworten Sie auf diese E-Mail.`,
      source:
        'Sie erhalten diese E-Mail, weil Sie diese Instanz betreiben. Dort wurde nichts davon gespeichert.',
    },
    changedPolicy: {
      subject: 'Die Datenschutzerklärung ändert sich',
      says: ({ when }) =>
        `Ab ${when} gilt eine neue Datenschutzerklärung. Sie sagt, was sich ändert und was Sie tun können.`,
      button: 'Neue Erklärung lesen',
    },
  },
  states: {
    waiting: 'Wartet',
    accepted: 'Vom Mailserver angenommen',
    refused: 'Abgelehnt: Diese Adresse erhält keine Mails',
    stopped: 'Möchte keine Mails von hier',
    failed: 'Nicht gesendet',
    unknown: 'Vielleicht gesendet',
  },
  stateHints: {
    accepted:
      'Der Mailserver dieser Instanz hat sie angenommen. Ob sie gelesen wurde, wird niemand gefragt.',
    refused: 'Der Mailserver sagt, dass dort niemand Mails erhält. Prüfen Sie die Schreibweise.',
    stopped: 'Diese Person möchte keine Mails mehr. Senden Sie den Link auf anderem Weg.',
    failed: 'Der Mailserver hat sie nicht angenommen. Versuchen Sie es noch einmal.',
    unknown:
      'Die Verbindung brach bei der Übergabe ab. Es wird nicht von selbst noch einmal gesendet, damit niemand die Mail zweimal erhält.',
  },
  stop: {
    title: 'Keine Mails mehr',
    asks: 'Einladungen von diesem Server erreichen Ihre Adresse dann nicht mehr. Von Ihrer Adresse bleibt nur ein Fingerabdruck, aus dem sie niemand zurückgewinnt.',
    button: 'Keine Mails mehr senden',
    stopping: 'Wird vermerkt',
    done: 'Vermerkt. Von hier kommen keine Mails mehr.',
    undo: 'Ich möchte wieder Mails',
    undone: 'Mails von hier erreichen Sie wieder.',
    broken: 'Dieser Link ist nicht vollständig. Kopieren Sie die ganze Zeile aus der Mail.',
    failed: 'Das hat den Server nicht erreicht. Versuchen Sie es noch einmal.',
  },
};
