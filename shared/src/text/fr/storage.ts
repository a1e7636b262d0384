import type { text as source } from '../en/storage.ts';

export const text = {
  title: 'Ce que ce site stocke dans votre navigateur',
  lead: 'Seulement ce dont ont besoin la connexion, vos paramètres et les réunions en cours. Rien ne vous suit sur d’autres sites. Personne n’est reconnu plus tard sans compte ; un compte connaît les navigateurs où il a servi, pour vous prévenir des autres.',
  places: {
    cookie: 'Cookie',
    localStorage: 'Stockage local',
    sessionStorage: 'Stockage de session',
    indexedDB: 'Base de données',
    cache: 'Cache',
  },
  purposes: {
    session: 'Maintient votre session ouverte. Les programmes de la page ne peuvent pas le lire.',
    plainSession: 'La même chose, quand ce site est ouvert sur sa propre machine sans TLS.',
    browser:
      'Un nombre aléatoire par lequel votre compte reconnaît ce navigateur : une connexion dans un autre vous est signalée par courriel. Il prend fin 90 jours après la dernière connexion. Les programmes de la page ne peuvent pas le lire.',
    plainBrowser: 'La même chose sans TLS, sur sa propre machine.',
    vault:
      'La clé de vos propres données, pour ne pas devoir saisir le mot de passe à chaque visite.',
    vaultSeen:
      'Un numéro et une empreinte du dernier état de vos propres données. Ils permettent à ce navigateur de remarquer si un serveur lui montre un état plus ancien.',
    meetings:
      'Vos clés dans les réunions que vous avez rejointes avec ce navigateur, le nom saisi et où vous en étiez : pour qu’un rechargement vous ramène sans frapper. Scellé ; aucun programme ne peut lire les clés.',
    documents:
      'Ce que vous avez écrit dans une réunion et que le serveur n’a pas encore confirmé, la clé de vos notes privées, et jusqu’où vous aviez lu : pour que rien ne se perde avec l’onglet. Scellé ; aucun programme ne peut lire la clé.',
    directs:
      'Les messages entre vous et une autre personne, jusqu’à la fin de la réunion. Scellé ; ils ne sont nulle part ailleurs que dans le navigateur de l’autre personne.',
    uploads:
      'Les fichiers dont l’envoi a été interrompu, avec leur contenu et leurs clés, pour qu’il reprenne après un rechargement. Chacun disparaît une fois arrivé ou annulé.',
    scrolling:
      'Jusqu’où vous aviez fait défiler la page, pour revenir en arrière et recharger. Aucune adresse.',
    language: 'La langue que vous avez choisie.',
    theme: 'Clair ou sombre, si vous avez choisi.',
    devices: 'Le micro, le haut-parleur et la caméra que vous avez choisis.',
    tabDevices:
      'Si le micro et la caméra étaient activés, pour qu’un rechargement rétablisse tout.',
    chatSettings: 'Si la touche Entrée envoie un message.',
    roomSettings: 'Vos préférences dans la salle : disposition, raccourcis, sons.',
  },
  kept: {
    signOut: 'vous vous déconnectiez, 30 jours au plus',
    tabClosed: 'l’onglet soit fermé',
    meetingOver: 'la réunion soit terminée ou supprimée',
    untilDeleted: 'vous le supprimiez ici ou dans le navigateur',
  },
  who: {
    anyone: 'Tout le monde',
    participant: 'Personnes en réunion',
    account: 'Personnes ayant un compte',
  },
  keptUntil: ({ until, who }) => `${who}, jusqu’à ce que ${until}.`,
  keys: 'Les clés de la base de données ne peuvent pas être extraites de ce navigateur, pas même par ce site.',
  prevent: {
    title: 'Comment l’empêcher',
    text: 'Dans les paramètres de votre navigateur, sous confidentialité ou données des sites, vous pouvez bloquer le stockage pour ce site ou le faire effacer à chaque fermeture du navigateur. Une réunion fonctionne sans, mais après un rechargement il faut alors frapper et consentir de nouveau, les notes doivent être téléchargées avant de quitter, et la connexion à un compte est impossible.',
  },
  remove: {
    title: 'Supprimer maintenant',
    text: 'Votre session est fermée. Le consentement et les choix de micro et de caméra sont oubliés. Ce qu’une réunion n’a pas encore envoyé est perdu. Ce qui se trouve sur le serveur y reste.',
    button: 'Tout supprimer ici',
    confirmTitle: 'Supprimer tout ce que ce site a stocké ici ?',
    confirmText:
      'Votre session est fermée dans ce navigateur, et les réunions en cours dans d’autres onglets se terminent. Les écrits que le serveur n’a pas reçus sont perdus.',
    verb: 'Supprimer maintenant',
    done: 'Supprimé',
    nothing: 'Il n’y avait rien à supprimer.',
    rest: 'Ceci n’a pas pu être supprimé. Fermez les autres onglets de ce site, puis réessayez.',
    signOutFailed:
      'Le serveur n’a pas répondu, le cookie de connexion est donc peut-être encore là. Réessayez quand la connexion sera rétablie, ou supprimez-le dans le navigateur.',
    sessionEnded: 'Le serveur a retiré le cookie de connexion.',
  },
} satisfies typeof source;
