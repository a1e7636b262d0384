import type { text as source } from '../en/connection.ts';

export const text: typeof source = {
  title: 'Probar la conexión',
  lead: 'Prueba desde este navegador lo que necesita una reunión. La cámara y el micrófono siguen apagados, y no se guarda nada.',
  start: 'Probar ahora',
  again: 'Probar otra vez',
  running: 'La prueba está en marcha, hasta un minuto',
  verdicts: {
    works: 'Las reuniones funcionan desde aquí.',
    detour:
      'Las reuniones funcionan desde aquí, dando un rodeo. La voz y la imagen quizá sean peores de lo posible.',
    fails: 'Las reuniones aún no funcionan desde aquí.',
  },
  wayOut: {
    detour:
      'La red ante este navegador detiene los medios directos. Quien la administra puede abrir lo que se indica abajo.',
    fails:
      'Pruebe otra red, por ejemplo la de un teléfono, o envíe este resultado a quien se ocupa de esta.',
  },
  list: 'Lo que se ha comprobado',
  parts: {
    browser: 'Este navegador',
    server: 'Servidor',
    socket: 'Conexión duradera',
    media: 'Voz e imagen',
    udp: 'Repetidor por UDP',
    tcp: 'Repetidor por TCP',
    tls: 'Repetidor por TLS',
  },
  states: {
    waiting: 'Aún no',
    running: 'Probando',
    none: 'Sin comprobar',
    good: 'Bien',
    fair: 'En parte',
    bad: 'No',
  },
  good: {
    browser: 'Sabe cifrar la voz y la imagen.',
    server: ({ ms }) => `Respondió a los ${ms} ms.`,
    socket: 'Se abre un WebSocket.',
    relay: 'Le deja entrar.',
  },
  path: {
    direct: ({ protocol }) => `Directo, por ${protocol}.`,
    relayed: ({ protocol }) => `A través de un repetidor, por ${protocol}.`,
    roundTrip: ({ ms }) => `${ms} ms de ida y vuelta.`,
  },
  outdated: 'Esta página es más antigua que el servidor. Vuelva a cargarla.',
  busy: 'Otras personas de esta red están haciendo la prueba y el servidor no admite más a la vez. Repítala dentro de medio minuto.',
  bad: {
    browser: 'No sabe cifrar la voz y la imagen. Use un Chrome, Edge, Firefox o Safari reciente.',
    server: 'No ha respondido. ¿Tiene conexión?',
    socket:
      'Algo en el camino detiene los WebSockets. Un proxy debe dejarlos pasar a esta dirección.',
    media:
      'No se encontró ningún camino. Un cortafuegos debe dejar pasar UDP al servidor o TLS a su repetidor.',
    relay: 'No se alcanza. Solo importa donde la voz y la imagen no encuentran otro camino.',
  },
  none: {
    media: 'Sin probar, porque antes falló algo.',
    relay: 'Aquí no se ofrece ninguno.',
  },
  copy: 'Copiar el resultado',
  copied: 'El resultado está copiado.',
};
