import type { text as source } from '../en/address.ts';

export const text: typeof source = {
  own: {
    title: 'Dirección de correo',
    text: 'Con ella inicia sesión, y a ella llegan las respuestas a sus invitaciones.',
    verified: 'Confirmada',
    unverified: 'Sin confirmar',
    why: 'Abra el enlace que se le envió. Hasta entonces celebra reuniones, pero no se envía nada a otras personas: llevaría una dirección que quizá no sea suya.',
    again: 'Enviar el enlace otra vez',
    mailed: ({ address }) =>
      `Un enlace va camino de **${address}**. Funciona una vez, durante siete días.`,
    change: 'Cambiar la dirección',
    next: 'Dirección nueva',
    changeText:
      'La dirección nueva recibe un enlace, y nada cambia antes de que lo abra. A la dirección anterior se le avisa y puede deshacer el cambio durante siete días.',
    submit: 'Enviar el enlace',
    same: 'Esta es la dirección que ya tiene.',
  },
  /** What a mailed link about an address leads to. */
  link: {
    looking: 'Comprobando el enlace.',
    over: {
      title: 'Este enlace ya no funciona',
      text: 'Un enlace así funciona una vez, durante siete días. En su cuenta puede hacer que se le envíe otro.',
      go: 'Su cuenta',
    },
    verify: {
      title: 'Confirme su dirección',
      text: ({ address }) =>
        `¿Es **${address}** su dirección, y se registró con ella? Entonces sus invitaciones podrán llevarla. Si alguien se equivocó al escribir la suya, cierre esta página: no pasa nada. Confirmar dice que el correo llega aquí y no abre ninguna cuenta.`,
      submit: 'Confirmar la dirección',
      done: {
        title: 'Su dirección está confirmada',
        text: 'Las invitaciones ya pueden salir en su nombre.',
        go: 'Continuar',
      },
    },
    change: {
      title: 'Cambiar la dirección',
      text: ({ address }) =>
        `Su cuenta recibe la dirección **${address}**. Su contraseña sigue siendo la misma; se pide aquí porque las claves de su caja fuerte se forman con la dirección y la contraseña juntas.`,
      former: 'Dirección hasta ahora',
      submit: 'Cambiar la dirección',
      done: {
        title: 'Su dirección ha cambiado',
        text: 'Inicie sesión con ella a partir de ahora. En todos los demás navegadores se cerró la sesión.',
        go: 'Continuar',
      },
    },
    undo: {
      title: 'Deshacer el cambio',
      text: ({ address }) =>
        `Su cuenta recupera **${address}**, con el kit de recuperación y el segundo paso de antes, y se cierra la sesión en todos los navegadores. La contraseña actual ya no abre nada: establece una nueva.`,
      submit: 'Deshacer el cambio',
      done: {
        title: 'El cambio se ha deshecho',
        text: 'Establezca ahora una contraseña nueva: con el kit de recuperación que tenía antes del cambio o, una vez y en esta página, con la contraseña de antes. Sin ninguno de los dos nadie puede abrir la caja fuerte: este servidor tampoco. Lo que se borró entretanto no vuelve.',
        go: 'Usar el kit de recuperación',
      },
    },
    /** To the present address, when a recovery kit or a second factor changed. */
    restore: {
      title: 'Deshacer el cambio',
      text: ({ address }) =>
        `La cuenta de **${address}** recupera el kit de recuperación y el segundo paso que tenía antes, y se cierra la sesión en todos los navegadores. La contraseña actual ya no abre nada: establece una nueva.`,
      submit: 'Deshacer el cambio',
      done: {
        title: 'El cambio se ha deshecho',
        text: 'Establezca ahora una contraseña nueva: con el kit de recuperación que tenía antes del cambio o, una vez y en esta página, con la contraseña de antes. Sin ninguno de los dos nadie puede abrir la caja fuerte: este servidor tampoco. Lo que se borró entretanto no vuelve.',
        go: 'Usar el kit de recuperación',
      },
    },
    /** Afterwards: another password, by the one of before. */
    back: {
      choose: 'Usar la contraseña anterior',
      former: 'Contraseña antes del cambio',
      submit: 'Establecer la contraseña',
    },
  },
};
