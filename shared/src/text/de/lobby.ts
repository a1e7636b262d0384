import type { text as source } from '../en/lobby.ts';

export const text: typeof source = {
  invites: ({ organizer, company }) =>
    company === '' ? `${organizer} lädt Sie ein.` : `${organizer} von ${company} lädt Sie ein.`,
  plannedFor: ({ when }) => `Geplant für ${when}.`,
  noTopic: 'Eine Besprechung',
  yours: 'Ihre eigene Besprechung. Sie öffnen den Raum und leiten ihn.',
  sealedOnceIn: 'Versiegelt von Browser zu Browser, sobald Sie drin sind',
  opensWith: ({ organizer }) => `Die Besprechung öffnet, wenn ${organizer} da ist.`,
  papers:
    'Mit dem Eintreten nehmen Sie die [Nutzungsbedingungen](/terms) an. Ihr Name wird den anderen gezeigt: [Datenschutz](/privacy).',
  mails:
    'Was in dieser Besprechung an alle geschrieben wird, auch Chat und Protokoll, steht ebenso in E-Mails an alle, die darum bitten. Diese E-Mails sind nicht verschlüsselt: Das Programm, das sie verschickt, und Mailanbieter können sie lesen. Private Notizen und Direktnachrichten stehen in keiner.',
  picture: {
    region: 'Ihr Bild und Ihr Ton',
    onlyYou: 'Nur Sie sehen das',
    cameraOff: 'Ihre Kamera ist aus',
    starting: 'Ihr Browser fragt, ob diese Seite Mikrofon und Kamera nutzen darf.',
    muteMicrophone: 'Mikrofon stumm schalten',
    unmuteMicrophone: 'Mikrofon einschalten',
    cameraOn: 'Kamera einschalten',
    stopCamera: 'Kamera ausschalten',
  },
  devices: {
    choose: 'Mikrofon, Lautsprecher, Kamera wählen',
    microphone: 'Mikrofon',
    speaker: 'Lautsprecher',
    camera: 'Kamera',
    none: 'Keins gefunden',
    system: 'Wie im System eingestellt',
    unnamed: ({ n }) => `Gerät ${n}`,
    testSpeaker: 'Lautsprecher testen',
    testing: 'Sie sollten drei Töne hören',
    silent: 'Dieses Mikrofon gibt gar keinen Ton. Vielleicht ist es am Gerät ausgeschaltet.',
    unplugged: ({ lost, instead }) => `${lost} wurde abgezogen. Jetzt in Gebrauch: ${instead}.`,
    unpluggedNone: ({ lost }) => `${lost} wurde abgezogen, und es gibt kein anderes Gerät.`,
    returned: ({ device }) => `${device} ist wieder da und in Gebrauch.`,
  },
  faults: {
    microphone: {
      denied: 'Diese Seite darf Ihr Mikrofon nicht nutzen',
      blockedBySystem: 'Ihr System lässt den Browser nicht an das Mikrofon',
      inUse: 'Ein anderes Programm hält das Mikrofon',
      none: 'Kein Mikrofon gefunden',
      unsupported: 'Diese Seite kommt an kein Mikrofon',
      failed: 'Das Mikrofon ist nicht angegangen',
    },
    camera: {
      denied: 'Diese Seite darf Ihre Kamera nicht nutzen',
      blockedBySystem: 'Ihr System lässt den Browser nicht an die Kamera',
      inUse: 'Ein anderes Programm hält die Kamera',
      none: 'Keine Kamera gefunden',
      unsupported: 'Diese Seite kommt an keine Kamera',
      failed: 'Die Kamera ist nicht angegangen',
    },
    both: {
      denied: 'Diese Seite darf Mikrofon und Kamera nicht nutzen',
      blockedBySystem: 'Ihr System lässt den Browser nicht an Mikrofon und Kamera',
      inUse: 'Andere Programme halten Mikrofon und Kamera',
      none: 'Weder Mikrofon noch Kamera gefunden',
      unsupported: 'Diese Seite kommt nicht an Mikrofon und Kamera',
      failed: 'Mikrofon und Kamera sind nicht angegangen',
    },
    ways: {
      denied: {
        chromium:
          'Klicken Sie auf das Zeichen links neben der Adresse, erlauben Sie Mikrofon und Kamera und versuchen Sie es noch einmal.',
        firefox:
          'Klicken Sie auf das durchgestrichene Zeichen links neben der Adresse, heben Sie die Sperre auf und versuchen Sie es noch einmal.',
        safari:
          'Erlauben Sie beides im Menü Safari unter „Einstellungen für diese Website“ und versuchen Sie es noch einmal.',
        phone:
          'Tippen Sie auf das Zeichen neben der Adresse, öffnen Sie die Berechtigungen, erlauben Sie beides und versuchen Sie es noch einmal.',
      },
      blockedBySystem: {
        windows:
          'Windows: Einstellungen, Datenschutz und Sicherheit, Kamera und Mikrofon. Schalten Sie beides für Ihren Browser ein.',
        mac: 'macOS: Systemeinstellungen, Datenschutz und Sicherheit, Kamera und Mikrofon. Setzen Sie den Haken bei Ihrem Browser und starten Sie ihn neu.',
        other:
          'Erlauben Sie Ihrem Browser den Zugriff in den Datenschutzeinstellungen Ihres Systems.',
      },
      inUse:
        'Schließen Sie das andere Programm, etwa eine andere Besprechung, und versuchen Sie es noch einmal.',
      none: 'Schließen Sie eines an, es wird sofort gefunden.',
      unsupported:
        'Öffnen Sie den Link in einem richtigen Browser: Apps, die Seiten in sich zeigen, können das oft nicht.',
      failed: 'Ziehen Sie es ab, stecken Sie es wieder an oder wählen Sie ein anderes.',
    },
    joinAnyway: 'Sie können teilnehmen und alle hören und sehen.',
    tryAgain: 'Noch einmal versuchen',
  },
  consent: {
    unreadable:
      'Es wird nach Ihrer Einwilligung gefragt, mit einem Text, den diese Seite nicht lesen kann. Sie können zuhören und zusehen.',
    loading: 'Es wird nach Ihrer Einwilligung gefragt. Der Text wird geladen.',
  },
  name: 'Ihr Name',
  nameHint: 'Die anderen sehen ihn. Der Server nicht.',
  nameMissing: 'Geben Sie einen Namen ein, damit die anderen wissen, wer kommt.',
  nameLong: 'Dieser Name ist zu lang. Kürzen Sie ihn.',
  join: 'Teilnehmen',
  knock: 'Anklopfen',
  start: 'Besprechung öffnen',
  joinWithout: 'Ohne Mikrofon und Kamera teilnehmen',
  knockWithout: 'Ohne Mikrofon und Kamera anklopfen',
  startWithout: 'Ohne Mikrofon und Kamera öffnen',
  willKnock: 'Sie klopfen an, und jemand im Raum lässt Sie herein.',
  willKnockHost: ({ organizer }) =>
    `Sie klopfen an, und ${organizer} oder eine Stellvertretung lässt Sie herein.`,
  getsIn:
    'Mit diesem Link kommen Sie ohne einen Klick anderer herein, außer wenn die Leitung die Tür anders eingestellt hat.',
  leave: 'Verlassen',
  waiting: {
    title: ({ name }) => `Sie haben angeklopft, ${name}`,
    person: ({ organizer }) =>
      `${organizer} und alle im Raum wissen Bescheid. Es kommt eine Person nach der anderen herein, das kann einen Moment dauern.`,
    answer: 'Ein Browser im Raum prüft Ihren Link.',
    since: ({ time }) => `Sie warten seit ${time}. Noch sind Sie nicht verbunden.`,
    again: 'Noch einmal klopfen',
    rename: 'Namen ändern',
    renameDone: 'Mit diesem Namen klopfen',
  },
  early: {
    at: ({ when }) => `Geplant ist sie für ${when}.`,
    title: ({ organizer }) => `Die Besprechung öffnet, wenn ${organizer} da ist`,
    text: 'Sie sind früh dran. Lassen Sie diese Seite offen. Sie nimmt Sie mit hinein, sobald die Besprechung öffnet.',
    ended: {
      title: 'Die Besprechung ist vorbei',
      text: 'Sie wurde beendet, während Sie vor der Tür warteten. Wird sie wieder geöffnet, nimmt diese Seite Sie mit hinein; sonst können Sie gehen.',
    },
  },
  held: {
    lock: {
      title: 'Der Raum ist abgeschlossen',
      text: 'Im Moment wird niemand Neues hereingelassen. Drinnen ist zu sehen, dass Sie warten. Lassen Sie diese Seite offen: Sie klopft von selbst wieder an, sobald aufgeschlossen wird.',
    },
    fullRoom: {
      title: 'Der Raum ist voll',
      text: '200 Personen sind drin. Lassen Sie diese Seite offen: Sie klopft von selbst wieder an, wenn jemand geht.',
    },
    fullForHost:
      '200 Personen sind drin. Lassen Sie diese Seite offen: Als Leitung kommen Sie von selbst herein, sobald jemand geht. Stellvertretungen können drinnen jemanden entfernen.',
    since: ({ time }) => `Sie warten seit ${time}. Hier erfahren Sie, wenn sich das ändert.`,
  },
  joining: {
    turn: 'Es kommt eine Person nach der anderen herein. Sie sind die nächste.',
    keys: 'Der Schlüssel des Raums wird übernommen',
    confirmation: 'Jemand im Raum bestätigt, dass Sie denselben Schlüssel haben',
    entering: 'Ihr Link wird gelesen',
    connecting: 'Verbindung wird aufgebaut',
  },
  errors: {
    damagedLink: {
      title: 'Dieser Link ist beschädigt',
      text: 'Sein Ende fehlt. Manche Mailprogramme schneiden lange Links ab. Kopieren Sie ihn vollständig aus der Einladung oder tippen Sie den Code daraus ab.',
      code: 'Der Code am Ende des Links',
      codeHint:
        'Fügen Sie den ganzen Link ein oder tippen Sie die Buchstaben und Ziffern hinter dem Zeichen #. Großschreibung, Leerzeichen und Bindestriche sind egal.',
      codeWrong: 'Das ist nicht der Code dieser Besprechung. Prüfen Sie ihn Zeichen für Zeichen.',
      open: 'Öffnen',
    },
    wrongKey: {
      title: 'Dieser Link öffnet die Besprechung nicht',
      text: 'Er wurde durch einen neuen ersetzt. Bitten Sie um den neuen Link.',
    },
    linkUnknown: {
      title: 'Zu diesem Link gibt es keine Besprechung',
      text: 'Vielleicht wurde sie gelöscht oder der Link durch einen neuen ersetzt. Fragen Sie die Person, die Sie eingeladen hat.',
    },
    noLink: {
      title: 'Das Ende dieser Adresse fehlt',
      text: 'Eine Besprechung öffnet sich mit dem ganzen Link aus der Einladung oder mit dem Code an seinem Ende. Ist es Ihre eigene, melden Sie sich an.',
      signIn: 'Anmelden',
    },
    forgedCard: {
      title: 'Dieser Einladung ist nicht zu trauen',
      text: 'Was der Server zeigt, stammt nicht von der Leitung dieser Besprechung: Die Unterschrift fehlt oder passt nicht. Nichts wurde geöffnet. Sagen Sie es der Person, die Sie eingeladen hat.',
    },
    forked: {
      title: 'Der Raum passt nicht zusammen',
      text: 'Die anderen haben einen anderen Stand des Raums, als der Server diesem Browser zeigt, deshalb hat er angehalten. Gehen Sie hinaus und sagen Sie es auf anderem Weg der einladenden Person.',
    },
    locked: {
      title: 'Der Raum ist abgeschlossen',
      text: 'Alle Erwarteten sind drin. Fragen Sie telefonisch oder per Mail nach und versuchen Sie es noch einmal.',
    },
    full: {
      title: 'Der Raum ist voll',
      text: '200 Personen sind drin. Versuchen Sie es noch einmal, wenn jemand gegangen ist.',
    },
    ended: {
      title: 'Diese Besprechung ist vorbei',
      text: 'Der Raum ist geschlossen, und seine Schlüssel sind fort.',
      reopen: 'Wieder öffnen',
      past: 'Protokoll und Dateien',
    },
    expired: {
      title: 'Diese Besprechung hat von selbst geendet',
      text: 'Eine Weile war niemand im Raum. Die einladende Person kann ihn wieder öffnen.',
    },
    removed: {
      title: 'Sie wurden entfernt',
      text: 'Jemand mit dem Recht dazu hat Sie aus dieser Besprechung entfernt. Was von nun an gesprochen wird, ist mit einem anderen Schlüssel versiegelt.',
    },
    turnedAway: {
      title: 'Sie wurden nicht hereingelassen',
      text: ({ organizer }) =>
        `${organizer} oder jemand im Raum hat abgelehnt. Vielleicht war Ihr Name nicht bekannt. Fragen Sie telefonisch oder per Mail nach und klopfen Sie dann noch einmal.`,
    },
    left: {
      title: 'Sie sind gegangen',
      text: 'Mikrofon und Kamera sind aus.',
      again: 'Zurückkommen',
    },
    replaced: {
      title: 'Sie sind anderswo in dieser Besprechung',
      text: 'Sie läuft in einem anderen Tab oder auf einem anderen Ihrer Geräte weiter.',
      here: 'Hier weitermachen',
    },
    otherTab: {
      title: 'Diese Besprechung ist in einem anderen Tab offen',
      text: 'Nur ein Tab kann Ihren Platz im Raum haben.',
      here: 'Hier weitermachen',
    },
    unsupported: {
      title: 'Dieser Browser kann keine Besprechung versiegeln',
      text: 'Aktualisieren Sie den Browser oder öffnen Sie den Link in einem aktuellen Firefox, Chrome, Edge oder Safari. Apps, die Seiten in sich zeigen, können es oft nicht. Einen unversiegelten Weg hinein gibt es nicht.',
      copied: 'Link kopiert',
      copyByHand: 'Ihr Browser kopiert nicht von selbst. Das ist der Link:',
      copyLink: 'Link kopieren',
      missing: 'Was fehlt',
      features: {
        frames: 'Versiegeln von Ton und Bild (Encoded Transforms)',
        webrtc: 'Ton und Bild über das Netz (WebRTC)',
        crypto: 'Kryptografie in einer sicheren Seite',
        workers: 'Programme im Hintergrund (Worker)',
      },
    },
    reload: {
      title: 'Es gibt ein neueres Conclave',
      text: 'Diese Seite ist älter oder neuer als der Server. Laden Sie sie neu, Ihr Link bleibt erhalten.',
      button: 'Neu laden',
    },
    unavailable: {
      title: 'Der Server antwortet nicht',
      text: 'Prüfen Sie Ihre Verbindung. Diese Seite versucht es von selbst wieder.',
    },
    foreignOrigin: {
      title: 'Diese Seite kommt von woanders',
      text: 'Sie gehört nicht zu diesem Server. Öffnen Sie den Link aus Ihrer Einladung.',
    },
    other: {
      title: 'Das hat nicht geklappt',
      text: 'Der Server hat abgelehnt. Versuchen Sie es gleich noch einmal.',
    },
    tryAgain: 'Noch einmal versuchen',
    home: 'Zur Startseite',
  },
  exposed:
    'Ein Mailprogramm hat diesen Link so geschrieben, dass der Server ihn gesehen hat. Er gilt, aber jemand im Raum muss Sie hereinlassen.',
  storageBlocked:
    'Ihr Browser behält für diese Seite nichts. Nach dem Neuladen müssen Sie wieder anklopfen.',
};
