import { deName } from '../elided.ts';
import type { text as source } from '../en/lobby.ts';

export const text = {
  invites: ({ organizer, company }) =>
    company === '' ? `${organizer} vous invite.` : `${organizer} (${company}) vous invite.`,
  plannedFor: ({ when }) => `Prévue pour le ${when}.`,
  noTopic: 'Une réunion',
  yours: 'Votre propre réunion. Vous l’ouvrez comme hôte.',
  sealedOnceIn: 'Scellé de navigateur à navigateur dès que vous êtes dans la salle',
  opensWith: ({ organizer }) => `La réunion s’ouvre à l’arrivée ${deName(organizer)}.`,
  papers:
    'En entrant, vous acceptez les [conditions](/terms). Votre nom est montré aux autres : [confidentialité](/privacy).',
  mails:
    'Ce qui est écrit à tous dans cette réunion, discussion et compte rendu compris, figure aussi dans des courriels à qui en demande un. Ces courriels ne sont pas chiffrés : le programme qui les envoie et les fournisseurs de messagerie peuvent les lire. Les notes privées et les messages directs n’y figurent jamais.',
  picture: {
    region: 'Votre image et votre son',
    onlyYou: 'Visible par vous uniquement',
    cameraOff: 'Votre caméra est désactivée',
    starting: 'Votre navigateur demande si cette page peut utiliser le micro et la caméra.',
    muteMicrophone: 'Couper le micro',
    unmuteMicrophone: 'Activer le micro',
    cameraOn: 'Activer la caméra',
    stopCamera: 'Désactiver la caméra',
  },
  devices: {
    choose: 'Choisir micro, haut-parleur, caméra',
    microphone: 'Micro',
    speaker: 'Haut-parleur',
    camera: 'Caméra',
    none: 'Aucun appareil trouvé',
    system: 'Celui du système',
    unnamed: ({ n }) => `Appareil ${n}`,
    testSpeaker: 'Tester le haut-parleur',
    testing: 'Vous devriez entendre trois notes',
    silent: 'Ce micro ne transmet aucun son. Il est peut-être désactivé sur l’appareil lui-même.',
    unplugged: ({ lost, instead }) => `Débranché : ${lost}. Utilisé à la place : ${instead}.`,
    unpluggedNone: ({ lost }) => `Débranché : ${lost}. Il n’y en a pas d’autre.`,
    returned: ({ device }) => `Rebranché et de nouveau utilisé : ${device}.`,
  },
  faults: {
    microphone: {
      denied: 'Cette page n’a pas le droit d’utiliser votre micro',
      blockedBySystem: 'Votre système refuse le micro au navigateur',
      inUse: 'Un autre programme occupe le micro',
      none: 'Aucun micro trouvé',
      unsupported: 'Cette page ne peut accéder à aucun micro',
      failed: 'Le micro n’a pas démarré',
    },
    camera: {
      denied: 'Cette page n’a pas le droit d’utiliser votre caméra',
      blockedBySystem: 'Votre système refuse la caméra au navigateur',
      inUse: 'Un autre programme occupe la caméra',
      none: 'Aucune caméra trouvée',
      unsupported: 'Cette page ne peut accéder à aucune caméra',
      failed: 'La caméra n’a pas démarré',
    },
    both: {
      denied: 'Cette page n’a pas le droit d’utiliser le micro et la caméra',
      blockedBySystem: 'Votre système refuse le micro et la caméra au navigateur',
      inUse: 'D’autres programmes occupent le micro et la caméra',
      none: 'Aucun micro et aucune caméra trouvés',
      unsupported: 'Cette page ne peut accéder ni au micro ni à la caméra',
      failed: 'Le micro et la caméra n’ont pas démarré',
    },
    ways: {
      denied: {
        chromium:
          'Cliquez sur l’icône à gauche de l’adresse, autorisez le micro et la caméra, puis réessayez.',
        firefox:
          'Cliquez sur l’icône barrée à gauche de l’adresse, levez le blocage, puis réessayez.',
        safari:
          'Dans le menu Safari, sous Réglages pour ce site web, autorisez les deux, puis réessayez.',
        phone:
          'Touchez l’icône à côté de l’adresse, ouvrez les autorisations, autorisez les deux, puis réessayez.',
      },
      blockedBySystem: {
        windows:
          'Windows : Paramètres, Confidentialité et sécurité, Caméra et Microphone. Activez les deux pour votre navigateur.',
        mac: 'macOS : Réglages Système, Confidentialité et sécurité, Caméra et Micro. Cochez votre navigateur, puis relancez-le.',
        other:
          'Autorisez votre navigateur à les utiliser dans les réglages de confidentialité de votre système.',
      },
      inUse: 'Fermez l’autre programme, par exemple une autre réunion, puis réessayez.',
      none: 'Branchez un appareil ; il est reconnu aussitôt.',
      unsupported:
        'Ouvrez le lien dans un vrai navigateur : les applications qui affichent des pages en leur sein ne le permettent souvent pas.',
      failed: 'Débranchez l’appareil, rebranchez-le, ou choisissez-en un autre.',
    },
    joinAnyway: 'Vous pouvez entrer, entendre et voir tout le monde.',
    tryAgain: 'Réessayer',
  },
  consent: {
    unreadable:
      'Votre consentement est demandé par un texte que cette page ne peut pas lire. Vous pouvez écouter et regarder.',
    loading: 'Votre consentement est demandé. Le texte se charge.',
  },
  name: 'Votre nom',
  nameHint: 'Les autres le voient. Le serveur, non.',
  nameMissing: 'Saisissez un nom, pour que les autres sachent qui arrive.',
  nameLong: 'Ce nom est trop long. Raccourcissez-le.',
  join: 'Entrer',
  knock: 'Frapper à la porte',
  start: 'Ouvrir la réunion',
  joinWithout: 'Entrer sans micro ni caméra',
  knockWithout: 'Frapper sans micro ni caméra',
  startWithout: 'Ouvrir sans micro ni caméra',
  willKnock: 'Vous frappez à la porte, et quelqu’un à l’intérieur vous fait entrer.',
  willKnockHost: ({ organizer }) =>
    `Vous frappez à la porte, et ${organizer} ou un co-hôte vous fait entrer.`,
  getsIn: 'Avec ce lien, vous entrez sans attendre de clic, sauf si l’hôte a changé la porte.',
  leave: 'Quitter',
  waiting: {
    title: ({ name }) => `Vous avez frappé, ${name}`,
    person: ({ organizer }) =>
      `On a prévenu ${organizer} et les personnes présentes. Les entrées se font une par une, cela peut donc prendre un moment.`,
    answer: 'Un navigateur à l’intérieur vérifie votre lien.',
    since: ({ time }) => `Vous attendez depuis ${time}. Vous n’êtes pas encore dans la réunion.`,
    again: 'Frapper de nouveau',
    rename: 'Changer mon nom',
    renameDone: 'Frapper avec ce nom',
  },
  early: {
    at: ({ when }) => `Elle est prévue pour le ${when}.`,
    title: ({ organizer }) => `La réunion s’ouvre à l’arrivée ${deName(organizer)}`,
    text: 'Vous êtes en avance. Laissez cette page ouverte. Elle vous fait entrer dès que la réunion s’ouvre.',
    ended: {
      title: 'La réunion est terminée',
      text: 'Elle a pris fin pendant que vous attendiez à la porte. Si elle est rouverte, cette page vous fait entrer ; sinon, vous pouvez partir.',
    },
  },
  held: {
    lock: {
      title: 'La salle est verrouillée',
      text: 'Personne de nouveau n’entre pour le moment. À l’intérieur, on voit que vous attendez. Laissez cette page ouverte : elle frappe de nouveau d’elle-même dès que la salle est déverrouillée.',
    },
    fullRoom: {
      title: 'La salle est pleine',
      text: '200 personnes sont à l’intérieur. Laissez cette page ouverte : elle frappe de nouveau d’elle-même quand quelqu’un part.',
    },
    fullForHost:
      '200 personnes sont à l’intérieur. Laissez cette page ouverte : en tant qu’hôte, vous entrerez automatiquement dès que quelqu’un partira. Les co-hôtes présents peuvent exclure quelqu’un.',
    since: ({ time }) =>
      `Vous attendez depuis ${time}. Vous serez prévenu ici dès que cela change.`,
  },
  joining: {
    turn: 'Les entrées se font une par une. C’est bientôt votre tour.',
    keys: 'Réception de la clé de la salle',
    confirmation: 'Quelqu’un à l’intérieur confirme que vous avez la même clé',
    entering: 'Lecture de votre lien',
    connecting: 'Connexion',
  },
  errors: {
    damagedLink: {
      title: 'Ce lien est abîmé',
      text: 'Sa fin manque. Certains logiciels de messagerie coupent les longs liens. Copiez-le en entier depuis l’invitation, ou saisissez le code qui y figure.',
      code: 'Le code à la fin du lien',
      codeHint:
        'Collez le lien entier, ou saisissez les lettres et les chiffres qui suivent le signe #. Majuscules, espaces et tirets n’importent pas.',
      codeWrong: 'Ce n’est pas le code de cette réunion. Vérifiez-le lettre par lettre.',
      open: 'Ouvrir',
    },
    wrongKey: {
      title: 'Ce lien n’ouvre pas la réunion',
      text: 'Il a été remplacé par un nouveau. Demandez le nouveau lien.',
    },
    linkUnknown: {
      title: 'Aucune réunion ne répond à ce lien',
      text: 'Elle a peut-être été supprimée, ou le lien a été remplacé. Renseignez-vous auprès de la personne dont vient l’invitation.',
    },
    noLink: {
      title: 'La fin de cette adresse manque',
      text: 'Une réunion s’ouvre avec le lien entier de l’invitation, ou avec le code placé à sa fin. Si la réunion est la vôtre, connectez-vous.',
      signIn: 'Se connecter',
    },
    forgedCard: {
      title: 'Cette invitation n’est pas digne de confiance',
      text: 'Ce que montre le serveur n’a pas été signé par l’hôte de cette réunion. Rien n’a été ouvert. Prévenez la personne dont vient l’invitation.',
    },
    forked: {
      title: 'La salle n’est pas cohérente',
      text: 'Les autres ont un état de la salle différent de celui que le serveur montre à ce navigateur, qui s’est donc arrêté. Quittez la réunion et prévenez l’organisateur par un autre moyen.',
    },
    locked: {
      title: 'La salle est verrouillée',
      text: 'Toutes les personnes attendues sont là. Contactez l’organisateur par téléphone ou par e-mail, puis réessayez.',
    },
    full: {
      title: 'La salle est pleine',
      text: '200 personnes sont à l’intérieur. Réessayez quand quelqu’un sera parti.',
    },
    ended: {
      title: 'Cette réunion est terminée',
      text: 'La salle est fermée et ses clés ont disparu.',
      reopen: 'La rouvrir',
      past: 'Compte rendu et fichiers',
    },
    expired: {
      title: 'Cette réunion s’est terminée d’elle-même',
      text: 'Il n’y avait plus personne dans la salle depuis un moment. L’organisateur peut la rouvrir.',
    },
    removed: {
      title: 'Vous ne faites plus partie de la réunion',
      text: 'Une personne qui en a le droit a mis fin à votre participation. Ce qui se dit désormais est scellé avec une autre clé.',
    },
    turnedAway: {
      title: 'On ne vous a pas fait entrer',
      text: ({ organizer }) =>
        `${organizer} ou une personne à l’intérieur a refusé. Votre nom n’était peut-être pas connu. Renseignez-vous par téléphone ou par e-mail, puis frappez de nouveau.`,
    },
    left: {
      title: 'Vous avez quitté la réunion',
      text: 'Le micro et la caméra sont désactivés.',
      again: 'Revenir',
    },
    replaced: {
      title: 'Vous êtes dans cette réunion ailleurs',
      text: 'Elle continue dans un autre onglet ou sur un autre de vos appareils.',
      here: 'Continuer ici',
    },
    otherTab: {
      title: 'Cette réunion est ouverte dans un autre onglet',
      text: 'Un seul onglet peut occuper votre place dans la salle.',
      here: 'Continuer ici',
    },
    unsupported: {
      title: 'Ce navigateur ne peut pas sceller une réunion',
      text: 'Mettez le navigateur à jour, ou ouvrez le lien dans une version récente de Firefox, Chrome, Edge ou Safari. Les applications qui affichent des pages en leur sein n’y parviennent souvent pas. Il n’y a pas d’entrée non scellée.',
      copied: 'Lien copié',
      copyByHand: 'Votre navigateur ne copie pas de lui-même. Voici le lien :',
      copyLink: 'Copier le lien',
      missing: 'Ce qui manque',
      features: {
        frames: 'Le scellement du son et de l’image (transformations encodées)',
        webrtc: 'Le son et l’image par le réseau (WebRTC)',
        crypto: 'La cryptographie dans une page sécurisée',
        workers: 'Les programmes en arrière-plan (workers)',
      },
    },
    reload: {
      title: 'Il y a une version plus récente de Conclave',
      text: 'Cette page est plus ancienne ou plus récente que le serveur. Rechargez-la ; votre lien est conservé.',
      button: 'Recharger',
    },
    unavailable: {
      title: 'Le serveur ne répond pas',
      text: 'Vérifiez votre connexion. Cette page réessaie d’elle-même.',
    },
    foreignOrigin: {
      title: 'Cette page a été ouverte depuis un autre site',
      text: 'Elle n’appartient pas à ce serveur. Ouvrez le lien de votre invitation.',
    },
    other: {
      title: 'Cela n’a pas fonctionné',
      text: 'Le serveur a refusé. Réessayez dans un moment.',
    },
    tryAgain: 'Réessayer',
    home: 'Aller à l’accueil',
  },
  exposed:
    'Un logiciel de messagerie a écrit ce lien d’une façon qui l’a montré au serveur. Il fonctionne, mais quelqu’un à l’intérieur doit vous faire entrer.',
  storageBlocked:
    'Votre navigateur ne conserve rien pour ce site. Après un rechargement, il faudra frapper de nouveau.',
} satisfies typeof source;
