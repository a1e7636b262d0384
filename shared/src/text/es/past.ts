import { counter } from '../counter.ts';
import type { text as source } from '../en/past.ts';

const count = counter('es');

export const text = {
  back: 'Sus reuniones',
  look: 'Ver',
  lookAt: ({ topic }) => `Ver: ${topic}`,
  standing: { live: 'en curso', upcoming: 'próxima', ended: 'terminada' },
  endedAt: ({ when }) => `terminada: ${when}`,
  when: {
    live: ({ begun }) => `Creada: ${begun}. En curso.`,
    upcoming: ({ begun }) => `Creada: ${begun}. Ahora mismo no hay nadie.`,
    ended: ({ begun, ended }) => `Creada: ${begun}. Terminada: ${ended}.`,
  },
  liveNote:
    'La reunión está en curso. Lo que se escribe en ella en este momento aparece aquí al volver a cargar la página.',
  opening: 'Abriendo la reunión con su caja fuerte.',
  offline:
    'Sin conexión. Lo que escriba se guarda en este navegador y se envía cuando el servidor vuelva a responder.',
  openingOffline: 'Sin conexión. La reunión se abre en cuanto responda el servidor.',
  missing: {
    title: 'Esta reunión no existe',
    text: 'En su caja fuerte no hay ninguna reunión con esta dirección. Pertenece a otra persona o se ha eliminado.',
    act: 'Ir a sus reuniones',
  },
  gone: {
    title: 'Esta reunión se ha eliminado',
    text: 'El servidor ya no tiene nada de ella. Solo queda su línea en su caja fuerte.',
    act: 'Quitar la línea',
  },
  failed: {
    title: 'No se ha podido abrir la reunión',
    text: 'Esta parte de la página se ha detenido. Lo que estaba guardado sigue intacto. Vuelva a cargar la página.',
    act: 'Volver a cargar',
  },
  tabs: {
    label: 'Partes de la reunión',
    minutes: 'Acta',
    agenda: 'Orden del día',
    board: 'Pizarra',
    chat: 'Chat',
    files: 'Archivos',
    notes: 'Mis notas',
    people: 'Personas',
    consent: 'Consentimiento',
  },
  chat: {
    empty: 'No se escribió nada',
    emptyText: 'En esta reunión nadie escribió a todos.',
    readonly: 'El chat tal como fue. No se puede añadir nada.',
  },
  notes: {
    empty: 'No escribió ninguna nota',
    emptyText:
      'Las notas privadas se escriben en la reunión, junto al escenario. Las suyas aparecen entonces aquí.',
    act: 'Abrir la reunión',
    failed: 'No se han podido leer sus notas. Compruebe su conexión y vuelva a intentarlo.',
    again: 'Volver a intentarlo',
    here: 'De este navegador',
    elsewhere: 'De otro navegador suyo',
  },
  people: {
    empty: 'No vino nadie',
    emptyText: 'Quien entra en la reunión figura aquí con el nombre que ha dado.',
    list: 'Quién estuvo',
    you: 'este navegador',
    note: 'Los nombres los eligió cada persona. Quien vino con dos navegadores figura aquí dos veces.',
  },
  consent: {
    reading: 'Se abren y se comprueban los registros.',
    failed: 'No se pudieron cargar los registros. Compruebe la conexión e inténtelo de nuevo.',
    again: 'Intentar de nuevo',
  },
  sealed:
    'Abierto con su caja fuerte, en este navegador. Sus propias notas están aquí; las notas privadas y los mensajes directos de los demás, no. Solo quienes los escribieron pueden abrirlos.',
  export: {
    open: 'Exportar todo',
    title: 'Exportar toda la reunión',
    lead: 'Un archivo ZIP, creado en este navegador. No está sellado: guárdelo donde solo acceda quien deba.',
    contents: 'En el archivo',
    parts: {
      minutes: 'El acta en PDF, Markdown y HTML',
      agenda: 'El orden del día en Markdown',
      board: 'La pizarra, cada página en PDF, SVG y PNG',
      chat: 'El chat en texto y HTML',
      files: ({ n }) =>
        n === 0
          ? 'Todos los archivos (no hay ninguno)'
          : count(n, { one: 'un archivo', other: 'los # archivos' }),
      people: 'Los nombres de quienes estuvieron',
      consent: 'Consentimientos con su prueba: JSON',
      notes: 'Sus propias notas privadas en Markdown',
    },
    withNotes: 'Con mis notas privadas. Déjelas fuera si otras personas reciben el archivo.',
    without: 'No se incluyen las notas privadas de los demás ni los mensajes a una sola persona.',
    start: 'Crear el archivo ZIP',
    working: ({ name }) => `Añadiendo: ${name}`,
    progress: 'Avance de la exportación',
    cancel: 'Detener',
    again: 'Volver a intentarlo',
    done: ({ name }) => `Guardado: ${name}.`,
    left: ({ n }) =>
      count(n, {
        one: 'Una parte no se ha podido abrir y falta. La primera página del archivo la nombra.',
        other:
          '# partes no se han podido abrir y faltan. La primera página del archivo las nombra.',
      }),
    failed: 'No se ha podido crear el archivo. Compruebe su conexión y el espacio en su disco.',
    names: {
      zip: 'reunion',
      minutes: 'acta',
      agenda: 'orden-del-dia',
      board: 'pizarra',
      chat: 'chat',
      files: 'archivos',
      people: 'personas.txt',
      notes: 'mis notas',
    },
    index: {
      made: ({ when }) => `Exportado: ${when}.`,
      missing: 'No se ha podido abrir',
      without:
        'Las notas privadas de los demás y los mensajes a una sola persona no forman parte de ninguna exportación.',
    },
    minutesOf: ({ minutes }) => count(minutes, { one: 'un minuto', other: '# minutos' }),
  },
  remove: {
    card: 'Eliminar',
    cardText:
      'Para todos y definitivamente, al instante en este servidor. Las copias de seguridad del operador la siguen cuando caducan.',
    act: 'Eliminar ahora',
    title: ({ topic }) => `¿Eliminar «${topic}»?`,
    lead: 'Esto desaparece, para todos y definitivamente:',
    parts: [
      'El acta y el orden del día, con todas las versiones anteriores',
      'La pizarra',
      'El chat',
      'Todos los archivos',
      'Las notas privadas de todas las personas que estuvieron',
      'Quién estuvo, con nombre',
      'Los enlaces: ya nadie entra con ellos',
      'Las claves de su caja fuerte. Nada de ello se podrá volver a abrir, tampoco desde una copia de seguridad.',
    ],
    live: 'La reunión está en curso: se desconectará a todas las personas que están en ella.',
    verb: 'Eliminar definitivamente',
    keep: 'Conservar',
    amounts: {
      nothing: 'nada escrito',
      size: ({ size }) => `${size}, sellado`,
      files: ({ n, size }) =>
        n === 0
          ? 'ninguno'
          : count(n, {
              one: `un archivo, ${size}`,
              many: `# de archivos, ${size}`,
              other: `# archivos, ${size}`,
            }),
      notes: ({ n, size }) =>
        n === 0
          ? 'ninguna'
          : count(n, {
              one: `de una persona, ${size}`,
              many: `de # de personas, ${size}`,
              other: `de # personas, ${size}`,
            }),
      links: ({ n }) => count(n, { one: 'un enlace', many: '# de enlaces', other: '# enlaces' }),
    },
    receipt: {
      save: 'Guardar el recibo',
      text: 'El recibo dice qué se borró y cuándo. El servidor no lo guarda.',
      file: 'recibo-de-borrado.json',
    },
    done: ({ topic }) => `Se ha eliminado «${topic}».`,
  },
} satisfies typeof source;
