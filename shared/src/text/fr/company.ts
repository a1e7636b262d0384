import { counter } from '../counter.ts';
import { deName } from '../elided.ts';
import type { text as source } from '../en/company.ts';

const count = counter('fr');

export const text = {
  title: 'Entreprise',
  lead: 'Règles et personnes de l’entreprise. Ce qui se passe dans les réunions reste scellé : l’administration n’en voit rien.',
  notAdmin: {
    title: 'Réservé à l’administration',
    text: 'Cette page appartient à l’administration de votre entreprise. Vos réglages personnels se trouvent dans votre compte.',
    act: 'Vers votre compte',
  },
  loading: 'Le serveur est interrogé.',
  failedTitle: 'Cette partie n’a pas pu être chargée',
  tabs: {
    label: 'Parties de l’entreprise',
    rules: 'Règles',
    people: 'Personnes',
    texts: 'Textes de consentement',
    numbers: 'Utilisation en chiffres',
    trail: 'Qui a modifié quoi',
  },
  faults: {
    lastAdmin:
      'Quelqu’un doit rester à l’administration. Donnez d’abord ce rôle à une autre personne.',
    versionConflict:
      'Une autre personne de l’administration a modifié ceci entre-temps. Sa version est affichée : regardez-la, puis refaites votre modification.',
    notFound: 'Cet élément a déjà disparu. La liste est maintenant à jour.',
  },

  lapsed: ({ since, until }) =>
    `Le compte a expiré le ${since}. On peut lire et exporter, mais ni ouvrir ni planifier de réunions. Tout sera supprimé le ${until}, sauf renouvellement du compte.`,

  name: {
    title: 'Nom',
    account: 'Nom du compte',
    accountHint:
      'Figure dans les invitations à organiser. L’exploitant distingue les comptes par ce nom.',
    company: 'Entreprise',
    companyHint: 'N’apparaît que sur les factures.',
    saved: 'Le nom est enregistré.',
  },

  rules: {
    saved: 'Les règles sont enregistrées. Elles s’appliquent dès maintenant.',
    unsaved: 'Pas encore enregistré.',
    undo: 'Annuler les changements',
    version: ({ n, when }) => `Version ${n}, fixée le ${when}.`,
    never: 'Rien n’a encore été fixé : tout est permis.',
    secondFactor: {
      title: 'Second facteur à la connexion',
      text: 'Obligatoire : qui n’en a pas en crée un à la prochaine connexion, avant toute autre chose.',
      off: 'Non',
      optional: 'Facultatif',
      required: 'Obligatoire',
    },
    textMessages: {
      title: 'Codes par SMS',
      text: 'Le numéro de téléphone quitte ce serveur. Une application sur le téléphone est plus sûre.',
      off: 'Non',
      allowed: 'Permis',
    },
    doors: {
      title: 'Portes',
      text: 'Les portes que l’on peut choisir pour une réunion. Ouverte signifie : qui a le lien entre.',
      none: 'Autorisez au moins une porte.',
      open: 'Ouverte',
      greeted: 'Avec accueil',
      guarded: 'Gardée',
    },
    summary: {
      title: 'Récapitulatif par e-mail',
      text: 'Ce que l’organisateur peut faire envoyer à qui le demande. Sans aucune de ces formes, il n’y a pas de récapitulatif.',
      link: 'Lien scellé',
      code: 'Lien scellé et code',
      content: 'Le texte dans l’e-mail lui-même : les fournisseurs de messagerie peuvent le lire',
    },
    autoDelete: {
      title: 'Les réunions se suppriment au plus tard',
      text: 'On peut choisir moins, pas plus. Ce qui existe garde sa date.',
      never: 'sans limite',
      days: ({ n }) =>
        count(n, { one: 'après # jour', many: 'après # de jours', other: 'après # jours' }),
    },
    who: {
      title: 'Qui fait respecter les règles',
      text: 'Le serveur refuse ce qu’il peut voir : connexion sans second facteur, portes ouvertes, SMS. Les navigateurs respectent les autres règles, car le serveur ne peut pas regarder dans les réunions.',
    },
  },

  people: {
    invite: 'Inviter une personne',
    list: 'Personnes de l’entreprise',
    you: 'vous',
    roles: { admin: 'Administration', organizer: 'Organisation' },
    since: ({ when }) => `depuis le ${when}`,
    states: {
      active: 'actif',
      suspended: ({ when }) => `accès suspendu le ${when}`,
      removed: ({ when }) => `accès retiré, suppression le ${when}`,
    },
    acts: ({ name }) => `Actions pour ${name}`,
    suspend: 'Suspendre',
    reinstate: 'Rétablir',
    remove: 'Retirer',
    promote: 'Donner l’administration',
    demote: 'Retirer l’administration',
    waiting: 'Invitations en attente',
    invitedAs: { admin: 'Invitation à administrer', organizer: 'Invitation à organiser' },
    worksUntil: ({ when }) => `Le lien sert une fois, jusqu’au ${when}`,
    takeBack: 'Reprendre',
    takenBack: 'L’invitation est reprise. Son lien ne mène plus nulle part.',
    alone:
      'Vous êtes la seule personne ici. Invitez celles qui tiennent des réunions pour l’entreprise ; les invités n’ont pas besoin de compte.',
    done: {
      suspended: ({ name }) => `L’accès ${deName(name)} est suspendu, ses sessions sont fermées.`,
      active: ({ name }) => `${name} peut de nouveau se connecter.`,
      removed: ({ name }) => `L’accès ${deName(name)} est retiré, ses sessions sont fermées.`,
      role: ({ name }) => `Le rôle ${deName(name)} est modifié.`,
    },
    suspendAsk: {
      title: ({ name }) => `Suspendre l’accès ${deName(name)} ?`,
      points: [
        'Toutes les sessions se terminent aussitôt ; personne ne se connecte avec ce compte tant que vous ne le rétablissez pas.',
        'Une réunion en cours continue, pour que les invités ne soient pas mis dehors.',
        'Aucune nouvelle réunion ne peut être ouverte ou planifiée. Un co-hôte qui a ses propres clés peut encore ouvrir celles qui existent.',
        'Rien n’est supprimé.',
      ],
      verb: 'Suspendre',
    },
    removeAsk: {
      title: ({ name }) => `Retirer l’accès ${deName(name)} ?`,
      points: [
        'Toutes les sessions se terminent aussitôt.',
        'Les réunions ne sont transmises que là où un co-hôte détient les clés. Personne d’autre ne pourra jamais les ouvrir : ni vous, ni l’exploitant.',
        'Vous pouvez revenir sur ce retrait pendant sept jours. Ensuite, le compte, son coffre et ses réunions sont supprimés pour toujours.',
        'Ce qui doit rester s’exporte, ou se confie à un co-hôte, avant le retrait.',
      ],
      meetings: ({ n }) =>
        count(n, {
          one: '# réunion de cette personne est conservée.',
          many: '# de réunions de cette personne sont conservées.',
          other: '# réunions de cette personne sont conservées.',
        }),
      passOn: ({ n }) =>
        n === 0
          ? 'Aucune ne passe : aucun co-hôte de la société n’a de clés.'
          : count(n, {
              one: 'Une d’elles passe à un co-hôte de la société.',
              other: '# d’entre elles passent à des co-hôtes de la société.',
            }),
      files: ({ n }) =>
        count(n, {
          one: 'Elles contiennent # fichier.',
          many: 'Elles contiennent # de fichiers.',
          other: 'Elles contiennent # fichiers.',
        }),
      verb: 'Retirer',
    },
    keep: 'Laisser tel quel',
  },

  inviting: {
    title: 'Inviter une personne',
    role: 'Son rôle',
    roleHint:
      'L’administration fixe les règles et gère les personnes. Elle non plus ne voit aucun contenu.',
    address: 'Adresse e-mail',
    addressHint:
      'Le lien y est envoyé une fois. L’adresse n’est pas conservée. Laissez vide pour seulement copier le lien.',
    make: 'Créer le lien',
    made: 'Le lien est prêt',
    link: 'Lien à usage unique',
    once: ({ when }) =>
      `Il sert une fois, jusqu’au ${when}, et n’est affiché que maintenant. Qui l’a rejoint l’entreprise : remettez-le à la bonne personne.`,
    mailed: ({ address }) => `Il est aussi en route vers ${address}.`,
    notMailed: 'Ce serveur n’envoie pas d’e-mails. Copiez le lien et remettez-le vous-même.',
    copy: 'Copier le lien',
    copied: 'Le lien est copié.',
    done: 'Terminé',
  },

  texts: {
    lead: 'Ce que les invités acceptent ou apprennent avant d’entrer. On en choisit un pour chaque réunion. Une version enregistrée ne change jamais : ce que quelqu’un a accepté reste lisible.',
    add: 'Écrire un texte',
    list: 'Textes de l’entreprise',
    name: 'Nom dans l’entreprise',
    language: 'Langue',
    intro: 'De quoi il s’agit',
    introHint: 'Le sujet de la réunion et les questions sensibles qui peuvent y être abordées.',
    live: 'Phrase à côté de la case pour la voix, l’image et l’écran',
    archive: 'Phrase à côté de la case pour ce qui est écrit et déposé',
    summary: 'Phrase à côté de la case pour un récapitulatif par e-mail',
    details: 'Précisions',
    detailsHint: 'Qui voit, pendant combien de temps, quels droits et comment retirer son accord.',
    missing: 'À remplir.',
    left: ({ n }) =>
      count(n, {
        one: 'Il reste un octet, pour toutes les langues de ce texte ensemble.',
        other:
          'Il reste # octets, pour toutes les langues de ce texte ensemble. Une lettre simple en prend un, une lettre accentuée deux.',
      }),
    over: ({ n }) =>
      count(n, {
        one: 'Un octet de trop. Abrégez cette langue ou une autre : les invités chargent tout le texte avec l’invitation.',
        other:
          '# octets de trop. Abrégez cette langue ou une autre : les invités chargent tout le texte avec l’invitation.',
      }),
    neutral: 'Partir du texte neutre',
    neutralHint: 'Sans texte de votre part, les réunions utilisent le texte neutre.',
    saveVersion: 'Enregistrer comme nouvelle version',
    savedVersion: ({ n }) => `Enregistré comme version ${n}.`,
    version: ({ n, when }) => `Version ${n}, ${when}`,
    noVersion: 'Pas encore écrit dans cette langue.',
    edit: 'Modifier',
    history: 'Toutes les versions',
    retire: 'Ne plus proposer',
    offer: 'Proposer de nouveau',
    retired: 'plus proposé',
    retiredDone: 'N’est plus proposé. Ce qui a été accepté avec ce texte reste lisible.',
    offeredDone: 'De nouveau proposé.',
    unchanged: 'Rien n’a été modifié.',
    empty: 'Aucun texte de votre part',
    emptyText:
      'Les réunions utilisent le texte neutre de ce programme, dans la langue de chaque invité.',
    back: 'Tous les textes',
  },

  numbers: {
    lead: 'Sommes sur toute l’entreprise. Rien ici ne dit qui a rencontré qui, quand, ni à quel sujet.',
    organizers: 'Organisation',
    admins: 'Administration',
    suspended: 'Accès suspendus ou retirés',
    meetings: 'Réunions conservées',
    files: 'Fichiers, scellés',
    documents: 'Documents, scellés',
    months: 'Réunions créées par mois',
    month: 'Mois',
    made: 'Réunions',
  },

  trail: {
    lead: 'Ce que l’administration et l’exploitant ont fait à l’entreprise. On ne fait qu’ajouter ; chaque entrée porte une empreinte de toutes les précédentes. Elles sont supprimées avec l’entreprise.',
    intact: 'La chaîne est intacte.',
    broken:
      'La chaîne est rompue : une entrée antérieure a été modifiée. Avertissez l’exploitant de ce serveur.',
    list: 'Ce qui a été fait',
    empty: 'Rien n’a encore été fait',
    emptyText:
      'Invitations, règles, textes et changements concernant les personnes figureront ici.',
    operator: 'L’exploitant',
    gone: 'Quelqu’un qui n’est plus ici',
    older: 'Afficher les entrées plus anciennes',
    download: 'Enregistrer dans un fichier',
    acts: {
      companyCreated: 'a créé l’entreprise',
      companyRenamed: 'a changé le nom',
      companyPaid: 'a marqué le compte comme payé',
      companyLapsed: 'a marqué le compte comme expiré',
      inviteMade: 'a créé une invitation',
      inviteTakenBack: 'a repris une invitation',
      memberSuspended: 'a suspendu l’accès :',
      memberReinstated: 'a rétabli l’accès :',
      memberRemoved: 'a retiré l’accès :',
      memberDeleted: 'a supprimé un compte au bout de sa semaine',
      roleChanged: 'a changé le rôle :',
      policyChanged: 'a modifié les règles',
      textAdded: 'a ajouté un texte de consentement',
      textChanged: 'a écrit une nouvelle version d’un texte de consentement',
      textRetired: 'ne propose plus un texte de consentement',
      textOffered: 'propose de nouveau un texte de consentement',
    },
  },

  operator: {
    title: 'État de cette instance',
    lead: 'Des chiffres pour l’exploitant de ce serveur. Aucun nom, rien des réunions, rien à modifier.',
    token: 'Jeton de l’exploitant',
    tokenHint: 'La valeur de OPERATOR_TOKEN. Elle reste dans cette page et disparaît avec elle.',
    open: 'Afficher',
    refused: 'Rien n’est affiché avec ce jeton.',
    ready: 'En état de fonctionner',
    notReady: 'Hors d’état de fonctionner',
    version: 'Version',
    up: 'En service depuis',
    database: 'Base de données',
    disk: 'Libre sur le disque',
    diskOf: ({ free, total }) => `${free} sur ${total}`,
    unknown: 'inconnu',
    mail: 'Serveur de messagerie',
    mailYes: 'configuré',
    mailNo: 'aucun',
    rooms: 'Salles ouvertes',
    companies: 'Entreprises',
    lapsed: 'dont expirées',
    accounts: 'Comptes',
    meetings: 'Réunions conservées',
    due: 'Suppressions dans 30 jours',
    overdue: 'Suppressions en retard',
    overdueNone: 'aucune',
    overdueSince: ({ n, when }: { n: string; when: string }): string => `${n} depuis le ${when}`,
    swept: 'Dernier nettoyage',
    sweptNever: 'pas encore',
    refresh: 'Interroger de nouveau',
  },
} satisfies typeof source;
