import { counter } from '../counter.ts';
import type { text as source } from '../en/past.ts';

const count = counter('fr');

export const text = {
  back: 'Vos réunions',
  look: 'Consulter',
  lookAt: ({ topic }) => `Consulter : ${topic}`,
  standing: { live: 'en cours', upcoming: 'à venir', ended: 'terminée' },
  endedAt: ({ when }) => `fin : ${when}`,
  when: {
    live: ({ begun }) => `Création : ${begun}. En cours.`,
    upcoming: ({ begun }) => `Création : ${begun}. Personne n’y est pour le moment.`,
    ended: ({ begun, ended }) => `Création : ${begun}. Fin : ${ended}.`,
  },
  liveNote:
    'La réunion est en cours. Ce qui s’y écrit en ce moment apparaît ici après un rechargement.',
  opening: 'Ouverture de la réunion avec votre coffre.',
  offline:
    'Pas de connexion. Ce que vous écrivez est gardé dans ce navigateur et envoyé quand le serveur répondra de nouveau.',
  openingOffline: 'Pas de connexion. La réunion s’ouvrira dès que le serveur répondra.',
  missing: {
    title: 'Cette réunion n’existe pas',
    text: 'Aucune réunion à cette adresse ne se trouve dans votre coffre. Elle appartient à quelqu’un d’autre, ou elle a été supprimée.',
    act: 'Aller à vos réunions',
  },
  gone: {
    title: 'Cette réunion est supprimée',
    text: 'Le serveur n’en a plus rien. Il n’en reste que la ligne dans votre coffre.',
    act: 'Retirer la ligne',
  },
  failed: {
    title: 'La réunion n’a pas pu être ouverte',
    text: 'Cette partie de la page s’est arrêtée. Ce qui était enregistré est intact. Rechargez la page.',
    act: 'Recharger',
  },
  tabs: {
    label: 'Parties de la réunion',
    minutes: 'Compte rendu',
    agenda: 'Ordre du jour',
    board: 'Tableau blanc',
    chat: 'Discussion',
    files: 'Fichiers',
    notes: 'Mes notes',
    people: 'Personnes',
    consent: 'Consentement',
  },
  chat: {
    empty: 'Rien n’a été écrit',
    emptyText: 'Personne n’a écrit à tout le monde dans cette réunion.',
    readonly: 'La discussion telle qu’elle était. Rien ne peut y être ajouté.',
  },
  notes: {
    empty: 'Vous n’avez pas écrit de notes',
    emptyText:
      'Les notes privées s’écrivent pendant la réunion, à côté de la scène. Les vôtres figurent alors ici.',
    act: 'Ouvrir la réunion',
    failed: 'Vos notes n’ont pas pu être lues. Vérifiez votre connexion et réessayez.',
    again: 'Réessayer',
    here: 'De ce navigateur',
    elsewhere: 'D’un autre de vos navigateurs',
  },
  people: {
    empty: 'Personne n’est venu',
    emptyText:
      'Les personnes qui entrent dans la réunion figurent ici sous le nom qu’elles ont donné.',
    list: 'Qui était là',
    you: 'ce navigateur',
    note: 'Chaque personne a choisi elle-même son nom. Qui est venu avec deux navigateurs figure ici deux fois.',
  },
  consent: {
    reading: 'Les enregistrements s’ouvrent et se vérifient.',
    failed: 'Les enregistrements n’ont pas pu être chargés. Vérifiez la connexion et réessayez.',
    again: 'Réessayer',
  },
  sealed:
    'Ouvert avec votre coffre, dans ce navigateur. Vos propres notes sont ici ; les notes privées et les messages directs des autres, non. Seuls leurs auteurs peuvent les ouvrir.',
  export: {
    open: 'Tout exporter',
    title: 'Exporter toute la réunion',
    lead: 'Un fichier ZIP, créé dans ce navigateur. Il n’est pas scellé : gardez-le là où seules les bonnes personnes ont accès.',
    contents: 'Dans le fichier',
    parts: {
      minutes: 'Le compte rendu en PDF, Markdown et HTML',
      agenda: 'L’ordre du jour en Markdown',
      board: 'Le tableau blanc, chaque page en PDF, SVG et PNG',
      chat: 'La discussion en texte et HTML',
      files: ({ n }) =>
        n === 0
          ? 'Tous les fichiers (il n’y en a aucun)'
          : count(n, { one: '# fichier', other: 'les # fichiers' }),
      people: 'Les noms des personnes présentes',
      consent: 'Consentements avec leur preuve : JSON',
      notes: 'Vos propres notes privées en Markdown',
    },
    withNotes: 'Avec mes notes privées. À laisser de côté si d’autres reçoivent le fichier.',
    without:
      'N’y figurent pas : les notes privées des autres et les messages à une seule personne.',
    start: 'Créer le fichier ZIP',
    working: ({ name }) => `Ajout : ${name}`,
    progress: 'Avancement de l’exportation',
    cancel: 'Arrêter',
    again: 'Réessayer',
    done: ({ name }) => `Enregistré : ${name}.`,
    left: ({ n }) =>
      count(n, {
        one: '# partie n’a pas pu être ouverte et manque. La première page du fichier la nomme.',
        other:
          '# parties n’ont pas pu être ouvertes et manquent. La première page du fichier les nomme.',
      }),
    failed:
      'Le fichier n’a pas pu être créé. Vérifiez votre connexion et la place sur votre disque.',
    names: {
      zip: 'reunion',
      minutes: 'compte-rendu',
      agenda: 'ordre-du-jour',
      board: 'tableau-blanc',
      chat: 'discussion',
      files: 'fichiers',
      people: 'personnes.txt',
      notes: 'mes notes',
    },
    index: {
      made: ({ when }) => `Exportation : ${when}.`,
      missing: 'N’a pas pu être ouvert',
      without:
        'Les notes privées des autres et les messages à une seule personne ne font partie d’aucune exportation.',
    },
    minutesOf: ({ minutes }) => count(minutes, { one: '# minute', other: '# minutes' }),
  },
  remove: {
    card: 'Supprimer',
    cardText:
      'Pour tout le monde et définitivement, aussitôt sur ce serveur. Les sauvegardes de l’exploitant suivent à leur expiration.',
    act: 'Supprimer maintenant',
    title: ({ topic }) => `Supprimer « ${topic} » ?`,
    lead: 'Ceci disparaît, pour tout le monde et définitivement :',
    parts: [
      'Le compte rendu et l’ordre du jour, avec toutes leurs versions antérieures',
      'Le tableau blanc',
      'La discussion',
      'Tous les fichiers',
      'Les notes privées de toutes les personnes présentes',
      'Qui était présent, avec les noms',
      'Les liens : plus personne n’entre grâce à eux',
      'Les clés dans votre coffre. Rien ne pourra plus être ouvert, même à partir d’une sauvegarde.',
    ],
    live: 'La réunion est en cours : toutes les personnes qui y sont seront déconnectées.',
    verb: 'Supprimer définitivement',
    keep: 'Conserver',
    amounts: {
      nothing: 'rien d’écrit',
      size: ({ size }) => `${size}, scellé`,
      files: ({ n, size }) =>
        n === 0
          ? 'aucun'
          : count(n, {
              one: `# fichier, ${size}`,
              many: `# de fichiers, ${size}`,
              other: `# fichiers, ${size}`,
            }),
      notes: ({ n, size }) =>
        n === 0
          ? 'aucune'
          : count(n, {
              one: `de # personne, ${size}`,
              many: `de # de personnes, ${size}`,
              other: `de # personnes, ${size}`,
            }),
      links: ({ n }) => count(n, { one: '# lien', many: '# de liens', other: '# liens' }),
    },
    receipt: {
      save: 'Enregistrer le reçu',
      text: 'Le reçu dit ce qui a été supprimé et quand. Le serveur ne le garde pas.',
      file: 'recu-de-suppression.json',
    },
    done: ({ topic }) => `La réunion « ${topic} » est supprimée.`,
  },
} satisfies typeof source;
