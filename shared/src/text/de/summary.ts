import { counter } from '../counter.ts';
import type { Catalogue } from '../en.ts';

const count = counter('de');

export const text = {
  room: {
    title: 'Zusammenfassung per E-Mail',
    menu: 'Zusammenfassung per E-Mail',
    what: 'Nach der Besprechung erhalten Sie einen Link zu dem, was geschrieben wurde: Protokoll, Tagesordnung, Whiteboard, Gruppenchat und Dateien, dazu Ihre eigenen privaten Notizen. Direktnachrichten sind nicht dabei, und auch nichts, was in einer späteren Sitzung dieser Besprechung geschrieben wird.',
    levels: {
      sealed: {
        title: 'Ein versiegelter Link.',
        text: 'Die E-Mail enthält keine Inhalte. Sie bleiben verschlüsselt auf dem Server und öffnen sich in Ihrem Browser. Wer Ihr Postfach lesen kann, kann den Link öffnen, bis die Besprechung gelöscht wird.',
      },
      code: {
        title: 'Ein versiegelter Link und ein Code.',
        text: 'Die E-Mail enthält keine Inhalte und öffnet allein nichts: Die Seite fragt auch nach den fünf Wörtern, die hier stehen. Wer beides hat, kann sie öffnen, bis die Besprechung gelöscht wird.',
      },
      content: {
        title: 'Der Text selbst und ein versiegelter Link.',
        text: 'Tagesordnung, Protokoll, Beschlüsse, Aufgaben und der Gruppenchat stehen in der E-Mail. Das Programm, das sie verschickt, und Mailanbieter können sie lesen, und aus einem Postfach holt sie niemand zurück. Ihre privaten Notizen und Direktnachrichten sind nicht dabei. Sie wird verschickt, sobald der Browser der organisierenden Person den Text nach dem Ende zusammengestellt hat; geschieht das nicht innerhalb von 12 Stunden, erhalten Sie den Link allein.',
      },
    },
    inMail: {
      legend: 'In der E-Mail',
      text: { title: 'Text und Link', text: 'Wie oben beschrieben.' },
      link: {
        title: 'Nur der Link',
        text: 'Die E-Mail enthält keine Inhalte. Sie wird verschickt, wenn die Besprechung endet.',
      },
    },
    address:
      'Ihre Adresse ist freiwillig und nur für diese E-Mail. Sie wird in Ihrem Browser versiegelt, sodass nur das Programm sie lesen kann, das die E-Mail verschickt, und ist nach höchstens drei Tagen weg. Wer die Besprechung leitet, sieht, dass Sie eine Zusammenfassung erhalten, aber nicht Ihre Adresse.',
    field: 'Ihre E-Mail-Adresse',
    addressFault: 'Das ist keine E-Mail-Adresse.',
    want: 'Zusammenfassung zuschicken',
    keep: 'So lassen',
    privacy: 'Zum Datenschutz',
    armed: 'Eine Zusammenfassung geht an die Adresse, die Sie angegeben haben.',
    armedTo: ({ address }: { address: string }): string =>
      `Eine Zusammenfassung geht an ${address}.`,
    armedText:
      'Sie wird verschickt, wenn die Besprechung endet. Sie können gehen und diese Seite schließen.',
    armedContent:
      'Mit dem Text wird sie verschickt, sobald der Browser der organisierenden Person ihn zusammengestellt hat, spätestens nach 12 Stunden mit dem Link allein. Sie können gehen und diese Seite schließen.',
    lost: 'Die gewünschte Zusammenfassung wurde drei Tage aufbewahrt und ist weg. Fordern Sie sie neu an.',
    change: 'Andere Adresse verwenden',
    withdraw: 'Nichts zuschicken',
    code: {
      title: 'Der Code dieser Besprechung',
      text: 'Notieren Sie diese fünf Wörter. Sie sind für alle hier gleich und stehen in keiner E-Mail.',
    },
    looking: 'Es wird nachgesehen, was Sie angefordert haben',
    failed: 'Der Server hat es nicht angenommen. Versuchen Sie es gleich noch einmal.',
    again: 'Noch einmal versuchen',
  },
  page: {
    title: 'Zusammenfassung',
    closed: {
      title: 'Eine Zusammenfassung wartet auf Sie',
      text: 'Sie öffnet sich hier, in Ihrem Browser. Der Server hat nur die versiegelte Form.',
      open: 'Zusammenfassung öffnen',
      note: 'Wer diesen Link hat, kann sie öffnen, bis die Besprechung gelöscht wird. Behalten Sie die E-Mail für sich.',
      noteCode: 'Sie öffnet sich nur mit Link und Code zusammen.',
    },
    code: {
      label: 'Die fünf Wörter aus dem Raum',
      hint: 'In kleinen Buchstaben, mit oder ohne Leerzeichen.',
      malformed: 'Das sind nicht die fünf Wörter eines Codes.',
      wrong: 'Das ist nicht der Code dieser Besprechung.',
    },
    opening: 'Die Zusammenfassung wird geöffnet',
    from: ({ organizer, when }: { organizer: string; when: string }): string =>
      organizer === '' ? when : `Mit ${organizer}, ${when}`,
    untitled: 'Besprechung ohne Thema',
    own: 'Ihre eigenen Notizen zeigt nur dieser Link. Sonst hat sie niemand, auch nicht, wer die Besprechung leitet.',
    damaged: {
      title: 'Ein Teil dieses Links fehlt',
      text: 'Manche Mailprogramme kürzen lange Links. Kopieren Sie die ganze Zeile aus der E-Mail.',
    },
    gone: {
      title: 'Diese Zusammenfassung gibt es nicht mehr',
      text: 'Die Besprechung wurde gelöscht oder hat sich selbst gelöscht. Niemand kann sie zurückholen.',
    },
    revoked: {
      title: 'Diese Zusammenfassung wurde zurückgezogen',
      text: 'Dieser Link wurde widerrufen. Fragen Sie die Person, die eingeladen hat, wenn Sie ihn brauchen.',
    },
    tooEarly: {
      title: 'Die Besprechung läuft noch',
      text: 'Die Zusammenfassung öffnet sich, sobald die Besprechung zu Ende ist.',
    },
    unreachable: {
      title: 'Der Server antwortet nicht',
      text: 'Prüfen Sie, ob Sie online sind, und versuchen Sie es dann noch einmal.',
    },
    tampered: {
      title: 'Diese Zusammenfassung wurde verfälscht',
      text: 'Was der Server geschickt hat, wurde nicht für diesen Link gemacht. Deshalb wird nichts davon gezeigt. Sagen Sie der Person Bescheid, die eingeladen hat, und verlassen Sie sich nicht auf diese Seite.',
    },
    again: 'Noch einmal versuchen',
  },
  past: {
    title: 'Zusammenfassungen per E-Mail',
    text: 'Wer eine Zusammenfassung wollte und was aus der E-Mail wurde. Adressen sehen Sie nicht.',
    empty: 'Niemand wollte eine Zusammenfassung.',
    states: {
      armed: 'wird verschickt, wenn die Besprechung endet',
      trying: 'wird gerade verschickt',
      accepted: 'dem Mailserver übergeben',
      refused: 'vom Mailserver abgelehnt',
      stopped: 'diese Person will von hier keine E-Mails',
      unknown: 'vielleicht verschickt: die Verbindung brach ab',
      sent: 'verschickt',
      lost: 'nicht innerhalb von drei Tagen verschickt',
      revoked: 'zurückgezogen',
    },
    inMails: {
      waiting: ({ n }: { n: number }): string =>
        count(n, {
          one: 'Eine Person möchte den Text in der E-Mail.',
          other: '# Personen möchten den Text in der E-Mail.',
        }),
      until: ({ when }: { when: string }): string =>
        `Bis ${when} kann er in ihre E-Mails. Danach erhalten sie den Link allein.`,
      put: 'Text in die E-Mails geben',
      working: 'Der Text für die E-Mails wird zusammengestellt. Lassen Sie diese Seite offen.',
      done: 'Der Text ist in den E-Mails. Sie können diese Seite schließen.',
      failed:
        'Der Text ist noch nicht in den E-Mails. Versuchen Sie es hier noch einmal oder später aus der vergangenen Besprechung.',
      again: 'Noch einmal versuchen',
      look: 'Was in den E-Mails steht',
      empty: 'Es wurde nichts geschrieben. Die E-Mails enthalten den Link allein.',
      leftOut:
        'Nachrichten von Personen, die nicht eingewilligt oder das widerrufen haben, sind nicht dabei.',
    },
    resend: 'Noch einmal senden',
    revoke: 'Zurückziehen',
    resendTo: ({ name }: { name: string }): string => `Noch einmal an ${name} senden`,
    revokeOf: ({ name }: { name: string }): string => `Zusammenfassung von ${name} zurückziehen`,
    failed: 'Der Server hat es nicht getan. Versuchen Sie es noch einmal.',
    mailLimit:
      'Ihr Konto hat alle Mails dieses Tages verschickt. Senden Sie sie morgen noch einmal.',
  },
} satisfies Catalogue['summary'];
