import type { text as source } from '../en/consent.ts';

export const text: typeof source = {
  title: 'Votre consentement',
  asks: ({ controller }) =>
    `${controller} vous demande votre accord avant que quoi que ce soit de vous ne soit vu, entendu ou conservé.`,
  otherLanguage: ({ language }) =>
    `Ce texte n’existe qu’en ${language}. Vous consentez à ce qui est écrit ici.`,
  purposes: {
    live: 'Voix, image et écran, en direct',
    archive: 'Ce que vous écrivez, dessinez et envoyez',
    summary: 'Un récapitulatif par e-mail',
  },
  details: 'Qui le voit, combien de temps, et vos droits',
  controller: 'Responsable du traitement',
  contact: 'Contact',
  dpo: 'Délégué à la protection des données',
  authority: 'Autorité de contrôle',
  optional:
    'Rien de cela n’est une condition. Qui ne consent à rien entre quand même, écoute et regarde.',
  agree: 'Consentir et entrer',
  agreeKnock: 'Consentir et frapper',
  without: 'Entrer sans consentir',
  withoutKnock: 'Frapper sans consentir',
  tickFirst: 'Cochez ce à quoi vous consentez, ou entrez sans consentir.',
  notRecorded:
    'Le serveur n’a pas pris votre réponse ; rien n’a donc été envoyé. Vérifiez la connexion et réessayez.',
  room: {
    menu: 'Votre consentement',
    state: {
      unanswered: 'Vous n’avez pas encore répondu. D’ici là, vous écoutez et regardez.',
      given: 'Vous avez consenti à ce qui est coché.',
      refused: 'Vous n’avez consenti à rien. Vous écoutez et regardez.',
      withdrawn: 'Vous avez retiré votre consentement. Vous écoutez et regardez.',
    },
    answered: ({ at }) => `Répondu le ${at}.`,
    unconfirmed: 'Le serveur ne l’a pas encore confirmé.',
    save: 'Enregistrer ma réponse',
    withdraw: 'Tout retirer',
    withdrawn: 'Retiré. Plus rien de vous n’est envoyé.',
    saved: 'Votre réponse est enregistrée.',
    earlier:
      'Si vous le retirez, ce qui a eu lieu avant reste licite, et plus rien n’est envoyé ensuite.',
    erase: 'Supprimer mes contributions',
    eraseToo: 'Et supprimer mes contributions',
    eraseNote:
      'Vos messages à tous, vos fichiers, vos dessins et vos mots dans le compte rendu et l’ordre du jour disparaissent chez tout le monde, et vos propres notes avec eux. Des restes scellés demeurent dans l’historique jusqu’à ce que l’organisateur supprime le document ou la réunion. Les résumés déjà envoyés, ce que d’autres ont enregistré et les messages directs ne peuvent être repris.',
    erased: 'Vos contributions sont supprimées.',
    notErased:
      'Votre consentement est retiré. Toutes vos contributions n’ont pas pu être atteintes ; supprimez-les à nouveau.',
    receipt: 'Télécharger mon justificatif',
    review: 'Ce que les autres ont répondu',
    receiptPage: 'Justificatif à imprimer',
    receiptFile: 'justificatif-consentement.json',
    mediaLocked:
      'Vous n’avez pas consenti à l’usage de votre image et de votre voix. Vous pouvez changer cela sous « Votre consentement ».',
    writingLocked:
      'Vous n’avez pas consenti à la conservation de ce que vous écrivez. Vous pouvez changer cela sous « Votre consentement ».',
    change: 'Votre consentement',
  },
  receipt: {
    title: 'Consentement enregistré',
    file: 'justificatif-consentement.html',
    by: 'Par',
    answer: 'Réponse',
    said: 'Répondu',
    recorded: 'Enregistré',
    recordedAs: ({ at, position }) => `${at}, n° ${position}`,
    unconfirmed: 'pas encore confirmé par le serveur',
    agreed: 'Consenti',
    declined: 'Non consenti',
    read: 'Texte',
    neutral: 'Texte neutre',
    company: 'Texte de l’entreprise',
    readAs: ({ text, version, language }) => `${text}, version ${version}, lu en ${language}`,
    textHash: 'Empreinte du texte',
    commitment: 'Engagement',
    head: 'Tête de la chaîne',
    key: 'Signé avec la clé',
    signature: 'Signature numérique',
    proof:
      'Cette page est à lire. La preuve est le fichier JSON : « npm run verify-consent -- FICHIER » le vérifie sans aucun serveur.',
  },
  organizer: {
    title: 'Consentements',
    none: 'Personne n’a encore répondu.',
    notAsked: 'Cette réunion n’a demandé aucun consentement.',
    states: {
      given: 'a consenti',
      refused: 'n’a consenti à rien',
      withdrawn: 'a retiré son consentement',
    },
    checked: 'Vérifié : signé par cette personne, inchangé, et présent dans la chaîne.',
    faults: {
      sealed: 'Il ne s’ouvre pas avec la clé de cette réunion.',
      malformed: 'Ce n’est pas un enregistrement.',
      signature: 'La signature est fausse.',
      principal: 'Il nomme une autre personne que celle pour qui il a été remis.',
      meeting: 'Il concerne une autre réunion.',
      notice: 'Le texte auquel il se rapporte n’est pas de cette réunion.',
      commitment: 'Ce n’est pas ce sur quoi le serveur s’est engagé.',
      chain: 'La chaîne du serveur est rompue.',
      order: 'Il ne suit pas l’enregistrement précédent.',
      claim: 'Le serveur laisse cette personne émettre, ou non, contrairement à l’enregistrement.',
    },
    unnamed: 'Un enregistrement illisible',
    download: 'Télécharger tous les enregistrements',
    lead: 'Ce que chaque personne a répondu, ouvert avec votre coffre et vérifié dans ce navigateur.',
    noneText: 'Chaque réponse figure ici dès qu’elle est donnée, refusée ou retirée.',
    notAskedText:
      'Choisissez « Demander d’abord le consentement » en lançant ou en planifiant une réunion.',
    look: 'Regarder de nouveau',
    red: 'Ne vous fiez pas à cet enregistrement',
    earlier: 'Réponses antérieures',
    record: 'Texte et preuve',
    print: 'À imprimer',
    printFile: 'consentement.html',
    texts: {
      title: 'Textes avec lesquels il a été demandé',
      version: ({ text, version }: { text: string; version: number }): string =>
        `${text}, en version ${version}`,
      newest: 'figure maintenant sur la carte',
      answers: ({ n }: { n: number }): string => (n === 1 ? '1 réponse' : `${n} réponses`),
    },
    end: ({ position }: { position: number }): string =>
      `La chaîne compte ${position} maillons. Le courriel le plus récent sur le consentement doit donner la même tête ; s’il en compte davantage, le serveur en a omis :`,
    downloadFile: 'consentements.json',
    verify:
      'Le fichier se prouve lui-même : « npm run verify-consent -- consentements.json » le vérifie sans aucun serveur.',
  },
};
