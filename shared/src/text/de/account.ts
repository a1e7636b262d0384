import type { text as source } from '../en/account.ts';

export const text: typeof source = {
  address: 'E-Mail-Adresse',
  password: 'Passwort',
  newPassword: 'Neues Passwort',
  presentPassword: 'Jetziges Passwort',
  firstName: 'Vorname',
  lastName: 'Nachname',
  companyName: 'Firma',
  companyNameHint: 'Erscheint nur auf Rechnungen.',
  language: 'Sprache Ihrer Einladungen und Zusammenfassungen',
  working: {
    keys: 'Ihre Schlüssel werden erzeugt. Das dauert mit Absicht einen Moment.',
    signIn: 'Sie werden angemeldet, Ihr Tresor wird geöffnet.',
    asking: 'Es wird nachgesehen, wer angemeldet ist.',
    saving: 'Wird gespeichert.',
    recover: 'Ihr Tresor wird mit der Notfallkarte geöffnet.',
  },

  password12: 'Mindestens 12 Zeichen. Drei oder vier ungewöhnliche Wörter eignen sich gut.',
  strength: {
    label: 'Wie schwer es zu erraten ist',
    short: ({ n }) => `${n} von 12 Zeichen`,
    repeats: 'Leicht zu erraten: Es wiederholt sich. Nehmen Sie andere Wörter dazu.',
    sequence:
      'Leicht zu erraten: Tasten oder Buchstaben der Reihe nach. Nehmen Sie andere Wörter dazu.',
    personal:
      'Leicht zu erraten: Ihr Name oder Ihre Adresse kommt darin vor. Nehmen Sie andere Wörter.',
    common: 'Leicht zu erraten: Das wird als Erstes versucht. Nehmen Sie andere Wörter.',
    fair: 'Gut genug. Ein weiteres Wort macht es viel schwerer.',
    good: 'Schwer zu erraten.',
  },

  faults: {
    required: 'Füllen Sie das aus.',
    address: 'Das ist keine E-Mail-Adresse. Sie sieht aus wie name@example.org.',
    name: 'Das ist zu lang oder enthält Zeichen, die sich nicht zeigen lassen.',
    terms: 'Ohne das lässt sich kein Konto anlegen.',
    kit: 'Ein Buchstabe ist falsch oder fehlt. Der Code hat neun Vierergruppen.',
    group: ({ n }) => `Das ist nicht Gruppe ${n} des Codes oben.`,
    presentPassword: 'Das ist nicht Ihr jetziges Passwort.',
    samePassword: 'Dieses Passwort haben Sie schon.',
  },

  register: {
    title: 'Konto anlegen',
    lead: 'Mit einem Konto halten Sie Besprechungen ab. Gäste brauchen keines.',
    invited: ({ company }) => `Sie sind eingeladen zu **${company}**.`,
    invitedPlain: 'Sie sind eingeladen.',
    terms: ({ age }) =>
      `Ich nehme die [Bedingungen](/terms) an. Ich bin mindestens ${age} Jahre alt.`,
    agreement: 'Ich nehme den [Vertrag zur Auftragsverarbeitung](/terms#dpa) an.',
    submit: 'Konto anlegen',
    haveAccount: 'Sie haben ein Konto? [Anmelden](/sign-in)',
    aside: {
      title: 'Bevor Sie beginnen',
      points: [
        'Ihr Passwort bleibt in diesem Browser. Der Server bekommt etwas daraus Gemachtes, das nichts öffnet.',
        'Nach dieser Seite bekommen Sie eine **Notfallkarte**: einen Code zum Drucken oder Speichern. Er ist der einzige Weg zurück, wenn das Passwort verloren geht.',
        'Sind Passwort und Notfallkarte beide verloren, kann niemand Ihren Tresor öffnen: weder wir noch der Betreiber. Sie fingen mit einem neuen, leeren an.',
      ],
    },
    closed: {
      title: 'Hier entstehen keine neuen Konten',
      text: 'Dieser Server nimmt keine neuen Konten an. Besprechungen stehen Gästen trotzdem offen: Ein Link genügt.',
    },
    byInvitation: {
      title: 'Auf Einladung',
      text: 'Konten entstehen auf diesem Server auf Einladung. Bitten Sie die Verwaltung Ihrer Firma um einen Link. Wenn Sie einen haben, öffnen Sie ihn noch einmal.',
    },
    inviteUsed: {
      title: 'Diese Einladung ist verbraucht',
      text: 'Eine Einladung gilt einmal und sieben Tage lang. Bitten Sie um eine neue, wo Sie diese bekommen haben. Wenn Sie sich damit schon registriert haben, melden Sie sich an.',
    },
  },

  kit: {
    title: 'Ihre Notfallkarte',
    lead: 'Dieser Code öffnet Ihren Tresor, wenn das Passwort verloren geht. Er wird nur dieses eine Mal gezeigt.',
    code: 'Notfallcode',
    print: 'Drucken',
    download: 'Als Datei speichern',
    copy: 'Kopieren',
    copied: 'Kopiert. Fügen Sie ihn jetzt in Ihren Passwortmanager ein.',
    downloaded: 'Als Datei gespeichert. Legen Sie sie dorthin, wo andere nicht nachsehen.',
    printed: 'Gedruckt? Legen Sie das Blatt zu den Papieren, die Ihnen wichtig sind.',
    keep: 'Bewahren Sie ihn getrennt von diesem Gerät auf. Wer ihn und Ihre Adresse hat, kann Ihren Tresor öffnen.',
    confirm: {
      title: 'Zeigen Sie, dass Sie ihn haben',
      group: ({ n }) => `Tippen Sie Gruppe ${n} des Codes`,
      box: 'Ich habe den Code gedruckt, gespeichert oder kopiert und bewahre ihn sicher auf.',
      boxFirst: 'Drucken, speichern oder kopieren Sie den Code zuerst, oder tippen Sie die Gruppe.',
      submit: 'Weiter',
    },
    sheet: {
      title: 'Conclave-Notfallkarte',
      for: 'Konto',
      at: 'Server',
      made: 'Erstellt am',
      how: 'So geht es: Öffnen Sie die Adresse unten, tippen Sie Ihre E-Mail-Adresse, diesen Code und ein neues Passwort. Der Code gilt, bis Sie einen anderen machen.',
    },
    file: 'conclave-notfallkarte.txt',
  },

  signIn: {
    title: 'Anmelden',
    submit: 'Anmelden',
    forgot: 'Passwort vergessen? [Notfallkarte benutzen](/recover)',
    noAccount: 'Noch kein Konto? [Eines anlegen](/register)',
    next: 'Melden Sie sich an, um weiterzumachen. Sie kommen dorthin zurück, wo Sie waren.',
    signedOut:
      'Sie sind abgemeldet. Der Schlüssel zu Ihrem Tresor ist aus diesem Browser gelöscht.',
    again: {
      title: 'Noch einmal anmelden',
      text: 'Ihre Anmeldung ist abgelaufen. Was Sie gerade taten, ist noch da.',
      locked:
        'Sie sind angemeldet, aber dieser Browser hat den Schlüssel zu Ihrem Tresor nicht. Ihr Passwort öffnet ihn.',
      somebodyElse: 'Als jemand anders anmelden',
    },
  },

  recover: {
    title: 'Zurück mit der Notfallkarte',
    lead: 'Der Code Ihrer Notfallkarte öffnet Ihren Tresor. Sie wählen ein neues Passwort; die Karte bleibt gültig.',
    code: 'Notfallcode',
    codeHint: 'Neun Vierergruppen. Kleinbuchstaben und Leerzeichen sind egal.',
    submit: 'Neues Passwort setzen',
    lost: {
      title: 'Die Notfallkarte ist auch verloren',
      text: 'Dann kann niemand Ihren Tresor öffnen. Wenn Sie auf irgendeinem Gerät angemeldet sind, machen Sie dort unter Konto eine neue Karte. Sonst registrieren Sie sich mit einer anderen Adresse und fangen mit einem leeren Tresor an.',
    },
    done: 'Ihr Passwort ist geändert. Alle anderen Geräte sind abgemeldet.',
    remembered: 'Wieder eingefallen? [Anmelden](/sign-in)',
  },

  own: {
    title: 'Ihr Konto',
    profile: {
      title: 'Über Sie',
      text: 'Ihr Name und Ihre Adresse stehen in Ihren Einladungen.',
      saved: 'Gespeichert.',
    },
    company: {
      title: 'Das Konto Ihrer Firma',
      accountName: 'Name des Kontos',
      accountNameHint: 'Daran unterscheidet der Betreiber die Konten.',
    },
    password: {
      title: 'Passwort',
      text: 'Ein neues Passwort meldet alle anderen Geräte ab. Ihre Notfallkarte bleibt gültig.',
      submit: 'Passwort ändern',
      done: 'Ihr Passwort ist geändert. Alle anderen Geräte sind abgemeldet.',
    },
    kit: {
      title: 'Notfallkarte',
      confirmed: 'Sie haben gesagt, dass Ihre Notfallkarte an einem sicheren Ort ist.',
      unconfirmed:
        'Sie haben Ihre Notfallkarte nicht bestätigt. Wenn der Code weg ist, machen Sie jetzt eine neue, solange Sie angemeldet sind.',
      text: 'Mit einer neuen Karte öffnet die vorige nichts mehr.',
      open: 'Neue Karte machen',
      submit: 'Machen',
    },
    browser: {
      title: 'Dieser Browser',
      keeps:
        'Er behält den Schlüssel zu Ihrem Tresor, bis Sie sich abmelden. Der Schlüssel lässt sich nicht herausholen, auch nicht von dieser Seite.',
      keepsNot:
        'Er erlaubt dieser Seite keinen Speicher. Nach dem Neuladen tippen Sie Ihr Passwort noch einmal, und was den Server nicht erreicht hat, ist verloren.',
      all: 'Was diese Seite speichert',
    },
  },

  desk: {
    title: 'Besprechungen',
    greeting: {
      morning: ({ name }) => `Guten Morgen, ${name}`,
      day: ({ name }) => `Guten Tag, ${name}`,
      evening: ({ name }) => `Guten Abend, ${name}`,
    },
    start: 'Besprechung beginnen',
    topic: 'Thema',
    topicHint: 'Gäste sehen es, bevor sie hereinkommen. Der Server nicht.',
    whoMayEnter: 'Wer darf herein',
    doorChoice: {
      greeted: {
        title: 'Begrüßt',
        text: 'Wer den Link hat, kommt herein, sobald jemand da ist. Für fast alles.',
      },
      guarded: { title: 'Bewacht', text: 'Sie lassen jede Person selbst herein.' },
      open: {
        title: 'Offen',
        text: 'Wer den Link hat, kommt herein, auch wenn niemand da ist. Für öffentliche Treffen: Wenn Sie diesen Link mailen, könnten auch dieser Server und die Mailanbieter hinein.',
      },
    },
    consent: {
      title: 'Vorher um Einwilligung bitten',
      text: 'Für Besprechungen, in denen Gesundheit, Überzeugungen oder anderes besonders Geschütztes zur Sprache kommen kann: Gäste willigen für jeden Zweck einzeln ein, bevor sie zu sehen und zu hören sind.',
    },
    startNow: 'Starten',
    list: 'Ihre Besprechungen',
    opening: 'Ihr Tresor wird geöffnet.',
    open: 'Öffnen',
    untitled: 'Besprechung ohne Thema',
    made: ({ when }) => `erstellt ${when}`,
    doors: { open: 'offene Tür', greeted: 'begrüßt', guarded: 'bewacht' },
    empty: {
      title: 'Noch nichts hier',
      text: 'Beginnen Sie eine Besprechung, kopieren Sie den Link und schicken Sie ihn, wem Sie wollen. Mehr als einen Browser und einen Namen braucht niemand.',
    },
    needsYou: 'Braucht Ihre Aufmerksamkeit',
    kit: 'Ihre Notfallkarte ist nicht bestätigt.',
    kitAct: 'Zur Notfallkarte',
    unverified: 'Ihre Adresse ist nicht bestätigt: Noch gehen keine Einladungen per Mail hinaus.',
    unverifiedAct: 'Adresse bestätigen',
    sealed:
      'Die Themen auf dieser Seite wurden in Ihrem Browser geöffnet. Der Server verwahrt sie versiegelt. Er weiß, wann eine Besprechung anfängt und endet.',
    sealedLink: 'Was der Server sieht',
    noStorage:
      'Dieser Browser behält nichts für diese Seite: Nach dem Neuladen wird Ihr Passwort wieder verlangt.',
  },

  failed: {
    unreachable:
      'Der Server hat nicht geantwortet. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal. Was Sie getippt haben, ist noch da.',
    offline: 'Sie sind offline. Es wurde nichts gesendet; was Sie getippt haben, ist noch da.',
    wrongCredentials: 'Adresse und Passwort passen nicht zusammen.',
    wrongKit: 'Adresse und Code passen nicht zusammen.',
    tooMany:
      'Zu viele Versuche. Warten Sie eine Viertelstunde und versuchen Sie es dann noch einmal. Nichts ist für immer gesperrt.',
    addressTaken:
      'Diese Adresse lässt sich nicht für ein neues Konto verwenden. Wenn es Ihre ist, [melden Sie sich an](/sign-in) oder [benutzen Sie Ihre Notfallkarte](/recover).',
    registrationClosed: 'Dieser Server nimmt im Moment keine neuen Konten an.',
    inviteInvalid: 'Die Einladung ist verbraucht oder zu alt. Bitten Sie um eine neue.',
    lastAdmin:
      'Niemand wäre mehr da, um Ihre Firma zu verwalten. Machen Sie zuerst jemand anderen zum Admin.',
    addressUnverified:
      'Bestätigen Sie zuerst Ihre Adresse: Der Link liegt in Ihrem Postfach, und in Ihrem Konto können Sie ihn noch einmal mailen lassen.',
    termsRequired:
      'Die Bedingungen haben sich geändert, während diese Seite offen war. Laden Sie sie neu und lesen Sie sie noch einmal.',
    signedOut: 'Ihre Anmeldung ist abgelaufen. Melden Sie sich an und wiederholen Sie das.',
    suspended: 'Ihre Firma hat dieses Konto gesperrt. Fragen Sie deren Admins.',
    lapsed:
      'Das Konto Ihrer Firma ist abgelaufen. Sie können lesen, exportieren und löschen, aber keine Besprechungen beginnen oder planen.',
    policyForbids: 'Die Regeln Ihrer Firma erlauben das nicht.',
    restricted:
      'Ihre Daten werden aufbewahrt und nicht genutzt, wie Sie es wollten. Beenden Sie das zuerst unter [Meine Daten](/account/data).',
    stepOver: 'Die Anmeldung wurde nicht abgeschlossen. Beginnen Sie neu.',
    versionConflict:
      'Ein anderes Gerät hat das gleichzeitig geändert. Versuchen Sie es noch einmal.',
    unavailable:
      'Der Server kann das im Moment nicht. Versuchen Sie es in einer Minute noch einmal.',
    other:
      'Der Server hat das abgelehnt. Laden Sie die Seite neu und versuchen Sie es noch einmal.',
    signOutOffline:
      'Der Schlüssel ist aus diesem Browser gelöscht, aber der Server hat nicht geantwortet. Melden Sie sich noch einmal ab, wenn Sie online sind.',
    unexpected:
      'In dieser Seite ging etwas schief. Laden Sie sie neu und versuchen Sie es noch einmal.',
  },

  refused: {
    title: 'Ihr Tresor bleibt zu',
    stop: 'Es wurde nichts weiter gesendet. Sagen Sie Bescheid, wer diesen Server betreibt, und tippen Sie Ihr Passwort hier nicht, bis das geklärt ist.',
    backup:
      'Wenn der Betreiber sagt, dass eine Sicherung zurückgespielt wurde: [Löschen Sie, was dieser Browser behalten hat](/storage), und melden Sie sich noch einmal an.',
    kdfUnknown:
      'Der Server verlangt ein Verfahren zur Schlüsselableitung, das diese Seite nicht kennt.',
    kdfTooWeak:
      'Der Server verlangt, Ihr Passwort schwächer zu schützen als vereinbart. So ließe es sich erraten.',
    kdfTooCostly: 'Der Server verlangt mehr Aufwand, als es ein ehrlicher Server täte.',
    kdfSalt: 'Der Server hat für Ihr Passwort etwas Unbrauchbares geschickt.',
    openerDoesNotFit:
      'Was der Server als Schlüssel Ihres Tresors ausgibt, wurde nicht mit Ihrem Passwort gemacht.',
    openerOutdated:
      'Der Server nimmt ein früheres Passwort oder eine frühere Karte an, Ihr Tresor kennt aber etwas Neueres.',
    vaultRolledBack:
      'Der Server zeigt einen älteren Stand Ihres Tresors, als dieser Browser gesehen hat.',
    vaultForked: 'Der Server zeigt diesem Browser einen anderen Tresor als bisher.',
    manifestDamaged: 'Das Verzeichnis Ihres Tresors lässt sich nicht öffnen.',
    shelfDoesNotFit: 'In Ihrem Tresor fehlt etwas, ist etwas alt oder am falschen Ort.',
    itemDamaged: 'Etwas in Ihrem Tresor lässt sich nicht öffnen.',
    formatUnknown:
      'Ihr Tresor wurde von einer neueren Version dieser Seite geschrieben. Laden Sie die Seite neu.',
    itemChanged:
      'Ein anderes Gerät hat das zuerst geändert. Sehen Sie es sich an und entscheiden Sie dann.',
    kitMistyped: 'Ein Buchstabe des Codes ist falsch oder fehlt.',
    keyShareWorthless: 'Ein Schlüssel, der Ihnen geschickt wurde, ist wertlos. Er wurde abgelehnt.',
    browserTooOld:
      'Diesem Browser fehlt die Verschlüsselung, die ein Tresor braucht. Eine neuere Version, auch von Firefox oder Chrome, hat sie.',
    again: 'Noch einmal versuchen',
    signOut: 'Abmelden',
  },
};
