import type { text as source } from '../en/address.ts';

export const text: typeof source = {
  own: {
    title: 'E-Mail-Adresse',
    text: 'Ihre Anmeldung; hierhin gehen Antworten auf Ihre Einladungen.',
    verified: 'Bestätigt',
    unverified: 'Nicht bestätigt',
    why: 'Öffnen Sie den Link, der Ihnen gemailt wurde. Bis dahin halten Sie Besprechungen ab, aber an andere wird nichts gemailt: Es trüge eine Adresse, die vielleicht nicht Ihnen gehört.',
    again: 'Link noch einmal mailen',
    mailed: ({ address }) =>
      `Ein Link ist unterwegs an **${address}**. Er gilt einmal, sieben Tage lang.`,
    change: 'Adresse ändern',
    next: 'Neue Adresse',
    changeText:
      'Die neue Adresse erhält einen Link, und nichts ändert sich, bevor Sie ihn öffnen. Die bisherige Adresse wird benachrichtigt und kann die Änderung sieben Tage lang zurücknehmen.',
    submit: 'Link mailen',
    same: 'Diese Adresse haben Sie bereits.',
  },
  /** What a mailed link about an address leads to. */
  link: {
    looking: 'Der Link wird geprüft.',
    over: {
      title: 'Dieser Link gilt nicht mehr',
      text: 'Ein solcher Link gilt einmal, sieben Tage lang. In Ihrem Konto können Sie sich einen neuen mailen lassen.',
      go: 'Ihr Konto',
    },
    verify: {
      title: 'Bestätigen Sie Ihre Adresse',
      text: ({ address }) =>
        `Ist **${address}** Ihre Adresse, und haben Sie sich mit ihr registriert? Dann dürfen Ihre Einladungen sie tragen. Hat sich jemand vertippt, schließen Sie diese Seite: Nichts geschieht. Das Bestätigen sagt, dass Post hier ankommt, und öffnet kein Konto.`,
      submit: 'Adresse bestätigen',
      done: {
        title: 'Ihre Adresse ist bestätigt',
        text: 'Einladungen können jetzt in Ihrem Namen verschickt werden.',
        go: 'Weiter',
      },
    },
    change: {
      title: 'Adresse ändern',
      text: ({ address }) =>
        `Ihr Konto erhält die Adresse **${address}**. Ihr Passwort bleibt; hier wird es gebraucht, weil die Schlüssel zu Ihrem Tresor aus Adresse und Passwort zusammen entstehen.`,
      former: 'Bisherige Adresse',
      submit: 'Adresse ändern',
      done: {
        title: 'Ihre Adresse ist geändert',
        text: 'Melden Sie sich von jetzt an mit ihr an. Alle anderen Browser sind abgemeldet.',
        go: 'Weiter',
      },
    },
    undo: {
      title: 'Änderung zurücknehmen',
      text: ({ address }) =>
        `Ihr Konto erhält wieder **${address}**, mit der Notfallkarte und dem zweiten Schritt von vorher, und alle Browser werden abgemeldet. Das jetzige Passwort öffnet dann nichts mehr: Sie setzen ein neues.`,
      submit: 'Zurücknehmen',
      done: {
        title: 'Die Änderung ist zurückgenommen',
        text: 'Setzen Sie jetzt ein neues Passwort: mit der Notfallkarte, die Sie vor der Änderung hatten, oder einmal, auf dieser Seite, mit dem Passwort von vorher. Wer beides nicht hat, kann den Tresor nicht öffnen: dieser Server kann es auch nicht. Was in der Zwischenzeit gelöscht wurde, kommt nicht zurück.',
        go: 'Notfallkarte verwenden',
      },
    },
    /** To the present address, when a recovery kit or a second factor changed. */
    restore: {
      title: 'Änderung zurücknehmen',
      text: ({ address }) =>
        `Das Konto von **${address}** erhält die Notfallkarte und den zweiten Schritt zurück, die es vorher hatte, und alle Browser werden abgemeldet. Das jetzige Passwort öffnet dann nichts mehr: Sie setzen ein neues.`,
      submit: 'Zurücknehmen',
      done: {
        title: 'Die Änderung ist zurückgenommen',
        text: 'Setzen Sie jetzt ein neues Passwort: mit der Notfallkarte, die Sie vor der Änderung hatten, oder einmal, auf dieser Seite, mit dem Passwort von vorher. Wer beides nicht hat, kann den Tresor nicht öffnen: dieser Server kann es auch nicht. Was in der Zwischenzeit gelöscht wurde, kommt nicht zurück.',
        go: 'Notfallkarte verwenden',
      },
    },
    /** Afterwards: another password, by the one of before. */
    back: {
      choose: 'Früheres Passwort verwenden',
      former: 'Passwort vor der Änderung',
      submit: 'Neues Passwort setzen',
    },
  },
};
