import { counter } from '../counter.ts';
import type { text as source } from '../en/closing.ts';

const count = counter('es');

export const text: typeof source = {
  title: 'Cerrar la cuenta',
  text: 'Todo lo suyo se borra aquí, para siempre.',
  open: 'Cerrar la cuenta',
  goes: 'Con la cuenta desaparece:',
  meetings: ({ n }) =>
    count(n, {
      one: 'Su reunión, con todo lo que se escribió, dibujó y compartió en ella',
      other: 'Sus # reuniones, con todo lo que se escribió, dibujó y compartió en ellas',
    }),
  files: ({ n }) => count(n, { one: '1 archivo', other: '# archivos' }),
  vault:
    'Su caja fuerte: claves, temas, libreta de direcciones y ajustes. El kit de recuperación ya no abre nada.',
  person: 'Su nombre, su dirección, sus inicios de sesión y segundos factores',
  company:
    'Su empresa aquí, con sus reglas, textos de consentimiento y registro: no hay nadie más en ella',
  stays:
    'Lo que queda: los correos enviados y lo que otras personas guardaron. Exporte antes lo que quiera conservar.',
  undo: ({ n }) =>
    count(n, {
      one: 'Puede cambiar de idea durante un día. Hasta entonces todo sigue igual.',
      other: 'Puede cambiar de idea durante # días. Hasta entonces todo sigue igual.',
    }),
  submit: 'Cerrar la cuenta',
  closing: ({ when }) => `Su cuenta se borra el ${when}.`,
  stillHere: 'Hasta entonces todo sigue igual. Después nadie puede recuperarla.',
  keep: 'Conservar la cuenta',
  onDesk: ({ when }) => `Su cuenta está cerrada y se borrará el ${when}.`,
  onDeskAct: 'Verlo',
};
