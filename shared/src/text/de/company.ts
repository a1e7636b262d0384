import { counter } from '../counter.ts';
import type { text as source } from '../en/company.ts';

const count = counter('de');

export const text = {
  title: 'Firma',
  lead: 'Regeln und Personen der Firma. Was in Besprechungen geschieht, bleibt versiegelt: Admins sehen nichts davon.',
  notAdmin: {
    title: 'Für Admins',
    text: 'Diese Seite gehört den Admins Ihrer Firma. Ihre eigenen Einstellungen stehen in Ihrem Konto.',
    act: 'Zu Ihrem Konto',
  },
  loading: 'Der Server wird gefragt.',
  failedTitle: 'Dieser Teil konnte nicht geladen werden',
  tabs: {
    label: 'Teile der Firma',
    rules: 'Regeln',
    people: 'Organisierende',
    texts: 'Einwilligungstexte',
    numbers: 'Nutzung in Zahlen',
    trail: 'Wer was geändert hat',
  },
  faults: {
    lastAdmin: 'Jemand muss Admin bleiben. Machen Sie zuerst eine andere Person zum Admin.',
    versionConflict:
      'Ein anderer Admin hat das inzwischen geändert. Jetzt steht dessen Fassung hier: Sehen Sie sie an und wiederholen Sie dann Ihre Änderung.',
    notFound: 'Das ist schon weg. Die Liste ist jetzt aktuell.',
  },

  lapsed: ({ since, until }) =>
    `Das Konto ist am ${since} abgelaufen. Organisierende können lesen und exportieren, aber keine Besprechungen beginnen oder planen. Am ${until} wird alles gelöscht, wenn das Konto nicht erneuert wird.`,

  name: {
    title: 'Name',
    account: 'Name des Kontos',
    accountHint:
      'Steht in Einladungen an Organisierende. Der Betreiber unterscheidet Konten daran.',
    company: 'Firma',
    companyHint: 'Erscheint nur auf Rechnungen.',
    saved: 'Der Name ist gespeichert.',
  },

  rules: {
    saved: 'Die Regeln sind gespeichert. Sie gelten ab jetzt.',
    unsaved: 'Noch nicht gespeichert.',
    undo: 'Zurücknehmen',
    version: ({ n, when }) => `Fassung ${n}, gesetzt ${when}.`,
    never: 'Noch wurde nichts gesetzt: Alles ist erlaubt.',
    secondFactor: {
      title: 'Zweiter Faktor bei der Anmeldung',
      text: 'Pflicht: Wer keinen hat, richtet bei der nächsten Anmeldung vor allem anderen einen ein.',
      off: 'Aus',
      optional: 'Freiwillig',
      required: 'Pflicht',
    },
    textMessages: {
      title: 'Codes per SMS',
      text: 'Die Telefonnummer verlässt diesen Server. Eine App auf dem Telefon ist sicherer.',
      off: 'Aus',
      allowed: 'Erlaubt',
    },
    doors: {
      title: 'Türen',
      text: 'Welche Türen Organisierende für eine Besprechung wählen dürfen. Offen heißt: Wer den Link hat, tritt ein.',
      none: 'Erlauben Sie mindestens eine Tür.',
      open: 'Offen',
      greeted: 'Begrüßt',
      guarded: 'Bewacht',
    },
    summary: {
      title: 'Zusammenfassung per Mail',
      text: 'Was Organisierende denen schicken lassen dürfen, die darum bitten. Ohne eine dieser Arten gibt es keine Zusammenfassungen.',
      link: 'Versiegelter Link',
      code: 'Versiegelter Link und Code',
      content: 'Der Text in der Mail selbst: Mailanbieter können ihn lesen',
    },
    autoDelete: {
      title: 'Besprechungen löschen sich spätestens',
      text: 'Organisierende können weniger wählen, nicht mehr. Was es schon gibt, behält sein Datum.',
      never: 'ohne Grenze',
      days: ({ n }) => count(n, { one: 'nach einem Tag', other: 'nach # Tagen' }),
    },
    who: {
      title: 'Wer die Regeln einhält',
      text: 'Der Server lehnt ab, was er sehen kann: Anmelden ohne zweiten Faktor, offene Türen, SMS. An die anderen Regeln halten sich die Browser, denn der Server kann nicht in Besprechungen sehen.',
    },
  },

  people: {
    invite: 'Person einladen',
    list: 'Personen der Firma',
    you: 'Sie',
    roles: { admin: 'Administriert', organizer: 'Organisiert' },
    since: ({ when }) => `seit ${when}`,
    states: {
      active: 'aktiv',
      suspended: ({ when }) => `gesperrt am ${when}`,
      removed: ({ when }) => `entfernt, wird am ${when} gelöscht`,
    },
    acts: ({ name }) => `Was mit ${name} getan werden kann`,
    suspend: 'Sperren',
    reinstate: 'Wieder zulassen',
    remove: 'Entfernen',
    promote: 'Zum Admin machen',
    demote: 'Adminrechte nehmen',
    waiting: 'Einladungen, die warten',
    invitedAs: { admin: 'Als Admin eingeladen', organizer: 'Zum Organisieren eingeladen' },
    worksUntil: ({ when }) => `Der Link gilt einmal, bis ${when}`,
    takeBack: 'Zurückziehen',
    takenBack: 'Die Einladung ist zurückgezogen. Ihr Link führt nirgendwohin.',
    alone:
      'Sie sind hier allein. Laden Sie ein, wer für die Firma Besprechungen hält; Gäste brauchen kein Konto.',
    done: {
      suspended: ({ name }) => `${name} ist gesperrt und abgemeldet.`,
      active: ({ name }) => `${name} kann sich wieder anmelden.`,
      removed: ({ name }) => `${name} ist entfernt und abgemeldet.`,
      role: ({ name }) => `Die Rolle von ${name} ist geändert.`,
    },
    suspendAsk: {
      title: ({ name }) => `${name} sperren?`,
      points: [
        'Alle Anmeldungen enden sofort; niemand meldet sich mit diesem Konto an, bis Sie es wieder zulassen.',
        'Eine laufende Besprechung geht weiter, damit Gäste nicht vor der Tür stehen.',
        'Neue Besprechungen können nicht begonnen oder geplant werden. Eine Stellvertretung mit eigenen Schlüsseln kann vorhandene weiter öffnen.',
        'Es wird nichts gelöscht.',
      ],
      verb: 'Sperren',
    },
    removeAsk: {
      title: ({ name }) => `${name} entfernen?`,
      points: [
        'Alle Anmeldungen enden sofort.',
        'Besprechungen gehen nur über, wo eine Stellvertretung die Schlüssel hat. Niemand sonst kann sie je öffnen: nicht Sie, nicht der Betreiber.',
        'Sieben Tage lang können Sie das Entfernen zurücknehmen. Dann werden Konto, Tresor und Besprechungen endgültig gelöscht.',
        'Wer etwas behalten soll, exportiert es oder wird Stellvertretung, bevor Sie entfernen.',
      ],
      meetings: ({ n }) =>
        count(n, {
          one: 'Eine Besprechung dieser Person wird aufbewahrt.',
          other: '# Besprechungen dieser Person werden aufbewahrt.',
        }),
      passOn: ({ n }) =>
        n === 0
          ? 'Keine davon geht über: keine Stellvertretung in der Firma hat Schlüssel.'
          : count(n, {
              one: 'Eine davon geht an eine Stellvertretung in der Firma über.',
              other: '# davon gehen an Stellvertretungen in der Firma über.',
            }),
      files: ({ n }) =>
        count(n, { one: 'Darin liegt eine Datei.', other: 'Darin liegen # Dateien.' }),
      verb: 'Entfernen',
    },
    keep: 'So lassen',
  },

  inviting: {
    title: 'Person einladen',
    role: 'Die Person wird',
    roleHint: 'Admins setzen die Regeln und verwalten Personen. Auch sie sehen keine Inhalte.',
    address: 'E-Mail-Adresse',
    addressHint:
      'Der Link wird einmal dorthin geschickt. Die Adresse wird nicht behalten. Lassen Sie sie leer, um nur den Link zu kopieren.',
    make: 'Link erstellen',
    made: 'Der Link ist fertig',
    link: 'Einmal-Link',
    once: ({ when }) =>
      `Er gilt einmal, bis ${when}, und wird nur jetzt gezeigt. Wer ihn hat, gehört zur Firma: Geben Sie ihn der richtigen Person.`,
    mailed: ({ address }) => `Er ist auch unterwegs an ${address}.`,
    notMailed: 'Dieser Server verschickt keine Mails. Kopieren Sie den Link und übergeben Sie ihn.',
    copy: 'Link kopieren',
    copied: 'Der Link ist kopiert.',
    done: 'Fertig',
  },

  texts: {
    lead: 'Worin Gäste einwilligen oder was sie erfahren, bevor sie eintreten. Organisierende wählen für jede Besprechung einen Text. Eine gespeicherte Fassung ändert sich nie: Worin jemand eingewilligt hat, bleibt lesbar.',
    add: 'Text schreiben',
    list: 'Texte der Firma',
    name: 'Name in der Firma',
    language: 'Sprache',
    intro: 'Worum es geht',
    introHint: 'Wovon die Besprechung handelt und was Schützenswertes zur Sprache kommen kann.',
    live: 'Satz neben dem Kästchen für Stimme, Bild und Bildschirm',
    archive: 'Satz neben dem Kästchen für Geschriebenes und Hochgeladenes',
    summary: 'Satz neben dem Kästchen für eine Zusammenfassung per Mail',
    details: 'Einzelheiten',
    detailsHint: 'Wer es sieht, wie lange es bleibt, welche Rechte es gibt und wie man widerruft.',
    missing: 'Bitte ausfüllen.',
    left: ({ n }) =>
      count(n, {
        one: 'Ein Byte ist noch frei, für alle Sprachen dieses Textes zusammen.',
        other:
          '# Bytes sind noch frei, für alle Sprachen dieses Textes zusammen. Ein einfacher Buchstabe braucht eines, ein Umlaut zwei.',
      }),
    over: ({ n }) =>
      count(n, {
        one: 'Ein Byte zu viel. Kürzen Sie diese oder eine andere Sprache: Gäste laden den ganzen Text mit der Einladung.',
        other:
          '# Bytes zu viel. Kürzen Sie diese oder eine andere Sprache: Gäste laden den ganzen Text mit der Einladung.',
      }),
    neutral: 'Mit dem neutralen Text beginnen',
    neutralHint: 'Ohne eigenen Text verwenden Besprechungen den neutralen.',
    saveVersion: 'Als neue Fassung speichern',
    savedVersion: ({ n }) => `Als Fassung ${n} gespeichert.`,
    version: ({ n, when }) => `Fassung ${n}, ${when}`,
    noVersion: 'In dieser Sprache noch nicht geschrieben.',
    edit: 'Bearbeiten',
    history: 'Alle Fassungen',
    retire: 'Zurückziehen',
    offer: 'Wieder anbieten',
    retired: 'zurückgezogen',
    retiredDone: 'Wird nicht mehr angeboten. Worin damit eingewilligt wurde, bleibt lesbar.',
    offeredDone: 'Wird wieder angeboten.',
    unchanged: 'Es wurde nichts geändert.',
    empty: 'Kein eigener Text',
    emptyText:
      'Besprechungen verwenden den neutralen Text dieses Programms, in der Sprache jedes Gastes.',
    back: 'Alle Texte',
  },

  numbers: {
    lead: 'Summen über die ganze Firma. Nichts hier sagt, wer wen wann traf oder worüber.',
    organizers: 'Organisierende',
    admins: 'Administrierende',
    suspended: 'Gesperrt oder entfernt',
    meetings: 'Aufbewahrte Besprechungen',
    files: 'Dateien, versiegelt',
    documents: 'Dokumente, versiegelt',
    months: 'Angelegte Besprechungen je Monat',
    month: 'Monat',
    made: 'Besprechungen',
  },

  trail: {
    lead: 'Was Admins und der Betreiber an der Firma getan haben. Einträge kommen nur hinzu; jeder trägt einen Hash über alle davor. Sie werden mit der Firma gelöscht.',
    intact: 'Die Kette ist unversehrt.',
    broken:
      'Die Kette ist zerrissen: Ein früherer Eintrag wurde geändert. Sagen Sie es dem Betreiber dieses Servers.',
    list: 'Was getan wurde',
    empty: 'Noch wurde nichts getan',
    emptyText: 'Hier stehen später Einladungen, Regeln, Texte und Änderungen an Personen.',
    operator: 'Der Betreiber',
    gone: 'Jemand, der nicht mehr hier ist',
    older: 'Ältere Einträge zeigen',
    download: 'Als Datei sichern',
    acts: {
      companyCreated: 'hat die Firma angelegt',
      companyRenamed: 'hat den Namen geändert',
      companyPaid: 'hat das Konto als bezahlt vermerkt',
      companyLapsed: 'hat das Konto als abgelaufen vermerkt',
      inviteMade: 'hat eine Einladung erstellt',
      inviteTakenBack: 'hat eine Einladung zurückgezogen',
      memberSuspended: 'hat gesperrt:',
      memberReinstated: 'hat wieder zugelassen:',
      memberRemoved: 'hat entfernt:',
      memberDeleted: 'hat ein Konto nach Ablauf der Woche gelöscht',
      roleChanged: 'hat die Rolle geändert:',
      policyChanged: 'hat die Regeln geändert',
      textAdded: 'hat einen Einwilligungstext hinzugefügt',
      textChanged: 'hat eine neue Fassung eines Einwilligungstextes geschrieben',
      textRetired: 'hat einen Einwilligungstext zurückgezogen',
      textOffered: 'hat einen Einwilligungstext wieder angeboten',
    },
  },

  operator: {
    title: 'Zustand dieser Instanz',
    lead: 'Zahlen für den Betreiber dieses Servers. Keine Namen, nichts aus Besprechungen, nichts zu ändern.',
    token: 'Betreiber-Token',
    tokenHint: 'Der Wert von OPERATOR_TOKEN. Er bleibt in dieser Seite und vergeht mit ihr.',
    open: 'Zeigen',
    refused: 'Mit diesem Token wird nichts gezeigt.',
    ready: 'Arbeitsfähig',
    notReady: 'Nicht arbeitsfähig',
    version: 'Version',
    up: 'Läuft seit',
    database: 'Datenbank',
    disk: 'Frei auf der Platte',
    diskOf: ({ free, total }) => `${free} von ${total}`,
    unknown: 'unbekannt',
    mail: 'Mailserver',
    mailYes: 'eingerichtet',
    mailNo: 'keiner',
    rooms: 'Offene Räume',
    companies: 'Firmen',
    lapsed: 'davon abgelaufen',
    accounts: 'Konten',
    meetings: 'Aufbewahrte Besprechungen',
    due: 'Löschungen in 30 Tagen',
    overdue: 'Überfällige Löschungen',
    overdueNone: 'keine',
    overdueSince: ({ n, when }: { n: string; when: string }): string => `${n} seit ${when}`,
    swept: 'Zuletzt aufgeräumt',
    sweptNever: 'noch nicht',
    refresh: 'Neu fragen',
  },
} satisfies typeof source;
