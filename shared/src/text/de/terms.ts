import type { text as source } from '../en/terms.ts';

export const text: typeof source = {
  title: 'Bedingungen',
  lead: 'Wozu Sie Ja sagen, wenn Sie ein Konto anlegen oder eine Besprechung betreten.',
  version: ({ terms, dpa }) =>
    `Bedingungen, Fassung ${terms}. Vertrag zur Auftragsverarbeitung, Fassung ${dpa}.`,
  contents: 'Auf dieser Seite',
  parties: {
    title: 'Zwischen wem',
    text: ({ controller, mail }) =>
      `Diese Bedingungen gelten zwischen Ihnen und ${controller}, erreichbar unter ${mail}.`,
    nobody:
      'Dies ist eine Entwicklungsinstanz. Es ist kein Betreiber genannt; diese Bedingungen binden niemanden, und echte Besprechungen dürfen hier nicht stattfinden.',
  },
  sections: [
    {
      title: 'Was Sie bekommen',
      paragraphs: [
        'Einen Raum für Besprechungen im Browser, mit Whiteboard, Protokoll, Chat und Dateien. Inhalte sind von Browser zu Browser verschlüsselt; der Betreiber kann sie nicht lesen und nicht wiederherstellen.',
        'Ihr Passwort öffnet Ihre Daten. Niemand kann es zurücksetzen. Ohne Passwort und Notfallkarte ist verloren, was damit versiegelt wurde.',
      ],
    },
    {
      title: 'Wer es benutzen darf',
      paragraphs: [
        'Wer an einer Besprechung teilnimmt, braucht kein Konto: Ein Link und ein Name genügen. Konten bekommen Personen, die einladen.',
        'Geben Sie Passwort, Notfallkarte und Links nur denen, für die sie bestimmt sind. Sagen Sie dem Betreiber Bescheid, wenn Sie glauben, dass jemand anders sie hat.',
      ],
    },
    {
      title: 'Was Sie nicht dürfen',
      paragraphs: [
        'Benutzen Sie die Räume nicht, um Menschen zu schaden, zu täuschen oder zu belästigen, um Gesetze zu brechen oder Schadprogramme zu verbreiten. Greifen Sie weder den Server noch die Verbindungen anderer an, und umgehen Sie seine Grenzen nicht.',
        'Zeichnen Sie eine Besprechung, womit auch immer, nur auf, wenn alle darin einverstanden sind.',
        'Der Betreiber kann ein Konto schließen, das so benutzt wird. Er nennt den Grund, und Sie können widersprechen.',
      ],
    },
    {
      title: 'Wofür Einladende einstehen',
      paragraphs: [
        'Wer zu einer Besprechung einlädt, ist datenschutzrechtlich für sie verantwortlich. Dazu gehören eine Rechtsgrundlage für das Einladen und für das, was gesagt, gezeigt und aufbewahrt wird, der Text der Einwilligung vor dem Eintreten, die Zeit, nach der sich die Besprechung löscht, und die Antwort auf Anliegen der Teilnehmenden.',
        'Adressen im Adressbuch dürfen nur für Einladungen und Zusammenfassungen benutzt werden.',
      ],
    },
    {
      title: 'Verfügbarkeit und Haftung',
      paragraphs: [
        'Der Betreiber hält den Dienst mit angemessener Sorgfalt in Gang und kündigt geplante Unterbrechungen möglichst an. Eine bestimmte Verfügbarkeit schuldet er nur, wenn sie schriftlich vereinbart ist.',
        'Der Betreiber haftet unbeschränkt für Vorsatz und grobe Fahrlässigkeit und für Schäden an Leben, Körper und Gesundheit; für leichte Fahrlässigkeit nur bei Verletzung einer Pflicht, von der der Vertrag abhängt, und dann für den vorhersehbaren Schaden. Zwingendes Recht bleibt unberührt.',
      ],
    },
    {
      title: 'Ende und Änderungen',
      paragraphs: [
        'Sie können Ihr Konto jederzeit schließen; alles darin wird binnen 7 Tagen gelöscht. Ein abgelaufenes Konto lässt sich 360 Tage lang wieder aufnehmen, dann wird es gelöscht.',
        'Änderungen dieser Bedingungen werden angekündigt, bevor sie wirken. Sind Sie nicht einverstanden, können Sie bis dahin das Konto schließen und Ihre Daten mitnehmen.',
      ],
    },
  ],
  age: {
    title: 'Alter',
    text: ({ age }) => `Konten sind für Personen ab ${age} Jahren.`,
  },
  dpa: {
    title: 'Vertrag zur Auftragsverarbeitung',
    lead: 'Nach Artikel 28 DSGVO, zwischen der Organisation der einladenden Person (Verantwortlicher) und dem Betreiber (Auftragsverarbeiter). Er wird zusammen mit diesen Bedingungen geschlossen, bevor etwas verarbeitet wird.',
    sections: [
      {
        title: 'Gegenstand und Dauer',
        text: 'Der Auftragsverarbeiter stellt Besprechungsräume wie oben beschrieben bereit. Der Vertrag gilt, solange das Konto besteht und bis alles gelöscht ist.',
      },
      {
        title: 'Art, Zweck und Daten',
        text: 'Weiterleiten, Ordnen, Speichern und Löschen verschlüsselter Inhalte von Besprechungen; Versand von Einladungen und Zusammenfassungen; die unter [Wer was lesen kann](/about/encryption) genannten Metadaten. Betroffen sind Einladende, Eingeladene und Teilnehmende. Inhalte können besondere Kategorien personenbezogener Daten enthalten (Art. 9 DSGVO), die der Auftragsverarbeiter nicht lesen kann.',
      },
      {
        title: 'Weisungen',
        text: 'Der Auftragsverarbeiter handelt nur auf dokumentierte Weisung: nach diesen Bedingungen und dem, was der Verantwortliche im Produkt einstellt. Hält er eine Weisung für rechtswidrig, so sagt er es.',
      },
      {
        title: 'Verschwiegenheit',
        text: 'Alle mit Zugang sind zur Vertraulichkeit verpflichtet. Unterliegt der Verantwortliche einem Berufsgeheimnis (etwa § 203 StGB, § 43e BRAO), so sind der Auftragsverarbeiter und dessen Auftragsverarbeiter in Textform darauf verpflichtet, kennen die Strafbarkeit eines Verstoßes und verschaffen sich Kenntnis nur, soweit der Vertrag es erfordert.',
      },
      {
        title: 'Sicherheit',
        text: 'Der Auftragsverarbeiter hält die Maßnahmen der [Anlage](/terms#annex) ein. Er darf sie durch bessere ersetzen.',
      },
      {
        title: 'Weitere Auftragsverarbeiter',
        text: 'Die auf der [Datenschutzseite](/privacy) Genannten sind genehmigt, mit Verträgen, die denselben Schutz verlangen. Ein neuer wird vorher angekündigt, und der Verantwortliche kann widersprechen.',
      },
      {
        title: 'Unterstützung',
        text: 'Der Auftragsverarbeiter leitet Anliegen betroffener Personen weiter, hilft bei der Antwort, soweit er es ohne die Schlüssel kann, und unterstützt bei den Pflichten der Artikel 32 bis 36 DSGVO.',
      },
      {
        title: 'Verletzungen',
        text: 'Der Auftragsverarbeiter meldet dem Verantwortlichen eine Verletzung des Schutzes personenbezogener Daten unverzüglich, nachdem sie ihm bekannt wird, mit dem, was er weiß.',
      },
      {
        title: 'Löschung und Rückgabe',
        text: 'Der Verantwortliche nimmt seine Daten selbst mit und löscht sie selbst. Endet der Vertrag, so wird der Rest in den Zeiten der [Datenschutzseite](/privacy) gelöscht, in Sicherungen mit deren Ablauf.',
      },
      {
        title: 'Nachweis und Prüfung',
        text: 'Der Auftragsverarbeiter legt vor, was zum Nachweis nötig ist, und ermöglicht Prüfungen nach angemessener Ankündigung. Die Summen aller Programmdateien sind [veröffentlicht](/about), so dass sich das Programm ohne fremde Hilfe prüfen lässt.',
      },
    ],
  },
  annex: {
    title: 'Anlage: technische und organisatorische Maßnahmen',
    measures: [
      '**Verschlüsselung der Inhalte**: im Browser, vor dem Senden, für alles, was in einer Besprechung entsteht. Die Schlüssel liegen nicht auf dem Server.',
      '**Verschlüsselung unterwegs**: TLS 1.2 oder 1.3 für Seiten und Signalisierung; DTLS-SRTP für Ton und Bild, um das bereits Versiegelte herum.',
      '**Verschlüsselung im Speicher**: Was der Server lesen kann, liegt unter einem Schlüssel je Konto, der beim Löschen des Kontos zuerst vernichtet wird.',
      '**Zugang zu Konten**: Der Server sieht das Passwort nie; ein zweiter Faktor kann verlangt werden; Fehlversuche werden gebremst.',
      '**Trennung**: Mails sendet ein eigener Prozess, der danach nichts behält und dessen Schlüssel täglich wechselt.',
      '**Sparsamkeit**: zufällige Nummern statt Namen, nach 7 Tagen gekürzte IP-Adressen, keine Auswertung, nichts von fremden Websites.',
      '**Unversehrtheit**: Einträge sind von ihren Verfassern signiert und verkettet; Browser bemerken Fehlendes, Vertauschtes und Gefälschtes.',
      '**Verfügbarkeit**: Geschriebenes wird erst bestätigt, wenn es sicher gespeichert ist; ein Knoten kann ausfallen, ohne dass eine Besprechung verloren geht.',
      '**Löschung**: nach einem Zeitplan, den die Einstellungen verkürzen, aber nicht verlängern können, mit einem Verzeichnis, das Gelöschtes auch nach einer Wiederherstellung gelöscht hält.',
      '**Überprüfung**: Prüfungen dieser Zusagen laufen mit jeder Änderung des Programms.',
    ],
  },
};
