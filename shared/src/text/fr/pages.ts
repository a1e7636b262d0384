import type { text as source } from '../en/pages.ts';

export const text = {
  start: {
    title: 'Une salle de réunion où son propre serveur ne peut pas entrer',
    lead: 'Voix, image, discussion, tableau blanc, compte rendu et fichiers sont scellés dans votre navigateur et ouverts dans ceux des personnes que vous rencontrez. Entre les deux, personne n’a la clé.',
    signIn: 'Se connecter',
    createAccount: 'Créer un compte',
    byInvitation:
      'Ici, les organisateurs reçoivent leur compte sur invitation. Les invités n’en ont pas besoin.',
    closed: 'Aucun nouveau compte n’est créé ici. Les invités n’en ont pas besoin.',
    guestsNeedNone: 'Les invités n’ont pas besoin de compte : un lien et un nom suffisent.',
    enter: {
      title: 'Vous avez reçu une invitation',
      label: 'Votre lien, ou toute l’invitation',
      placeholder: 'Collez-le ici',
      go: 'Aller à la réunion',
      faults: {
        empty: 'Collez le lien de votre invitation.',
        noLink: 'Ce texte ne contient aucun lien de réunion.',
        cut: 'La fin de ce lien manque. Copiez-le en entier depuis l’invitation.',
        elsewhere: ({ host }) => `Ce lien appartient à ${host}. Ouvrez-le là-bas.`,
      },
      staysHere:
        'Le lien n’est lu que dans ce navigateur. Sa partie secrète n’est jamais envoyée au serveur.',
    },
    show: {
      label: 'Ce qui passe par le serveur',
      you: 'Vous écrivez',
      yours: 'Écrivez quelque chose',
      sample: 'Mara prend l’équipe de nuit à partir de mars.',
      server: 'Le serveur détient',
      serverNote:
        'Scellé à l’instant, dans ce navigateur, avec une clé créée pour cette page. [Qui peut lire quoi](/about/encryption)',
      they: 'Les autres lisent',
    },
    facts: [
      {
        title: 'Toujours scellé',
        text: 'Aucun réglage ne désactive le chiffrement, et aucun nombre de participants ne l’arrête.',
      },
      {
        title: 'Qui peut entrer',
        text: 'Un lien ne fait que frapper à la porte. Quelqu’un dans la salle ouvre, et un code lu à voix haute montre à tous qu’aucun inconnu n’écoute.',
      },
      {
        title: 'Effacé quand vous le dites',
        text: 'Supprimez une réunion : son compte rendu, son tableau, sa discussion et ses fichiers disparaissent partout et définitivement.',
      },
    ],
  },
  about: {
    title: 'À propos de Conclave',
    lead: 'Cum clave : avec une clé. Une salle pour des réunions dont le contenu reste aux personnes présentes.',
    body: [
      'Conclave fonctionne dans le navigateur. Rien à installer, pas de compte pour les invités, rien de chargé depuis d’autres sites, pas de publicité et aucune analyse de ce que vous faites.',
      'Tout ce que produit une réunion est chiffré avant de quitter votre navigateur : voix, image, écran, discussion, messages directs, tableau blanc, compte rendu, notes, fichiers et leurs noms, sujet, ordre du jour et noms des participants. Le serveur le transmet, l’ordonne et le conserve scellé. [Qui peut lire quoi](/about/encryption) énumère ce qu’il voit malgré tout.',
    ],
    runs: {
      title: 'Qui exploite cette instance',
      by: 'Exploitée par',
      hosting: 'Les machines se trouvent en',
      version: 'Version',
      nobody:
        'Ceci est une instance de développement. Personne n’en répond : utilisez-la pour des essais, pas pour de vraies réunions.',
    },
    program: {
      title: 'Quel programme fonctionne ici',
      text: 'Tout le monde reçoit les mêmes fichiers. Leurs sommes SHA-256 figurent dans une liste : chacun peut comparer ce que ce serveur fournit avec ce qui a été publié, ou recompiler le programme et obtenir les mêmes octets.',
      list: 'Ouvrir la liste des sommes',
    },
    thanks: {
      title: 'Réalisé avec',
      text: 'La police est Archivo, d’Omnibus-Type (SIL Open Font License). Les icônes viennent de Lucide (licence ISC).',
    },
  },
  encryption: {
    title: 'Qui peut lire quoi',
    lead: 'Le contenu est chiffré de navigateur à navigateur. Ce tableau indique, pour tout ce qui existe, qui peut le lire entre les deux.',
    caption: 'Ce que peut lire chaque intermédiaire entre les navigateurs',
    datumHead: 'Quoi',
    parties: {
      server: 'Ce serveur',
      sfu: 'Répartiteur audio et vidéo',
      turn: 'Relais pour réseaux difficiles',
      mail: 'Relais e-mail et fournisseurs de messagerie',
    },
    data: {
      media: 'Voix, image, écran',
      content:
        'Discussion, messages directs, tableau blanc, compte rendu, notes, fichiers et leurs noms, sujet, ordre du jour, noms',
      summary: 'Contenu du récapitulatif et ses propres notes',
      allDocuments:
        'Tous les documents, dès que quelqu’un demande un récapitulatif par lien scellé',
      mailedLink: 'Le lien d’une invitation envoyée par e-mail',
      organizer:
        'Nom, adresse et langue de l’organisateur ; nom de l’entreprise ; modèles de l’entreprise',
      addresses: 'Adresses des personnes invitées et des participants',
      phone: 'Numéro de téléphone pour les codes par SMS, si un organisateur choisit cette méthode',
      existence:
        'Qu’une réunion existe, son numéro aléatoire, les heures, le nombre de connexions, les tailles, qui écrit quand, qui a coupé son micro',
      network: 'Adresses IP et heures d’accès',
      consent: 'Consentement',
    },
    readings: {
      yes: 'Oui',
      no: 'Non',
      never: 'Ne passe pas par ici',
      sizes: 'Les tailles seulement',
      commitment: 'Un engagement cryptographique seulement',
      commitmentMade: 'Qu’un engagement cryptographique existe',
      whileSending: 'Pendant l’envoi',
      knockOnly: 'Oui. Il ne fait que frapper, et une personne doit faire entrer',
      shortened: 'Oui, raccourcies après 7 jours',
      sealedUntilSent: 'Scellées avec la clé du relais jusqu’à l’envoi',
      ifShown: 'Le sujet seulement, et seulement si l’organisateur le montre dans l’invitation',
      whoHasTheLink:
        'Qui lit l’e-mail peut ouvrir le lien. Avec un code : non. Si le texte dans l’e-mail est choisi : il y est lu',
      tamperedRelay: 'Seulement un exploitant qui manipule le relais e-mail. Avec un code : non',
    },
    phoneNote: 'Les codes par SMS passent par Twilio, qui voit le numéro et le texte.',
    limits: {
      title: 'Ce que le chiffrement dans un navigateur ne peut pas faire',
      program:
        'Le programme qui chiffre est fourni par ce serveur à chaque ouverture de la page. Si le serveur ou son exploitant était contraint ou piraté et fournissait un programme modifié, celui-ci pourrait lire votre réunion.',
      help: 'Si cela compte pour vous, comparez le programme avec ses [sommes publiées](/about), utilisez une extension qui les vérifie, ou exploitez le serveur vous-même.',
      device:
        'Qui contrôle votre appareil voit ce que vous voyez. Il en va de même pour toutes les personnes dans la salle : elles peuvent prendre des notes ou filmer l’écran.',
      kept: 'Ce qu’une personne a pu lire avant son exclusion lui reste lisible.',
      omission:
        'Un serveur peut retenir ou retarder. Les navigateurs remarquent les entrées manquantes ou déplacées et le signalent, mais ne peuvent pas forcer la livraison.',
    },
    check: {
      title: 'Comment être sûr de la salle',
      text: 'Ouvrez Chiffrement dans la salle et demandez à quelqu’un de lire le code à voix haute. Si le vôtre est identique, toutes les personnes dans la salle ont la même clé, et personne d’autre. Comparez de nouveau quand arrive une personne qui compte pour vous.',
    },
    how: {
      title: 'Comment c’est fait',
      points: [
        'Les clés d’une réunion sont convenues avec Messaging Layer Security (RFC 9420) et changent quand quelqu’un arrive, part ou est exclu.',
        'Chaque trame de son et d’image est scellée avec SFrame (RFC 9605, AES-128-GCM). Une trame qui ne correspond pas à la clé de son expéditeur est rejetée.',
        'Les documents sont scellés avec des clés de la réunion et signés par leur auteur avant d’être envoyés.',
        'La partie secrète d’un lien se trouve derrière le # et n’atteint jamais le serveur.',
        'Votre mot de passe ouvre vos données et ne quitte jamais le navigateur. Personne ne peut le réinitialiser : conservez le kit de secours.',
      ],
    },
  },
} satisfies typeof source;
