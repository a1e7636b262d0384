import type { text as source } from '../en/address.ts';

export const text: typeof source = {
  own: {
    title: 'Adresse e-mail',
    text: 'Votre identifiant, et l’adresse où vont les réponses à vos invitations.',
    verified: 'Confirmée',
    unverified: 'Non confirmée',
    why: 'Ouvrez le lien qui vous a été envoyé. D’ici là, vous tenez des réunions, mais rien n’est envoyé à d’autres : cela porterait une adresse qui n’est peut-être pas la vôtre.',
    again: 'Renvoyer le lien',
    mailed: ({ address }) =>
      `Un lien est en route vers **${address}**. Il fonctionne une fois, pendant sept jours.`,
    change: 'Changer l’adresse',
    next: 'Nouvelle adresse',
    changeText:
      'La nouvelle adresse reçoit un lien, et rien ne change avant que vous l’ouvriez. L’ancienne adresse est prévenue et peut annuler le changement pendant sept jours.',
    submit: 'Envoyer le lien',
    same: 'C’est déjà votre adresse.',
  },
  /** What a mailed link about an address leads to. */
  link: {
    looking: 'Vérification du lien.',
    over: {
      title: 'Ce lien ne fonctionne plus',
      text: 'Un tel lien fonctionne une fois, pendant sept jours. Depuis votre compte, vous pouvez en faire envoyer un autre.',
      go: 'Votre compte',
    },
    verify: {
      title: 'Confirmez votre adresse',
      text: ({ address }) =>
        `**${address}** est-elle votre adresse ? Vos invitations pourront alors la porter.`,
      submit: 'Confirmer l’adresse',
      done: {
        title: 'Votre adresse est confirmée',
        text: 'Les invitations peuvent maintenant partir en votre nom.',
        go: 'Continuer',
      },
    },
    change: {
      title: 'Changer l’adresse',
      text: ({ address }) =>
        `Votre compte reçoit l’adresse **${address}**. Votre mot de passe reste le même ; il est demandé ici, car les clés de votre coffre viennent de l’adresse et du mot de passe ensemble.`,
      former: 'Adresse actuelle',
      submit: 'Changer l’adresse',
      done: {
        title: 'Votre adresse est changée',
        text: 'Connectez-vous désormais avec elle. Tous les autres navigateurs sont déconnectés.',
        go: 'Continuer',
      },
    },
    undo: {
      title: 'Annuler le changement',
      text: ({ address }) =>
        `Votre compte retrouve **${address}**, et tous les navigateurs sont déconnectés. Le mot de passe actuel n’ouvre plus rien : vous en définissez un nouveau avec votre kit de secours.`,
      submit: 'Annuler le changement',
      done: {
        title: 'Le changement est annulé',
        text: 'Définissez maintenant un nouveau mot de passe. Il vous faut pour cela votre kit de secours.',
        go: 'Utiliser le kit de secours',
      },
    },
  },
};
