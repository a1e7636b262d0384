import { counter } from '../counter.ts';
import type { text as source } from '../en/documents.ts';

const count = counter('es');
const changes = (n: number): string =>
  count(n, { one: '# cambio', many: '# de cambios', other: '# cambios' });

export const text = {
  tools: {
    chat: 'Chat',
    board: 'Pizarra',
    minutes: 'Acta',
    agenda: 'Orden del día',
    notes: 'Mis notas',
    files: 'Archivos',
    closeBoard: 'Cerrar la pizarra',
    closeMinutes: 'Cerrar el acta',
    stage: ({ name }) => `${name}, en el escenario`,
    loadFailed:
      'No se ha podido cargar esta parte de la página. Vuelva a cargar la página; no se pierde nada.',
  },
  wrote: ({ name }) => `${name} ha escrito`,
  saved: {
    opening: 'Abriendo',
    saved: 'Guardado',
    savedAt: ({ time }) => `Guardado: ${time}`,
    saving: 'Guardando',
    offline: ({ waiting }) =>
      waiting === 0 ? 'Sin conexión' : `Sin conexión. En este navegador: ${changes(waiting)}`,
    refused: ({ waiting }) => `Sin guardar: ${changes(waiting)}`,
    refusedNote:
      'El servidor no acepta más para este documento. Lo que no está guardado se conserva en este navegador: cópielo en otro sitio, o elimine algo y vuelva a cargar la página.',
    stopped: 'Ya no se actualiza',
  },
  faults: {
    title: 'Este documento no es lo que era',
    note: 'Usted ve la copia de este navegador. No se incorpora nada nuevo hasta que se aclare. Compare de viva voz con los demás y vuelva a cargar la página.',
    omitted: 'El servidor ha omitido entradas.',
    replayed: 'El servidor ha enviado una entrada dos veces.',
    reordered: 'El servidor ha enviado entradas en otro orden.',
    forked: 'El servidor muestra a otras personas algo distinto.',
    altered: 'Una entrada se modificó después de firmarse.',
    foreign: 'El servidor ha enviado algo de otro documento.',
    rolledBack: 'El servidor muestra un estado anterior al que usted vio.',
    withheld: 'Otras personas tienen entradas que el servidor no le muestra.',
    quarantined: ({ name }) =>
      `Algo que ha enviado ${name} no se puede leer y se omite. El resto no se ve afectado.`,
    falseCheckpoint: ({ name }) =>
      `${name} ha enviado un compendio de este documento que no coincide con sus entradas. No se utiliza.`,
    unconsented: ({ name }) =>
      `${name} aún no ha dado su consentimiento para que se conserve lo que escribe. Se mostrará en cuanto lo dé.`,
    someone: 'alguien',
  },
  replaced: {
    begun: ({ name }) =>
      `${name}: se ha eliminado definitivamente. Empieza de nuevo, sin contenido.`,
    unsent: ({ n }) => `Este documento empieza de nuevo, sin lo que usted aportó: ${changes(n)}`,
  },
  forGood: {
    open: 'Eliminar definitivamente',
    title: {
      board: '¿Eliminar definitivamente la pizarra?',
      minutes: '¿Eliminar definitivamente el acta?',
      agenda: '¿Eliminar definitivamente el orden del día?',
      chat: '¿Eliminar definitivamente el chat?',
    },
    lead: 'Esto desaparece, para todos y al instante:',
    parts: {
      board: ['Todas las páginas y todo lo que contienen', 'Todas las versiones anteriores'],
      minutes: ['Todo el texto, con sus decisiones y tareas', 'Todas las versiones anteriores'],
      agenda: ['Todos los puntos con sus notas', 'Todas las versiones anteriores'],
      chat: ['Todos los mensajes dirigidos a todos, con sus respuestas y reacciones'],
    },
    stays: {
      board:
        'Las imágenes que se pusieron en ella siguen en Archivos, donde se pueden eliminar una a una.',
      minutes: 'Las imágenes que contiene siguen en Archivos, donde se pueden eliminar una a una.',
      agenda: 'Lo que se incorporó al acta permanece en ella.',
      chat: 'Los mensajes a una sola persona siguen entre ambas. Los archivos compartidos siguen en Archivos.',
    },
    note: 'No se puede deshacer y nadie puede recuperarlo.',
    verb: 'Eliminar definitivamente',
    keep: 'Conservar',
    failed:
      'No se ha eliminado. Antes tiene que guardarse todo lo que se ha escrito. Compruebe la conexión y vuelva a intentarlo.',
    notAllowed: 'No se ha eliminado. Solo pueden hacerlo el anfitrión y los coanfitriones.',
  },
  restore: {
    open: 'Versiones anteriores',
    title: 'Versiones anteriores',
    loading: 'Leyendo el documento desde el principio',
    empty: 'Aún no hay ninguna versión anterior. Aparecen a medida que se escribe.',
    point: ({ time, names }) => (names === '' ? time : `${time}, ${names}`),
    choose: 'Elija una versión para verla.',
    now: 'Ahora',
    bringBack: 'Recuperar esta versión',
    note: 'Recuperar una versión es un cambio como cualquier otro: se puede deshacer y no se pierde nada de lo posterior.',
    done: 'Se ha recuperado la versión anterior. Deshacer la retira de nuevo.',
    failed:
      'No se han podido leer las versiones anteriores. Compruebe su conexión y vuelva a intentarlo.',
    again: 'Volver a intentarlo',
  },
} satisfies typeof source;
