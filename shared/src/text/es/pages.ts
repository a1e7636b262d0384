import type { text as source } from '../en/pages.ts';

export const text = {
  start: {
    title: 'Una sala de reuniones en la que no puede entrar ni su propio servidor',
    lead: 'La voz, la imagen, el chat, la pizarra, el acta y los archivos se sellan en su navegador y se abren en los navegadores de las personas con las que se reúne. Nadie en medio tiene la clave.',
    signIn: 'Iniciar sesión',
    createAccount: 'Crear una cuenta',
    byInvitation:
      'Aquí los organizadores reciben su cuenta por invitación. Los invitados no la necesitan.',
    closed: 'Aquí no se crean cuentas nuevas. Los invitados no la necesitan.',
    guestsNeedNone: 'Los invitados no necesitan cuenta: bastan un enlace y un nombre.',
    enter: {
      title: 'Ha recibido una invitación',
      label: 'Su enlace o la invitación entera',
      placeholder: 'Péguelo aquí',
      go: 'Ir a la reunión',
      faults: {
        empty: 'Pegue el enlace de su invitación.',
        noLink: 'En este texto no hay ningún enlace de reunión.',
        cut: 'Falta el final de este enlace. Cópielo entero de la invitación.',
        elsewhere: ({ host }) => `Este enlace pertenece a ${host}. Ábralo allí.`,
      },
      staysHere:
        'El enlace solo se lee en este navegador. Su parte secreta nunca se envía al servidor.',
    },
    show: {
      label: 'Lo que pasa por el servidor',
      you: 'Usted escribe',
      yours: 'Escriba algo',
      sample: 'Mara hará el turno de noche en marzo.',
      server: 'El servidor tiene',
      serverNote:
        'Sellado ahora mismo, en este navegador, con una clave creada para esta página. [Quién puede leer qué](/about/encryption)',
      they: 'Los demás leen',
    },
    facts: [
      {
        title: 'Siempre sellado',
        text: 'No hay ningún interruptor que apague el cifrado ni un número de participantes a partir del cual deje de funcionar.',
      },
      {
        title: 'Quién entra',
        text: 'Un enlace solo llama a la puerta. Alguien de la sala la abre, y un código leído en voz alta muestra a todos que no escucha ningún desconocido.',
      },
      {
        title: 'Desaparece cuando usted lo diga',
        text: 'Elimine una reunión, y su acta, su pizarra, su chat y sus archivos desaparecen en todas partes y para siempre.',
      },
    ],
  },
  about: {
    title: 'Acerca de Conclave',
    lead: 'Cum clave: con llave. Una sala para reuniones cuyo contenido se queda con quienes están en ella.',
    body: [
      'Conclave funciona en el navegador. No hay nada que instalar, los invitados no necesitan cuenta, no se carga nada de otros sitios web, no hay publicidad ni se analiza lo que usted hace.',
      'Todo lo que produce una reunión se cifra antes de salir de su navegador: voz, imagen, pantalla, chat, mensajes directos, pizarra, acta, notas, archivos y sus nombres, tema, orden del día y los nombres de quienes participan. El servidor lo transmite, lo ordena y lo conserva sellado. [Quién puede leer qué](/about/encryption) enumera lo que ve de todos modos.',
    ],
    runs: {
      title: 'Quién gestiona esta instancia',
      by: 'Gestionada por',
      hosting: 'Los equipos están en',
      version: 'Versión',
      nobody:
        'Esta es una instancia de desarrollo. Nadie responde de ella: úsela para hacer pruebas, no para reuniones reales.',
    },
    program: {
      title: 'Qué programa funciona aquí',
      text: 'Todos reciben los mismos archivos. Sus sumas SHA-256 figuran en una lista, de modo que cualquiera puede comparar lo que entrega este servidor con lo que se publicó, o compilarlo de nuevo y obtener los mismos bytes.',
      list: 'Abrir la lista de sumas',
    },
    thanks: {
      title: 'Hecho con',
      text: 'La tipografía es Archivo, de Omnibus-Type (SIL Open Font License). Los iconos son de Lucide (licencia ISC).',
    },
  },
  encryption: {
    title: 'Quién puede leer qué',
    lead: 'El contenido se cifra de navegador a navegador. Esta tabla indica, para todo lo que existe, quién puede leerlo en medio.',
    caption: 'Lo que puede leer cada intermediario entre los navegadores',
    datumHead: 'Qué',
    parties: {
      server: 'Este servidor',
      sfu: 'Distribuidor de sonido e imagen',
      turn: 'Retransmisor para redes difíciles',
      mail: 'Envío de correo y proveedores de buzón',
    },
    data: {
      media: 'Voz, imagen, pantalla',
      content:
        'Chat, mensajes directos, pizarra, acta, notas, archivos y sus nombres, tema, orden del día, nombres',
      summary: 'Contenido del resumen y notas propias',
      allDocuments:
        'Todos los documentos, en cuanto alguien pide un resumen mediante un enlace sellado',
      mailedLink: 'El enlace de una invitación enviada por correo',
      organizer:
        'Nombre, dirección e idioma del organizador; nombre de la empresa; plantillas de la empresa',
      addresses: 'Direcciones de las personas invitadas y de los participantes',
      phone: 'Número de teléfono para los códigos por SMS, si un organizador los elige',
      existence:
        'Que existe una reunión, su número aleatorio, horas, número de conexiones, tamaños, quién escribe y cuándo, quién tiene el micrófono apagado',
      network: 'Direcciones IP y horas de acceso',
      consent: 'Consentimiento',
    },
    readings: {
      yes: 'Sí',
      no: 'No',
      never: 'No pasa por aquí',
      sizes: 'Solo los tamaños',
      commitment: 'Solo un compromiso criptográfico',
      commitmentMade: 'Que existe un compromiso criptográfico',
      whileSending: 'Mientras se envía',
      knockOnly: 'Sí. Solo llama a la puerta, y una persona tiene que dejar entrar',
      shortened: 'Sí, acortadas a los 7 días',
      sealedUntilSent: 'Selladas con la clave del servicio de envío hasta que se envían',
      ifShown: 'Solo el tema, y solo si el organizador lo muestra en la invitación',
      whoHasTheLink:
        'Quien lea el correo puede abrir el enlace. Con un código: no. Si se eligió el texto en el correo: se lee allí',
      tamperedRelay:
        'Solo un operador que manipule el servicio de envío de correo. Con un código: no',
    },
    phoneNote: 'Los códigos por SMS pasan por Twilio, que ve el número y el texto.',
    limits: {
      title: 'Lo que el cifrado en un navegador no puede hacer',
      program:
        'El programa que cifra lo entrega este servidor cada vez que usted abre la página. Si se obligara al servidor o a su operador a entregar un programa modificado, o alguien los atacara para ello, ese programa podría leer su reunión.',
      help: 'Si esto le importa, compare el programa con sus [sumas publicadas](/about), use una extensión que las compruebe o gestione el servidor por su cuenta.',
      device:
        'Quien controla su dispositivo ve lo que usted ve. Lo mismo vale para todas las personas de la sala: pueden tomar nota o filmar la pantalla.',
      kept: 'Lo que alguien pudo leer antes de su expulsión le sigue siendo legible.',
      omission:
        'Un servidor puede retener o retrasar. Los navegadores notan las entradas que faltan o están desordenadas y lo dicen, pero no pueden forzar la entrega.',
    },
    check: {
      title: 'Cómo estar seguro de la sala',
      text: 'Abra Cifrado en la sala y pida a alguien que lea el código en voz alta. Si el suyo es igual, todas las personas de la sala tienen la misma clave, y nadie más. Compárelo de nuevo cuando llegue alguien que le importe.',
    },
    how: {
      title: 'Cómo se hace',
      points: [
        'Las claves de una reunión se acuerdan con Messaging Layer Security (RFC 9420) y cambian cuando alguien entra, sale o es expulsado.',
        'Cada fotograma de sonido e imagen se sella con SFrame (RFC 9605, AES-128-GCM). Un fotograma que no coincide con la clave de quien lo envía se descarta.',
        'Los documentos se sellan con claves de la reunión y los firma su autor antes de enviarlos.',
        'La parte secreta de un enlace está detrás de la # y nunca llega al servidor.',
        'Su contraseña abre sus datos y nunca sale del navegador. Nadie puede restablecerla: conserve el kit de recuperación.',
      ],
    },
  },
} satisfies typeof source;
