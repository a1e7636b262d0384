import { counter } from '../counter.ts';
import type { text as source } from '../en/mail.ts';

const count = counter('es');

export const text: typeof source = {
  date: ({ weekday, day, month, year }) => `${weekday}, ${day} de ${month} de ${year}`,
  hours: ({ from, to }) => `de ${from} a ${to}`,
  span: ({ from, to }) => `${from}, hasta ${to}`,
  moment: ({ date, time }) => `${date}, ${time}`,
  repeats: {
    day: ({ n }) => count(n, { one: 'Cada día', other: 'Cada # días' }),
    week: ({ n }) => count(n, { one: 'Cada semana', other: 'Cada # semanas' }),
    month: ({ n }) => count(n, { one: 'Cada mes', other: 'Cada # meses' }),
    year: ({ n }) => count(n, { one: 'Cada año', other: 'Cada # años' }),
    on: ({ days }) => `el ${days}`,
    first: ({ day }) => `el primer ${day}`,
    second: ({ day }) => `el segundo ${day}`,
    third: ({ day }) => `el tercer ${day}`,
    fourth: ({ day }) => `el cuarto ${day}`,
    last: ({ day }) => `el último ${day}`,
    until: ({ date }) => `hasta el ${date}`,
    times: ({ n }) => count(n, { one: 'una vez', other: '# veces' }),
  },
  invitation: {
    subject: ({ organizer }) => `Invitación de ${organizer}`,
    label: 'Invitación a una reunión',
    says: ({ organizer }) => `${organizer} le invita.`,
  },
  update: {
    subject: ({ organizer }) => `Cambiada: reunión con ${organizer}`,
    label: 'Una reunión ha cambiado',
    says: ({ organizer }) => `${organizer} ha cambiado una reunión.`,
    changed: {
      time: 'La fecha o la hora es nueva.',
      topic: 'El tema es nuevo.',
      link: 'El enlace es nuevo. El anterior ya no funciona.',
      repeats: 'Se repite de otra manera.',
    },
  },
  cancellation: {
    subject: ({ organizer }) => `Cancelada: reunión con ${organizer}`,
    label: 'Una reunión no se celebra',
    says: ({ organizer }) => `${organizer} ha cancelado esta reunión.`,
    entry: 'Si está en su calendario, este la retira o le pregunta.',
  },
  summaryMail: {
    subject: ({ organizer }: { organizer: string }): string =>
      `Resumen de su reunión con ${organizer}`,
    preview: 'Lo que se escribió en la reunión, para abrirlo en su navegador',
    label: 'Resumen de una reunión',
    says: ({ organizer }: { organizer: string }): string =>
      `La reunión con ${organizer} ha terminado. Lo que se escribió, dibujó y compartió está listo para usted, con sus notas privadas si las tomó.`,
    code: 'El enlace pide el código de cinco palabras que se le mostró en la sala. No está en este correo.',
    button: 'Abrir el resumen',
    privacy:
      'El resumen no está en este correo. Está cifrado en el servidor y se abre en su navegador. Quien tenga este enlace puede abrirlo: guarde este correo para usted.',
    privacyCode:
      'El resumen no está en este correo. Está cifrado en el servidor y solo se abre en su navegador con el enlace y el código juntos.',
    inside: {
      preview: 'Lo que se escribió en la reunión',
      says: ({ organizer }: { organizer: string }): string =>
        `Abajo está lo que se escribió, tal como lo reunió el navegador de ${organizer}. Las direcciones están escritas de modo que nada se abre con un clic.`,
      parts: {
        decisions: 'Decisiones',
        actions: 'Tareas',
        agenda: 'Orden del día',
        minutes: 'Acta',
        chat: 'Chat de grupo',
      },
      cut: 'Esto no es todo: el resto está tras el enlace.',
      privacy:
        'Este correo no está cifrado: los proveedores de correo pueden leer lo que contiene. Quienes escribieron lo sabían antes de entrar. Quien tenga el enlace puede abrir todo el resumen: guarde este correo para usted.',
    },
    source: ({ organizer }: { organizer: string }): string =>
      `Usted introdujo su dirección en la reunión con ${organizer} para recibir este resumen. Este servidor la guarda cifrada tres días como máximo; solo la lee el programa que envía este correo. Las respuestas van a ${organizer}.`,
  },
  withTopic: ({ subject, topic }) => `${subject}: ${topic}`,
  ofAccount: ({ organizer, account }) => `${organizer}, de ${account},`,
  sentBy: ({ organizer, host }) => `${organizer} a través de ${host}`,
  meeting: 'Reunión',
  go: 'Ir a la reunión',
  goHint:
    'Funciona en su navegador, también en el teléfono. Sin instalar nada y sin cuenta. Si el botón no funciona, copie toda esta línea:',
  linkHint: 'Si el botón no funciona, copie toda esta línea:',
  privacy: {
    lead: 'Sobre la privacidad.',
    knock:
      'La reunión está cifrada de extremo a extremo. Este correo no: los proveedores de correo pueden leerlo. Con el enlace solo se puede llamar a la puerta; alguien de dentro le deja entrar.',
    open: 'Este correo no está cifrado: los proveedores de correo pueden leerlo. El enlace por sí solo abre esta reunión; considérela pública.',
    gone: 'La reunión habría estado cifrada de extremo a extremo. Este correo no: los proveedores de correo pueden leerlo.',
  },
  source: ({ organizer }) =>
    `Su dirección la introdujo ${organizer}. Este servidor no la guarda después del envío. Las respuestas llegan a ${organizer}.`,
  sourceSystem: 'Recibe este correo porque su dirección pertenece a una cuenta de aquí.',
  sourceInvited: ({ inviter }) => `Su dirección la introdujo ${inviter} para invitarle.`,
  sourceRegistered: 'Recibe este correo porque alguien introdujo su dirección aquí.',
  links: { privacy: 'Privacidad', terms: 'Condiciones', stop: 'No recibir más correos de aquí' },
  calendar: {
    open: ({ link }) => `Ir a la reunión: ${link}`,
    remind: 'La reunión empieza pronto',
  },
  system: {
    ifNotYou: 'Si no fue usted.',
    /** To a former address of the account. */
    former:
      'Recibe este mensaje porque la cuenta tenía esta dirección hasta hace poco. Deshaga el cambio de dirección con el enlace de nuestro mensaje «Se cambió la dirección de su cuenta».',
    verifyAddress: {
      subject: 'Confirme su dirección',
      says: 'Confirme que esta dirección es suya. Las invitaciones y las respuestas pasarán entonces por ella.',
      button: 'Confirmar la dirección',
      until: ({ when }) => `El enlace funciona una vez, hasta el ${when}.`,
      note: 'No haga nada. Sin el enlace nadie puede usar su dirección aquí.',
    },
    addressTaken: {
      subject: 'Ya tiene una cuenta',
      says: 'Alguien, quizá usted, quiso usar esta dirección para una cuenta. Ya existe una, así que no se cambió nada.',
      button: 'Iniciar sesión',
      note: 'No tiene que hacer nada. Quien lo intentó no sabrá que usted tiene una cuenta.',
    },
    changedAddress: {
      subject: 'Se cambió la dirección de su cuenta',
      says: ({ when }) =>
        `Su cuenta tiene otra dirección desde el ${when}. Con esta ya no se inicia sesión.`,
      button: 'Deshacer el cambio',
      note: 'Deshágalo en un plazo de siete días: esta dirección volverá a iniciar sesión y todos los navegadores quedarán desconectados. El kit de recuperación y el segundo paso volverán a ser los de antes, y no quedará ningún cierre de la cuenta iniciado desde entonces. Después establezca una contraseña nueva con ese kit de recuperación o con su contraseña anterior.',
    },
    undoneAddress: {
      subject: 'Se deshizo un cambio de dirección',
      says: ({ when }) =>
        `Su cuenta vuelve a tener su dirección anterior desde el ${when}. Quien lee el correo allí deshizo el cambio. Se cerró la sesión en todos los navegadores.`,
      button: 'Establecer una contraseña nueva',
    },
    changedPassword: {
      subject: 'Se cambió su contraseña',
      says: ({ when }) =>
        `La contraseña de su cuenta se cambió el ${when}. Se cerró la sesión en los demás navegadores.`,
      button: 'Ver la cuenta',
      note: 'Establezca ahora una contraseña nueva con su kit de recuperación.',
    },
    renewedKit: {
      subject: 'Se renovó su kit de recuperación',
      says: ({ when }) =>
        `Su cuenta tiene un kit de recuperación nuevo desde el ${when}. El anterior ya no abre nada.`,
      button: 'Deshacer el cambio',
      note: 'Deshágalo en un plazo de siete días: el kit de recuperación anterior volverá a valer y todos los navegadores quedarán desconectados. Después establezca con él una contraseña nueva.',
    },
    changedSecondFactor: {
      subject: 'Se cambió el segundo paso del inicio de sesión',
      on: ({ when }) => `El inicio de sesión pide un segundo paso desde el ${when}.`,
      off: ({ when }) => `El inicio de sesión solo pide la contraseña desde el ${when}.`,
      fewer: ({ when }) =>
        `El segundo paso del inicio de sesión tiene una posibilidad menos desde el ${when}.`,
      codesRenewed: ({ when }) =>
        `Hay códigos de reserva nuevos desde el ${when}. Los anteriores ya no funcionan.`,
      button: 'Deshacer el cambio',
      note: 'Deshágalo en un plazo de siete días: el segundo paso volverá a ser el que era y todos los navegadores quedarán desconectados. Después establezca una contraseña nueva con su kit de recuperación.',
    },
    newSignIn: {
      subject: 'Nuevo inicio de sesión en su cuenta',
      says: ({ when }) => `Alguien inició sesión en su cuenta en un navegador nuevo el ${when}.`,
      button: 'Ver dónde ha iniciado sesión',
      note: 'Cierre esa sesión y cambie su contraseña.',
    },
    invitedOrganizer: {
      subject: ({ inviter }) => `${inviter} le invita a organizar reuniones`,
      says: ({ inviter }) =>
        `${inviter} le invita a crear una cuenta. Con ella podrá celebrar reuniones cifradas de extremo a extremo.`,
      button: 'Crear la cuenta',
      until: ({ when }) => `El enlace funciona una vez, hasta el ${when}.`,
    },
    suspendedOrganizer: {
      subject: 'Su cuenta está suspendida',
      says: 'La administración ha suspendido su cuenta. No puede iniciar sesión hasta que se levante la suspensión. Sus reuniones siguen como están, selladas.',
      by: ({ account }) => `Lo decidió ${account}.`,
    },
    restoredOrganizer: {
      subject: 'Su cuenta vuelve a funcionar',
      says: 'La administración ha levantado la suspensión. Puede volver a iniciar sesión.',
      by: ({ account }) => `Lo decidió ${account}.`,
      button: 'Iniciar sesión',
    },
    removedOrganizer: {
      subject: 'Su cuenta se ha eliminado',
      says: 'La administración ha eliminado su cuenta. Sus reuniones y claves se han borrado aquí. Si un coanfitrión tiene las claves de una reunión, puede continuar con ella.',
      by: ({ account }) => `Lo decidió ${account}.`,
    },
    closingAccount: {
      subject: 'Su cuenta se borrará pronto',
      says: ({ when }) =>
        `Su cuenta se cerró. El ${when} se borran sus reuniones, claves y direcciones, y nadie puede recuperarlas. Hasta entonces todo sigue igual.`,
      button: 'Conservar la cuenta',
      note: 'Inicie sesión, conserve la cuenta y cambie su contraseña.',
    },
    closedAccount: {
      subject: 'Su cuenta está cerrada',
      says: ({ when }) =>
        `Su cuenta se cerró el ${when}. Las reuniones, claves y direcciones se han borrado aquí. Nadie puede recuperarlas.`,
    },
    lapsingAccount: {
      subject: ({ n }) =>
        count(n, {
          one: 'Sus datos se borrarán mañana',
          other: 'Sus datos se borrarán en # días',
        }),
      says: ({ n }) =>
        count(n, {
          one: 'Su cuenta ha caducado. Sus reuniones y claves se borrarán para siempre en un día.',
          other:
            'Su cuenta ha caducado. Sus reuniones y claves se borrarán para siempre en # días.',
        }),
      button: 'Ver la cuenta',
      until: ({ when }) =>
        `Hasta el ${when} puede iniciar sesión, exportar lo que necesite o renovar la cuenta.`,
    },
    consentStep: {
      subject: ({ position }) => `Consentimiento: respuesta n.º ${position}`,
      says: ({ when }) =>
        `El ${when}, una persona dio, rehusó o retiró su consentimiento en una de sus reuniones. Quién fue y qué dijo consta en la reunión, sellado para usted.`,
      commitment: ({ commitment }) => `Compromiso: ${commitment}`,
      head: ({ head }) => `Cabeza de la cadena: ${head}`,
      button: 'A sus reuniones',
      lead: 'Guarde este mensaje.',
      note: 'Prueba que nadie cambió después este registro ni uno anterior.',
    },
    changedRestriction: {
      subject: 'El uso de sus datos ha cambiado',
      on: ({ when }) =>
        `Sus datos se guardan y no se usan desde el ${when}: no abre reuniones ni envía correos. Puede terminarlo en cualquier momento.`,
      off: ({ when }) =>
        `Desde el ${when} sus datos se usan de nuevo como antes: usted terminó la limitación.`,
      button: 'Ver mis datos',
      note: 'Inicie sesión, mire en «Mis datos» y cambie su contraseña.',
    },
    rightsRequest: {
      subject: 'Alguien le pregunta por sus datos',
      again: 'Una solicitud sobre datos sigue sin respuesta',
      says: 'Una persona de una de sus reuniones le ha enviado una solicitud sobre sus datos. Solo su navegador puede abrirla.',
      due: ({ when }) => `Debe responderse antes del ${when}.`,
      button: 'Abrir la solicitud',
    },
    supportQuestion: {
      subject: 'Una pregunta para la asistencia',
      says: ({ address }) =>
        `${address} le ha escrito con el formulario de asistencia. Responda a este correo.`,
      source:
        'Recibe este correo porque usted gestiona esta instancia. Allí no se guardó nada de él.',
    },
    changedPolicy: {
      subject: 'Cambia la política de privacidad',
      says: ({ when }) =>
        `Una nueva política de privacidad rige desde el ${when}. Dice qué cambia y qué puede hacer usted.`,
      button: 'Leer la nueva política',
    },
  },
  states: {
    waiting: 'En espera',
    accepted: 'Aceptado por el servidor de correo',
    refused: 'Rechazado: esta dirección no recibe correo',
    stopped: 'No quiere correos de aquí',
    failed: 'No enviado',
    unknown: 'Quizá enviado',
  },
  stateHints: {
    accepted:
      'El servidor de correo de esta instancia lo aceptó. A nadie se le pregunta si se leyó.',
    refused: 'El servidor de correo dice que nadie recibe correo ahí. Revise cómo está escrita.',
    stopped: 'Esta persona no quiere más correos. Envíe el enlace de otra manera.',
    failed: 'El servidor de correo no lo aceptó. Inténtelo de nuevo.',
    unknown:
      'La conexión se cortó durante la entrega. No se reenvía por sí solo, para que nadie lo reciba dos veces.',
  },
  stop: {
    title: 'No más correos',
    asks: 'Las invitaciones de este servidor ya no llegarán a su dirección. De ella solo queda una huella, de la que nadie puede recuperarla.',
    button: 'No enviarme más correos',
    stopping: 'Anotándolo',
    done: 'Anotado. Ya no llegan correos de aquí.',
    undo: 'Quiero recibir correos otra vez',
    undone: 'Los correos de aquí vuelven a llegarle.',
    broken: 'Este enlace no está completo. Copie toda la línea del correo.',
    failed: 'No llegó al servidor. Inténtelo de nuevo.',
  },
};
