import { counter } from '../counter.ts';
import type { Catalogue } from '../en.ts';

const count = counter('es');

export const text = {
  room: {
    title: 'Resumen por correo',
    menu: 'Resumen por correo',
    what: 'Después de la reunión recibe un enlace a lo que se escribió: acta, orden del día, pizarra, chat de grupo y archivos, y sus propias notas privadas. Los mensajes directos no están, ni lo que se escriba cuando esta reunión se celebre de nuevo.',
    levels: {
      sealed: {
        title: 'Un enlace sellado.',
        text: 'El correo no contiene nada. El contenido queda cifrado en el servidor y se abre en su navegador. Quien pueda leer su buzón puede abrir el enlace, hasta que se borre la reunión.',
      },
      code: {
        title: 'Un enlace sellado y un código.',
        text: 'El correo no contiene nada, y por sí solo no abre nada: la página pide también las cinco palabras que se muestran aquí. Quien tenga ambos puede abrirlo, hasta que se borre la reunión.',
      },
      content: {
        title: 'El propio texto y un enlace sellado.',
        text: 'El orden del día, el acta, las decisiones, las tareas y el chat de grupo figuran en el correo. El programa que lo envía y los proveedores de correo pueden leerlos, y nadie puede retirarlos de un buzón. Sus notas privadas y los mensajes directos no están. Sale en cuanto el navegador de quien organiza haya reunido el texto tras el final; si eso no ocurre en 12 horas, usted recibe solo el enlace.',
      },
    },
    inMail: {
      legend: 'En el correo',
      text: { title: 'Texto y enlace', text: 'Como se describe arriba.' },
      link: {
        title: 'Solo el enlace',
        text: 'El correo no contiene nada. Sale cuando termina la reunión.',
      },
    },
    address:
      'Su dirección es opcional y solo sirve para este correo. Se sella en su navegador: solo la lee el programa que envía el correo, y desaparece en tres días como máximo. Quien organiza ve que usted recibe un resumen, pero no su dirección.',
    field: 'Su dirección de correo',
    addressFault: 'Esto no es una dirección de correo.',
    want: 'Enviarme el resumen',
    keep: 'Dejarlo como está',
    privacy: 'Sobre la privacidad',
    armed: 'Se enviará un resumen a la dirección que dio.',
    armedTo: ({ address }: { address: string }): string => `Se enviará un resumen a ${address}.`,
    armedText: 'Sale cuando termina la reunión. Puede irse y cerrar esta página.',
    armedContent:
      'Con el texto sale en cuanto el navegador de quien organiza lo haya reunido, a más tardar pasadas 12 horas solo con el enlace. Puede irse y cerrar esta página.',
    lost: 'El resumen que pidió se guardó tres días y ya no existe. Pídalo de nuevo.',
    change: 'Usar otra dirección',
    withdraw: 'No enviarme nada',
    code: {
      title: 'El código de esta reunión',
      text: 'Anote estas cinco palabras. Son las mismas para todos aquí y no están en ningún correo.',
    },
    looking: 'Buscando lo que pidió',
    failed: 'El servidor no lo aceptó. Inténtelo de nuevo en un momento.',
    again: 'Intentar de nuevo',
  },
  page: {
    title: 'Resumen',
    closed: {
      title: 'Un resumen le espera',
      text: 'Se abre aquí, en su navegador. El servidor solo tiene la forma sellada.',
      open: 'Abrir el resumen',
      note: 'Quien tenga este enlace puede abrirlo, hasta que se borre la reunión. Guarde el correo para usted.',
      noteCode: 'Se abre con el enlace y el código juntos.',
    },
    code: {
      label: 'Las cinco palabras mostradas en la sala',
      hint: 'En minúsculas, con o sin espacios.',
      malformed: 'Estas no son las cinco palabras de un código.',
      wrong: 'Este no es el código de esta reunión.',
    },
    opening: 'Abriendo el resumen',
    from: ({ organizer, when }: { organizer: string; when: string }): string =>
      organizer === '' ? when : `Con ${organizer}, ${when}`,
    untitled: 'Reunión sin tema',
    own: 'Sus propias notas solo se muestran con este enlace. Nadie más las tiene, tampoco quien organiza.',
    damaged: {
      title: 'Falta una parte de este enlace',
      text: 'Algunos programas cortan los enlaces largos. Copie la línea entera del correo.',
    },
    gone: {
      title: 'Este resumen ya no está aquí',
      text: 'La reunión se borró, o se borró sola. Nadie puede recuperarla.',
    },
    revoked: {
      title: 'Este resumen fue retirado',
      text: 'Este enlace fue revocado. Pregunte a quien organiza si lo necesita.',
    },
    tooEarly: {
      title: 'La reunión sigue en curso',
      text: 'El resumen se abre cuando la reunión ha terminado.',
    },
    unreachable: {
      title: 'El servidor no responde',
      text: 'Compruebe que tiene conexión e inténtelo de nuevo.',
    },
    tampered: {
      title: 'Este resumen ha sido manipulado',
      text: 'Lo que envió el servidor no se hizo para este enlace, por eso no se muestra nada. Avise a quien organiza y no se fíe de esta página.',
    },
    again: 'Intentar de nuevo',
  },
  past: {
    title: 'Resúmenes por correo',
    text: 'Quién pidió un resumen y qué pasó con el correo. Usted no ve direcciones.',
    empty: 'Nadie pidió un resumen.',
    states: {
      armed: 'sale cuando termina la reunión',
      trying: 'enviándose',
      accepted: 'entregado al servidor de correo',
      refused: 'rechazado por el servidor de correo',
      stopped: 'esta persona no quiere correos de aquí',
      unknown: 'quizá enviado: se cortó la conexión',
      sent: 'enviado',
      lost: 'no se envió en tres días',
      revoked: 'revocado',
    },
    inMails: {
      waiting: ({ n }: { n: number }): string =>
        count(n, {
          one: 'Una persona pidió el texto en el correo.',
          other: '# personas pidieron el texto en el correo.',
        }),
      until: ({ when }: { when: string }): string =>
        `Puede ponerse en sus correos hasta el ${when}. Después reciben solo el enlace.`,
      put: 'Poner el texto en los correos',
      working: 'Se está reuniendo el texto para los correos. Deje esta página abierta.',
      done: 'El texto está en los correos. Puede cerrar esta página.',
      failed:
        'El texto aún no está en los correos. Inténtelo de nuevo aquí, o más tarde desde la reunión pasada.',
      again: 'Intentar de nuevo',
      look: 'Lo que figura en los correos',
      empty: 'No se escribió nada. Los correos llevan solo el enlace.',
      leftOut: 'No están los mensajes de quienes no dieron su consentimiento o lo retiraron.',
    },
    resend: 'Enviar de nuevo',
    revoke: 'Revocar',
    resendTo: ({ name }: { name: string }): string => `Enviar de nuevo a ${name}`,
    revokeOf: ({ name }: { name: string }): string => `Revocar el resumen de ${name}`,
    failed: 'El servidor no lo hizo. Inténtelo de nuevo.',
    mailLimit: 'Su cuenta ha enviado todos los correos de este día. Envíelo de nuevo mañana.',
  },
} satisfies Catalogue['summary'];
