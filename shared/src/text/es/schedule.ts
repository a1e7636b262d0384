import { counter } from '../counter.ts';
import type { text as source } from '../en/schedule.ts';

const count = counter('es');

export const text: typeof source = {
  title: 'Planificar una reunión',
  changeTitle: 'Cambiar la reunión',
  opening: 'Se abre su caja fuerte.',
  fields: {
    topic: 'Tema',
    date: 'Fecha',
    starts: 'Empieza',
    minutes: 'Duración (min)',
    zone: 'Zona horaria',
    zoneNote: ({ zone, offset }) => `${zone}, ${offset}. Los invitados ven su propia hora.`,
    changeZone: 'Otra zona horaria',
    repeat: 'Repetición',
    every: 'Cada',
    unit: 'Unidad',
    units: { day: 'días', week: 'semanas', month: 'meses' },
    weekdays: 'Los días',
    by: 'Día del mes',
    byDate: 'La misma fecha',
    byWeekday: 'El mismo día de la semana',
    until: 'Termina',
    untils: { never: 'Nunca', times: 'Después de un número de veces', date: 'En una fecha' },
    times: 'Número de veces',
    lastDate: 'Última fecha',
    door: 'Quién puede entrar',
    summary: 'Después de la reunión, los invitados reciben',
    agenda: 'Orden del día',
    agendaHint: 'Un punto por línea. Figura en el acta cuando empieza la reunión.',
    keep: 'Se borra sola, días después de la reunión',
    keepHint: 'Vacío: se queda hasta que usted la borre.',
    keepAtMost: ({ most }) =>
      `Su empresa conserva las reuniones como máximo ${most} días después de su fin. Vacío: ese tiempo.`,
    language: 'Idioma de la invitación',
    topicInMail: 'Mostrar el tema en el correo',
    more: 'Orden del día, borrado, idioma',
    documents:
      'Los documentos se añaden cuando la reunión está guardada. Los invitados también pueden entregar archivos antes.',
  },
  presets: {
    none: 'No se repite',
    daily: 'Cada día',
    workdays: 'Cada día laborable',
    weekly: 'Cada semana',
    biweekly: 'Cada dos semanas',
    monthly: 'Cada mes, la misma fecha',
    custom: 'Otra cosa',
  },
  doors: {
    greeted: {
      title: 'Con recepción',
      text: 'Los invitados llaman. Cualquiera que esté dentro les abre.',
    },
    guarded: { title: 'Vigilada', text: 'Usted mira cada llamada.' },
    open: {
      title: 'Abierta',
      text: 'Quien tiene el enlace entra. Si se envía por correo, también podrían entrar este servidor y los proveedores de correo. Solo para reuniones públicas.',
    },
  },
  summaries: {
    sealed: {
      title: 'Un enlace sellado',
      text: 'Se abre en su navegador. El correo no lleva contenido.',
    },
    code: { title: 'Enlace y código', text: 'El correo solo no basta.' },
    content: {
      title: 'El propio texto',
      text: 'Chat y acta en el correo. Los proveedores de correo pueden leerlos.',
    },
    none: { title: 'Nada', text: 'La reunión pasada se queda con usted.' },
  },
  consent: {
    text: 'Texto en el que se consiente',
    neutral: 'Texto neutro',
    former: 'El texto elegido antes',
    failed: 'No se pudieron cargar los textos de su empresa. Se puede elegir el neutro.',
  },
  faults: {
    topic: {
      missing: 'Póngale un tema. Por él la encuentra en su lista.',
      long: 'Es demasiado largo para un tema. En el orden del día hay sitio.',
    },
    agenda: 'Como máximo 2.000 caracteres. Lo más largo cabe en un documento.',
    when: {
      missing: 'Elija un día y una hora que existan.',
      past: 'Ya ha pasado. Elija una hora posterior, o empiece una reunión ahora.',
    },
    minutes: 'Entre 5 y 1440 minutos.',
    zone: 'Este navegador no conoce esa zona horaria.',
    repeat: {
      every: 'Un número del 1 al 99.',
      times: 'Un número del 1 al 520.',
      date: 'Elija una fecha que no sea anterior a la primera reunión.',
    },
    keep: ({ most }) => `Un número de días del 1 al ${most}, o nada.`,
    some: ({ n }) =>
      count(n, {
        one: 'No se guardó nada: un campo necesita otra mirada.',
        other: 'No se guardó nada: # campos necesitan otra mirada.',
      }),
    large:
      'Es más de lo que cabe en una entrada sellada. Acorte el orden del día o invite a menos personas.',
  },
  hints: {
    doors: 'Su empresa no permite otras puertas.',
    summaries: 'Su empresa no permite otros resúmenes.',
    contentInMails:
      'Los proveedores de correo y el programa que envía los correos pueden leer lo que todos escribieron: chat, acta, orden del día, decisiones. Se informa a todos antes de entrar. Su navegador reúne el texto cuando usted termina la reunión, o más tarde desde la reunión pasada; pasadas 12 horas, los correos salen solo con el enlace. Elija un enlace si se puede escribir algo que la ley protege especialmente. Una reunión en la que ya hubo alguien conserva lo elegido antes.',
    gap: ({ time }) => `Ese día los relojes se saltan esa hora. La reunión empieza a las ${time}.`,
    overlap: 'Ese día los relojes muestran esa hora dos veces. Vale la primera.',
    conflict: ({ topic, when }) => `Al mismo tiempo: ${topic}, ${when}.`,
  },
  preview: {
    title: 'El correo que reciben',
    from: ({ from }) => `De ${from}. Las respuestas le llegan a usted.`,
    calendar: 'Lleva una entrada de calendario que avisa 15 minutos antes.',
    whenReady: 'El correo aparece aquí cuando hay tema y hora.',
  },
  send: {
    lead: 'El correo no está cifrado de extremo a extremo.',
    leak: 'Este servidor y los proveedores de correo de las personas invitadas pueden leer este correo a su paso. Con el enlace que lleva solo se puede llamar: nadie oye ni ve nada hasta que usted abre.',
    leakOpen:
      'Este servidor y los proveedores de correo pueden leer este correo a su paso, y la puerta está abierta: con el enlace podrían entrar.',
    leakCancelled:
      'Este servidor y los proveedores de correo de estas personas pueden leer este correo a su paso. No lleva enlace.',
    invite: ({ n }) =>
      count(n, {
        one: 'Guardar y enviar una invitación',
        other: 'Guardar y enviar # invitaciones',
      }),
    save: 'Guardar',
    saveOnly: 'Guardar sin enviar',
    ask: {
      invitation: ({ n }) =>
        count(n, { one: '¿Enviar un correo ahora?', other: '¿Enviar # correos ahora?' }),
      update: ({ n }) =>
        count(n, {
          one: '¿Enviar el cambio a una persona ahora?',
          other: '¿Enviar el cambio a # personas ahora?',
        }),
      cancellation: ({ n }) =>
        count(n, {
          one: '¿Cancelar y avisar a una persona por correo?',
          other: '¿Cancelar y avisar a # personas por correo?',
        }),
    },
    do: {
      invitation: 'Enviar',
      update: 'Enviar el cambio',
      cancellation: 'Cancelar la reunión',
    },
    silently: 'Cambiar sin correo',
    silentlyCancel: 'Cancelar sin correo',
    ownProgram: 'Mi programa de correo',
    copy: 'Copiar la invitación',
    copied: 'Copiada. Este servidor no la ha visto.',
    download: 'Archivo de calendario',
    other: 'Si la envía usted, este servidor no la ve:',
    askNobody: '¿Cancelarla?',
    nobodyKnows:
      'Nadie lo supo por correo, así que no sale ninguno. La sala y sus enlaces desaparecen para siempre.',
    twice: 'Es posible que algunas de estas personas ya tengan el correo. Lo recibirían dos veces.',
    why: {
      down: 'El servidor de correo no los aceptó. Quedan sellados con la reunión; inténtelo de nuevo dentro de unos minutos.',
      limit:
        'Hoy no salen más correos: es el límite de esta instancia. Quedan sellados con la reunión; inténtelo de nuevo mañana o copie la invitación.',
    },
  },
  plan: {
    when: ({ day, from, to }) => `${day}, de ${from} a ${to}`,
    sent: ({ n }) =>
      count(n, { one: 'Un correo fue aceptado.', other: '# correos fueron aceptados.' }),
    notAll: ({ n }) => count(n, { one: 'Un correo no salió.', other: '# correos no salieron.' }),
    start: 'Abrir la sala',
    change: 'Cambiar',
    cancel: 'Cancelar la reunión',
    cancelOne: 'Cancelar este día',
    moveOne: 'Mover este día',
    prepare: 'Orden del día y documentos',
    people: 'Personas',
    nobody: 'Nadie está invitado por correo. Copie la invitación y envíela usted.',
    uncertain: ({ n }: { n: number }): string =>
      count(n, {
        one: 'Un correo quizá llegó y quizá no: la conexión se cortó durante la entrega. Si se envía de nuevo, puede llegar dos veces.',
        other:
          '# correos quizá llegaron y quizá no: la conexión se cortó durante la entrega. Si se envían de nuevo, pueden llegar dos veces.',
      }),
    resend: 'Enviar otra vez',
    resendTo: ({ name }) => `Enviar otra vez a ${name}`,
    retry: ({ n }) =>
      count(n, { one: 'Intentar un correo otra vez', other: 'Intentar # correos otra vez' }),
    occurrences: 'Próximas veces',
    occurrencesNote:
      'Cada una tiene sala y claves propias. El enlace de la serie lleva a la próxima.',
    moved: 'movida',
    cancelled: 'Cancelada. Algunos correos sobre ella aún no han salido.',
    remove: 'Quitar de la lista',
    gone: {
      title: 'Esta reunión no está en su caja fuerte',
      text: 'Se canceló o se borró, o pertenece a otra cuenta.',
    },
    states: {
      waiting: 'en camino',
      accepted: 'aceptado',
      refused: 'rechazado: la dirección no recibe correo',
      stopped: 'bloqueado: no quiere correos de aquí',
      failed: 'no enviado',
      unknown: 'no es seguro',
      none: 'sin aviso por correo',
    },
    door: 'Puerta',
    summary: 'Resumen',
    deletes: 'Se borra sola',
    deletesAfter: ({ n }) =>
      count(n, { one: 'un día después de la reunión', other: '# días después de la reunión' }),
    never: 'nunca',
  },
  day: {
    moveTitle: 'Mover un día de la serie',
    move: 'Mover',
    tooMany: 'Más de 52 días de esta serie están cambiados. Cambie la serie en su lugar.',
  },
  lobby: {
    title: 'Esta serie no tiene reunión',
    text: 'Se canceló, o la próxima aún no está planificada. Pregunte a quien le envió el enlace.',
    damaged: 'Este enlace está dañado. Cópielo entero de la invitación.',
    opening: 'Se busca la próxima reunión de esta serie.',
    failed: 'El servidor no respondió. Compruebe su conexión e inténtelo de nuevo.',
  },
};
