import type { text as source } from '../en/privacy.ts';

export const text = {
  title: 'Confidentialité',
  lead: 'Ce que ce site sait de vous, pourquoi, pendant combien de temps, et ce que vous pouvez y faire.',
  version: ({ version }) => `Version ${version} de cette politique de confidentialité`,
  short: {
    title: 'En bref',
    points: [
      'Ce que vous dites, montrez et écrivez dans une réunion est chiffré dans votre navigateur. Ce serveur ne peut pas le lire. [Qui peut lire quoi](/about/encryption)',
      'Les invités n’ont pas besoin de compte. Les adresses e-mail servent à envoyer ce qui a été demandé, et à rien d’autre.',
      'Rien n’est chargé depuis d’autres sites. Il n’y a ni analyse de votre comportement, ni publicité, ni profil.',
      'Les données ne sont ni vendues, ni louées, ni cédées, et personne ne les reçoit à des fins publicitaires.',
      'L’organisateur d’une réunion la supprime quand il le veut. Elle disparaît alors partout.',
    ],
  },
  controller: {
    title: 'Qui répond de ce site',
    controller: 'Responsable du traitement',
    officer: 'Délégué à la protection des données',
    noOfficer: 'Aucun n’est désigné.',
    authority: 'Autorité de contrôle',
    noAuthority:
      'Vous pouvez introduire une réclamation auprès de l’autorité de contrôle de votre résidence habituelle, de votre lieu de travail ou du lieu de la violation présumée.',
    nobody:
      'Ceci est une instance de développement. Aucun responsable du traitement n’est indiqué ; elle ne doit donc pas servir à de vraies réunions.',
  },
  roles: {
    title: 'Qui est responsable de quoi',
    paragraphs: [
      'L’organisation qui invite à une réunion en est le responsable du traitement : elle décide qui vient, de quoi l’on parle, ce qui est conservé et pendant combien de temps, et il lui faut pour cela une base juridique. La salle d’attente la nomme avant que vous n’entriez.',
      'L’exploitant de ce site est pour cela son sous-traitant, en vertu d’un [contrat de sous-traitance des données](/terms#dpa). Pour les comptes, les e-mails, les journaux et la sécurité du site, le responsable du traitement nommé plus haut est lui-même responsable.',
      'Les participants à une réunion adressent leurs demandes à l’organisateur de celle-ci. Les demandes qui arrivent ici lui sont transmises avec un délai de réponse.',
    ],
  },
  data: {
    title: 'Ce qui est traité, pourquoi et pendant combien de temps',
    lead: 'Une ligne par finalité. Les données d’une finalité ne servent pas à une autre ; une nouvelle finalité est annoncée ici avant de commencer.',
    heads: {
      purpose: 'Finalité',
      data: 'Données',
      source: 'Source',
      basis: 'Base juridique',
      kept: 'Durée de conservation',
    },
    voluntary: 'facultatif',
    required: 'nécessaire',
    purposes: {
      login: 'Reconnaître la personne qui se connecte',
      secondFactor: 'Demander une seconde preuve à la connexion',
      vault: 'Conserver les clés du compte',
      meeting: 'Tenir la réunion : sa porte, son ordre, ses connexions',
      documents: 'Conserver ce qu’une réunion écrit',
      invitation: 'Envoyer des invitations',
      summary: 'Envoyer un récapitulatif à qui l’a demandé',
      consent: 'Prouver quel consentement a été donné, respecter son retrait',
      company: 'Administrer les organisateurs et les règles d’une entreprise',
      terms: 'Prouver quelles conditions ont été acceptées',
      abuse: 'Empêcher de deviner des accès, de submerger le serveur ou d’en abuser',
      support: 'Aider en cas de mauvaise connexion',
      troubleshooting: 'Trouver les défauts du serveur',
      rights: 'Répondre aux demandes sur vos données',
      deletion: 'Supprimer à temps, et garder supprimé ce qui l’a été',
    },
    contents: {
      login:
        'Prénom et nom, adresse e-mail, langue, une preuve dérivée du mot de passe, connexions',
      secondFactor:
        'Seconds facteurs ; un numéro de téléphone seulement si vous choisissez les codes par SMS',
      vault: 'Clés, carnet d’adresses et paramètres, scellés par le mot de passe',
      meeting:
        'Un numéro aléatoire, heures, nombre de connexions, tailles ; les noms et le sujet sont scellés',
      documents: 'Discussion, tableau blanc, compte rendu, notes, fichiers ; le tout scellé',
      invitation: 'Adresse e-mail et invitation, scellées jusqu’à l’envoi',
      summary:
        'Adresse e-mail, langue et lien, scellés jusqu’à l’envoi ; si cela a été choisi, aussi ce qui a été écrit',
      consent:
        'L’enregistrement du consentement, scellé pour l’organisateur, et un engagement cryptographique à son sujet',
      company: 'Nom de l’entreprise, règles, modèles, liste des organisateurs',
      terms: 'Version et heure',
      abuse: 'Adresse IP, compteurs de tentatives échouées',
      support:
        'Système d’exploitation, navigateur, qualité de la connexion, sous un numéro aléatoire',
      troubleshooting: 'Heure, adresse IP, type de requête, erreur ; jamais de contenus ni de noms',
      rights: 'Votre demande et la réponse donnée',
      deletion: 'Numéros aléatoires de ce qui a été supprimé',
    },
    sources: {
      self: 'vous',
      organizer: 'l’organisateur qui vous invite',
      use: 'l’utilisation de ce site',
    },
    bases: {
      '6.1.a': 'Consentement, article 6, paragraphe 1, point a), du RGPD',
      '6.1.b': 'Contrat, article 6, paragraphe 1, point b), du RGPD',
      '6.1.c': 'Obligation légale, article 6, paragraphe 1, point c), du RGPD',
      '6.1.f': 'Intérêts légitimes, article 6, paragraphe 1, point f), du RGPD',
      '9.2.a': 'Consentement explicite, article 9, paragraphe 2, point a), du RGPD',
    },
    retention: {
      account:
        'Avec le compte ; 360 jours après son expiration, 7 jours après que vous l’avez fermé',
      untilReplaced: 'Jusqu’à remplacement ou retrait',
      meeting:
        'Jusqu’à ce que l’organisateur supprime la réunion ou que vienne sa date de suppression',
      session: 'Jusqu’au lendemain de la réunion',
      signIn: 'Connexions : 30 jours au plus',
      oneTimeToken: 'Liens à usage unique : 7 jours au plus',
      mailJob: 'L’e-mail : jusqu’à son acceptation, 72 heures au plus',
      shortAddress: 'Adresses IP : 7 jours, puis raccourcies au réseau',
      securityLog: 'Tentatives échouées : 7 jours',
      log: ({ days }) => `${days} jours`,
      statistics: ({ days }) => `${days} jours`,
      deletionLedger: 'Aussi loin que remontent les sauvegardes, et 30 jours de plus',
      suppression:
        'Adresses refusées : 360 jours, sous forme d’une empreinte d’où l’adresse ne peut être retrouvée',
      instance: 'Tant que ce serveur fonctionne',
    },
    interests:
      'Les intérêts légitimes sont : des réunions qui parviennent aux personnes invitées, et un serveur qui fonctionne et résiste aux abus.',
    noDuty:
      'Aucune loi ne vous oblige à fournir ces données. Sans ce qui est nécessaire, la finalité concernée ne peut être atteinte ; omettre ce qui est facultatif n’a pas d’autre effet.',
  },
  every: {
    title: 'Tout ce qui est conservé, valeur par valeur',
    lead: 'Le programme écrit cette liste à partir de son propre code source : une valeur sans ligne ne peut pas être conservée. Les noms sont ceux du programme.',
    show: 'Afficher la liste',
    failed: 'La liste n’est pas disponible pour le moment.',
    heads: {
      value: 'Valeur',
      purpose: 'Finalité',
      basis: 'Base',
      kept: 'Conservation',
      reads: 'Qui la lit',
    },
    places: {
      database: 'Base de données',
      file: 'Fichiers',
      log: 'Journal',
      metric: 'Chiffres pour l’exploitant',
      browser: 'Votre navigateur',
    },
    readers: {
      server: 'serveur',
      operator: 'exploitant',
      owner: 'vous seul',
      organizer: 'organisateur',
      deputies: 'adjoints',
      members: 'membres',
      companyAdmin: 'admin de l’entreprise',
      relay: 'relais de messagerie',
      nobody: 'personne',
    },
    operation: 'fait fonctionner le serveur',
  },
  special: {
    title: 'Voix, image et sujets sensibles',
    paragraphs: [
      'La voix, l’image et les propos peuvent révéler la santé, les convictions ou d’autres éléments sensibles. C’est pourquoi l’organisateur demande votre consentement explicite avant que vous n’entriez. Vous pouvez aussi entrer sans le donner et seulement écouter et regarder.',
      'Vous pouvez retirer votre consentement dans la salle à tout moment, en deux clics. Dès lors, plus rien de vous n’est envoyé ; ce qui était licite auparavant le reste.',
      'Effacer les données de ce site dans votre navigateur réinitialise le consentement et les choix de micro et de caméra.',
    ],
  },
  recipients: {
    title: 'Qui d’autre reçoit des données, et où elles se trouvent',
    hosting: 'Les serveurs se trouvent en',
    noHosting: 'Le lieu des serveurs n’a pas été indiqué.',
    processors: 'Sous-traitants sous contrat (article 28 du RGPD, tenus à la confidentialité)',
    noProcessors: 'Aucune autre entreprise ne traite de données pour ce site.',
    heads: { name: 'Qui', purpose: 'Pour quoi', country: 'Où', safeguard: 'Garantie' },
    within: 'Dans l’Espace économique européen',
    mail: 'Un e-mail passe par les fournisseurs de l’expéditeur et du destinataire. Ils peuvent le lire ; [ce tableau](/about/encryption) indique ce qu’il contient.',
    textMessages:
      'Les codes par SMS sont envoyés par Twilio Inc., États-Unis. Twilio reçoit le numéro et le texte, peut conserver le numéro aux États-Unis et l’utiliser comme l’indique sa propre [politique de confidentialité](https://www.twilio.com/legal/privacy). Personne n’est tenu de donner un numéro : d’autres seconds facteurs rendent le même service.',
    law: 'Pour le reste, des données ne sont communiquées que là où une loi l’exige, et seulement ce qui existe ici sous une forme lisible : les lignes marquées « Oui » dans [ce tableau](/about/encryption). Si ce site change de mains, l’information vous en est donnée au préalable.',
  },
  storage: {
    title: 'Cookies et stockage dans votre navigateur',
    text: 'Seulement ce dont ont besoin la connexion, vos paramètres et les réunions en cours ; aucun bandeau de consentement n’est nécessaire pour cela. [Ce que ce site stocke dans votre navigateur](/storage) énumère chaque entrée et les supprime toutes.',
  },
  rights: {
    title: 'Vos droits',
    lead: 'Vous exercez la plupart vous-même : dans le compte sous « Mes données », comme invité avec votre lien de réunion. Pour tout le reste, écrivez au responsable du traitement ; vous avez une réponse dans un délai d’un mois.',
    points: [
      '**Accès** : savoir si des données vous concernant sont traitées et lesquelles, pourquoi, qui les reçoit, pendant combien de temps et d’où elles viennent.',
      '**Rectification** : corriger des données inexactes et compléter ce qui manque.',
      '**Effacement** : faire supprimer vos données.',
      '**Limitation du traitement** : les faire conserver sans qu’elles soient utilisées ; on vous prévient avant que cela ne prenne fin.',
      '**Notification** : qui a reçu vos données est informé des rectifications et des effacements, et vous apprenez de qui il s’agit.',
      '**Portabilité** : emporter vos données dans un format courant lisible par machine, ou les faire transmettre ailleurs lorsque c’est possible.',
      '**Opposition** à ce qui repose sur des intérêts légitimes, également par un réglage dans le compte.',
      '**Retrait** de tout consentement, à tout moment, pour l’avenir.',
      '**Réclamation** auprès d’une autorité de contrôle.',
    ],
    sealed:
      'Ce qui est chiffré ne peut être remis que chiffré si la clé n’est pas ici. Votre navigateur ouvre ce dont vous avez la clé.',
    identity:
      'Pour prouver qui vous êtes, il suffit de vous connecter ou d’avoir votre lien de réunion. Personne ne demande de copie de votre pièce d’identité.',
    death:
      'Dans le compte, vous pouvez indiquer ce qu’il doit advenir de vos données après votre mort.',
    automated:
      'Aucune décision vous concernant n’est prise par une machine seule. Les blocages après des tentatives échouées prennent fin d’eux-mêmes.',
    gone: 'Ce qui a été supprimé ne peut pas être rétabli.',
  },
  age: {
    title: 'Âge',
    text: ({ age }) =>
      `Les comptes sont réservés aux personnes de ${age} ans ou plus. Les plus jeunes ne participent qu’avec l’accord du titulaire de la responsabilité parentale.`,
  },
  changes: {
    title: 'Modifications',
    text: 'Toute modification de cette politique est annoncée avant de prendre effet : par e-mail aux comptes actifs, et à la connexion suivante.',
  },
} satisfies typeof source;
