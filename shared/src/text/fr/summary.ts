import { counter } from '../counter.ts';
import type { Catalogue } from '../en.ts';

const count = counter('fr');

export const text = {
  room: {
    title: 'Résumé par courriel',
    menu: 'Résumé par courriel',
    what: 'Après la réunion, vous recevez un lien vers ce qui a été écrit : compte rendu, ordre du jour, tableau, discussion de groupe et fichiers, ainsi que vos propres notes privées. Les messages directs n’y sont pas, ni ce qui est écrit lorsque cette réunion reprend plus tard.',
    levels: {
      sealed: {
        title: 'Un lien scellé.',
        text: 'Le courriel ne contient rien. Le contenu reste chiffré sur le serveur et s’ouvre dans votre navigateur. Quiconque peut lire votre messagerie peut ouvrir le lien, jusqu’à ce que la réunion soit supprimée.',
      },
      code: {
        title: 'Un lien scellé et un code.',
        text: 'Le courriel ne contient rien, et seul il n’ouvre rien : la page demande aussi les cinq mots affichés ici. Quiconque a les deux peut l’ouvrir, jusqu’à ce que la réunion soit supprimée.',
      },
      content: {
        title: 'Le texte lui-même et un lien scellé.',
        text: 'L’ordre du jour, le compte rendu, les décisions, les actions et la discussion de groupe figurent dans le courriel. Le programme qui l’envoie et les fournisseurs de messagerie peuvent les lire, et personne ne peut les reprendre d’une messagerie. Vos notes privées et les messages directs n’y sont pas. Il part dès que le navigateur de la personne qui organise a rassemblé le texte après la fin ; si cela n’a pas lieu dans les 12 heures, vous recevez le lien seul.',
      },
    },
    inMail: {
      legend: 'Dans le courriel',
      text: { title: 'Texte et lien', text: 'Comme décrit ci-dessus.' },
      link: {
        title: 'Le lien seul',
        text: 'Le courriel ne contient rien. Il part à la fin de la réunion.',
      },
    },
    address:
      'Votre adresse est facultative et sert uniquement à ce courriel. Elle est scellée dans votre navigateur : seul le programme qui envoie le courriel peut la lire, et elle disparaît après trois jours au plus. La personne qui organise voit que vous recevez un résumé, mais pas votre adresse.',
    field: 'Votre adresse électronique',
    addressFault: 'Ce n’est pas une adresse électronique.',
    want: 'M’envoyer le résumé',
    keep: 'Laisser tel quel',
    privacy: 'À propos de la confidentialité',
    armed: 'Un résumé sera envoyé à l’adresse que vous avez donnée.',
    armedTo: ({ address }: { address: string }): string => `Un résumé sera envoyé à ${address}.`,
    armedText: 'Il part à la fin de la réunion. Vous pouvez sortir et fermer cette page.',
    armedContent:
      'Avec le texte, il part dès que le navigateur de la personne qui organise l’a rassemblé, au plus tard après 12 heures avec le lien seul. Vous pouvez sortir et fermer cette page.',
    lost: 'Le résumé demandé a été gardé trois jours et n’existe plus. Demandez-le de nouveau.',
    change: 'Utiliser une autre adresse',
    withdraw: 'Ne rien m’envoyer',
    code: {
      title: 'Le code de cette réunion',
      text: 'Notez ces cinq mots. Ils sont les mêmes pour tous ici et ne figurent dans aucun courriel.',
    },
    looking: 'Recherche de ce que vous avez demandé',
    failed: 'Le serveur ne l’a pas accepté. Réessayez dans un instant.',
    again: 'Réessayer',
  },
  page: {
    title: 'Résumé',
    closed: {
      title: 'Un résumé vous attend',
      text: 'Il s’ouvre ici, dans votre navigateur. Le serveur n’en a que la forme scellée.',
      open: 'Ouvrir le résumé',
      note: 'Quiconque a ce lien peut l’ouvrir, jusqu’à ce que la réunion soit supprimée. Gardez le courriel pour vous.',
      noteCode: 'Il s’ouvre avec le lien et le code ensemble.',
    },
    code: {
      label: 'Les cinq mots affichés dans la salle',
      hint: 'En minuscules, avec ou sans espaces.',
      malformed: 'Ce ne sont pas les cinq mots d’un code.',
      wrong: 'Ce n’est pas le code de cette réunion.',
    },
    opening: 'Ouverture du résumé',
    from: ({ organizer, when }: { organizer: string; when: string }): string =>
      organizer === '' ? when : `Avec ${organizer}, ${when}`,
    untitled: 'Réunion sans sujet',
    own: 'Vos propres notes ne s’affichent que par ce lien. Personne d’autre ne les a, pas même qui organise.',
    damaged: {
      title: 'Une partie de ce lien manque',
      text: 'Certains programmes coupent les longs liens. Copiez la ligne entière du courriel.',
    },
    gone: {
      title: 'Ce résumé n’est plus ici',
      text: 'La réunion a été supprimée, ou s’est supprimée elle-même. Personne ne peut la faire revenir.',
    },
    revoked: {
      title: 'Ce résumé a été retiré',
      text: 'Ce lien a été révoqué. Adressez-vous à la personne qui organise si vous en avez besoin.',
    },
    tooEarly: {
      title: 'La réunion est encore en cours',
      text: 'Le résumé s’ouvre une fois la réunion terminée.',
    },
    unreachable: {
      title: 'Le serveur ne répond pas',
      text: 'Vérifiez que vous êtes en ligne, puis réessayez.',
    },
    tampered: {
      title: 'Ce résumé a été falsifié',
      text: 'Ce que le serveur a envoyé n’a pas été fait pour ce lien. Rien n’en est donc montré. Prévenez la personne qui organise et ne vous fiez pas à cette page.',
    },
    again: 'Réessayer',
  },
  past: {
    title: 'Résumés par courriel',
    text: 'Qui a demandé un résumé, et ce qu’est devenu le courriel. Vous ne voyez aucune adresse.',
    empty: 'Personne n’a demandé de résumé.',
    states: {
      armed: 'part à la fin de la réunion',
      trying: 'en cours d’envoi',
      accepted: 'remis au serveur de messagerie',
      refused: 'refusé par le serveur de messagerie',
      stopped: 'cette personne ne veut pas de courriels d’ici',
      unknown: 'peut-être envoyé : la connexion a été coupée',
      sent: 'envoyé',
      lost: 'pas envoyé dans les trois jours',
      revoked: 'révoqué',
    },
    inMails: {
      waiting: ({ n }: { n: number }): string =>
        count(n, {
          one: 'Une personne a demandé le texte dans le courriel.',
          other: '# personnes ont demandé le texte dans le courriel.',
        }),
      until: ({ when }: { when: string }): string =>
        `Il peut y être mis jusqu’au ${when}. Ensuite, elles reçoivent le lien seul.`,
      put: 'Mettre le texte dans les courriels',
      working: 'Le texte des courriels est en cours de préparation. Laissez cette page ouverte.',
      done: 'Le texte est dans les courriels. Vous pouvez fermer cette page.',
      failed:
        'Le texte n’est pas encore dans les courriels. Réessayez ici, ou plus tard depuis la réunion passée.',
      again: 'Réessayer',
      look: 'Ce qui figure dans les courriels',
      empty: 'Rien n’a été écrit. Les courriels ne contiennent que le lien.',
      leftOut:
        'Les messages des personnes qui n’y ont pas consenti, ou ont retiré leur accord, n’y sont pas.',
    },
    resend: 'Envoyer de nouveau',
    revoke: 'Révoquer',
    resendTo: ({ name }: { name: string }): string => `Envoyer de nouveau à ${name}`,
    revokeOf: ({ name }: { name: string }): string => `Révoquer le résumé de ${name}`,
    failed: 'Le serveur ne l’a pas fait. Réessayez.',
    mailLimit: 'Votre compte a envoyé tous les e-mails de cette journée. Renvoyez-le demain.',
  },
} satisfies Catalogue['summary'];
