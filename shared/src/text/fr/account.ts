import type { text as source } from '../en/account.ts';

export const text = {
  address: 'Adresse e-mail',
  password: 'Mot de passe',
  newPassword: 'Nouveau mot de passe',
  presentPassword: 'Mot de passe actuel',
  firstName: 'Prénom',
  lastName: 'Nom',
  companyName: 'Entreprise',
  companyNameHint: 'Figure seulement sur les factures.',
  language: 'Langue de vos invitations et récapitulatifs',
  working: {
    keys: 'Création de vos clés. Cela prend un moment, c’est voulu.',
    signIn: 'Connexion et ouverture de votre coffre.',
    asking: 'Recherche du compte connecté.',
    saving: 'Enregistrement.',
    recover: 'Ouverture de votre coffre avec le kit de secours.',
  },

  password12: 'Au moins 12 caractères. Trois ou quatre mots inhabituels conviennent bien.',
  strength: {
    label: 'Difficulté à deviner',
    short: ({ n }) => `${n} sur 12 caractères`,
    repeats: 'Facile à deviner : il se répète. Ajoutez d’autres mots.',
    sequence:
      'Facile à deviner : des touches ou des lettres qui se suivent. Ajoutez d’autres mots.',
    personal: 'Facile à deviner : il contient votre nom ou votre adresse. Prenez d’autres mots.',
    common: 'Facile à deviner : c’est l’un des premiers essayés. Prenez d’autres mots.',
    fair: 'Assez bon. Un mot de plus le rend bien plus difficile.',
    good: 'Difficile à deviner.',
  },

  faults: {
    required: 'Remplissez ce champ.',
    address: 'Ce n’est pas une adresse e-mail. Elle ressemble à nom@example.org.',
    name: 'C’est trop long, ou contient des caractères qui ne peuvent pas être affichés.',
    terms: 'Sans cela, aucun compte ne peut être créé.',
    kit: 'Une lettre est fausse ou manque. Le code compte neuf groupes de quatre.',
    group: ({ n }) => `Ce n’est pas le groupe ${n} du code ci-dessus.`,
    presentPassword: 'Ce n’est pas votre mot de passe actuel.',
    samePassword: 'C’est déjà votre mot de passe actuel.',
  },

  register: {
    title: 'Créer un compte',
    lead: 'Avec un compte, vous tenez des réunions. Les invités n’en ont pas besoin.',
    invited: ({ company }) => `Une invitation vous attend chez **${company}**.`,
    invitedPlain: 'Une invitation vous attend.',
    terms: ({ age }) => `J’accepte les [conditions](/terms). J’ai au moins ${age} ans.`,
    agreement: 'J’accepte le [contrat de sous-traitance des données](/terms#dpa).',
    submit: 'Créer le compte',
    haveAccount: 'Vous avez un compte ? [Se connecter](/sign-in)',
    aside: {
      title: 'Avant de commencer',
      points: [
        'Votre mot de passe reste dans ce navigateur. Le serveur en reçoit un dérivé, qui n’ouvre rien.',
        'Après cette page, vous recevez un **kit de secours** : un code à imprimer ou à enregistrer. C’est le seul moyen de revenir si le mot de passe est perdu.',
        'Si le mot de passe et le kit sont tous deux perdus, personne ne peut ouvrir votre coffre : ni nous, ni l’exploitant. Vous repartiriez avec un nouveau coffre vide.',
      ],
    },
    closed: {
      title: 'Pas de nouveaux comptes ici',
      text: 'Ce serveur n’accepte pas de nouveaux comptes. Les réunions restent ouvertes aux invités : un lien suffit.',
    },
    byInvitation: {
      title: 'Sur invitation',
      text: 'Sur ce serveur, les comptes se créent sur invitation. Demandez un lien à l’administration de votre entreprise. Si vous en avez un, ouvrez-le de nouveau.',
    },
    inviteUsed: {
      title: 'Cette invitation n’est plus valable',
      text: 'Une invitation sert une seule fois et pendant sept jours. Demandez-en une autre à la personne qui vous l’a envoyée. Si vous l’avez utilisée pour créer votre compte, connectez-vous.',
    },
  },

  kit: {
    title: 'Votre kit de secours',
    lead: 'Ce code ouvre votre coffre si le mot de passe est perdu. Il n’est affiché que cette fois.',
    code: 'Code du kit de secours',
    print: 'Imprimer',
    download: 'Enregistrer dans un fichier',
    copy: 'Copier',
    copied: 'Copié. Collez-le maintenant dans votre gestionnaire de mots de passe.',
    downloaded: 'Enregistré dans un fichier. Rangez-le là où personne d’autre ne regarde.',
    printed: 'Imprimé ? Rangez la feuille avec vos papiers importants.',
    keep: 'Conservez-le à l’écart de cet appareil. Qui l’a, avec votre adresse, peut ouvrir votre coffre.',
    confirm: {
      title: 'Montrez que vous l’avez',
      group: ({ n }) => `Saisissez le groupe ${n} du code`,
      box: 'J’ai imprimé, enregistré ou copié le code et je le garde en lieu sûr.',
      boxFirst: 'Imprimez, enregistrez ou copiez d’abord le code, ou saisissez le groupe.',
      submit: 'Continuer',
    },
    sheet: {
      title: 'Kit de secours Conclave',
      for: 'Compte',
      at: 'Serveur',
      made: 'Créé le',
      how: 'Mode d’emploi : ouvrez l’adresse ci-dessous, saisissez votre adresse e-mail, ce code et un nouveau mot de passe. Le code reste valable jusqu’à ce que vous en créiez un autre.',
    },
    file: 'conclave-kit-de-secours.txt',
  },

  signIn: {
    title: 'Se connecter',
    submit: 'Se connecter',
    forgot: 'Mot de passe oublié ? [Utiliser le kit de secours](/recover)',
    noAccount: 'Pas encore de compte ? [En créer un](/register)',
    next: 'Connectez-vous pour continuer. Vous reviendrez là où vous étiez.',
    signedOut: 'La session est fermée. La clé de votre coffre a disparu de ce navigateur.',
    again: {
      title: 'Se reconnecter',
      text: 'Votre session a expiré. Ce que vous faisiez est encore là.',
      locked:
        'Votre session est ouverte, mais ce navigateur n’a pas la clé de votre coffre. Votre mot de passe l’ouvre.',
      somebodyElse: 'Se connecter avec un autre compte',
    },
  },

  recover: {
    title: 'Revenir avec le kit de secours',
    lead: 'Le code de votre kit ouvre votre coffre. Vous choisissez un nouveau mot de passe ; le kit reste valable.',
    code: 'Code du kit de secours',
    codeHint: 'Neuf groupes de quatre. Minuscules et espaces n’importent pas.',
    submit: 'Définir le nouveau mot de passe',
    lost: {
      title: 'Le kit est perdu aussi',
      text: 'Alors personne ne peut ouvrir votre coffre. Si votre session est encore ouverte sur un appareil, créez-y un nouveau kit, dans votre compte. Sinon, créez un compte avec une autre adresse et repartez avec un coffre vide.',
    },
    done: 'Votre mot de passe est changé. Tous les autres appareils sont déconnectés.',
    remembered: 'Il vous est revenu ? [Se connecter](/sign-in)',
  },

  own: {
    title: 'Votre compte',
    profile: {
      title: 'À propos de vous',
      text: 'Votre nom et votre adresse figurent dans vos invitations.',
      saved: 'Enregistré.',
    },
    company: {
      title: 'Le compte de votre entreprise',
      accountName: 'Nom du compte',
      accountNameHint: 'Il permet à l’exploitant de distinguer les comptes.',
    },
    password: {
      title: 'Mot de passe',
      text: 'Un nouveau mot de passe déconnecte tous les autres appareils. Votre kit de secours reste valable.',
      submit: 'Changer le mot de passe',
      done: 'Votre mot de passe est changé. Tous les autres appareils sont déconnectés.',
    },
    kit: {
      title: 'Kit de secours',
      confirmed: 'Vous avez indiqué que votre kit est en lieu sûr.',
      unconfirmed:
        'Vous n’avez pas confirmé votre kit. Si le code est perdu, créez-en un nouveau maintenant, tant que votre session est ouverte.',
      text: 'Avec un nouveau kit, l’ancien n’ouvre plus rien.',
      open: 'Créer un nouveau kit',
      submit: 'Créer',
    },
    browser: {
      title: 'Ce navigateur',
      keeps:
        'Il garde la clé de votre coffre jusqu’à votre déconnexion. La clé ne peut pas en être extraite, pas même par cette page.',
      keepsNot:
        'Il n’accorde aucun stockage à cette page. Après un rechargement, vous saisissez de nouveau votre mot de passe, et ce que le serveur n’a pas reçu est perdu.',
      all: 'Ce que ce site stocke',
    },
  },

  desk: {
    title: 'Réunions',
    greeting: {
      morning: ({ name }) => `Bonjour, ${name}`,
      day: ({ name }) => `Bonjour, ${name}`,
      evening: ({ name }) => `Bonsoir, ${name}`,
    },
    start: 'Démarrer une réunion',
    topic: 'Sujet',
    topicHint: 'Les invités le voient avant d’entrer. Le serveur, non.',
    whoMayEnter: 'Qui peut entrer',
    doorChoice: {
      greeted: {
        title: 'Avec accueil',
        text: 'Toute personne qui a le lien entre dès que quelqu’un est là. Pour presque tout.',
      },
      guarded: { title: 'Gardée', text: 'Vous faites entrer chaque personne vous-même.' },
      open: {
        title: 'Ouverte',
        text: 'Toute personne qui a le lien entre, même quand il n’y a personne. Pour les réunions publiques : si vous envoyez ce lien par e-mail, ce serveur et les fournisseurs de messagerie pourraient entrer aussi.',
      },
    },
    consent: {
      title: 'Demander d’abord le consentement',
      text: 'Pour les réunions où la santé, les convictions ou d’autres sujets protégés peuvent être abordés : les invités consentent, finalité par finalité, avant d’être vus ou entendus.',
    },
    startNow: 'Démarrer',
    list: 'Vos réunions',
    opening: 'Ouverture de votre coffre.',
    open: 'Ouvrir',
    untitled: 'Réunion sans sujet',
    made: ({ when }) => `création : ${when}`,
    doors: { open: 'porte ouverte', greeted: 'avec accueil', guarded: 'gardée' },
    empty: {
      title: 'Encore rien ici',
      text: 'Démarrez une réunion, copiez son lien et envoyez-le aux personnes que vous voulez voir. Il leur faut un navigateur et leur nom, rien d’autre.',
    },
    needsYou: 'Demande votre attention',
    kit: 'Votre kit de secours n’est pas confirmé.',
    kitAct: 'Voir le kit de secours',
    unverified: 'Votre adresse n’est pas confirmée : aucune invitation ne part encore par e-mail.',
    unverifiedAct: 'Confirmer l’adresse',
    sealed:
      'Les sujets de cette page ont été ouverts dans votre navigateur. Le serveur les garde scellés. Il sait quand une réunion commence et se termine.',
    sealedLink: 'Ce que voit le serveur',
    noStorage:
      'Ce navigateur ne garde rien pour cette page : après un rechargement, votre mot de passe sera demandé de nouveau.',
  },

  failed: {
    unreachable:
      'Le serveur n’a pas répondu. Vérifiez votre connexion, puis réessayez. Ce que vous avez saisi est encore là.',
    offline: 'Vous êtes hors ligne. Rien n’a été envoyé ; ce que vous avez saisi est encore là.',
    wrongCredentials: 'L’adresse et le mot de passe ne vont pas ensemble.',
    wrongKit: 'L’adresse et le code ne vont pas ensemble.',
    tooMany:
      'Trop de tentatives. Attendez un quart d’heure, puis réessayez. Rien n’est bloqué pour de bon.',
    addressTaken:
      'Cette adresse ne peut pas servir à un nouveau compte. Si c’est la vôtre, [connectez-vous](/sign-in) ou [utilisez votre kit de secours](/recover).',
    registrationClosed: 'Ce serveur n’accepte pas de nouveaux comptes pour le moment.',
    inviteInvalid: 'L’invitation a déjà servi ou est trop ancienne. Demandez-en une autre.',
    lastAdmin:
      'Plus personne ne pourrait administrer votre entreprise. Nommez d’abord un autre administrateur.',
    addressUnverified:
      'Confirmez d’abord votre adresse : le lien est dans votre boîte, et votre compte peut le renvoyer.',
    termsRequired:
      'Les conditions ont changé pendant que cette page était ouverte. Rechargez-la et relisez-les.',
    signedOut: 'Votre session a expiré. Reconnectez-vous, puis recommencez.',
    suspended: 'Votre entreprise a suspendu ce compte. Adressez-vous à son administration.',
    lapsed:
      'Le compte de votre entreprise a expiré. Vous pouvez lire, exporter et supprimer, mais ni ouvrir ni planifier de réunions.',
    policyForbids: 'Les règles de votre entreprise ne le permettent pas.',
    restricted:
      'Vos données sont conservées sans être utilisées, comme vous l’avez demandé. Mettez-y d’abord fin sous [Mes données](/account/data).',
    stepOver: 'La connexion n’a pas été terminée. Recommencez.',
    versionConflict: 'Un autre appareil a modifié ceci au même moment. Réessayez.',
    unavailable: 'Le serveur ne peut pas le faire pour le moment. Réessayez dans une minute.',
    other: 'Le serveur a refusé. Rechargez la page et réessayez.',
    signOutOffline:
      'La clé a disparu de ce navigateur, mais le serveur n’a pas répondu. Déconnectez-vous encore une fois quand vous serez en ligne.',
    unexpected: 'Un problème est survenu dans cette page. Rechargez-la et réessayez.',
  },

  refused: {
    title: 'Votre coffre reste fermé',
    stop: 'Rien de plus n’a été envoyé. Prévenez l’exploitant de ce serveur, et ne saisissez pas votre mot de passe ici tant que ce n’est pas éclairci.',
    backup:
      'Si l’exploitant indique qu’une sauvegarde a été restaurée : [supprimez ce que ce navigateur a retenu](/storage), puis reconnectez-vous.',
    kdfUnknown:
      'Le serveur demande une méthode de dérivation de clés que cette page ne connaît pas.',
    kdfTooWeak:
      'Le serveur demande de protéger votre mot de passe moins que convenu. Il pourrait ainsi être deviné.',
    kdfTooCostly: 'Le serveur demande plus de calcul qu’aucun serveur honnête ne le ferait.',
    kdfSalt: 'Le serveur a envoyé pour votre mot de passe une donnée inutilisable.',
    openerDoesNotFit:
      'Ce que le serveur présente comme la clé de votre coffre n’a pas été créé avec votre mot de passe.',
    openerOutdated:
      'Le serveur accepte un ancien mot de passe ou un ancien kit, mais votre coffre en connaît un plus récent.',
    vaultRolledBack:
      'Le serveur montre un état de votre coffre plus ancien que celui que ce navigateur a vu.',
    vaultForked: 'Le serveur montre à ce navigateur un autre coffre qu’auparavant.',
    manifestDamaged: 'La liste du contenu de votre coffre ne s’ouvre pas.',
    shelfDoesNotFit: 'Dans votre coffre, un élément manque, est ancien ou n’est pas à sa place.',
    itemDamaged: 'Un élément de votre coffre ne s’ouvre pas.',
    formatUnknown:
      'Votre coffre a été écrit par une version plus récente de cette page. Rechargez la page.',
    itemChanged: 'Un autre appareil a modifié ceci avant vous. Regardez de nouveau, puis décidez.',
    kitMistyped: 'Une lettre du code est fausse ou manque.',
    keyShareWorthless: 'Une clé qui vous a été envoyée est sans valeur. Elle a été refusée.',
    browserTooOld:
      'Ce navigateur n’a pas le chiffrement dont un coffre a besoin. Une version plus récente, ou Firefox ou Chrome, l’a.',
    again: 'Réessayer',
    signOut: 'Se déconnecter',
  },
} satisfies typeof source;
