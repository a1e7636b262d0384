import { counter } from '../counter.ts';
import type { text as source } from '../en/people.ts';

const count = counter('fr');

export const text: typeof source = {
  field: {
    label: 'Personnes',
    hint: 'Noms ou adresses. Une liste collée convient aussi.',
    most: ({ most }) =>
      `Jusqu’à ${most} personnes par message. Les autres reçoivent le lien copié.`,
    placeholder: 'Nom ou adresse',
    chosen: ({ n }) => count(n, { one: '# personne', other: '# personnes' }),
    list: 'Personnes de votre carnet d’adresses',
    remove: ({ name }) => `Retirer ${name}`,
    added: ({ name }) => `${name} : ajout fait.`,
    addedMany: ({ n }) => count(n, { one: '# personne ajoutée.', other: '# personnes ajoutées.' }),
    removed: ({ name }) => `${name} : retrait fait.`,
    suggestions: ({ n }) => count(n, { one: '# suggestion.', other: '# suggestions.' }),
  },
  faults: {
    address: ({ text: typed }) =>
      `« ${typed} » n’est pas une adresse e-mail. Elle ressemble à nom@example.org.`,
    addresses: ({ n }) =>
      count(n, {
        one: '# entrée n’est pas une adresse e-mail. Elle est encore dans le champ.',
        other: '# entrées ne sont pas des adresses e-mail. Elles sont encore dans le champ.',
      }),
    twice: ({ name }) => `${name} est déjà dans la liste.`,
    many: ({ most }) =>
      `On peut inviter ${most} personnes au plus à la fois. Retirez-en, ou envoyez-leur le lien copié.`,
  },
  book: {
    title: 'Carnet d’adresses',
    lead: 'Toutes les personnes que vous avez invitées ou importées. Scellé dans votre coffre, proposé pendant la saisie, utilisé pour rien d’autre.',
    search: 'Chercher des noms et des adresses',
    opening: 'Votre carnet d’adresses s’ouvre.',
    import: 'Importer',
    invited: ({ n, when }) =>
      count(n, {
        one: `Une invitation, le ${when}`,
        other: `# invitations, la dernière le ${when}`,
      }),
    never: ({ when }) => `Importé le ${when}`,
    forget: 'Oublier',
    forgetOne: ({ name }) => `Oublier ${name}`,
    forgotten: ({ name }) => `${name} n’est plus dans le carnet.`,
    forgottenPlans: ({ name, n }) =>
      count(n, {
        one: `${name} est oublié, aussi dans # réunion. Les messages à ce sujet n’y vont plus.`,
        other: `${name} est oublié, aussi dans # réunions. Les messages à ce sujet n’y vont plus.`,
      }),
    empty: {
      title: 'Personne pour l’instant',
      text: 'Les personnes que vous invitez figurent ensuite ici. Vous pouvez aussi importer des cartes de visite (vCard) ou un tableau (CSV).',
    },
    none: ({ typed }) => `Personne ne correspond à « ${typed} ».`,
    full: 'Votre carnet d’adresses est plein. Oubliez quelqu’un, puis réessayez.',
    sealed:
      'Noms et adresses ont été ouverts dans votre navigateur. Le serveur les garde scellés et ne peut pas y chercher.',
  },
  import: {
    title: 'Importer des personnes',
    text: 'Le fichier est lu dans ce navigateur et ne va nulle part. Seuls les noms et les adresses sont gardés.',
    file: 'Cartes de visite (.vcf) ou un tableau (.csv)',
    paste: 'Ou collez une liste',
    large: 'Ce fichier dépasse 2 Mo. Exportez moins de personnes, ou partagez-le en deux.',
    unreadable: 'Ce fichier ne peut pas être lu. Choisissez-le de nouveau, ou collez son contenu.',
    nobody: 'Il ne contient aucune adresse.',
    found: ({ n }) => count(n, { one: '# personne trouvée', other: '# personnes trouvées' }),
    unread: ({ n }) =>
      count(n, {
        one: '# entrée sans adresse utilisable',
        other: '# entrées sans adresse utilisable',
      }),
    place: ({ n, text: typed }) => `${n} : ${typed}`,
    cut: ({ most }) => `Seules les ${most} premières entrées ont été lues.`,
    add: ({ n }) => count(n, { one: 'Ajouter # personne', other: 'Ajouter # personnes' }),
    done: ({ n }) =>
      count(n, {
        one: '# personne est dans votre carnet d’adresses.',
        other: '# personnes sont dans votre carnet d’adresses.',
      }),
  },
};
