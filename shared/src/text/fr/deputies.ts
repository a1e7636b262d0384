import { counter } from '../counter.ts';
import type { text as source } from '../en/deputies.ts';

const count = counter('fr');

export const text: typeof source = {
  form: {
    title: 'Co-hôtes',
    hint: 'Un co-hôte ouvre la réunion, fait entrer les gens et la dirige quand vous ne pouvez pas. Chacun a besoin d’un compte ici.',
    name: 'Nom d’un co-hôte',
    add: 'Ajouter',
    remove: ({ name }) => `Retirer ${name} de la liste`,
    after: 'Une fois la réunion enregistrée, vous copiez un lien d’hôte pour chacun.',
    faults: {
      missing: 'Écrivez un nom, pour distinguer les liens.',
      long: 'Ce nom est trop long.',
      twice: 'Ce nom est déjà dans la liste.',
      many: 'Une réunion a au plus huit co-hôtes.',
    },
  },
  plan: {
    title: 'Co-hôtes',
    copy: 'Copier le lien d’hôte',
    copyFor: ({ name }) => `Copier le lien d’hôte pour ${name}`,
    copied: 'Le lien d’hôte est copié.',
    copiedText: 'Il sert une seule fois, dans les sept jours.',
    askTitle: ({ name }) => `Un lien d’hôte pour ${name}`,
    askText:
      'Il porte les clés de la réunion et ne part donc jamais par message d’ici : le relais pourrait le lire. Remettez-le vous-même, de préférence par une messagerie qui chiffre. La première personne qui l’ouvre devient co-hôte.',
    note: 'Des clés remises ne se reprennent pas : qui les a peut rouvrir la salle, même après la réunion, jusqu’à ce que vous la supprimiez. Retiré de la liste, un co-hôte n’en reçoit plus de nouvelles.',
    nothingAhead:
      'Toutes les dates de cette réunion sont passées : un co-hôte n’aurait rien à diriger.',
    states: {
      unknown: 'état inconnu',
      over: 'aucun lien n’attend',
      waits: ({ day }) => `le lien attend jusqu’au ${day}`,
      deputy: ({ name }) => `accepté par ${name}`,
    },
  },
  desk: {
    title: 'Vous êtes co-hôte',
    of: ({ organizer }) => `pour ${organizer}`,
    more: ({ n }) => count(n, { one: 'et une autre date', other: 'et # autres dates' }),
    start: 'Ouvrir la salle',
    startOf: ({ topic }) => `Ouvrir la salle : ${topic}`,
    giveUp: 'Y renoncer',
    giveUpOf: ({ topic }) => `Ne plus être co-hôte : ${topic}`,
    askTitle: 'Ne plus être co-hôte ?',
    askText: 'Votre coffre oublie les clés. Pour redevenir co-hôte, il vous faudra un autre lien.',
    gone: 'Une réunion dont vous étiez co-hôte est supprimée, ou vous avez été retiré de la liste.',
    remove: 'Retirer de la liste',
  },
  accept: {
    title: 'Devenir co-hôte',
    lead: ({ organizer, n }) =>
      count(n, {
        one: `${organizer} vous donne les clés d’une réunion. Vous verrez laquelle une fois co-hôte.`,
        other: `${organizer} vous donne les clés de # réunions. Vous verrez lesquelles une fois co-hôte.`,
      }),
    looking: 'Le lien est examiné.',
    points: [
      'Vous ouvrez la salle, faites entrer les gens, réglez la porte et terminez la réunion, comme la personne qui l’organise.',
      'Les liens, les invitations et le passé de la réunion restent à cette personne, qui voit votre nom.',
      'Avec les clés, la salle peut être rouverte après la réunion, jusqu’à ce que cette personne la supprime. Elle vous fait confiance pour ne pas le faire.',
      'Si votre société retire cette personne, la réunion devient la vôtre.',
    ],
    verb: 'Devenir co-hôte',
    done: 'Vous êtes co-hôte. La réunion est sur votre bureau.',
    over: {
      title: 'Ce lien d’hôte a déjà servi',
      text: 'Quelqu’un l’a ouvert, il a plus de sept jours, il a été repris, ou sa réunion est passée. Demandez-en un autre.',
    },
    seen: {
      title: 'Ce lien d’hôte a été vu en chemin',
      text: 'Quelque chose entre vous et la personne qui organise l’a modifié, et le serveur a vu son secret. Il est abandonné : personne ne devient co-hôte par lui. Demandez-en un autre, par un autre chemin.',
    },
    own: {
      title: 'C’est votre propre lien',
      text: 'Vous avez déjà ces clés. Donnez le lien à la personne à qui il est destiné.',
    },
    damaged: {
      title: 'Ce lien d’hôte n’est pas entier',
      text: 'Copiez-le en entier et ouvrez-le encore une fois, même si vous venez de vous connecter.',
    },
  },
};
