import { counter } from '../counter.ts';
import { deName } from '../elided.ts';
import type { text as source } from '../en/mail.ts';

const count = counter('fr');

export const text: typeof source = {
  date: ({ weekday, day, month, year }) => `${weekday} ${day} ${month} ${year}`,
  hours: ({ from, to }) => `de ${from} à ${to}`,
  span: ({ from, to }) => `${from}, jusqu’à ${to}`,
  moment: ({ date, time }) => `${date}, ${time}`,
  repeats: {
    day: ({ n }) => count(n, { one: 'Chaque jour', other: 'Tous les # jours' }),
    week: ({ n }) => count(n, { one: 'Chaque semaine', other: 'Toutes les # semaines' }),
    month: ({ n }) => count(n, { one: 'Chaque mois', other: 'Tous les # mois' }),
    year: ({ n }) => count(n, { one: 'Chaque année', other: 'Tous les # ans' }),
    on: ({ days }) => `le ${days}`,
    first: ({ day }) => `le premier ${day}`,
    second: ({ day }) => `le deuxième ${day}`,
    third: ({ day }) => `le troisième ${day}`,
    fourth: ({ day }) => `le quatrième ${day}`,
    last: ({ day }) => `le dernier ${day}`,
    until: ({ date }) => `jusqu’au ${date}`,
    times: ({ n }) => count(n, { one: 'une fois', other: '# fois' }),
  },
  invitation: {
    subject: ({ organizer }) => `Invitation ${deName(organizer)}`,
    label: 'Invitation à une réunion',
    says: ({ organizer }) => `${organizer} vous invite.`,
  },
  update: {
    subject: ({ organizer }) => `Modifiée : réunion avec ${organizer}`,
    label: 'Une réunion a été modifiée',
    says: ({ organizer }) => `${organizer} a modifié une réunion.`,
    changed: {
      time: 'La date ou l’heure a changé.',
      topic: 'Le sujet a changé.',
      link: 'Le lien a changé. L’ancien ne fonctionne plus.',
      repeats: 'Elle se répète autrement.',
    },
  },
  cancellation: {
    subject: ({ organizer }) => `Annulée : réunion avec ${organizer}`,
    label: 'Une réunion n’a pas lieu',
    says: ({ organizer }) => `${organizer} a annulé cette réunion.`,
    entry: 'Si elle figure dans votre agenda, celui-ci la retire ou vous interroge.',
  },
  summaryMail: {
    subject: ({ organizer }: { organizer: string }): string =>
      `Résumé de votre réunion avec ${organizer}`,
    preview: 'Ce qui a été écrit pendant la réunion, à ouvrir dans votre navigateur',
    label: 'Résumé d’une réunion',
    says: ({ organizer }: { organizer: string }): string =>
      `La réunion avec ${organizer} est terminée. Ce qui y a été écrit, dessiné et partagé est prêt pour vous, avec vos notes privées si vous en avez pris.`,
    code: 'Le lien demande le code de cinq mots qui vous a été montré dans la salle. Il n’est pas dans ce courriel.',
    button: 'Ouvrir le résumé',
    privacy:
      'Le résumé lui-même n’est pas dans ce courriel. Il se trouve chiffré sur le serveur et s’ouvre dans votre navigateur. Quiconque a ce lien peut l’ouvrir : gardez ce courriel pour vous.',
    privacyCode:
      'Le résumé lui-même n’est pas dans ce courriel. Il se trouve chiffré sur le serveur et ne s’ouvre dans votre navigateur qu’avec le lien et le code ensemble.',
    inside: {
      preview: 'Ce qui a été écrit pendant la réunion',
      says: ({ organizer }: { organizer: string }): string =>
        `Voici ce qui y a été écrit, tel que le navigateur de l’organisation (${organizer}) l’a rassemblé. Les adresses y sont écrites de sorte que rien ne s’ouvre d’un clic.`,
      parts: {
        decisions: 'Décisions',
        actions: 'Actions',
        agenda: 'Ordre du jour',
        minutes: 'Compte rendu',
        chat: 'Discussion de groupe',
      },
      cut: 'Ce n’est pas tout : le reste est derrière le lien.',
      privacy:
        'Ce courriel n’est pas chiffré : les fournisseurs de messagerie peuvent lire ce qui y figure. Qui a écrit en était informé avant d’entrer. Quiconque a le lien peut ouvrir tout le résumé : gardez ce courriel pour vous.',
    },
    source: ({ organizer }: { organizer: string }): string =>
      `Vous avez saisi votre adresse pendant la réunion avec ${organizer} pour recevoir ce résumé. Ce serveur la garde chiffrée trois jours au plus ; seul le programme qui envoie ce courriel peut la lire. Les réponses vont à ${organizer}.`,
  },
  withTopic: ({ subject, topic }) => `${subject} : ${topic}`,
  ofAccount: ({ organizer, account }) => `${organizer} (${account})`,
  sentBy: ({ organizer, host }) => `${organizer} via ${host}`,
  meeting: 'Réunion',
  go: 'Rejoindre la réunion',
  goHint:
    'Fonctionne dans votre navigateur, aussi sur un téléphone. Rien à installer, aucun compte. Si le bouton ne fonctionne pas, copiez toute cette ligne :',
  linkHint: 'Si le bouton ne fonctionne pas, copiez toute cette ligne :',
  privacy: {
    lead: 'Confidentialité.',
    knock:
      'La réunion est chiffrée de bout en bout. Ce message ne l’est pas : les fournisseurs de messagerie peuvent le lire. Le lien permet seulement de frapper à la porte ; quelqu’un à l’intérieur vous fait entrer.',
    open: 'Ce message n’est pas chiffré : les fournisseurs de messagerie peuvent le lire. Le lien seul ouvre cette réunion, considérez-la comme publique.',
    gone: 'La réunion aurait été chiffrée de bout en bout. Ce message ne l’est pas : les fournisseurs de messagerie peuvent le lire.',
  },
  source: ({ organizer }) =>
    `Votre adresse a été saisie par ${organizer}. Ce serveur ne la conserve pas après l’envoi. Les réponses vont à ${organizer}.`,
  sourceSystem: 'Vous recevez ce message parce que votre adresse appartient à un compte ici.',
  sourceInvited: ({ inviter }) => `Votre adresse a été saisie par ${inviter} pour vous inviter.`,
  sourceRegistered: 'Vous recevez ce message parce que quelqu’un a saisi votre adresse ici.',
  links: {
    privacy: 'Confidentialité',
    terms: 'Conditions',
    stop: 'Ne plus recevoir de messages d’ici',
  },
  calendar: {
    open: ({ link }) => `Rejoindre la réunion : ${link}`,
    remind: 'La réunion va commencer',
  },
  system: {
    ifNotYou: 'Si ce n’était pas vous.',
    /** To a former address of the account. */
    former:
      'Vous recevez ce message, car le compte avait cette adresse récemment encore. Annulez le changement d’adresse avec le lien de notre message « L’adresse de votre compte a été modifiée ».',
    verifyAddress: {
      subject: 'Confirmez votre adresse',
      says: 'Confirmez que cette adresse est la vôtre. Les invitations et les réponses passeront alors par elle.',
      button: 'Confirmer l’adresse',
      until: ({ when }) => `Le lien fonctionne une fois, jusqu’au ${when}.`,
      note: 'Ne faites rien. Sans le lien, personne ne peut utiliser votre adresse ici.',
    },
    addressTaken: {
      subject: 'Vous avez déjà un compte',
      says: 'Quelqu’un, peut-être vous, a voulu utiliser cette adresse pour un compte. Il en existe déjà un ; rien n’a donc été modifié.',
      button: 'Se connecter',
      note: 'Vous n’avez rien à faire. La personne qui a essayé n’apprend pas que vous avez un compte.',
    },
    changedAddress: {
      subject: 'L’adresse de votre compte a été modifiée',
      says: ({ when }) =>
        `Votre compte a une autre adresse depuis le ${when}. Celle-ci ne permet plus de se connecter.`,
      button: 'Annuler le changement',
      note: 'Annulez-le dans les sept jours : cette adresse permet de nouveau de se connecter et tous les navigateurs sont déconnectés. Le kit de secours et la seconde étape redeviennent ce qu’ils étaient, et aucune fermeture du compte commencée depuis ne reste. Définissez ensuite un nouveau mot de passe avec ce kit de secours ou avec votre ancien mot de passe.',
    },
    undoneAddress: {
      subject: 'Un changement d’adresse a été annulé',
      says: ({ when }) =>
        `Votre compte a retrouvé son ancienne adresse le ${when}. La personne qui lit le courrier là-bas a annulé le changement. Tous les navigateurs ont été déconnectés.`,
      button: 'Définir un nouveau mot de passe',
    },
    changedPassword: {
      subject: 'Votre mot de passe a été modifié',
      says: ({ when }) =>
        `Le mot de passe de votre compte a été modifié le ${when}. Les autres navigateurs ont été déconnectés.`,
      button: 'Voir le compte',
      note: 'Définissez maintenant un nouveau mot de passe avec votre kit de secours.',
    },
    renewedKit: {
      subject: 'Votre kit de secours a été renouvelé',
      says: ({ when }) =>
        `Votre compte a un nouveau kit de secours depuis le ${when}. L’ancien n’ouvre plus rien.`,
      button: 'Annuler le changement',
      note: 'Annulez-le dans les sept jours : l’ancien kit de secours fonctionne de nouveau et tous les navigateurs sont déconnectés. Définissez ensuite avec lui un nouveau mot de passe.',
    },
    changedSecondFactor: {
      subject: 'La seconde étape de connexion a été modifiée',
      on: ({ when }) => `La connexion demande une seconde étape depuis le ${when}.`,
      off: ({ when }) => `La connexion ne demande plus que le mot de passe depuis le ${when}.`,
      fewer: ({ when }) =>
        `La seconde étape de connexion a une possibilité de moins depuis le ${when}.`,
      codesRenewed: ({ when }) =>
        `De nouveaux codes de secours existent depuis le ${when}. Les anciens ne fonctionnent plus.`,
      button: 'Annuler le changement',
      note: 'Annulez-le dans les sept jours : la seconde étape redevient ce qu’elle était et tous les navigateurs sont déconnectés. Définissez ensuite un nouveau mot de passe avec votre kit de secours.',
    },
    newSignIn: {
      subject: 'Nouvelle connexion à votre compte',
      says: ({ when }) =>
        `Quelqu’un s’est connecté à votre compte dans un nouveau navigateur le ${when}.`,
      button: 'Voir où votre session est ouverte',
      note: 'Mettez fin à cette connexion et changez votre mot de passe.',
    },
    invitedOrganizer: {
      subject: ({ inviter }) => `${inviter} vous invite à organiser des réunions`,
      says: ({ inviter }) =>
        `${inviter} vous invite à créer un compte. Vous pourrez organiser des réunions chiffrées de bout en bout.`,
      button: 'Créer le compte',
      until: ({ when }) => `Le lien fonctionne une fois, jusqu’au ${when}.`,
    },
    suspendedOrganizer: {
      subject: 'Votre compte est suspendu',
      says: 'L’administration a suspendu votre compte. Vous ne pouvez pas vous connecter tant que cela dure. Vos réunions restent scellées, telles quelles.',
      by: ({ account }) => `Décision prise par ${account}.`,
    },
    restoredOrganizer: {
      subject: 'Votre compte fonctionne à nouveau',
      says: 'L’administration a levé la suspension. Vous pouvez de nouveau vous connecter.',
      by: ({ account }) => `Décision prise par ${account}.`,
      button: 'Se connecter',
    },
    removedOrganizer: {
      subject: 'Votre compte a été supprimé',
      says: 'L’administration a supprimé votre compte. Ses réunions et ses clés sont effacées ici. Si un co-hôte détient les clés d’une réunion, il peut la poursuivre.',
      by: ({ account }) => `Décision prise par ${account}.`,
    },
    closingAccount: {
      subject: 'Votre compte va être supprimé',
      says: ({ when }) =>
        `Votre compte a été fermé. Le ${when}, ses réunions, ses clés et ses adresses seront supprimées, et personne ne pourra les rétablir. D’ici là, rien ne change.`,
      button: 'Garder le compte',
      note: 'Connectez-vous, gardez le compte et changez votre mot de passe.',
    },
    closedAccount: {
      subject: 'Votre compte est fermé',
      says: ({ when }) =>
        `Votre compte a été fermé le ${when}. Réunions, clés et adresses sont effacées ici. Personne ne peut les rétablir.`,
    },
    lapsingAccount: {
      subject: ({ n }) =>
        count(n, {
          one: 'Vos données seront effacées demain',
          other: 'Vos données seront effacées dans # jours',
        }),
      says: ({ n }) =>
        count(n, {
          one: 'Votre compte a expiré. Ses réunions et ses clés seront effacées définitivement dans un jour.',
          other:
            'Votre compte a expiré. Ses réunions et ses clés seront effacées définitivement dans # jours.',
        }),
      button: 'Voir le compte',
      until: ({ when }) =>
        `Jusqu’au ${when}, vous pouvez vous connecter, exporter ce dont vous avez besoin ou renouveler le compte.`,
    },
    consentStep: {
      subject: ({ position }) => `Consentement : réponse n° ${position}`,
      says: ({ when }) =>
        `Le ${when}, une personne a donné, refusé ou retiré son consentement dans l’une de vos réunions. Qui et quoi figure dans la réunion, scellé pour vous.`,
      commitment: ({ commitment }) => `Engagement : ${commitment}`,
      head: ({ head }) => `Tête de la chaîne : ${head}`,
      button: 'Vers vos réunions',
      lead: 'Conservez ce message.',
      note: 'Il prouve que personne n’a modifié après coup cet enregistrement ni un précédent.',
    },
    changedRestriction: {
      subject: 'L’utilisation de vos données a changé',
      on: ({ when }) =>
        `Depuis le ${when}, vos données sont conservées sans être utilisées : vous n’ouvrez aucune réunion et n’envoyez aucun courriel. Vous pouvez y mettre fin à tout moment.`,
      off: ({ when }) =>
        `À partir du ${when}, vos données sont de nouveau utilisées comme avant : vous avez mis fin à la limitation.`,
      button: 'Voir mes données',
      note: 'Connectez-vous, consultez « Mes données » et changez votre mot de passe.',
    },
    rightsRequest: {
      subject: 'Une personne vous interroge sur ses données',
      again: 'Une demande sur des données attend toujours une réponse',
      says: 'Une personne qui a participé à l’une de vos réunions vous a envoyé une demande sur ses données. Seul votre navigateur peut l’ouvrir.',
      due: ({ when }) => `Une réponse est due avant le ${when}.`,
      button: 'Ouvrir la demande',
    },
    supportQuestion: {
      subject: 'Une question pour l’assistance',
      says: ({ address }) =>
        `${address} vous a écrit par le formulaire d’assistance. Répondez à ce message.`,
      source:
        'Vous recevez ce message parce que vous exploitez cette instance. Rien n’en a été conservé.',
    },
    changedPolicy: {
      subject: 'La politique de confidentialité change',
      says: ({ when }) =>
        `Une nouvelle politique de confidentialité s’applique à partir du ${when}. Elle dit ce qui change et ce que vous pouvez faire.`,
      button: 'Lire la nouvelle politique',
    },
  },
  states: {
    waiting: 'En attente',
    accepted: 'Accepté par le serveur de messagerie',
    refused: 'Refusé : cette adresse ne reçoit pas de messages',
    stopped: 'Ne veut plus de messages d’ici',
    failed: 'Non envoyé',
    unknown: 'Peut-être envoyé',
  },
  stateHints: {
    accepted:
      'Le serveur de messagerie de cette instance l’a pris. Personne n’est interrogé sur sa lecture.',
    refused: 'Le serveur de messagerie dit que cette adresse n’existe pas. Vérifiez l’orthographe.',
    stopped: 'Cette personne ne veut plus de messages. Envoyez le lien autrement.',
    failed: 'Le serveur de messagerie ne l’a pas pris. Réessayez.',
    unknown:
      'La liaison a été coupée pendant la remise. Le message n’est pas renvoyé de lui-même, pour que personne ne le reçoive deux fois.',
  },
  stop: {
    title: 'Plus de messages',
    asks: 'Les invitations de ce serveur n’arriveront plus à votre adresse. De celle-ci ne reste qu’une empreinte, dont personne ne peut la retrouver.',
    button: 'Ne plus m’envoyer de messages',
    stopping: 'Enregistrement',
    done: 'C’est noté. Plus aucun message ne vient d’ici.',
    undo: 'Je veux de nouveau des messages',
    undone: 'Les messages d’ici vous parviennent de nouveau.',
    broken: 'Ce lien n’est pas complet. Copiez toute la ligne du message.',
    failed: 'La demande n’a pas atteint le serveur. Réessayez.',
  },
};
