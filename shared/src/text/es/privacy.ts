import type { text as source } from '../en/privacy.ts';

export const text = {
  title: 'Privacidad',
  lead: 'Lo que este sitio sabe de usted, para qué, durante cuánto tiempo y qué puede hacer al respecto.',
  version: ({ version }) => `Versión ${version} de esta política de privacidad`,
  short: {
    title: 'En pocas palabras',
    points: [
      'Lo que usted dice, muestra y escribe en una reunión se cifra en su navegador. Este servidor no puede leerlo. [Quién puede leer qué](/about/encryption)',
      'Los invitados no necesitan cuenta. Las direcciones de correo se usan para enviar lo que se ha pedido y para nada más.',
      'No se carga nada de otros sitios web. No se analiza su comportamiento, no hay publicidad ni perfiles.',
      'Los datos no se venden, ni se alquilan, ni se ceden, y nadie los recibe con fines publicitarios.',
      'El organizador de una reunión la elimina cuando quiere. Entonces desaparece en todas partes.',
    ],
  },
  controller: {
    title: 'Quién responde de este sitio',
    controller: 'Responsable del tratamiento',
    officer: 'Delegado de protección de datos',
    noOfficer: 'No se ha designado ninguno.',
    authority: 'Autoridad de control',
    noAuthority:
      'Puede presentar una reclamación ante la autoridad de control de su residencia habitual, de su lugar de trabajo o del lugar de la supuesta infracción.',
    nobody:
      'Esta es una instancia de desarrollo. No se indica ningún responsable del tratamiento, así que no debe usarse para reuniones reales.',
  },
  roles: {
    title: 'Quién es responsable de qué',
    paragraphs: [
      'La organización que invita a una reunión es la responsable del tratamiento de esa reunión: decide quién asiste, de qué se habla, qué se conserva y durante cuánto tiempo, y necesita para ello una base jurídica. La sala de espera la nombra antes de que usted entre.',
      'Quien gestiona este sitio es para ello su encargado del tratamiento, en virtud de un [contrato de encargo del tratamiento](/terms#dpa). De las cuentas, los correos, los registros y la seguridad del sitio responde el propio responsable del tratamiento indicado arriba.',
      'Quien participa en una reunión dirige a su organizador las solicitudes sobre ella. Las que llegan aquí se le transmiten con un plazo de respuesta.',
    ],
  },
  data: {
    title: 'Qué se trata, para qué y durante cuánto tiempo',
    lead: 'Una fila por finalidad. Los datos de una finalidad no se usan para otra; toda finalidad nueva se anuncia aquí antes de que comience.',
    heads: {
      purpose: 'Finalidad',
      data: 'Datos',
      source: 'Origen',
      basis: 'Base jurídica',
      kept: 'Plazo de conservación',
    },
    voluntary: 'voluntario',
    required: 'necesario',
    purposes: {
      login: 'Reconocer a la persona que inicia sesión',
      secondFactor: 'Pedir una segunda prueba al iniciar sesión',
      vault: 'Guardar las claves de la cuenta',
      meeting: 'Celebrar la reunión: su puerta, su orden, sus conexiones',
      documents: 'Conservar lo que se escribe en una reunión',
      invitation: 'Enviar invitaciones',
      summary: 'Enviar un resumen a quien lo ha pedido',
      consent: 'Demostrar qué consentimiento se dio, respetar su retirada',
      company: 'Administrar los organizadores y las reglas de una empresa',
      terms: 'Demostrar qué condiciones se aceptaron',
      abuse: 'Impedir que se adivinen accesos, se sature el servidor o se abuse de él',
      support: 'Ayudar cuando la conexión es mala',
      troubleshooting: 'Encontrar fallos del servidor',
      rights: 'Responder a las solicitudes sobre sus datos',
      deletion: 'Eliminar a tiempo y mantener eliminado lo eliminado',
    },
    contents: {
      login:
        'Nombre y apellidos, correo electrónico, idioma, una prueba derivada de la contraseña, inicios de sesión',
      secondFactor: 'Segundos factores; un número de teléfono solo si elige los códigos por SMS',
      vault: 'Claves, agenda de direcciones y ajustes, sellados con la contraseña',
      meeting:
        'Un número aleatorio, horas, número de conexiones, tamaños; los nombres y el tema están sellados',
      documents: 'Chat, pizarra, acta, notas, archivos; todo ello sellado',
      invitation: 'Correo electrónico e invitación, sellados hasta que se envían',
      summary:
        'Correo electrónico, idioma y enlace, sellados hasta que se envían; si así se eligió, también lo escrito',
      consent:
        'El registro del consentimiento, sellado para el organizador, y un compromiso criptográfico sobre él',
      company: 'Nombre de la empresa, reglas, plantillas, lista de organizadores',
      terms: 'Versión y hora',
      abuse: 'Dirección IP, contadores de intentos fallidos',
      support: 'Sistema operativo, navegador, calidad de la conexión, con un número aleatorio',
      troubleshooting: 'Hora, dirección IP, tipo de petición, error; nunca contenidos ni nombres',
      rights: 'Su solicitud y la respuesta que se dio',
      deletion: 'Números aleatorios de lo eliminado',
    },
    sources: {
      self: 'usted',
      organizer: 'el organizador que le invita',
      use: 'el uso de este sitio',
    },
    bases: {
      '6.1.a': 'Consentimiento, artículo 6, apartado 1, letra a), del RGPD',
      '6.1.b': 'Contrato, artículo 6, apartado 1, letra b), del RGPD',
      '6.1.c': 'Obligación legal, artículo 6, apartado 1, letra c), del RGPD',
      '6.1.f': 'Intereses legítimos, artículo 6, apartado 1, letra f), del RGPD',
      '9.2.a': 'Consentimiento explícito, artículo 9, apartado 2, letra a), del RGPD',
    },
    retention: {
      account:
        'Con la cuenta; 360 días después de que caduque, 7 días después de que usted la cierre',
      untilReplaced: 'Hasta que se sustituya o se retire',
      meeting: 'Hasta que el organizador elimine la reunión o llegue su fecha de eliminación',
      session: 'Hasta un día después de la reunión',
      signIn: 'Inicios de sesión: 30 días como máximo',
      oneTimeToken: 'Enlaces de un solo uso: 7 días como máximo',
      mailJob: 'El correo: hasta que se acepte, 72 horas como máximo',
      shortAddress: 'Direcciones IP: 7 días, después acortadas a la red',
      securityLog: 'Intentos fallidos: 7 días',
      log: ({ days }) => `${days} días`,
      statistics: ({ days }) => `${days} días`,
      deletionLedger: 'Mientras alcancen las copias de seguridad, y 30 días más',
      suppression:
        'Direcciones rechazadas: 360 días, como una suma de la que no se puede recuperar la dirección',
      instance: 'Mientras funcione este servidor',
    },
    interests:
      'Los intereses legítimos son: reuniones que lleguen a las personas invitadas y un servidor que funcione y resista los abusos.',
    noDuty:
      'Ninguna ley le obliga a facilitar estos datos. Sin lo necesario no se puede cumplir la finalidad correspondiente; omitir lo voluntario no tiene ninguna otra consecuencia.',
  },
  every: {
    title: 'Todo lo que se guarda, valor por valor',
    lead: 'El programa escribe esta lista a partir de su propio código fuente: un valor sin línea no puede guardarse. Los nombres son los del programa.',
    show: 'Mostrar la lista',
    failed: 'La lista no está disponible en este momento.',
    heads: {
      value: 'Valor',
      purpose: 'Finalidad',
      basis: 'Base',
      kept: 'Se guarda',
      reads: 'Quién lo lee',
    },
    places: {
      database: 'Base de datos',
      file: 'Archivos',
      log: 'Registro',
      metric: 'Cifras para el operador',
      browser: 'Su navegador',
    },
    readers: {
      server: 'servidor',
      operator: 'operador',
      owner: 'solo usted',
      organizer: 'organizador',
      deputies: 'suplentes',
      members: 'miembros',
      companyAdmin: 'administración de la empresa',
      relay: 'relé de correo',
      nobody: 'nadie',
    },
    operation: 'hace funcionar el servidor',
  },
  special: {
    title: 'Voz, imagen y temas delicados',
    paragraphs: [
      'La voz, la imagen y lo que se dice pueden revelar datos de salud, convicciones u otros asuntos delicados. Por eso el organizador le pide su consentimiento explícito antes de entrar. También puede entrar sin darlo y limitarse a escuchar y mirar.',
      'Puede retirar el consentimiento en la sala en cualquier momento, con dos clics. Desde entonces no se envía nada más de usted; lo que antes era lícito lo sigue siendo.',
      'Si borra los datos de este sitio en su navegador, se restablecen el consentimiento y la elección de micrófono y cámara.',
    ],
  },
  recipients: {
    title: 'Quién más recibe datos y dónde están',
    hosting: 'Los servidores están en',
    noHosting: 'No se ha indicado la ubicación de los servidores.',
    processors:
      'Encargados del tratamiento con contrato (artículo 28 del RGPD, obligados a la confidencialidad)',
    noProcessors: 'Ninguna otra empresa trata datos para este sitio.',
    heads: { name: 'Quién', purpose: 'Para qué', country: 'Dónde', safeguard: 'Garantía' },
    within: 'Dentro del Espacio Económico Europeo',
    mail: 'Un correo pasa por los proveedores de quien lo envía y de quien lo recibe. Pueden leerlo; [esta tabla](/about/encryption) indica qué contiene.',
    textMessages:
      'Los códigos por SMS los envía Twilio Inc., EE. UU. Twilio recibe el número y el texto, puede conservar el número en EE. UU. y usarlo como indica su propia [política de privacidad](https://www.twilio.com/legal/privacy). Nadie tiene que dar un número: otros segundos factores cumplen lo mismo.',
    law: 'Por lo demás, solo se comunican datos cuando una ley obliga a ello, y únicamente lo que existe aquí en forma legible: las filas marcadas con «Sí» en [esta tabla](/about/encryption). Si este sitio cambia de manos, se le avisará antes.',
  },
  storage: {
    title: 'Cookies y almacenamiento en su navegador',
    text: 'Solo lo que necesitan el inicio de sesión, sus ajustes y las reuniones en curso; para ello no hace falta ningún aviso de consentimiento. [Qué guarda este sitio en su navegador](/storage) enumera cada entrada y las elimina todas.',
  },
  rights: {
    title: 'Sus derechos',
    lead: 'La mayoría puede ejercerlos por su cuenta: en la cuenta, en «Mis datos», o como invitado con su enlace de la reunión. Para todo lo demás, escriba al responsable del tratamiento; recibirá respuesta en el plazo de un mes.',
    points: [
      '**Acceso**: si se tratan datos sobre usted y cuáles, para qué, quién los recibe, durante cuánto tiempo y de dónde proceden.',
      '**Rectificación**: corregir los datos inexactos y completar lo que falte.',
      '**Supresión**: hacer que se eliminen sus datos.',
      '**Limitación del tratamiento**: que se conserven pero no se usen; se le avisa antes de que termine.',
      '**Notificación**: se comunica la rectificación o la supresión a quien recibió sus datos, y se le dice a usted quién es.',
      '**Portabilidad**: llevarse sus datos en un formato de uso común y lectura mecánica, o hacer que se envíen a otro lugar cuando sea posible.',
      '**Oposición** a lo que se base en intereses legítimos, también con un interruptor en la cuenta.',
      '**Retirada** de cualquier consentimiento, en cualquier momento, para el futuro.',
      '**Reclamación** ante una autoridad de control.',
    ],
    sealed:
      'Lo cifrado solo puede entregarse cifrado si la clave no está aquí. Su navegador abre aquello de lo que usted tiene la clave.',
    identity:
      'Para demostrar quién es, basta con iniciar sesión o con su enlace de la reunión. Nadie pide una copia de su documento de identidad.',
    death: 'En la cuenta puede indicar qué debe ocurrir con sus datos después de su muerte.',
    automated:
      'Ninguna decisión sobre usted la toma solo una máquina. Los bloqueos tras intentos fallidos terminan por sí solos.',
    gone: 'Lo eliminado no se puede recuperar.',
  },
  age: {
    title: 'Edad',
    text: ({ age }) =>
      `Las cuentas son para personas de ${age} años o más. Las personas más jóvenes solo participan con la autorización del titular de la patria potestad o tutela.`,
  },
  changes: {
    title: 'Cambios',
    text: 'Todo cambio de esta política se anuncia antes de que surta efecto: por correo a las cuentas activas y en el siguiente inicio de sesión.',
  },
} satisfies typeof source;
