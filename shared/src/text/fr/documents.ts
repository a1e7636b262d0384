import { counter } from '../counter.ts';
import { queName } from '../elided.ts';
import type { text as source } from '../en/documents.ts';

const count = counter('fr');
const changes = (n: number): string =>
  count(n, { one: '# modification', many: '# de modifications', other: '# modifications' });

export const text = {
  tools: {
    chat: 'Discussion',
    board: 'Tableau blanc',
    minutes: 'Compte rendu',
    agenda: 'Ordre du jour',
    notes: 'Mes notes',
    files: 'Fichiers',
    closeBoard: 'Fermer le tableau blanc',
    closeMinutes: 'Fermer le compte rendu',
    stage: ({ name }) => `${name}, sur scène`,
    loadFailed:
      'Cette partie de la page n’a pas pu être chargée. Rechargez la page ; rien n’est perdu.',
  },
  wrote: ({ name }) => `${name} a écrit`,
  saved: {
    opening: 'Ouverture',
    saved: 'Enregistré',
    savedAt: ({ time }) => `Enregistré à ${time}`,
    saving: 'Enregistrement',
    offline: ({ waiting }) =>
      waiting === 0
        ? 'Pas de connexion'
        : `Pas de connexion. Dans ce navigateur : ${changes(waiting)}`,
    refused: ({ waiting }) => `Non enregistré : ${changes(waiting)}`,
    refusedNote:
      'Le serveur n’accepte plus rien pour ce document. Ce qui n’est pas enregistré reste dans ce navigateur : copiez-le ailleurs, ou supprimez quelque chose et rechargez la page.',
    stopped: 'N’est plus mis à jour',
  },
  faults: {
    title: 'Ce document n’est plus ce qu’il était',
    note: 'Vous voyez la copie de ce navigateur. Rien de nouveau n’est repris tant que ce n’est pas éclairci. Comparez de vive voix avec les autres, puis rechargez la page.',
    omitted: 'Le serveur a omis des entrées.',
    replayed: 'Le serveur a envoyé une entrée deux fois.',
    reordered: 'Le serveur a envoyé des entrées dans un autre ordre.',
    forked: 'Le serveur montre autre chose à d’autres personnes.',
    altered: 'Une entrée a été modifiée après sa signature.',
    foreign: 'Le serveur a envoyé un élément d’un autre document.',
    rolledBack: 'Le serveur montre un état plus ancien que celui que vous avez vu.',
    withheld: 'D’autres ont des entrées que le serveur ne vous montre pas.',
    quarantined: ({ name }) =>
      `Un élément ${queName(name)} a envoyé est illisible et a été écarté. Le reste est intact.`,
    falseCheckpoint: ({ name }) =>
      `${name} a envoyé un condensé de ce document qui ne correspond pas à ses entrées. Il n’est pas utilisé.`,
    unconsented: ({ name }) =>
      `${name} n’a pas encore accepté que ses écrits soient conservés. Ils s’affichent dès que le consentement est donné.`,
    someone: 'quelqu’un',
  },
  replaced: {
    begun: ({ name }) => `${name} : supprimé définitivement. Tout recommence, à vide.`,
    unsent: ({ n }) => `Ce document repart à neuf, sans ces ajouts de votre part : ${changes(n)}`,
  },
  forGood: {
    open: 'Supprimer définitivement',
    title: {
      board: 'Supprimer définitivement le tableau blanc ?',
      minutes: 'Supprimer définitivement le compte rendu ?',
      agenda: 'Supprimer définitivement l’ordre du jour ?',
      chat: 'Supprimer définitivement la discussion ?',
    },
    lead: 'Ceci disparaît, pour tout le monde et aussitôt :',
    parts: {
      board: ['Toutes les pages et tout ce qui s’y trouve', 'Toutes les versions antérieures'],
      minutes: [
        'Tout le texte, avec ses décisions et ses actions',
        'Toutes les versions antérieures',
      ],
      agenda: ['Tous les points et leurs notes', 'Toutes les versions antérieures'],
      chat: ['Tous les messages à tout le monde, avec leurs réponses et leurs réactions'],
    },
    stays: {
      board:
        'Les images qui y ont été placées restent dans Fichiers, où elles peuvent être supprimées une par une.',
      minutes:
        'Les images qu’il contient restent dans Fichiers, où elles peuvent être supprimées une par une.',
      agenda: 'Ce qui a été repris dans le compte rendu y reste.',
      chat: 'Les messages à une seule personne restent entre les deux intéressés. Les fichiers partagés restent dans Fichiers.',
    },
    note: 'Cela ne peut pas être annulé, et personne ne peut le faire revenir.',
    verb: 'Supprimer définitivement',
    keep: 'Conserver',
    failed:
      'Rien n’a été supprimé. Tout ce qui a été écrit doit d’abord être enregistré. Vérifiez la connexion et réessayez.',
    notAllowed: 'Rien n’a été supprimé. Seuls l’hôte et les co-hôtes peuvent le faire.',
  },
  restore: {
    open: 'Versions antérieures',
    title: 'Versions antérieures',
    loading: 'Lecture du document depuis son début',
    empty: 'Il n’y a pas encore de version antérieure. Elles apparaissent au fil de l’écriture.',
    point: ({ time, names }) => (names === '' ? time : `${time}, ${names}`),
    choose: 'Choisissez une version pour la consulter.',
    now: 'Maintenant',
    bringBack: 'Rétablir cette version',
    note: 'Rétablir une version est une modification comme une autre : elle peut être annulée, et rien de ce qui a suivi n’est perdu.',
    done: 'La version antérieure est rétablie. Annuler la retire de nouveau.',
    failed:
      'Les versions antérieures n’ont pas pu être lues. Vérifiez votre connexion et réessayez.',
    again: 'Réessayer',
  },
} satisfies typeof source;
