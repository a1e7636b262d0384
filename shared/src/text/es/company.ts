import { counter } from '../counter.ts';
import type { text as source } from '../en/company.ts';

const count = counter('es');

export const text = {
  title: 'Empresa',
  lead: 'Reglas y personas de la empresa. Lo que ocurre en las reuniones queda sellado: la administración no ve nada de ello.',
  notAdmin: {
    title: 'Para la administración',
    text: 'Esta página pertenece a la administración de su empresa. Sus propios ajustes están en su cuenta.',
    act: 'A su cuenta',
  },
  loading: 'Consultando al servidor.',
  failedTitle: 'No se pudo cargar esta parte',
  tabs: {
    label: 'Partes de la empresa',
    rules: 'Reglas',
    people: 'Personas',
    texts: 'Textos de consentimiento',
    numbers: 'Uso en cifras',
    trail: 'Quién cambió qué',
  },
  faults: {
    lastAdmin: 'Alguien debe seguir en la administración. Dé antes ese papel a otra persona.',
    versionConflict:
      'Otra persona de la administración cambió esto entretanto. Ahora se muestra su versión: mírela y repita después su cambio.',
    notFound: 'Esto ya no está. La lista está ahora al día.',
  },

  lapsed: ({ since, until }) =>
    `La cuenta caducó el ${since}. Se puede leer y exportar, pero no iniciar ni planificar reuniones. Todo se borrará el ${until}, salvo que se renueve la cuenta.`,

  name: {
    title: 'Nombre',
    account: 'Nombre de la cuenta',
    accountHint:
      'Figura en las invitaciones a organizar. El operador distingue las cuentas por este nombre.',
    company: 'Empresa',
    companyHint: 'Aparece solo en las facturas.',
    saved: 'El nombre está guardado.',
  },

  rules: {
    saved: 'Las reglas están guardadas. Valen desde ahora.',
    unsaved: 'Aún sin guardar.',
    undo: 'Deshacer',
    version: ({ n, when }) => `Versión ${n}, fijada el ${when}.`,
    never: 'Aún no se ha fijado nada: todo está permitido.',
    secondFactor: {
      title: 'Segundo factor al iniciar sesión',
      text: 'Obligatorio: quien no tenga uno lo configura en el próximo inicio de sesión, antes que nada.',
      off: 'No',
      optional: 'Opcional',
      required: 'Obligatorio',
    },
    textMessages: {
      title: 'Códigos por SMS',
      text: 'El número de teléfono sale de este servidor. Una aplicación en el teléfono es más segura.',
      off: 'No',
      allowed: 'Permitido',
    },
    doors: {
      title: 'Puertas',
      text: 'Qué puertas se pueden elegir para una reunión. Abierta significa: quien tiene el enlace entra.',
      none: 'Permita al menos una puerta.',
      open: 'Abierta',
      greeted: 'Con recepción',
      guarded: 'Vigilada',
    },
    summary: {
      title: 'Resumen por correo',
      text: 'Lo que se puede enviar a quien lo pida. Sin ninguna de estas formas no hay resúmenes.',
      link: 'Enlace sellado',
      code: 'Enlace sellado y código',
      content: 'El texto en el propio correo: los proveedores de correo pueden leerlo',
    },
    autoDelete: {
      title: 'Las reuniones se borran a más tardar',
      text: 'Se puede elegir menos, no más. Lo que ya existe conserva su fecha.',
      never: 'sin límite',
      days: ({ n }) =>
        count(n, { one: 'tras un día', many: 'tras # de días', other: 'tras # días' }),
    },
    who: {
      title: 'Quién hace cumplir las reglas',
      text: 'El servidor rechaza lo que puede ver: iniciar sesión sin segundo factor, puertas abiertas, SMS. Las demás reglas las cumplen los navegadores, pues el servidor no puede mirar en las reuniones.',
    },
  },

  people: {
    invite: 'Invitar a una persona',
    list: 'Personas de la empresa',
    you: 'usted',
    roles: { admin: 'Administración', organizer: 'Organización' },
    since: ({ when }) => `desde el ${when}`,
    states: {
      active: 'activa',
      suspended: ({ when }) => `suspendida el ${when}`,
      removed: ({ when }) => `retirada, se borra el ${when}`,
    },
    acts: ({ name }) => `Qué se puede hacer con ${name}`,
    suspend: 'Suspender',
    reinstate: 'Readmitir',
    remove: 'Retirar',
    promote: 'Dar la administración',
    demote: 'Quitar la administración',
    waiting: 'Invitaciones en espera',
    invitedAs: { admin: 'Invitación a administrar', organizer: 'Invitación a organizar' },
    worksUntil: ({ when }) => `El enlace vale una vez, hasta el ${when}`,
    takeBack: 'Retirar la invitación',
    takenBack: 'La invitación está retirada. Su enlace no lleva a ninguna parte.',
    alone:
      'Solo está usted. Invite a quienes celebran reuniones para la empresa; los invitados no necesitan cuenta.',
    done: {
      suspended: ({ name }) => `La cuenta de ${name} está suspendida y sin sesiones.`,
      active: ({ name }) => `${name} puede volver a iniciar sesión.`,
      removed: ({ name }) => `La cuenta de ${name} está retirada y sin sesiones.`,
      role: ({ name }) => `El papel de ${name} ha cambiado.`,
    },
    suspendAsk: {
      title: ({ name }) => `¿Suspender a ${name}?`,
      points: [
        'Todas las sesiones terminan al instante; nadie inicia sesión con esta cuenta hasta que usted la readmita.',
        'Una reunión en curso continúa, para no dejar fuera a los invitados.',
        'No se pueden iniciar ni planificar reuniones nuevas. Un coanfitrión con claves propias puede seguir abriendo las que existen.',
        'No se borra nada.',
      ],
      verb: 'Suspender',
    },
    removeAsk: {
      title: ({ name }) => `¿Retirar a ${name}?`,
      points: [
        'Todas las sesiones terminan al instante.',
        'Las reuniones pasan a otra persona solo si un coanfitrión tiene las claves. Nadie más podrá abrirlas nunca: ni usted ni el operador.',
        'Durante siete días puede deshacer la retirada. Después se borran para siempre la cuenta, su caja fuerte y sus reuniones.',
        'Lo que deba quedar se exporta, o se confía a un coanfitrión, antes de la retirada.',
      ],
      meetings: ({ n }) =>
        count(n, {
          one: 'Se conserva una reunión de esta persona.',
          many: 'Se conservan # de reuniones de esta persona.',
          other: 'Se conservan # reuniones de esta persona.',
        }),
      passOn: ({ n }) =>
        n === 0
          ? 'Ninguna pasa: ningún coanfitrión de la empresa tiene claves.'
          : count(n, {
              one: 'Una de ellas pasa a un coanfitrión de la empresa.',
              other: '# de ellas pasan a coanfitriones de la empresa.',
            }),
      files: ({ n }) =>
        count(n, {
          one: 'En ellas hay un archivo.',
          many: 'En ellas hay # de archivos.',
          other: 'En ellas hay # archivos.',
        }),
      verb: 'Retirar',
    },
    keep: 'Dejar como está',
  },

  inviting: {
    title: 'Invitar a una persona',
    role: 'Su papel',
    roleHint:
      'La administración fija las reglas y gestiona a las personas. Tampoco ve ningún contenido.',
    address: 'Correo electrónico',
    addressHint:
      'El enlace se envía allí una vez. La dirección no se conserva. Deje el campo vacío para solo copiar el enlace.',
    make: 'Crear el enlace',
    made: 'El enlace está listo',
    link: 'Enlace de un solo uso',
    once: ({ when }) =>
      `Vale una vez, hasta el ${when}, y solo se muestra ahora. Quien lo tiene entra en la empresa: entréguelo a la persona correcta.`,
    mailed: ({ address }) => `También va de camino a ${address}.`,
    notMailed: 'Este servidor no envía correo. Copie el enlace y entréguelo usted.',
    copy: 'Copiar el enlace',
    copied: 'El enlace está copiado.',
    done: 'Listo',
  },

  texts: {
    lead: 'Lo que los invitados aceptan o conocen antes de entrar. Se elige uno para cada reunión. Una versión guardada no cambia nunca: lo que alguien aceptó sigue siendo legible.',
    add: 'Escribir un texto',
    list: 'Textos de la empresa',
    name: 'Nombre dentro de la empresa',
    language: 'Idioma',
    intro: 'De qué se trata',
    introHint: 'De qué trata la reunión y qué asuntos delicados pueden surgir.',
    live: 'Frase junto a la casilla para voz, imagen y pantalla',
    archive: 'Frase junto a la casilla para lo escrito y lo subido',
    summary: 'Frase junto a la casilla para un resumen por correo',
    details: 'Detalles',
    detailsHint: 'Quién lo ve, cuánto tiempo queda, qué derechos hay y cómo retirar el acuerdo.',
    missing: 'Rellene este campo.',
    left: ({ n }) =>
      count(n, {
        one: 'Queda un byte, para todos los idiomas de este texto juntos.',
        other:
          'Quedan # bytes, para todos los idiomas de este texto juntos. Una letra sencilla ocupa uno; una con tilde, dos.',
      }),
    over: ({ n }) =>
      count(n, {
        one: 'Sobra un byte. Acorte este idioma u otro: los invitados cargan el texto entero con la invitación.',
        other:
          'Sobran # bytes. Acorte este idioma u otro: los invitados cargan el texto entero con la invitación.',
      }),
    neutral: 'Empezar con el texto neutro',
    neutralHint: 'Sin texto propio, las reuniones usan el texto neutro.',
    saveVersion: 'Guardar como versión nueva',
    savedVersion: ({ n }) => `Guardado como versión ${n}.`,
    version: ({ n, when }) => `Versión ${n}, ${when}`,
    noVersion: 'Aún no está escrito en este idioma.',
    edit: 'Editar',
    history: 'Todas las versiones',
    retire: 'Dejar de ofrecer',
    offer: 'Volver a ofrecer',
    retired: 'ya no se ofrece',
    retiredDone: 'Ya no se ofrece. Lo que se aceptó con este texto sigue siendo legible.',
    offeredDone: 'Se vuelve a ofrecer.',
    unchanged: 'No se cambió nada.',
    empty: 'Ningún texto propio',
    emptyText:
      'Las reuniones usan el texto neutro de este programa, en el idioma de cada invitado.',
    back: 'Todos los textos',
  },

  numbers: {
    lead: 'Sumas de toda la empresa. Nada aquí dice quién se reunió con quién, cuándo ni sobre qué.',
    organizers: 'Organización',
    admins: 'Administración',
    suspended: 'Suspendidas o retiradas',
    meetings: 'Reuniones conservadas',
    files: 'Archivos, sellados',
    documents: 'Documentos, sellados',
    months: 'Reuniones creadas por mes',
    month: 'Mes',
    made: 'Reuniones',
  },

  trail: {
    lead: 'Lo que la administración y el operador hicieron con la empresa. Solo se añaden entradas; cada una lleva un resumen criptográfico de todas las anteriores. Se borran con la empresa.',
    intact: 'La cadena está intacta.',
    broken:
      'La cadena está rota: se cambió una entrada anterior. Avise al operador de este servidor.',
    list: 'Lo que se hizo',
    empty: 'Aún no se ha hecho nada',
    emptyText: 'Aquí figurarán invitaciones, reglas, textos y cambios de personas.',
    operator: 'El operador',
    gone: 'Alguien que ya no está aquí',
    older: 'Mostrar entradas más antiguas',
    download: 'Guardar como archivo',
    acts: {
      companyCreated: 'creó la empresa',
      companyRenamed: 'cambió el nombre',
      companyPaid: 'marcó la cuenta como pagada',
      companyLapsed: 'marcó la cuenta como caducada',
      inviteMade: 'creó una invitación',
      inviteTakenBack: 'retiró una invitación',
      memberSuspended: 'suspendió a',
      memberReinstated: 'readmitió a',
      memberRemoved: 'retiró a',
      memberDeleted: 'borró una cuenta al terminar su semana',
      roleChanged: 'cambió el papel de',
      policyChanged: 'cambió las reglas',
      textAdded: 'añadió un texto de consentimiento',
      textChanged: 'escribió una versión nueva de un texto de consentimiento',
      textRetired: 'dejó de ofrecer un texto de consentimiento',
      textOffered: 'volvió a ofrecer un texto de consentimiento',
    },
  },

  operator: {
    title: 'Estado de esta instancia',
    lead: 'Cifras para quien opera este servidor. Sin nombres, nada de las reuniones, nada que cambiar.',
    token: 'Token del operador',
    tokenHint: 'El valor de OPERATOR_TOKEN. Queda en esta página y desaparece con ella.',
    open: 'Mostrar',
    refused: 'Con este token no se muestra nada.',
    ready: 'Capaz de trabajar',
    notReady: 'No es capaz de trabajar',
    version: 'Versión',
    up: 'En marcha desde',
    database: 'Base de datos',
    disk: 'Libre en el disco',
    diskOf: ({ free, total }) => `${free} de ${total}`,
    unknown: 'desconocido',
    mail: 'Servidor de correo',
    mailYes: 'configurado',
    mailNo: 'ninguno',
    rooms: 'Salas abiertas',
    companies: 'Empresas',
    lapsed: 'de ellas caducadas',
    accounts: 'Cuentas',
    meetings: 'Reuniones conservadas',
    due: 'Borrados en 30 días',
    overdue: 'Borrados atrasados',
    overdueNone: 'ninguno',
    overdueSince: ({ n, when }: { n: string; when: string }): string => `${n} desde ${when}`,
    swept: 'Última limpieza',
    sweptNever: 'todavía no',
    refresh: 'Consultar de nuevo',
  },
} satisfies typeof source;
