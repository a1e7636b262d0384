import { counter } from '../counter.ts';
import type { text as source } from '../en/desk.ts';

const count = counter('es');

export const text: typeof source = {
  title: 'Reuniones',
  schedule: 'Planificar',
  sections: { next: 'A continuación', today: 'Más tarde hoy', upcoming: 'Próximamente' },
  until: ({ time }) => `hasta las ${time}`,
  invited: ({ n }) => count(n, { one: 'una persona invitada', other: '# personas invitadas' }),
  repeats: 'Serie',
  join: 'Entrar',
  copy: 'Copiar la invitación',
  copyOf: ({ topic }) => `Copiar la invitación a ${topic}`,
  copied: 'La invitación está copiada.',
  search: 'Buscar una reunión',
  noneFound: ({ typed }) => `Ningún tema planificado coincide con «${typed}».`,
  undelivered: ({ n, topic }) =>
    count(n, {
      one: `${topic}: un correo no salió.`,
      other: `${topic}: # correos no salieron.`,
    }),
  look: 'Ver',
  all: 'Mostrar todo',
  empty: {
    title: 'Nada planificado todavía',
    text: 'Planifique una reunión e invite por correo, o empiece una ahora y envíe su enlace. Los demás necesitan un navegador y su nombre, nada más.',
  },
  steps: {
    title: 'Tres pasos hasta la primera reunión',
    list: [
      'Guarde su kit de recuperación en un lugar seguro. Es la única forma de volver si se pierde la contraseña.',
      'Añada personas a su [agenda de direcciones](/address-book), o escriba sus direcciones al invitar.',
      '[Planifique una reunión](/meetings/new), o empiece una ahora.',
    ],
  },
};
