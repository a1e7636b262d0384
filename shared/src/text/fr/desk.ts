import { counter } from '../counter.ts';
import type { text as source } from '../en/desk.ts';

const count = counter('fr');

export const text: typeof source = {
  title: 'Réunions',
  schedule: 'Planifier',
  sections: { next: 'Prochainement', today: 'Plus tard aujourd’hui', upcoming: 'À venir' },
  until: ({ time }) => `jusqu’à ${time}`,
  invited: ({ n }) => count(n, { one: '# personne invitée', other: '# personnes invitées' }),
  repeats: 'Série',
  join: 'Rejoindre',
  copy: 'Copier l’invitation',
  copyOf: ({ topic }) => `Copier l’invitation à ${topic}`,
  copied: 'L’invitation est copiée.',
  search: 'Trouver une réunion',
  noneFound: ({ typed }) => `Aucun sujet planifié ne correspond à « ${typed} ».`,
  undelivered: ({ n, topic }) =>
    count(n, {
      one: `${topic} : # message n’est pas parti.`,
      other: `${topic} : # messages ne sont pas partis.`,
    }),
  look: 'Consulter',
  all: 'Tout afficher',
  empty: {
    title: 'Rien de planifié',
    text: 'Planifiez une réunion et invitez par e-mail, ou commencez-en une tout de suite et envoyez son lien. Les autres ont besoin d’un navigateur et de leur nom, de rien d’autre.',
  },
  steps: {
    title: 'Trois étapes vers la première réunion',
    list: [
      'Mettez votre kit de secours en lieu sûr. C’est le seul retour possible si le mot de passe est perdu.',
      'Ajoutez des personnes à votre [carnet d’adresses](/address-book), ou saisissez leurs adresses en invitant.',
      '[Planifiez une réunion](/meetings/new), ou commencez-en une maintenant.',
    ],
  },
};
