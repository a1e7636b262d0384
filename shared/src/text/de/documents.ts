import { counter } from '../counter.ts';
import type { text as source } from '../en/documents.ts';

const count = counter('de');
const changes = (n: number): string => count(n, { one: '# Änderung', other: '# Änderungen' });

export const text: typeof source = {
  tools: {
    chat: 'Chat',
    board: 'Whiteboard',
    minutes: 'Protokoll',
    agenda: 'Tagesordnung',
    notes: 'Meine Notizen',
    files: 'Dateien',
    closeBoard: 'Whiteboard schließen',
    closeMinutes: 'Protokoll schließen',
    stage: ({ name }) => `${name}, auf der Bühne`,
    loadFailed:
      'Dieser Teil der Seite ließ sich nicht laden. Laden Sie die Seite neu; nichts geht verloren.',
  },
  wrote: ({ name }) => `${name} hat geschrieben`,
  saved: {
    opening: 'Wird geöffnet',
    saved: 'Gespeichert',
    savedAt: ({ time }) => `Gespeichert ${time}`,
    saving: 'Wird gespeichert',
    offline: ({ waiting }) =>
      waiting === 0
        ? 'Keine Verbindung'
        : `Keine Verbindung. ${changes(waiting)} in diesem Browser`,
    refused: ({ waiting }) => `${changes(waiting)} nicht gespeichert`,
    refusedNote:
      'Der Server nimmt für dieses Dokument nichts mehr an. Was nicht gespeichert ist, liegt in diesem Browser: Kopieren Sie es anderswohin, oder löschen Sie etwas und laden Sie neu.',
    stopped: 'Wird nicht mehr aktualisiert',
  },
  faults: {
    title: 'Dieses Dokument ist nicht, was es war',
    note: 'Sie sehen die Kopie in diesem Browser. Neues wird nicht übernommen, bis das geklärt ist. Vergleichen Sie mündlich mit den anderen und laden Sie dann neu.',
    omitted: 'Der Server hat Einträge ausgelassen.',
    replayed: 'Der Server hat einen Eintrag zweimal geschickt.',
    reordered: 'Der Server hat Einträge in anderer Reihenfolge geschickt.',
    forked: 'Der Server zeigt anderen etwas anderes.',
    altered: 'Ein Eintrag wurde nach dem Unterschreiben verändert.',
    foreign: 'Der Server hat etwas aus einem anderen Dokument geschickt.',
    rolledBack: 'Der Server zeigt einen älteren Stand als den, den Sie gesehen haben.',
    withheld: 'Andere haben Einträge, die der Server Ihnen nicht zeigt.',
    quarantined: ({ name }) =>
      `Etwas, das ${name} geschickt hat, ist nicht lesbar und wird ausgelassen. Der Rest bleibt unberührt.`,
    falseCheckpoint: ({ name }) =>
      `${name} hat eine Zusammenfassung geschickt, die nicht zu den Einträgen passt. Sie wird nicht benutzt.`,
    unconsented: ({ name }) =>
      `${name} hat noch nicht zugestimmt, dass Geschriebenes aufbewahrt wird. Es erscheint, sobald die Zustimmung da ist.`,
    someone: 'jemand',
  },
  replaced: {
    begun: ({ name }) => `${name}: endgültig gelöscht. Es beginnt wieder, leer.`,
    unsent: ({ n }) => `Dieses Dokument geht neu weiter, ohne ${changes(n)} von Ihnen`,
  },
  forGood: {
    open: 'Endgültig löschen',
    title: {
      board: 'Das Whiteboard endgültig löschen?',
      minutes: 'Das Protokoll endgültig löschen?',
      agenda: 'Die Tagesordnung endgültig löschen?',
      chat: 'Den Chat endgültig löschen?',
    },
    lead: 'Das geht verloren, für alle und sofort:',
    parts: {
      board: ['Alle Seiten mit allem darauf', 'Alle früheren Fassungen'],
      minutes: ['Der ganze Text mit Beschlüssen und Aufgaben', 'Alle früheren Fassungen'],
      agenda: ['Alle Punkte mit ihren Notizen', 'Alle früheren Fassungen'],
      chat: ['Alle Nachrichten an alle, mit Antworten und Reaktionen'],
    },
    stays: {
      board: 'Bilder darauf bleiben in den Dateien und lassen sich dort einzeln löschen.',
      minutes: 'Bilder darin bleiben in den Dateien und lassen sich dort einzeln löschen.',
      agenda: 'Was ins Protokoll übernommen wurde, bleibt dort.',
      chat: 'Nachrichten an eine Person bleiben bei den beiden. Geteilte Dateien bleiben in den Dateien.',
    },
    note: 'Das lässt sich nicht rückgängig machen, und niemand kann es zurückholen.',
    verb: 'Endgültig löschen',
    keep: 'Behalten',
    failed:
      'Es ist nicht gelöscht. Erst muss alles gespeichert sein, was geschrieben wurde. Prüfen Sie die Verbindung und versuchen Sie es noch einmal.',
    notAllowed: 'Es ist nicht gelöscht. Das dürfen nur Gastgeber und Stellvertreter.',
  },
  restore: {
    open: 'Frühere Fassungen',
    title: 'Frühere Fassungen',
    loading: 'Das Dokument wird von Anfang an gelesen',
    empty: 'Es gibt noch keine frühere Fassung. Sie entstehen, während geschrieben wird.',
    point: ({ time, names }) => (names === '' ? time : `${time}, ${names}`),
    choose: 'Wählen Sie eine Fassung, um sie anzusehen.',
    now: 'Jetzt',
    bringBack: 'Diese Fassung zurückholen',
    note: 'Zurückholen ist eine Änderung wie jede andere: Sie lässt sich rückgängig machen, und nichts von später geht verloren.',
    done: 'Die frühere Fassung ist wieder da. Rückgängig nimmt sie wieder weg.',
    failed:
      'Die früheren Fassungen ließen sich nicht lesen. Prüfen Sie die Verbindung und versuchen Sie es noch einmal.',
    again: 'Noch einmal versuchen',
  },
};
