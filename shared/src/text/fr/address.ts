import type { text as source } from '../en/address.ts';

export const text: typeof source = {
  own: {
    title: 'Adresse e-mail',
    text: 'Votre identifiant, et l’adresse où vont les réponses à vos invitations.',
    verified: 'Confirmée',
    unverified: 'Non confirmée',
    why: 'Ouvrez le lien qui vous a été envoyé. D’ici là, vous tenez des réunions, mais rien n’est envoyé à d’autres : cela porterait une adresse qui n’est peut-être pas la vôtre.',
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
        `**${address}** est-elle votre adresse, et l’avez-vous inscrite ici ? Vos invitations pourront alors la porter. Si quelqu’un s’est trompé en tapant la sienne, fermez cette page : rien ne se passe. Confirmer dit que le courrier arrive ici et n’ouvre aucun compte.`,
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
        `Votre compte retrouve **${address}**, avec le kit de secours et la seconde étape d’avant, et tous les navigateurs sont déconnectés. Le mot de passe actuel n’ouvre plus rien : vous en définissez un nouveau.`,
      submit: 'Annuler le changement',
      done: {
        title: 'Le changement est annulé',
        text: 'Définissez maintenant un nouveau mot de passe : avec le kit de secours que vous aviez avant le changement ou, une fois et sur cette page, avec le mot de passe d’avant. Sans l’un ni l’autre, personne ne peut ouvrir le coffre : ce serveur non plus. Ce qui a été supprimé entre-temps ne revient pas.',
        go: 'Utiliser le kit de secours',
      },
    },
    /** To the present address, when a recovery kit or a second factor changed. */
    restore: {
      title: 'Annuler le changement',
      text: ({ address }) =>
        `Le compte de **${address}** retrouve le kit de secours et la seconde étape qu’il avait avant, et tous les navigateurs sont déconnectés. Le mot de passe actuel n’ouvre plus rien : vous en définissez un nouveau.`,
      submit: 'Annuler le changement',
      done: {
        title: 'Le changement est annulé',
        text: 'Définissez maintenant un nouveau mot de passe : avec le kit de secours que vous aviez avant le changement ou, une fois et sur cette page, avec le mot de passe d’avant. Sans l’un ni l’autre, personne ne peut ouvrir le coffre : ce serveur non plus. Ce qui a été supprimé entre-temps ne revient pas.',
        go: 'Utiliser le kit de secours',
      },
    },
    /** Afterwards: another password, by the one of before. */
    back: {
      choose: 'Utiliser l’ancien mot de passe',
      former: 'Mot de passe avant le changement',
      submit: 'Définir le mot de passe',
    },
  },
};
