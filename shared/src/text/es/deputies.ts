import { counter } from '../counter.ts';
import type { text as source } from '../en/deputies.ts';

const count = counter('es');

export const text: typeof source = {
  form: {
    title: 'Coanfitriones',
    hint: 'Un coanfitrión abre la reunión, deja entrar a la gente y la dirige cuando usted no puede. Cada uno necesita una cuenta aquí.',
    name: 'Nombre de un coanfitrión',
    add: 'Añadir',
    remove: ({ name }) => `Quitar a ${name} de la lista`,
    after: 'Cuando la reunión esté guardada, copiará un enlace de anfitrión para cada uno.',
    faults: {
      missing: 'Escriba un nombre, para distinguir los enlaces.',
      long: 'Este nombre es demasiado largo.',
      twice: 'Este nombre ya está en la lista.',
      many: 'Una reunión tiene como máximo ocho coanfitriones.',
    },
  },
  plan: {
    title: 'Coanfitriones',
    copy: 'Copiar el enlace de anfitrión',
    copyFor: ({ name }) => `Copiar el enlace de anfitrión para ${name}`,
    copied: 'El enlace de anfitrión está copiado.',
    copiedText: 'Sirve una vez, en el plazo de siete días.',
    askTitle: ({ name }) => `Un enlace de anfitrión para ${name}`,
    askText:
      'Lleva las claves de la reunión, y por eso nunca sale por correo desde aquí: el repetidor podría leerlo. Entréguelo usted, mejor con una mensajería que cifre. La primera persona que lo abra es coanfitriona.',
    note: 'Las claves entregadas no se pueden recuperar: quien las tiene puede volver a abrir la sala, también después de la reunión, hasta que usted la borre. Quien sale de la lista no recibe claves nuevas.',
    nothingAhead:
      'Todas las fechas de esta reunión han pasado: un coanfitrión no tendría nada que dirigir.',
    states: {
      unknown: 'estado desconocido',
      over: 'ningún enlace espera',
      waits: ({ day }) => `el enlace espera hasta el ${day}`,
      deputy: ({ name }) => `aceptado por ${name}`,
    },
  },
  desk: {
    title: 'Usted es coanfitrión',
    of: ({ organizer }) => `por ${organizer}`,
    more: ({ n }) => count(n, { one: 'y una fecha más', other: 'y # fechas más' }),
    start: 'Abrir la sala',
    startOf: ({ topic }) => `Abrir la sala: ${topic}`,
    giveUp: 'Dejarlo',
    giveUpOf: ({ topic }) => `Dejar de ser coanfitrión: ${topic}`,
    askTitle: '¿Dejar de ser coanfitrión?',
    askText: 'Su caja fuerte olvida las claves. Para volver a serlo necesitará otro enlace.',
    gone: 'Una reunión de la que usted era coanfitrión se ha borrado, o se le ha quitado de la lista.',
    remove: 'Quitar de la lista',
  },
  accept: {
    title: 'Ser coanfitrión',
    lead: ({ organizer, n }) =>
      count(n, {
        one: `${organizer} le da las claves de una reunión. Verá cuál es cuando sea coanfitrión.`,
        other: `${organizer} le da las claves de # reuniones. Verá cuáles son cuando sea coanfitrión.`,
      }),
    looking: 'Se está mirando el enlace.',
    points: [
      'Usted abre la sala, deja entrar a la gente, ajusta la puerta y termina la reunión, igual que quien la organiza.',
      'Los enlaces, las invitaciones y el pasado de la reunión se quedan con quien la organiza, que ve su nombre.',
      'Con las claves se puede volver a abrir la sala después de la reunión, hasta que quien la organiza la borre. Esa persona confía en que usted no lo haga.',
      'Si su empresa retira a esa persona, la reunión pasa a ser suya.',
    ],
    verb: 'Ser coanfitrión',
    done: 'Usted es coanfitrión. La reunión está en su escritorio.',
    over: {
      title: 'Este enlace de anfitrión ya no sirve',
      text: 'Alguien lo abrió, tiene más de siete días, se retiró o su reunión ya pasó. Pida otro.',
    },
    seen: {
      title: 'Este enlace de anfitrión se vio por el camino',
      text: 'Algo entre usted y quien organiza lo cambió, de modo que el servidor vio su secreto. Queda anulado: nadie será coanfitrión con él. Pida otro, por otra vía.',
    },
    own: {
      title: 'Es su propio enlace',
      text: 'Usted ya tiene estas claves. Dé el enlace a la persona para quien es.',
    },
    damaged: {
      title: 'Este enlace de anfitrión no está entero',
      text: 'Cópielo entero y ábralo otra vez, también si acaba de iniciar sesión.',
    },
  },
};
