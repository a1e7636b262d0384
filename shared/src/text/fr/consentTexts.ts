import type { text as source } from '../en/consentTexts.ts';

export const text = {
  name: 'Texte neutre',
  intro:
    'Pendant cette réunion, des personnes se parlent, se montrent et peuvent écrire, dessiner et partager des fichiers. Ce que vous dites ou montrez peut révéler quelque chose de votre santé, de vos convictions ou d’autres sujets que la loi protège particulièrement.',
  statements: {
    live: 'J’accepte que ma voix, mon image et ce que je partage à l’écran soient transmis aux autres personnes présentes pendant cette réunion, y compris ce qu’ils révèlent de sujets que la loi protège particulièrement.',
    archive:
      'J’accepte que ce que j’écris, dessine et dépose soit conservé, chiffré, avec cette réunion, et puisse être lu par les personnes qui y participent et par celle qui l’organise.',
    summary:
      'J’accepte qu’un résumé de cette réunion, pouvant contenir mes contributions, soit envoyé aux personnes présentes qui l’ont demandé.',
  },
  details:
    'Seules les personnes présentes peuvent ouvrir ce qui est dit et écrit ; le serveur le transmet chiffré. La voix, l’image et l’écran ne sont pas enregistrés. Ce qui est conservé est supprimé avec la réunion. Le consentement est libre : sans lui, vous participez, écoutez et regardez. Vous pouvez le retirer à tout moment dans la réunion, sous « Votre consentement » ; ce qui a eu lieu avant reste licite. Vous avez un droit d’accès, de rectification, d’effacement, de limitation et de portabilité, et vous pouvez saisir une autorité de contrôle.',
} satisfies typeof source;
