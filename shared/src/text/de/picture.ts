import type { text as source } from '../en/picture.ts';

export const text: typeof source = {
  title: 'Bild',
  text: 'Wenn Sie möchten. Nur Sie sehen es: in Ihrem Menü und, in eigenen Besprechungen, an Ihrem Platz, solange Ihre Kamera aus ist. Andere sehen Ihre Initialen.',
  yours: 'Ihr Bild',
  choose: 'Bild wählen',
  another: 'Anderes wählen',
  remove: 'Entfernen',
  drop: 'Oder hier ablegen.',
  kinds:
    'PNG, JPEG, WebP oder GIF. Dieser Browser schneidet aus der Mitte ein kleines Quadrat und behält sonst nichts von der Datei. Der Server bekommt es versiegelt.',
  saved: 'Ihr Bild ist gespeichert.',
  removed: 'Ihr Bild ist entfernt.',
  faults: {
    notPicture:
      'Das ist kein Bild, das hier verwendet werden kann. Nehmen Sie PNG, JPEG, WebP oder GIF.',
    tooLarge:
      'Dieses Bild ist zu groß. Nehmen Sie eines mit höchstens 30 MB und 50 Millionen Bildpunkten.',
    damaged:
      'Dieses Bild lässt sich nicht öffnen. Vielleicht ist es beschädigt; nehmen Sie ein anderes.',
    several: 'Nehmen Sie nur ein Bild.',
  },
};
