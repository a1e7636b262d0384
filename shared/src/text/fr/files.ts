import { counter } from '../counter.ts';
import { deName } from '../elided.ts';
import type { text as source } from '../en/files.ts';

const count = counter('fr');

export const text = {
  title: 'Fichiers',
  add: 'Ajouter des fichiers',
  drop: 'Déposez des fichiers ici, ou',
  choose: 'Choisir des fichiers',
  dropNow: 'Déposer pour ajouter',
  limits: 'Jusqu’à 512 Mo par fichier et 2 Go par réunion. Scellés avant de quitter ce navigateur.',
  taken: ({ taken }: { taken: string }): string => `${taken} sur 2 Go sont occupés.`,
  list: 'Fichiers de cette réunion',
  uploads: 'En cours d’envoi',
  empty: {
    title: 'Aucun fichier pour le moment',
    text: 'Ce que quelqu’un ajoute ici est pour toutes les personnes de cette réunion et reste jusqu’à sa suppression.',
  },
  loading: 'Ouverture de la liste des fichiers',
  offline:
    'Pas de connexion. La liste est telle que vous l’avez vue en dernier ; les envois reprendront d’eux-mêmes.',
  stopped:
    'La liste des fichiers n’est plus mise à jour : ce que le serveur a envoyé ne correspond pas à ce qu’il y avait.',
  added: ({ name, time }) => `${name}, ${time}`,
  addedByYou: ({ time }) => `Vous, ${time}`,
  handedIn: ({ name, time }) => `${name}, ${time}, avant d’entrer`,
  someone: 'Quelqu’un',
  actions: ({ name }) => `Plus d’options pour ${name}`,
  look: 'Consulter',
  download: 'Télécharger',
  downloadNamed: ({ name }) => `Télécharger ${name}`,
  downloading: ({ percent }) => `Téléchargement, ${percent} %`,
  stopDownload: ({ name }) => `Arrêter le téléchargement ${deName(name)}`,
  rename: {
    verb: 'Renommer',
    title: 'Renommer le fichier',
    label: 'Nom',
    save: 'Renommer',
    needed: 'Saisissez un nom.',
  },
  remove: {
    verb: 'Supprimer définitivement',
    title: ({ name }) => `Supprimer ${name} ?`,
    text: 'Il disparaît pour tout le monde et ne reviendra pas. Les copies déjà téléchargées restent chez les personnes qui les ont.',
    keep: 'Conserver',
    done: 'Supprimé définitivement',
  },
  upload: {
    waiting: 'Attend son tour',
    sending: ({ percent }) => `${percent} %`,
    paused: ({ percent }) => `En pause à ${percent} %`,
    offline: ({ percent }) => `Pas de connexion. Reprendra à ${percent} %`,
    progress: ({ name }) => `Envoi ${deName(name)}`,
    pause: ({ name }) => `Suspendre ${name}`,
    resume: ({ name }) => `Reprendre ${name}`,
    retry: ({ name }) => `Réessayer ${name}`,
    cancel: ({ name }) => `Annuler ${name}`,
    dismiss: ({ name }) => `Retirer ${name} de la liste`,
    notDurable: 'Trop volumineux pour être gardé ici : un rechargement interrompt l’envoi.',
    tooLarge: 'Plus de 512 Mo.',
    quota: 'Il n’y a plus de place dans cette réunion. Supprimez d’abord quelque chose.',
    notAllowed: 'Vous ne pouvez plus ajouter de fichiers ici.',
    refused: 'Le serveur ne l’accepte pas.',
    unreadable: 'Il a été déplacé ou modifié sur cet appareil. Ajoutez-le de nouveau.',
    arrived: ({ name }) => `${name} est là pour tout le monde`,
    number: ({ n }) => count(n, { one: '# envoi', other: '# envois' }),
  },
  failed: {
    altered:
      'Ce fichier n’est pas celui qui a été envoyé, ou n’est pas complet. Rien n’en a été gardé. Demandez à la personne qui l’a ajouté de recommencer.',
    gone: 'Ce fichier a été supprimé.',
    unreachable: 'Le serveur n’a pas répondu. Réessayez quand la connexion sera rétablie.',
    notAllowed: 'Seuls la personne qui l’a ajouté, l’hôte et les co-hôtes peuvent le supprimer.',
    other: 'Cela n’a pas fonctionné. Réessayez.',
  },
  preview: {
    opening: ({ percent }) => `Ouverture, ${percent} %`,
    kind: 'Il n’y a pas d’aperçu pour ce type de fichier. Téléchargez-le pour l’ouvrir avec l’un de vos programmes.',
    pdf: 'Les fichiers PDF ne s’affichent pas ici : la visionneuse d’un navigateur ne peut pas être isolée de cette page comme le sont les images et le texte. Téléchargez le fichier pour l’ouvrir.',
    notPicture: 'Ce n’est pas une image qui puisse être affichée, quoi que dise son nom.',
    notText: 'Ce n’est pas du texte, quoi que dise son nom.',
    tooLarge: 'Cette image est trop grande pour être affichée ici.',
    slow: 'L’ouverture prenait trop de temps et a été arrêtée.',
    huge: 'Seuls les fichiers de 50 Mo au plus sont affichés ici.',
    cut: 'Seul le premier mégaoctet est affiché.',
    picture: ({ name }) => `Image : ${name}`,
    text: ({ name }) => `Texte ${deName(name)}`,
    caution:
      'Un programme de votre ordinateur peut en faire davantage que cette page. Ne l’ouvrez que si vous faites confiance à la personne qui l’a ajouté.',
  },
  inbox: {
    title: 'Remettre un fichier',
    note: 'Toutes les personnes admises le verront, même si vous ne l’êtes pas.',
    limits: 'Jusqu’à 10 fichiers et 50 Mo.',
    quota:
      'Pas de place : avant d’entrer, 10 fichiers et 50 Mo au plus, et la boîte de dépôt peut être pleine. Ajoutez le fichier une fois à l’intérieur.',
    add: 'Choisir un fichier',
    waits: 'Remis. Il figurera dans la liste dès que quelqu’un sera dans la salle.',
    takeBack: ({ name }) => `Reprendre ${name}`,
  },
} satisfies typeof source;
