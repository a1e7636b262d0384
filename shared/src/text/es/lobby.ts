import type { text as source } from '../en/lobby.ts';

export const text = {
  invites: ({ organizer, company }) =>
    company === '' ? `${organizer} le invita.` : `${organizer}, de ${company}, le invita.`,
  plannedFor: ({ when }) => `Prevista para el ${when}.`,
  noTopic: 'Una reunión',
  yours: 'Su propia reunión. Usted la abre como anfitrión.',
  sealedOnceIn: 'Sellado de navegador a navegador en cuanto esté dentro',
  opensWith: ({ organizer }) => `La reunión se abre cuando llegue ${organizer}.`,
  papers:
    'Al entrar acepta las [condiciones](/terms). Su nombre se muestra a los demás: [privacidad](/privacy).',
  mails:
    'Lo que se escribe a todos en esta reunión, incluidos el chat y el acta, figura también en correos a quienes lo pidan. Estos correos no están cifrados: el programa que los envía y los proveedores de correo pueden leerlos. Las notas privadas y los mensajes directos no figuran en ninguno.',
  picture: {
    region: 'Su imagen y su sonido',
    onlyYou: 'Esto solo lo ve usted',
    cameraOff: 'Su cámara está apagada',
    starting: 'Su navegador pregunta si esta página puede usar el micrófono y la cámara.',
    muteMicrophone: 'Silenciar el micrófono',
    unmuteMicrophone: 'Encender el micrófono',
    cameraOn: 'Encender la cámara',
    stopCamera: 'Apagar la cámara',
  },
  devices: {
    choose: 'Elegir micrófono, altavoz, cámara',
    microphone: 'Micrófono',
    speaker: 'Altavoz',
    camera: 'Cámara',
    none: 'No se ha encontrado ninguno',
    system: 'El del sistema',
    unnamed: ({ n }) => `Dispositivo ${n}`,
    testSpeaker: 'Probar el altavoz',
    testing: 'Debería oír tres notas',
    silent: 'Este micrófono no da ningún sonido. Puede que esté apagado en el propio dispositivo.',
    unplugged: ({ lost, instead }) => `Desconectado: ${lost}. Ahora en uso: ${instead}.`,
    unpluggedNone: ({ lost }) => `Desconectado: ${lost}. No hay otro.`,
    returned: ({ device }) => `Conectado y en uso de nuevo: ${device}.`,
  },
  faults: {
    microphone: {
      denied: 'Esta página no tiene permiso para usar su micrófono',
      blockedBySystem: 'Su sistema no deja al navegador usar el micrófono',
      inUse: 'Otro programa está usando el micrófono',
      none: 'No se ha encontrado ningún micrófono',
      unsupported: 'Esta página no puede acceder a ningún micrófono',
      failed: 'El micrófono no se ha iniciado',
    },
    camera: {
      denied: 'Esta página no tiene permiso para usar su cámara',
      blockedBySystem: 'Su sistema no deja al navegador usar la cámara',
      inUse: 'Otro programa está usando la cámara',
      none: 'No se ha encontrado ninguna cámara',
      unsupported: 'Esta página no puede acceder a ninguna cámara',
      failed: 'La cámara no se ha iniciado',
    },
    both: {
      denied: 'Esta página no tiene permiso para usar el micrófono y la cámara',
      blockedBySystem: 'Su sistema no deja al navegador usar el micrófono y la cámara',
      inUse: 'Otros programas están usando el micrófono y la cámara',
      none: 'No se ha encontrado ni micrófono ni cámara',
      unsupported: 'Esta página no puede acceder ni al micrófono ni a la cámara',
      failed: 'El micrófono y la cámara no se han iniciado',
    },
    ways: {
      denied: {
        chromium:
          'Haga clic en el icono a la izquierda de la dirección, permita el micrófono y la cámara, y vuelva a intentarlo.',
        firefox:
          'Haga clic en el icono tachado a la izquierda de la dirección, quite el bloqueo y vuelva a intentarlo.',
        safari:
          'En el menú Safari, en Ajustes para este sitio web, permita ambos y vuelva a intentarlo.',
        phone:
          'Toque el icono junto a la dirección, abra los permisos, permita ambos y vuelva a intentarlo.',
      },
      blockedBySystem: {
        windows:
          'Windows: Configuración, Privacidad y seguridad, Cámara y Micrófono. Active ambos para su navegador.',
        mac: 'macOS: Ajustes del Sistema, Privacidad y seguridad, Cámara y Micrófono. Marque su navegador y vuelva a iniciarlo.',
        other: 'Permita que su navegador los use en los ajustes de privacidad de su sistema.',
      },
      inUse: 'Cierre el otro programa, por ejemplo otra reunión, y vuelva a intentarlo.',
      none: 'Conecte uno; se detecta al instante.',
      unsupported:
        'Abra el enlace en un navegador propiamente dicho: las aplicaciones que muestran páginas dentro no suelen permitirlo.',
      failed: 'Desconéctelo, vuelva a conectarlo o elija otro.',
    },
    joinAnyway: 'Puede entrar, y oír y ver a todos.',
    tryAgain: 'Volver a intentarlo',
  },
  consent: {
    unreadable:
      'Se le pide su consentimiento con un texto que esta página no puede leer. Puede escuchar y mirar.',
    loading: 'Se le pide su consentimiento. El texto se está cargando.',
  },
  name: 'Su nombre',
  nameHint: 'Los demás lo ven. El servidor, no.',
  nameMissing: 'Escriba un nombre para que los demás sepan quién llega.',
  nameLong: 'Este nombre es demasiado largo. Acórtelo.',
  join: 'Entrar',
  knock: 'Llamar a la puerta',
  start: 'Abrir la reunión',
  joinWithout: 'Entrar sin micrófono ni cámara',
  knockWithout: 'Llamar sin micrófono ni cámara',
  startWithout: 'Abrir sin micrófono ni cámara',
  willKnock: 'Usted llama a la puerta y alguien de dentro le deja entrar.',
  willKnockHost: ({ organizer }) =>
    `Usted llama a la puerta y ${organizer} o un coanfitrión le deja entrar.`,
  getsIn:
    'Con este enlace entra sin que nadie tenga que hacer clic, salvo que el anfitrión haya cambiado la puerta.',
  leave: 'Salir',
  waiting: {
    title: ({ name }) => `Ha llamado a la puerta, ${name}`,
    person: ({ organizer }) =>
      `Se ha avisado a ${organizer} y a quienes están dentro. Se entra de uno en uno, así que puede tardar un momento.`,
    answer: 'Un navegador de dentro está comprobando su enlace.',
    since: ({ time }) => `Esperando desde las ${time}. Todavía no está en la reunión.`,
    again: 'Volver a llamar',
    rename: 'Cambiar mi nombre',
    renameDone: 'Llamar con este nombre',
  },
  early: {
    at: ({ when }) => `Está prevista para el ${when}.`,
    title: ({ organizer }) => `La reunión se abre cuando llegue ${organizer}`,
    text: 'Ha llegado pronto. Deje esta página abierta. Entrará en cuanto se abra la reunión.',
    ended: {
      title: 'La reunión ha terminado',
      text: 'Se ha terminado mientras usted esperaba en la puerta. Si se vuelve a abrir, entrará desde esta página; si no, puede salir.',
    },
  },
  held: {
    lock: {
      title: 'La sala está cerrada con llave',
      text: 'Por ahora no entra nadie más. Dentro se ve que está esperando. Deje esta página abierta: volverá a llamar por sí misma en cuanto se abra la sala.',
    },
    fullRoom: {
      title: 'La sala está llena',
      text: 'Hay 200 personas dentro. Deje esta página abierta: volverá a llamar por sí misma cuando salga alguien.',
    },
    fullForHost:
      'Hay 200 personas dentro. Deje esta página abierta: como anfitrión entrará automáticamente en cuanto salga alguien. Los coanfitriones que están dentro pueden expulsar a alguien.',
    since: ({ time }) => `Esperando desde las ${time}. Aquí sabrá cuándo cambia.`,
  },
  joining: {
    turn: 'Se entra de uno en uno. El siguiente turno es el suyo.',
    keys: 'Recibiendo la clave de la sala',
    confirmation: 'Alguien de dentro confirma que usted tiene la misma clave',
    entering: 'Leyendo su enlace',
    connecting: 'Conectando',
  },
  errors: {
    damagedLink: {
      title: 'Este enlace está dañado',
      text: 'Falta el final. Algunos programas de correo cortan los enlaces largos. Cópielo entero de la invitación o escriba el código que aparece en ella.',
      code: 'El código al final del enlace',
      codeHint:
        'Pegue el enlace entero o escriba las letras y cifras que siguen al signo #. Mayúsculas, espacios y guiones no importan.',
      codeWrong: 'Este no es el código de esta reunión. Compruébelo letra por letra.',
      open: 'Abrir',
    },
    wrongKey: {
      title: 'Este enlace no abre la reunión',
      text: 'Se sustituyó por uno nuevo. Pida el enlace nuevo.',
    },
    linkUnknown: {
      title: 'Ninguna reunión responde a este enlace',
      text: 'Puede que se haya eliminado o que el enlace se sustituyera por otro. Pregunte a quien le invitó.',
    },
    noLink: {
      title: 'Falta el final de esta dirección',
      text: 'Una reunión se abre con el enlace entero de la invitación o con el código que lleva al final. Si la reunión es suya, inicie sesión.',
      signIn: 'Iniciar sesión',
    },
    forgedCard: {
      title: 'Esta invitación no es de fiar',
      text: 'Lo que muestra el servidor no lo firmó el anfitrión de esta reunión. No se ha abierto nada. Avise a quien le invitó.',
    },
    forked: {
      title: 'El estado de la sala no coincide',
      text: 'Los demás tienen un estado de la sala distinto del que el servidor muestra a este navegador, así que se ha detenido. Salga y avise al organizador por otro medio.',
    },
    locked: {
      title: 'La sala está cerrada con llave',
      text: 'Todas las personas esperadas están dentro. Pregunte al organizador por teléfono o por correo y vuelva a intentarlo.',
    },
    full: {
      title: 'La sala está llena',
      text: 'Hay 200 personas dentro. Vuelva a intentarlo cuando salga alguien.',
    },
    ended: {
      title: 'Esta reunión ha terminado',
      text: 'La sala está cerrada y sus claves ya no existen.',
      reopen: 'Volver a abrirla',
      past: 'Acta y archivos',
    },
    expired: {
      title: 'Esta reunión ha terminado por sí sola',
      text: 'No hubo nadie en la sala durante un rato. El organizador puede volver a abrirla.',
    },
    removed: {
      title: 'Le han expulsado',
      text: 'Alguien con derecho a hacerlo le ha expulsado de esta reunión. Lo que se diga a partir de ahora se sella con otra clave.',
    },
    turnedAway: {
      title: 'No le han dejado entrar',
      text: ({ organizer }) =>
        `${organizer} o alguien de dentro ha rechazado la entrada. Tal vez no reconocieron su nombre. Pregunte por teléfono o por correo y vuelva a llamar.`,
    },
    left: {
      title: 'Ha salido de la reunión',
      text: 'El micrófono y la cámara están apagados.',
      again: 'Volver a entrar',
    },
    replaced: {
      title: 'Está en esta reunión desde otro sitio',
      text: 'Continúa en otra pestaña o en otro dispositivo suyo.',
      here: 'Continuar aquí',
    },
    otherTab: {
      title: 'Esta reunión está abierta en otra pestaña',
      text: 'Solo una pestaña puede ocupar su lugar en la sala.',
      here: 'Continuar aquí',
    },
    unsupported: {
      title: 'Este navegador no puede sellar una reunión',
      text: 'Actualice el navegador o abra el enlace en una versión actual de Firefox, Chrome, Edge o Safari. Las aplicaciones que muestran páginas dentro no suelen permitirlo. No hay entrada sin sellar.',
      copied: 'Enlace copiado',
      copyByHand: 'Su navegador no copia por sí mismo. Este es el enlace:',
      copyLink: 'Copiar el enlace',
      missing: 'Lo que falta',
      features: {
        frames: 'Sellado de sonido e imagen (transformaciones codificadas)',
        webrtc: 'Sonido e imagen por la red (WebRTC)',
        crypto: 'Criptografía en una página segura',
        workers: 'Programas en segundo plano (workers)',
      },
    },
    reload: {
      title: 'Hay una versión más reciente de Conclave',
      text: 'Esta página es más antigua o más reciente que el servidor. Vuelva a cargarla; su enlace se conserva.',
      button: 'Volver a cargar',
    },
    unavailable: {
      title: 'El servidor no responde',
      text: 'Compruebe su conexión. Esta página vuelve a intentarlo por sí sola.',
    },
    foreignOrigin: {
      title: 'Esta página se ha abierto desde otro sitio',
      text: 'No pertenece a este servidor. Abra el enlace de su invitación.',
    },
    other: {
      title: 'Esto no ha funcionado',
      text: 'El servidor lo ha rechazado. Vuelva a intentarlo en un momento.',
    },
    tryAgain: 'Volver a intentarlo',
    home: 'Ir a la página de inicio',
  },
  exposed:
    'Un programa de correo escribió este enlace de una forma que lo mostró al servidor. Funciona, pero alguien de dentro tiene que dejarle entrar.',
  storageBlocked:
    'Su navegador no guarda nada para este sitio. Si vuelve a cargar la página, tendrá que llamar de nuevo.',
} satisfies typeof source;
