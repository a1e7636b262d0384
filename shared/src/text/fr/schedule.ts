import { counter } from '../counter.ts';
import type { text as source } from '../en/schedule.ts';

const count = counter('fr');

export const text: typeof source = {
  title: 'Planifier une réunion',
  changeTitle: 'Modifier la réunion',
  opening: 'Votre coffre s’ouvre.',
  fields: {
    topic: 'Sujet',
    date: 'Date',
    starts: 'Début',
    minutes: 'Durée (min)',
    zone: 'Fuseau horaire',
    zoneNote: ({ zone, offset }) => `${zone}, ${offset}. Les invités voient leur propre heure.`,
    changeZone: 'Autre fuseau horaire',
    repeat: 'Répétition',
    every: 'Intervalle',
    unit: 'Unité',
    units: { day: 'jours', week: 'semaines', month: 'mois' },
    weekdays: 'Les jours',
    by: 'Jour du mois',
    byDate: 'La même date',
    byWeekday: 'Le même jour de la semaine',
    until: 'Fin',
    untils: { never: 'Jamais', times: 'Après un nombre de fois', date: 'À une date' },
    times: 'Nombre de fois',
    lastDate: 'Dernière date',
    door: 'Qui peut entrer',
    summary: 'Après la réunion, les invités reçoivent',
    agenda: 'Ordre du jour',
    agendaHint: 'Un point par ligne. Il figure au compte rendu quand la réunion commence.',
    keep: 'Suppression automatique, jours après la réunion',
    keepHint: 'Vide : elle reste jusqu’à ce que vous la supprimiez.',
    keepAtMost: ({ most }) =>
      `Votre société garde les réunions au plus ${most} jours après leur fin. Vide : autant.`,
    language: 'Langue de l’invitation',
    topicInMail: 'Montrer le sujet dans le message',
    more: 'Ordre du jour, suppression, langue',
    documents:
      'Des documents s’ajoutent dès que la réunion est enregistrée. Les invités peuvent aussi en remettre avant.',
  },
  presets: {
    none: 'Aucune répétition',
    daily: 'Tous les jours',
    workdays: 'Tous les jours ouvrés',
    weekly: 'Toutes les semaines',
    biweekly: 'Toutes les deux semaines',
    monthly: 'Tous les mois, à la même date',
    custom: 'Autre chose',
  },
  doors: {
    greeted: {
      title: 'Avec accueil',
      text: 'Les invités frappent. Toute personne présente leur ouvre.',
    },
    guarded: { title: 'Gardée', text: 'Vous examinez vous-même chaque demande.' },
    open: {
      title: 'Ouverte',
      text: 'Quiconque a le lien entre. S’il est envoyé par e-mail, ce serveur et les fournisseurs de messagerie pourraient entrer aussi. Pour les réunions publiques seulement.',
    },
  },
  summaries: {
    sealed: {
      title: 'Un lien scellé',
      text: 'Il s’ouvre dans leur navigateur. Le message n’a pas de contenu.',
    },
    code: { title: 'Lien et code', text: 'Le message seul ne suffit pas.' },
    content: {
      title: 'Le texte lui-même',
      text: 'Discussion et compte rendu dans le message. Les fournisseurs de messagerie peuvent les lire.',
    },
    none: { title: 'Rien', text: 'La réunion passée reste chez vous.' },
  },
  consent: {
    text: 'Texte auquel on consent',
    neutral: 'Texte neutre',
    former: 'Le texte choisi auparavant',
    failed:
      'Les textes de votre entreprise n’ont pas pu être chargés. Le texte neutre peut être choisi.',
  },
  faults: {
    topic: {
      missing: 'Donnez-lui un sujet. Vous la retrouvez ainsi dans votre liste.',
      long: 'C’est trop long pour un sujet. L’ordre du jour a de la place.',
    },
    agenda: 'Au plus 2 000 caractères. Un texte plus long tient dans un document.',
    when: {
      missing: 'Choisissez un jour et une heure qui existent.',
      past: 'C’est passé. Choisissez une heure plus tardive, ou commencez une réunion tout de suite.',
    },
    minutes: 'Entre 5 et 1440 minutes.',
    zone: 'Ce navigateur ne connaît pas ce fuseau horaire.',
    repeat: {
      every: 'Un nombre de 1 à 99.',
      times: 'Un nombre de 1 à 520.',
      date: 'Choisissez une date qui ne précède pas la première réunion.',
    },
    keep: ({ most }) => `Un nombre de jours de 1 à ${most}, ou rien.`,
    some: ({ n }) =>
      count(n, {
        one: 'Rien n’est enregistré : # champ est à revoir.',
        other: 'Rien n’est enregistré : # champs sont à revoir.',
      }),
    large:
      'C’est plus que ne peut contenir une entrée scellée. Raccourcissez l’ordre du jour ou invitez moins de personnes.',
  },
  hints: {
    doors: 'Votre société n’autorise pas d’autres portes.',
    summaries: 'Votre société n’autorise pas d’autres résumés.',
    contentInMails:
      'Les fournisseurs de messagerie et le programme qui envoie les messages peuvent lire ce que tous ont écrit : discussion, compte rendu, ordre du jour, décisions. Chacun en est informé avant d’entrer. Votre navigateur rassemble le texte quand vous terminez la réunion, ou plus tard depuis la réunion passée ; après 12 heures, les messages partent avec le lien seul. Choisissez un lien si l’on peut y écrire ce que la loi protège particulièrement. Une réunion où quelqu’un est déjà entré garde ce qui était choisi avant.',
    gap: ({ time }) =>
      `Ce jour-là, les horloges sautent cette heure. La réunion commence à ${time}.`,
    overlap:
      'Ce jour-là, les horloges montrent deux fois cette heure. C’est la première qui compte.',
    conflict: ({ topic, when }) => `Au même moment : ${topic}, ${when}.`,
  },
  preview: {
    title: 'Le message qu’ils reçoivent',
    from: ({ from }) => `De ${from}. Les réponses vous parviennent.`,
    calendar: 'Une entrée de calendrier l’accompagne et rappelle 15 minutes avant.',
    whenReady: 'Le message apparaît ici dès que le sujet et l’heure sont donnés.',
  },
  send: {
    lead: 'L’e-mail n’est pas chiffré de bout en bout.',
    leak: 'Ce serveur et les fournisseurs de messagerie des personnes invitées peuvent lire ce message à son passage. Le lien qu’il contient permet seulement de frapper : personne n’entend ni ne voit rien avant que vous n’ouvriez.',
    leakOpen:
      'Ce serveur et les fournisseurs de messagerie peuvent lire ce message à son passage, et la porte est ouverte : avec le lien, ils pourraient entrer.',
    leakCancelled:
      'Ce serveur et les fournisseurs de messagerie de ces personnes peuvent lire ce message à son passage. Il ne contient pas de lien.',
    invite: ({ n }) =>
      count(n, {
        one: 'Enregistrer et envoyer # invitation',
        other: 'Enregistrer et envoyer # invitations',
      }),
    save: 'Enregistrer',
    saveOnly: 'Enregistrer sans envoyer',
    ask: {
      invitation: ({ n }) =>
        count(n, {
          one: 'Envoyer # message maintenant ?',
          other: 'Envoyer # messages maintenant ?',
        }),
      update: ({ n }) =>
        count(n, {
          one: 'Envoyer la modification à # personne maintenant ?',
          other: 'Envoyer la modification à # personnes maintenant ?',
        }),
      cancellation: ({ n }) =>
        count(n, {
          one: 'Annuler et prévenir # personne par e-mail ?',
          other: 'Annuler et prévenir # personnes par e-mail ?',
        }),
    },
    do: {
      invitation: 'Envoyer',
      update: 'Envoyer la modification',
      cancellation: 'Annuler la réunion',
    },
    silently: 'Modifier sans message',
    silentlyCancel: 'Annuler sans message',
    ownProgram: 'Mon logiciel de messagerie',
    copy: 'Copier l’invitation',
    copied: 'Copiée. Ce serveur ne l’a pas vue.',
    download: 'Fichier de calendrier',
    other: 'Si vous l’envoyez vous-même, ce serveur ne la voit pas :',
    askNobody: 'Annuler ?',
    nobodyKnows:
      'Personne n’en a été informé par e-mail : aucun message ne part. La salle et ses liens disparaissent pour de bon.',
    twice:
      'Certaines de ces personnes ont peut-être déjà reçu ce message. Elles le recevraient deux fois.',
    why: {
      down: 'Le serveur de messagerie ne les a pas acceptés. Ils restent scellés avec la réunion ; réessayez dans quelques minutes.',
      limit:
        'Plus aucun message ne part aujourd’hui : c’est la limite de cette instance. Ils restent scellés avec la réunion ; réessayez demain, ou copiez l’invitation.',
    },
  },
  plan: {
    when: ({ day, from, to }) => `${day}, de ${from} à ${to}`,
    sent: ({ n }) =>
      count(n, { one: '# message a été accepté.', other: '# messages ont été acceptés.' }),
    notAll: ({ n }) =>
      count(n, { one: '# message n’est pas parti.', other: '# messages ne sont pas partis.' }),
    start: 'Ouvrir la salle',
    change: 'Modifier',
    cancel: 'Annuler la réunion',
    cancelOne: 'Annuler ce jour',
    moveOne: 'Déplacer ce jour',
    prepare: 'Ordre du jour et documents',
    people: 'Personnes',
    nobody: 'Personne n’est invité par e-mail. Copiez l’invitation et envoyez-la vous-même.',
    uncertain: ({ n }: { n: number }): string =>
      count(n, {
        one: 'Un message est peut-être arrivé, peut-être pas : la connexion s’est rompue pendant la remise. Renvoyé, il peut arriver deux fois.',
        other:
          '# messages sont peut-être arrivés, peut-être pas : la connexion s’est rompue pendant la remise. Renvoyés, ils peuvent arriver deux fois.',
      }),
    resend: 'Renvoyer',
    resendTo: ({ name }) => `Renvoyer à ${name}`,
    retry: ({ n }) => count(n, { one: 'Réessayer # message', other: 'Réessayer # messages' }),
    occurrences: 'Prochaines fois',
    occurrencesNote: 'Chacune a sa salle et ses clés. Le lien de la série mène à la prochaine.',
    moved: 'déplacée',
    cancelled: 'Annulée. Des messages à ce sujet ne sont pas encore partis.',
    remove: 'Retirer de la liste',
    gone: {
      title: 'Cette réunion n’est pas dans votre coffre',
      text: 'Elle a été annulée ou supprimée, ou elle appartient à un autre compte.',
    },
    states: {
      waiting: 'en route',
      accepted: 'accepté',
      refused: 'refusé : l’adresse ne reçoit pas d’e-mails',
      stopped: 'bloqué : ne veut pas d’e-mails d’ici',
      failed: 'pas envoyé',
      unknown: 'pas certain',
      none: 'pas prévenu par e-mail',
    },
    door: 'Porte',
    summary: 'Récapitulatif',
    deletes: 'Suppression automatique',
    deletesAfter: ({ n }) =>
      count(n, { one: '# jour après la réunion', other: '# jours après la réunion' }),
    never: 'jamais',
  },
  day: {
    moveTitle: 'Déplacer un jour de la série',
    move: 'Déplacer',
    tooMany: 'Plus de 52 jours de cette série sont modifiés. Modifiez plutôt la série.',
  },
  lobby: {
    title: 'Cette série n’a pas de réunion',
    text: 'Elle a été annulée, ou la prochaine n’est pas encore planifiée. Demandez à la personne qui vous a envoyé le lien.',
    damaged: 'Ce lien est abîmé. Copiez-le en entier depuis l’invitation.',
    opening: 'Recherche de la prochaine réunion de cette série.',
    failed: 'Le serveur n’a pas répondu. Vérifiez votre connexion, puis réessayez.',
  },
};
