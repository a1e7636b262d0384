import { counter } from '../counter.ts';
import type { text as source } from '../en/closing.ts';

const count = counter('de');

export const text: typeof source = {
  title: 'Konto schließen',
  text: 'Alles von Ihnen wird hier endgültig gelöscht.',
  open: 'Konto schließen',
  goes: 'Mit dem Konto verschwinden:',
  meetings: ({ n }) =>
    count(n, {
      one: 'Ihre Besprechung mit allem, was darin geschrieben, gezeichnet und geteilt wurde',
      other: 'Ihre # Besprechungen mit allem, was darin geschrieben, gezeichnet und geteilt wurde',
    }),
  files: ({ n }) => count(n, { one: '1 Datei', other: '# Dateien' }),
  vault:
    'Ihr Tresor: Schlüssel, Themen, Adressbuch und Einstellungen. Die Notfallkarte öffnet nichts mehr.',
  person: 'Ihr Name, Ihre Adresse, Ihre Anmeldungen und zweiten Faktoren',
  company:
    'Ihre Firma hier, mit ihren Regeln, Einwilligungstexten und dem Protokoll: Außer Ihnen ist niemand darin',
  stays:
    'Was bleibt: verschickte Mails und was andere gespeichert haben. Exportieren Sie vorher, was Sie behalten wollen.',
  undo: ({ n }) =>
    count(n, {
      one: 'Sie können es sich einen Tag lang anders überlegen. Bis dahin bleibt alles, wie es ist.',
      other: 'Sie können es sich # Tage lang anders überlegen. Bis dahin bleibt alles, wie es ist.',
    }),
  submit: 'Konto schließen',
  closing: ({ when }) => `Ihr Konto wird am ${when} gelöscht.`,
  stillHere: 'Bis dahin bleibt alles, wie es ist. Danach kann es niemand zurückholen.',
  keep: 'Konto behalten',
  onDesk: ({ when }) => `Ihr Konto ist geschlossen und wird am ${when} gelöscht.`,
  onDeskAct: 'Ansehen',
};
