import type { text as source } from '../en/terms.ts';

export const text = {
  title: 'Conditions',
  lead: 'Ce que vous acceptez en créant un compte ou en entrant dans une réunion.',
  version: ({ terms, dpa }) =>
    `Conditions, version ${terms}. Contrat de sous-traitance des données, version ${dpa}.`,
  contents: 'Sur cette page',
  parties: {
    title: 'Entre qui',
    text: ({ controller, mail }) =>
      `Ces conditions s’appliquent entre vous et ${controller}, joignable à ${mail}.`,
    nobody:
      'Ceci est une instance de développement. Aucun exploitant n’est indiqué ; ces conditions n’engagent donc personne et aucune vraie réunion ne doit se tenir ici.',
  },
  sections: [
    {
      title: 'Ce que vous recevez',
      paragraphs: [
        'Une salle de réunion dans le navigateur, avec tableau blanc, compte rendu, discussion et fichiers. Le contenu est chiffré de navigateur à navigateur ; l’exploitant ne peut ni le lire ni le rétablir.',
        'Votre mot de passe ouvre vos données. Personne ne peut le réinitialiser. Sans mot de passe ni kit de secours, ce qui a été scellé avec eux est perdu.',
      ],
    },
    {
      title: 'Qui peut l’utiliser',
      paragraphs: [
        'Participer à une réunion ne demande pas de compte : un lien et un nom suffisent. Les comptes sont destinés aux organisateurs.',
        'Gardez votre mot de passe, votre kit de secours et vos liens de réunion pour vous et pour les personnes à qui ils sont destinés. Prévenez l’exploitant si vous pensez que quelqu’un d’autre les a.',
      ],
    },
    {
      title: 'Ce que vous ne pouvez pas faire',
      paragraphs: [
        'N’utilisez pas les salles pour nuire à autrui, le tromper ou le harceler, pour enfreindre la loi ou pour diffuser des programmes malveillants. N’attaquez ni le serveur ni les connexions d’autrui, et n’essayez pas de contourner ses limites.',
        'N’enregistrez pas une réunion, par quelque moyen que ce soit, sans l’accord de toutes les personnes qui y sont.',
        'L’exploitant peut fermer un compte utilisé ainsi. Il en donne la raison, et vous pouvez contester.',
      ],
    },
    {
      title: 'Ce dont répondent les organisateurs',
      paragraphs: [
        'Qui invite à une réunion en est responsable au regard du droit de la protection des données. Cela comprend une base juridique pour inviter des personnes et pour ce qui est dit, montré et conservé, le texte de consentement affiché avant l’entrée, le délai après lequel la réunion se supprime, et la réponse aux demandes des participants.',
        'Les adresses du carnet d’adresses ne peuvent servir qu’à inviter et à envoyer des récapitulatifs.',
      ],
    },
    {
      title: 'Disponibilité et responsabilité',
      paragraphs: [
        'L’exploitant maintient le service avec un soin raisonnable et annonce si possible les interruptions prévues. Il ne doit aucune disponibilité particulière, sauf convention écrite contraire.',
        'L’exploitant répond sans limite du dol, de la faute lourde et des atteintes à la vie, au corps et à la santé ; pour une faute légère, seulement en cas de manquement à une obligation dont dépend le contrat, et alors du dommage prévisible. Les dispositions légales impératives restent applicables.',
      ],
    },
    {
      title: 'Fin et modifications',
      paragraphs: [
        'Vous pouvez fermer votre compte à tout moment ; tout ce qu’il contient est supprimé dans un délai de 7 jours. Un compte expiré peut être repris pendant 360 jours, puis il est supprimé.',
        'Les modifications de ces conditions sont annoncées avant de prendre effet. Si vous ne les acceptez pas, vous pouvez d’ici là fermer le compte et exporter vos données.',
      ],
    },
  ],
  age: {
    title: 'Âge',
    text: ({ age }) => `Les comptes sont réservés aux personnes de ${age} ans ou plus.`,
  },
  dpa: {
    title: 'Contrat de sous-traitance des données',
    lead: 'En vertu de l’article 28 du RGPD, entre l’organisation de l’organisateur (responsable du traitement) et l’exploitant (sous-traitant). Il est accepté avec ces conditions, avant tout traitement.',
    sections: [
      {
        title: 'Objet et durée',
        text: 'Le sous-traitant fournit des salles de réunion comme décrit plus haut. Le contrat dure autant que le compte, et jusqu’à ce que tout soit supprimé.',
      },
      {
        title: 'Nature, finalité et types de données',
        text: 'Transmission, mise en ordre, conservation et suppression des contenus chiffrés de réunions ; envoi d’invitations et de récapitulatifs ; les métadonnées énumérées sous [Qui peut lire quoi](/about/encryption). Les personnes concernées sont les organisateurs, les personnes invitées et les participants. Les contenus peuvent comprendre des catégories particulières de données à caractère personnel (article 9 du RGPD), que le sous-traitant ne peut pas lire.',
      },
      {
        title: 'Instructions',
        text: 'Le sous-traitant n’agit que sur instruction documentée : ces conditions et ce que le responsable du traitement règle dans le produit. S’il estime qu’une instruction enfreint la loi, il le dit.',
      },
      {
        title: 'Confidentialité',
        text: 'Toute personne ayant accès aux données est tenue à la confidentialité. Si le responsable du traitement est soumis au secret professionnel (par exemple, en droit allemand, § 203 StGB, § 43e BRAO), le sous-traitant et ses propres sous-traitants s’y engagent par écrit, savent qu’une violation est punissable et ne prennent connaissance des données que dans la mesure où le contrat l’exige.',
      },
      {
        title: 'Sécurité',
        text: 'Le sous-traitant maintient les mesures de l’[annexe](/terms#annex). Il peut les remplacer par de meilleures.',
      },
      {
        title: 'Autres sous-traitants',
        text: 'Ceux qui figurent à la [page Confidentialité](/privacy) sont autorisés, sous des contrats qui exigent la même protection. Un nouveau est annoncé au préalable, et le responsable du traitement peut émettre des objections.',
      },
      {
        title: 'Assistance',
        text: 'Le sous-traitant transmet les demandes des personnes concernées, aide à y répondre autant qu’il le peut sans les clés, et assiste le responsable du traitement dans les obligations des articles 32 à 36 du RGPD.',
      },
      {
        title: 'Violations',
        text: 'Le sous-traitant notifie au responsable du traitement toute violation de données à caractère personnel dans les meilleurs délais après en avoir pris connaissance, avec ce qu’il sait.',
      },
      {
        title: 'Suppression et restitution',
        text: 'Le responsable du traitement exporte et supprime lui-même ses données. À la fin du contrat, ce qui reste est supprimé dans les délais de la [page Confidentialité](/privacy), et dans les sauvegardes à leur expiration.',
      },
      {
        title: 'Preuve et audits',
        text: 'Le sous-traitant met à disposition ce qui est nécessaire pour démontrer la conformité et permet des audits, avec un préavis raisonnable. Les sommes de tous les fichiers du programme sont [publiées](/about), si bien que le programme peut être vérifié sans l’aide de personne.',
      },
    ],
  },
  annex: {
    title: 'Annexe : mesures techniques et organisationnelles',
    measures: [
      '**Chiffrement des contenus** : dans le navigateur, avant l’envoi, pour tout ce que produit une réunion. Les clés ne sont pas sur le serveur.',
      '**Chiffrement en transit** : TLS 1.2 ou 1.3 pour les pages et la signalisation ; DTLS-SRTP pour le son et l’image, autour de ce qui est déjà scellé.',
      '**Chiffrement au repos** : ce que le serveur peut lire est conservé sous une clé propre à chaque compte, détruite en premier lors de la suppression du compte.',
      '**Accès aux comptes** : le serveur ne voit jamais le mot de passe ; un second facteur peut être exigé ; les tentatives échouées sont ralenties.',
      '**Séparation** : les e-mails sont envoyés par un processus à part, qui n’en garde rien ensuite et dont la clé change chaque jour.',
      '**Minimisation** : des numéros aléatoires au lieu de noms, des adresses IP raccourcies après 7 jours, aucune analyse, rien d’autres sites.',
      '**Intégrité** : les entrées sont signées par leurs auteurs et enchaînées ; les navigateurs remarquent ce qui manque, a été déplacé ou falsifié.',
      '**Disponibilité** : ce qui est écrit n’est confirmé qu’une fois conservé en sécurité ; un nœud peut tomber en panne sans qu’une réunion soit perdue.',
      '**Suppression** : selon un calendrier que la configuration peut raccourcir mais non allonger, avec un registre qui garde supprimé ce qui l’a été, même après une restauration.',
      '**Contrôle** : des tests de ces promesses sont exécutés à chaque modification du programme.',
    ],
  },
} satisfies typeof source;
