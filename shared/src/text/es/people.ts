import { counter } from '../counter.ts';
import type { text as source } from '../en/people.ts';

const count = counter('es');

export const text: typeof source = {
  field: {
    label: 'Personas',
    hint: 'Nombres o direcciones. También sirve una lista pegada.',
    most: ({ most }) => `Hasta ${most} personas por correo. Las demás reciben el enlace copiado.`,
    placeholder: 'Nombre o dirección',
    chosen: ({ n }) => count(n, { one: 'Una persona', other: '# personas' }),
    list: 'Personas de su agenda de direcciones',
    remove: ({ name }) => `Quitar a ${name}`,
    added: ({ name }) => `Se añadió a ${name}.`,
    addedMany: ({ n }) =>
      count(n, { one: 'Se añadió una persona.', other: 'Se añadieron # personas.' }),
    removed: ({ name }) => `Se quitó a ${name}.`,
    suggestions: ({ n }) => count(n, { one: 'Una sugerencia.', other: '# sugerencias.' }),
  },
  faults: {
    address: ({ text: typed }) =>
      `«${typed}» no es una dirección de correo. Tiene la forma nombre@example.org.`,
    addresses: ({ n }) =>
      count(n, {
        one: 'Una entrada no es una dirección de correo. Sigue en el campo.',
        other: '# entradas no son direcciones de correo. Siguen en el campo.',
      }),
    twice: ({ name }) => `${name} ya está en la lista.`,
    many: ({ most }) =>
      `Se puede invitar a ${most} personas como máximo a la vez. Quite a algunas, o envíeles el enlace copiado.`,
  },
  book: {
    title: 'Agenda de direcciones',
    lead: 'Todas las personas que ha invitado o importado. Sellada en su caja fuerte, ofrecida mientras escribe, usada para nada más.',
    search: 'Buscar nombres y direcciones',
    opening: 'Se abre su agenda de direcciones.',
    import: 'Importar',
    invited: ({ n, when }) =>
      count(n, {
        one: `Una invitación, el ${when}`,
        other: `# invitaciones, la última el ${when}`,
      }),
    never: ({ when }) => `Importada el ${when}`,
    forget: 'Olvidar',
    forgetOne: ({ name }) => `Olvidar a ${name}`,
    forgotten: ({ name }) => `Se olvidó a ${name}.`,
    forgottenPlans: ({ name, n }) =>
      count(n, {
        one: `Se olvidó a ${name}, también en una reunión. Los correos sobre ella ya no van allí.`,
        other: `Se olvidó a ${name}, también en # reuniones. Los correos sobre ellas ya no van allí.`,
      }),
    empty: {
      title: 'Todavía no hay nadie',
      text: 'Quien usted invite figurará después aquí. También puede importar tarjetas (vCard) o una tabla (CSV).',
    },
    none: ({ typed }) => `Nadie coincide con «${typed}».`,
    full: 'Su agenda de direcciones está llena. Olvide a alguien e inténtelo de nuevo.',
    sealed:
      'Los nombres y direcciones se abrieron en su navegador. El servidor los guarda sellados y no puede buscar en ellos.',
  },
  import: {
    title: 'Importar personas',
    text: 'El archivo se lee en este navegador y no va a ninguna parte. Solo se guardan nombres y direcciones.',
    file: 'Tarjetas (.vcf) o una tabla (.csv)',
    paste: 'O pegue una lista',
    large: 'Este archivo supera los 2 MB. Exporte menos personas, o divídalo en dos.',
    unreadable: 'Este archivo no se puede leer. Elíjalo de nuevo, o pegue su contenido.',
    nobody: 'No contiene ninguna dirección.',
    found: ({ n }) =>
      count(n, { one: 'Se encontró una persona', other: 'Se encontraron # personas' }),
    unread: ({ n }) =>
      count(n, {
        one: 'Una entrada sin dirección utilizable',
        other: '# entradas sin dirección utilizable',
      }),
    place: ({ n, text: typed }) => `${n}: ${typed}`,
    cut: ({ most }) => `Solo se leyeron las primeras ${most} entradas.`,
    add: ({ n }) => count(n, { one: 'Añadir una persona', other: 'Añadir # personas' }),
    done: ({ n }) =>
      count(n, {
        one: 'Una persona está en su agenda de direcciones.',
        other: '# personas están en su agenda de direcciones.',
      }),
  },
};
