import { counter } from '../counter.ts';
import { deName } from '../elided.ts';
import type { text as source } from '../en/chat.ts';

const count = counter('fr');
const newMessages = (n: number): string =>
  count(n, {
    one: '# nouveau message',
    many: '# de nouveaux messages',
    other: '# nouveaux messages',
  });

export const text = {
  title: 'Discussion',
  messages: 'Messages',
  you: 'Vous',
  someone: 'Une personne inconnue',
  empty: {
    title: 'Encore aucun message',
    text: 'Tout le monde dans la réunion lit ce que vous écrivez ici, y compris qui arrive plus tard. Cela fait partie du récapitulatif.',
  },
  emptyDirect: {
    title: ({ name }) => `Seulement vous et ${name}`,
    text: ({ name }) =>
      `Personne à part ${name} ne peut lire ce que vous écrivez ici. Cela ne figure pas dans le récapitulatif et disparaît des deux navigateurs à la fin de la réunion.`,
  },
  opening: 'Ouverture de la discussion',
  to: {
    label: 'Choisir qui lit ceci',
    everyone: 'Tout le monde',
    one: ({ name }) => `Seulement ${name}`,
    gone: ({ name }) => `${name} (ailleurs)`,
    unread: ({ to, n }) => `${to}, ${newMessages(n)}`,
    wrote: ({ name, n }) =>
      count(n, {
        one: `${name} n’a écrit qu’à vous`,
        other: `${name} n’a écrit qu’à vous : #`,
      }),
    everyoneWrote: ({ n }) =>
      count(n, {
        one: '# nouveau message à tout le monde',
        other: '# nouveaux messages à tout le monde',
      }),
    only: ({ name }) => `Seulement vous et ${name}`,
    note: 'Disparaît à la fin de la réunion. Les fichiers vont à tout le monde, par la liste des fichiers.',
  },
  compose: {
    label: 'Message',
    everyone: 'Écrire à tout le monde',
    one: ({ name }) => `Écrire seulement à ${name}`,
    send: 'Envoyer',
    change: 'Enregistrer la modification',
    attach: 'Ajouter un fichier',
    emoji: 'Insérer un symbole',
    replying: ({ name }) => `Réponse à ${name}`,
    dropReply: 'Ne pas répondre à ce message',
    editing: 'Modifier votre message',
    dropEdit: 'Le laisser tel quel',
    tooLong: ({ over }) =>
      count(over, {
        one: '# caractère de trop',
        many: '# de caractères de trop',
        other: '# caractères de trop',
      }),
    uploading: ({ name, percent }) => `${name}, ${percent} %`,
    uploadOf: ({ name }) => `Progression : ${name}`,
    stopUpload: ({ name }) => `Ne pas envoyer ${name}`,
    uploadFailed: ({ name }) => `Le fichier ${name} n’a pas été accepté.`,
    uploadNoRoom: ({ name }) => `Il n’y a plus de place pour ${name}.`,
    drop: 'Déposez le fichier pour l’envoyer à tout le monde',
    filesToAll:
      'Les fichiers vont à tout le monde, par la liste des fichiers. Choisissez Tout le monde pour en ajouter un.',
    failed: 'Le message n’a pas été envoyé. Il est encore dans le champ.',
    enterSends: 'Entrée envoie, Maj et Entrée commence une ligne',
    keys: 'Entrée envoie, Maj et Entrée commence une ligne. Flèche vers le haut modifie votre dernier message.',
    keysCtrl: 'Ctrl et Entrée envoie. Flèche vers le haut modifie votre dernier message.',
  },
  state: {
    offline: ({ n }) =>
      count(n, {
        one: 'Pas de connexion. # message est gardé ici et partira plus tard.',
        other: 'Pas de connexion. # messages sont gardés ici et partiront plus tard.',
      }),
    offlineIdle: 'Pas de connexion. Ce que vous écrivez est gardé ici et partira plus tard.',
    refused:
      'Le serveur n’accepte plus de messages. Ce qu’il n’a pas accepté reste dans ce navigateur.',
    stopped:
      'La discussion ne peut pas continuer : ce que le serveur en conserve a été modifié. Vous voyez votre copie.',
  },
  message: {
    edited: 'modifié',
    deleted: 'Supprimé par la personne qui l’a écrit',
    deletedOwn: 'Vous avez supprimé ce message.',
    undo: 'Annuler',
    more: 'Plus d’options pour ce message',
    react: 'Réagir',
    reply: 'Répondre',
    edit: 'Modifier',
    copy: 'Copier le texte',
    delete: 'Supprimer',
    goneReply: 'Un message qui n’est pas ici',
    toQuoted: ({ name }) => `Aller au message ${deName(name)}`,
    reacted: ({ emoji, names }) => `${emoji} : ${names}`,
    hidden: ({ code }) => `Caractère caché ${code}`,
    sending: 'En cours d’envoi',
    delivered: 'Remis',
    undelivered: 'Non remis',
    again: 'Renvoyer',
    file: ({ size }) => `${size}, scellé`,
    download: ({ name }) => `Télécharger ${name}`,
    enlarge: ({ name }) => `Agrandir ${name}`,
    fileFailed: 'Ce fichier n’a pas pu être ouvert.',
  },
  list: {
    today: 'Aujourd’hui',
    yesterday: 'Hier',
    new: 'Nouveau',
    toNewest: 'Aller au plus récent',
    newBelow: ({ n }) => newMessages(n),
    typing: ({ names, n }) =>
      n > 3 ? 'Plusieurs personnes écrivent' : `${names} ${n === 1 ? 'écrit' : 'écrivent'}`,
    and: 'et',
  },
  search: {
    open: 'Rechercher dans la discussion',
    label: 'Rechercher',
    close: 'Fermer la recherche',
    previous: 'Résultat précédent',
    next: 'Résultat suivant',
    result: ({ at, of }) => `${at} sur ${of}`,
    nothing: 'Aucun résultat',
  },
  deleteAll: 'Supprimer définitivement la discussion',
  export: {
    menu: 'Paramètres et enregistrement',
    text: 'Enregistrer comme texte',
    html: 'Enregistrer comme page',
    title: 'Discussion',
    name: 'discussion',
    file: ({ name }) => `Fichier : ${name}`,
  },
  emoji: {
    label: 'Symboles',
    thumb: 'Pouce levé',
    heart: 'Cœur',
    laugh: 'Rire',
    wow: 'Surprise',
    party: 'Fête',
    clap: 'Applaudissements',
    smile: 'Sourire',
    wink: 'Clin d’œil',
    pleased: 'Contentement',
    relief: 'Soulagement',
    think: 'Réflexion',
    unsure: 'Doute',
    sad: 'Tristesse',
    cry: 'Pleurs',
    angry: 'Colère',
    thanks: 'Merci',
    wave: 'Salut de la main',
    eyes: 'Yeux',
    done: 'Fait',
    no: 'Non',
    question: 'Question',
    idea: 'Idée',
    fire: 'Feu',
    coffee: 'Café',
  },
  toast: {
    direct: ({ name }) => `${name}, seulement à vous`,
    many: ({ n }) => newMessages(n),
  },
} satisfies typeof source;
