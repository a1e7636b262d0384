import type { text as source } from '../en/storage.ts';

export const text = {
  title: 'Qué guarda este sitio en su navegador',
  lead: 'Solo lo que necesitan el inicio de sesión, sus ajustes y las reuniones en curso. Nada le sigue a otros sitios web. A nadie sin cuenta se le reconoce más adelante; una cuenta conoce los navegadores en los que se usó, para avisarle de otros.',
  places: {
    cookie: 'Cookie',
    localStorage: 'Almacenamiento local',
    sessionStorage: 'Almacenamiento de sesión',
    indexedDB: 'Base de datos',
    cache: 'Caché',
  },
  purposes: {
    session: 'Mantiene su sesión abierta. Los programas de la página no pueden leerla.',
    plainSession: 'Lo mismo, cuando este sitio se abre en el propio equipo sin TLS.',
    browser:
      'Un número aleatorio por el que su cuenta reconoce este navegador: de un inicio de sesión en otro se le avisa por correo. Termina 90 días después del último inicio de sesión. Los programas de la página no pueden leerlo.',
    plainBrowser: 'Lo mismo sin TLS, en el propio equipo.',
    vault:
      'La clave de sus propios datos, para que no tenga que escribir la contraseña en cada visita.',
    vaultSeen:
      'Un número y una huella del estado más reciente de sus propios datos. Con ellos este navegador nota si un servidor le muestra uno anterior.',
    meetings:
      'Sus claves en las reuniones en las que entró con este navegador, el nombre que escribió y hasta dónde llegó: para que vuelva sin llamar a la puerta al cargar la página de nuevo. Sellado; ningún programa puede leer las claves.',
    documents:
      'Lo que escribió en una reunión y el servidor aún no ha confirmado, la clave de sus notas privadas y hasta dónde había leído: para que no se pierda nada con la pestaña. Sellado; ningún programa puede leer la clave.',
    directs:
      'Los mensajes entre usted y otra persona, hasta que termina la reunión. Sellado; no están en ningún otro sitio salvo en el navegador de la otra persona.',
    uploads:
      'Archivos cuyo envío se interrumpió, con su contenido y sus claves, para que continúe al volver a cargar la página. Cada uno desaparece cuando ha llegado o se cancela.',
    scrolling:
      'Hasta dónde se había desplazado, para volver atrás y cargar de nuevo. Ninguna dirección.',
    language: 'El idioma que eligió.',
    theme: 'Claro u oscuro, si lo eligió.',
    devices: 'Qué micrófono, altavoz y cámara eligió.',
    tabDevices:
      'Si el micrófono y la cámara estaban encendidos, para que todo vuelva a estar igual al cargar de nuevo.',
    chatSettings: 'Si la tecla Intro envía un mensaje.',
    roomSettings: 'Cómo prefiere la sala: disposición, atajos, sonidos.',
  },
  kept: {
    signOut: 'cierre usted la sesión, 30 días como máximo',
    tabClosed: 'se cierre la pestaña',
    meetingOver: 'la reunión termine o se elimine',
    untilDeleted: 'usted lo elimine aquí o en el navegador',
  },
  who: {
    anyone: 'Todos',
    participant: 'Personas en reuniones',
    account: 'Personas con cuenta',
  },
  keptUntil: ({ until, who }) => `${who}, hasta que ${until}.`,
  keys: 'Las claves de la base de datos no se pueden extraer de este navegador, ni siquiera desde este sitio.',
  prevent: {
    title: 'Cómo impedirlo',
    text: 'En los ajustes de su navegador, en privacidad o datos de sitios, puede bloquear el almacenamiento para este sitio o hacer que se borre cada vez que se cierre el navegador. Una reunión funciona sin él, pero al volver a cargar la página tendrá que llamar y dar su consentimiento de nuevo, las notas deben descargarse antes de salir y no es posible iniciar sesión.',
  },
  remove: {
    title: 'Eliminar ahora',
    text: 'Se cierra su sesión. Se olvidan el consentimiento y la elección de micrófono y cámara. Lo que una reunión aún no haya enviado se pierde. Lo que está en el servidor permanece allí.',
    button: 'Eliminar todo lo de aquí',
    confirmTitle: '¿Eliminar todo lo que este sitio ha guardado aquí?',
    confirmText:
      'Se cierra su sesión en este navegador y terminan las reuniones en curso en otras pestañas. Lo escrito que no haya llegado al servidor se pierde.',
    verb: 'Eliminar ahora',
    done: 'Eliminado',
    nothing: 'No había nada que eliminar.',
    rest: 'Esto no se ha podido eliminar. Cierre las demás pestañas de este sitio y vuelva a intentarlo.',
    signOutFailed:
      'El servidor no ha respondido, así que la cookie de sesión puede seguir ahí. Vuelva a intentarlo cuando tenga conexión o elimínela en el navegador.',
    sessionEnded: 'El servidor ha retirado la cookie de sesión.',
  },
} satisfies typeof source;
