import type { text as source } from '../en/picture.ts';

export const text: typeof source = {
  title: 'Photo',
  text: 'Si vous le souhaitez. Vous seul la voyez : dans votre menu et, dans vos réunions, à votre place tant que votre caméra est éteinte. Les autres voient vos initiales.',
  yours: 'Votre photo',
  choose: 'Choisir une photo',
  another: 'En choisir une autre',
  remove: 'Retirer',
  drop: 'Ou déposez-la ici.',
  kinds:
    'PNG, JPEG, WebP ou GIF. Ce navigateur découpe un petit carré au milieu et ne garde rien d’autre du fichier. Le serveur le reçoit scellé.',
  saved: 'Votre photo est enregistrée.',
  removed: 'Votre photo est retirée.',
  faults: {
    notPicture: 'Ce n’est pas une image utilisable ici. Prenez un fichier PNG, JPEG, WebP ou GIF.',
    tooLarge:
      'Cette image est trop grande. Prenez-en une de 30 Mo et 50 millions de points au plus.',
    damaged: 'Cette image ne s’ouvre pas. Elle est peut-être endommagée ; prenez-en une autre.',
    several: 'Prenez une seule image.',
  },
};
