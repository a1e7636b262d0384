import { counter } from '../counter.ts';
import type { text as source } from '../en/closing.ts';

const count = counter('fr');

export const text: typeof source = {
  title: 'Fermer le compte',
  text: 'Tout ce qui est à vous est supprimé ici, définitivement.',
  open: 'Fermer le compte',
  goes: 'Avec le compte disparaissent :',
  meetings: ({ n }) =>
    count(n, {
      one: 'Votre réunion, avec tout ce qui y a été écrit, dessiné et partagé',
      other: 'Vos # réunions, avec tout ce qui y a été écrit, dessiné et partagé',
    }),
  files: ({ n }) => count(n, { one: '1 fichier', other: '# fichiers' }),
  vault:
    'Votre coffre : clés, sujets, carnet d’adresses et réglages. Le kit de secours n’ouvre plus rien.',
  person: 'Votre nom, votre adresse, vos connexions et seconds facteurs',
  company:
    'Votre entreprise ici, avec ses règles, ses textes de consentement et son journal : personne d’autre n’y est',
  stays:
    'Ce qui reste : les e-mails envoyés et ce que d’autres ont enregistré. Exportez avant ce que vous voulez garder.',
  undo: ({ n }) =>
    count(n, {
      one: 'Vous pouvez changer d’avis pendant un jour. D’ici là, rien ne change.',
      other: 'Vous pouvez changer d’avis pendant # jours. D’ici là, rien ne change.',
    }),
  submit: 'Fermer le compte',
  closing: ({ when }) => `Votre compte sera supprimé le ${when}.`,
  stillHere: 'D’ici là, rien ne change. Ensuite, personne ne peut le rétablir.',
  keep: 'Garder le compte',
  onDesk: ({ when }) => `Votre compte est fermé et sera supprimé le ${when}.`,
  onDeskAct: 'Voir',
};
