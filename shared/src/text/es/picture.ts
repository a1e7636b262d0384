import type { text as source } from '../en/picture.ts';

export const text: typeof source = {
  title: 'Foto',
  text: 'Si lo desea. Solo usted la ve: en su menú y, en sus reuniones, en su lugar mientras la cámara está apagada. Los demás ven sus iniciales.',
  yours: 'Su foto',
  choose: 'Elegir una foto',
  another: 'Elegir otra',
  remove: 'Quitar',
  drop: 'O suéltela aquí.',
  kinds:
    'PNG, JPEG, WebP o GIF. Este navegador recorta un pequeño cuadrado del centro y no guarda nada más del archivo. El servidor lo recibe sellado.',
  saved: 'Su foto está guardada.',
  removed: 'Su foto está quitada.',
  faults: {
    notPicture:
      'Esto no es una imagen que se pueda usar aquí. Tome un archivo PNG, JPEG, WebP o GIF.',
    tooLarge:
      'Esta imagen es demasiado grande. Tome una de 30 MB y 50 millones de puntos como máximo.',
    damaged: 'Esta imagen no se abre. Puede estar dañada; tome otra.',
    several: 'Tome una sola imagen.',
  },
};
