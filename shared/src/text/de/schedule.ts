import { counter } from '../counter.ts';
import type { text as source } from '../en/schedule.ts';

const count = counter('de');

export const text: typeof source = {
  title: 'Besprechung planen',
  changeTitle: 'Besprechung ändern',
  opening: 'Ihr Tresor wird geöffnet.',
  fields: {
    topic: 'Thema',
    date: 'Datum',
    starts: 'Beginn',
    minutes: 'Dauer in Minuten',
    zone: 'Zeitzone',
    zoneNote: ({ zone, offset }) => `${zone}, ${offset}. Gäste sehen ihre eigene Zeit.`,
    changeZone: 'Andere Zeitzone',
    repeat: 'Wiederholung',
    every: 'Alle',
    unit: 'Einheit',
    units: { day: 'Tage', week: 'Wochen', month: 'Monate' },
    weekdays: 'Am',
    by: 'Tag im Monat',
    byDate: 'Dasselbe Datum',
    byWeekday: 'Derselbe Wochentag',
    until: 'Ende',
    untils: { never: 'Nie', times: 'Nach einer Anzahl', date: 'An einem Datum' },
    times: 'Anzahl',
    lastDate: 'Letztes Datum',
    door: 'Wer hereinkommt',
    summary: 'Nach der Besprechung bekommen Gäste',
    agenda: 'Tagesordnung',
    agendaHint: 'Ein Punkt je Zeile. Sie steht im Protokoll, wenn die Besprechung beginnt.',
    keep: 'Löscht sich selbst, Tage nach der Besprechung',
    keepHint: 'Leer: sie bleibt, bis Sie sie löschen.',
    keepAtMost: ({ most }) =>
      `Ihre Firma lässt Besprechungen nach ihrem Ende höchstens ${most} Tage bestehen. Leer: so lange.`,
    language: 'Sprache der Einladung',
    topicInMail: 'Thema in der Mail zeigen',
    more: 'Tagesordnung, Löschen, Sprache',
    documents:
      'Dokumente kommen dazu, sobald die Besprechung gespeichert ist. Auch Gäste können vorher Dateien abgeben.',
  },
  presets: {
    none: 'Keine Wiederholung',
    daily: 'Jeden Tag',
    workdays: 'Jeden Werktag',
    weekly: 'Jede Woche',
    biweekly: 'Alle zwei Wochen',
    monthly: 'Jeden Monat, dasselbe Datum',
    custom: 'Etwas anderes',
  },
  doors: {
    greeted: { title: 'Begrüßt', text: 'Gäste klopfen an. Wer drin ist, lässt sie herein.' },
    guarded: { title: 'Bewacht', text: 'Sie sehen sich jedes Klopfen selbst an.' },
    open: {
      title: 'Offen',
      text: 'Wer den Link hat, tritt ein. Per Mail verschickt, könnten es auch dieser Server und die Mailanbieter. Nur für öffentliche Besprechungen.',
    },
  },
  summaries: {
    sealed: {
      title: 'Einen versiegelten Link',
      text: 'Er öffnet sich in ihrem Browser. Die Mail hat keinen Inhalt.',
    },
    code: { title: 'Link und Code', text: 'Die Mail allein genügt nicht.' },
    content: {
      title: 'Den Text selbst',
      text: 'Chat und Protokoll in der Mail. Mailanbieter können sie lesen.',
    },
    none: { title: 'Nichts', text: 'Die vergangene Besprechung bleibt bei Ihnen.' },
  },
  consent: {
    text: 'Text, in den eingewilligt wird',
    neutral: 'Neutraler Text',
    former: 'Der bisher gewählte Text',
    failed:
      'Die Texte Ihres Unternehmens ließen sich nicht laden. Der neutrale kann gewählt werden.',
  },
  faults: {
    topic: {
      missing: 'Geben Sie ihr ein Thema. Daran finden Sie sie in Ihrer Liste.',
      long: 'Das ist zu lang für ein Thema. In der Tagesordnung ist Platz.',
    },
    agenda: 'Höchstens 2.000 Zeichen. Längeres passt in ein Dokument.',
    when: {
      missing: 'Wählen Sie einen Tag und eine Zeit, die es gibt.',
      past: 'Das ist vergangen. Wählen Sie eine spätere Zeit, oder beginnen Sie gleich eine Besprechung.',
    },
    minutes: 'Zwischen 5 und 1440 Minuten.',
    zone: 'Dieser Browser kennt die Zeitzone nicht.',
    repeat: {
      every: 'Eine Zahl von 1 bis 99.',
      times: 'Eine Zahl von 1 bis 520.',
      date: 'Wählen Sie ein Datum, das nicht vor der ersten Besprechung liegt.',
    },
    keep: ({ most }) => `Eine Zahl von 1 bis ${most} Tagen, oder nichts.`,
    some: ({ n }) =>
      count(n, {
        one: 'Nichts wurde gespeichert: ein Feld braucht noch einen Blick.',
        other: 'Nichts wurde gespeichert: # Felder brauchen noch einen Blick.',
      }),
    large:
      'Das ist mehr, als in einen versiegelten Eintrag passt. Kürzen Sie die Tagesordnung, oder laden Sie weniger Personen ein.',
  },
  hints: {
    doors: 'Andere Türen erlaubt Ihre Firma nicht.',
    summaries: 'Andere Zusammenfassungen erlaubt Ihre Firma nicht.',
    contentInMails:
      'Mailanbieter und das Programm, das die Mails verschickt, können lesen, was alle geschrieben haben: Chat, Protokoll, Tagesordnung, Beschlüsse. Allen wird das vor dem Eintreten gesagt. Ihr Browser stellt den Text zusammen, wenn Sie die Besprechung beenden, oder später aus der vergangenen Besprechung; nach 12 Stunden gehen die Mails mit dem Link allein hinaus. Wählen Sie einen Link, wo jemand etwas schreiben könnte, das das Gesetz besonders schützt. Eine Besprechung, in der schon jemand war, behält, was vorher gewählt war.',
    gap: ({ time }) =>
      `Diese Zeit überspringen die Uhren an dem Tag. Die Besprechung beginnt um ${time}.`,
    overlap: 'Diese Zeit zeigen die Uhren an dem Tag zweimal. Gemeint ist die erste.',
    conflict: ({ topic, when }) => `Zur selben Zeit: ${topic}, ${when}.`,
  },
  preview: {
    title: 'Die Mail, die sie bekommen',
    from: ({ from }) => `Von ${from}. Antworten gehen an Sie.`,
    calendar: 'Ein Kalendereintrag liegt bei und erinnert 15 Minuten vorher.',
    whenReady: 'Hier steht die Mail, sobald Thema und Zeit feststehen.',
  },
  send: {
    lead: 'Mail ist nicht Ende-zu-Ende-verschlüsselt.',
    leak: 'Dieser Server und die Mailanbieter der Eingeladenen können diese Mail lesen, während sie durchgeht. Mit dem Link darin kann man nur anklopfen: niemand hört oder sieht etwas, bevor Sie öffnen.',
    leakOpen:
      'Dieser Server und die Mailanbieter können diese Mail lesen, während sie durchgeht, und die Tür ist offen: mit dem Link darin könnten sie eintreten.',
    leakCancelled:
      'Dieser Server und die Mailanbieter dieser Personen können diese Mail lesen, während sie durchgeht. Sie hat keinen Link.',
    invite: ({ n }) =>
      count(n, {
        one: 'Speichern und eine Einladung senden',
        other: 'Speichern und # Einladungen senden',
      }),
    save: 'Speichern',
    saveOnly: 'Speichern, ohne zu senden',
    ask: {
      invitation: ({ n }) =>
        count(n, { one: 'Jetzt eine Mail senden?', other: 'Jetzt # Mails senden?' }),
      update: ({ n }) =>
        count(n, {
          one: 'Die Änderung jetzt an eine Person senden?',
          other: 'Die Änderung jetzt an # Personen senden?',
        }),
      cancellation: ({ n }) =>
        count(n, {
          one: 'Absagen und es einer Person mailen?',
          other: 'Absagen und es # Personen mailen?',
        }),
    },
    do: {
      invitation: 'Senden',
      update: 'Änderung senden',
      cancellation: 'Besprechung absagen',
    },
    silently: 'Ohne Mail ändern',
    silentlyCancel: 'Ohne Mail absagen',
    ownProgram: 'Mein Mailprogramm',
    copy: 'Einladung kopieren',
    copied: 'Kopiert. Dieser Server hat sie nicht gesehen.',
    download: 'Kalenderdatei',
    other: 'Senden Sie sie selbst, sieht dieser Server sie nicht:',
    askNobody: 'Absagen?',
    nobodyKnows:
      'Niemand hat davon durch eine Mail erfahren, deshalb geht keine hinaus. Der Raum und seine Links verschwinden endgültig.',
    twice:
      'Einige dieser Personen haben die Mail vielleicht schon. Sie bekämen sie ein zweites Mal.',
    why: {
      down: 'Der Mailserver hat sie nicht angenommen. Sie bleiben versiegelt bei der Besprechung; versuchen Sie es in einigen Minuten noch einmal.',
      limit:
        'Heute gehen keine weiteren Mails hinaus: das ist die Grenze dieser Instanz. Sie bleiben versiegelt bei der Besprechung; versuchen Sie es morgen noch einmal, oder kopieren Sie die Einladung.',
    },
  },
  plan: {
    when: ({ day, from, to }) => `${day}, ${from} bis ${to}`,
    sent: ({ n }) =>
      count(n, { one: 'Eine Mail wurde angenommen.', other: '# Mails wurden angenommen.' }),
    notAll: ({ n }) =>
      count(n, { one: 'Eine Mail ging nicht hinaus.', other: '# Mails gingen nicht hinaus.' }),
    start: 'Raum öffnen',
    change: 'Ändern',
    cancel: 'Besprechung absagen',
    cancelOne: 'Diesen Tag absagen',
    moveOne: 'Diesen Tag verlegen',
    prepare: 'Tagesordnung und Dokumente',
    people: 'Personen',
    nobody:
      'Niemand ist per Mail eingeladen. Kopieren Sie die Einladung und senden Sie sie selbst.',
    uncertain: ({ n }: { n: number }): string =>
      count(n, {
        one: 'Eine Mail ist vielleicht angekommen, vielleicht nicht: Die Verbindung brach bei der Übergabe ab. Noch einmal gesendet, kommt sie vielleicht zweimal an.',
        other:
          '# Mails sind vielleicht angekommen, vielleicht nicht: Die Verbindung brach bei der Übergabe ab. Noch einmal gesendet, kommen sie vielleicht zweimal an.',
      }),
    resend: 'Noch einmal senden',
    resendTo: ({ name }) => `Noch einmal an ${name} senden`,
    retry: ({ n }) =>
      count(n, { one: 'Eine Mail noch einmal versuchen', other: '# Mails noch einmal versuchen' }),
    occurrences: 'Nächste Termine',
    occurrencesNote:
      'Jeder hat einen Raum und Schlüssel für sich. Der Link der Serie führt zum nächsten.',
    moved: 'verlegt',
    cancelled: 'Abgesagt. Einige Mails dazu gingen noch nicht hinaus.',
    remove: 'Aus der Liste nehmen',
    gone: {
      title: 'Diese Besprechung ist nicht in Ihrem Tresor',
      text: 'Sie wurde abgesagt oder gelöscht, oder sie gehört zu einem anderen Konto.',
    },
    states: {
      waiting: 'unterwegs',
      accepted: 'angenommen',
      refused: 'abgelehnt: die Adresse bekommt keine Mail',
      stopped: 'gesperrt: will von hier keine Mails',
      failed: 'nicht gesendet',
      unknown: 'nicht gewiss',
      none: 'nicht per Mail benachrichtigt',
    },
    door: 'Tür',
    summary: 'Zusammenfassung',
    deletes: 'Löscht sich selbst',
    deletesAfter: ({ n }) =>
      count(n, { one: 'einen Tag nach der Besprechung', other: '# Tage nach der Besprechung' }),
    never: 'nie',
  },
  day: {
    moveTitle: 'Einen Tag der Serie verlegen',
    move: 'Verlegen',
    tooMany: 'Mehr als 52 Tage dieser Serie sind geändert. Ändern Sie stattdessen die Serie.',
  },
  lobby: {
    title: 'Diese Serie hat keine Besprechung',
    text: 'Sie wurde abgesagt, oder die nächste ist noch nicht geplant. Fragen Sie, wer Ihnen den Link geschickt hat.',
    damaged: 'Dieser Link ist beschädigt. Kopieren Sie ihn ganz aus der Einladung.',
    opening: 'Die nächste Besprechung dieser Serie wird gesucht.',
    failed:
      'Der Server hat nicht geantwortet. Prüfen Sie Ihre Verbindung, dann versuchen Sie es noch einmal.',
  },
};
