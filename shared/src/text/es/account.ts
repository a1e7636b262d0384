import type { text as source } from '../en/account.ts';

export const text = {
  address: 'Correo electrónico',
  password: 'Contraseña',
  newPassword: 'Contraseña nueva',
  presentPassword: 'Contraseña actual',
  firstName: 'Nombre',
  lastName: 'Apellidos',
  companyName: 'Empresa',
  companyNameHint: 'Solo aparece en las facturas.',
  language: 'Idioma de sus invitaciones y resúmenes',
  working: {
    keys: 'Creando sus claves. Tarda un momento a propósito.',
    signIn: 'Iniciando sesión y abriendo su caja fuerte.',
    asking: 'Comprobando quién tiene la sesión iniciada.',
    saving: 'Guardando.',
    recover: 'Abriendo su caja fuerte con el kit de recuperación.',
  },

  password12: 'Al menos 12 caracteres. Tres o cuatro palabras poco comunes van bien.',
  strength: {
    label: 'Dificultad para adivinarla',
    short: ({ n }) => `${n} de 12 caracteres`,
    repeats: 'Fácil de adivinar: se repite. Añada otras palabras.',
    sequence: 'Fácil de adivinar: teclas o letras seguidas. Añada otras palabras.',
    personal: 'Fácil de adivinar: contiene su nombre o su dirección. Use otras palabras.',
    common: 'Fácil de adivinar: es de las primeras que se prueban. Use otras palabras.',
    fair: 'Suficiente. Otra palabra la hace mucho más difícil.',
    good: 'Difícil de adivinar.',
  },

  faults: {
    required: 'Rellene este campo.',
    address: 'Esto no es una dirección de correo. Tiene la forma nombre@example.org.',
    name: 'Es demasiado largo o tiene caracteres que no se pueden mostrar.',
    terms: 'Sin esto no se puede crear ninguna cuenta.',
    kit: 'Una letra es incorrecta o falta. El código tiene nueve grupos de cuatro.',
    group: ({ n }) => `Este no es el grupo ${n} del código de arriba.`,
    presentPassword: 'Esta no es su contraseña actual.',
    samePassword: 'Esta es la contraseña que ya tiene.',
  },

  register: {
    title: 'Crear una cuenta',
    lead: 'Con una cuenta usted celebra reuniones. Los invitados no la necesitan.',
    invited: ({ company }) => `Tiene una invitación a **${company}**.`,
    invitedPlain: 'Tiene una invitación.',
    terms: ({ age }) => `Acepto las [condiciones](/terms). Tengo al menos ${age} años.`,
    agreement: 'Acepto el [contrato de encargo del tratamiento](/terms#dpa).',
    submit: 'Crear la cuenta',
    haveAccount: '¿Tiene una cuenta? [Iniciar sesión](/sign-in)',
    aside: {
      title: 'Antes de empezar',
      points: [
        'Su contraseña se queda en este navegador. El servidor recibe algo derivado de ella, que no abre nada.',
        'Después de esta página recibe un **kit de recuperación**: un código para imprimir o guardar. Es la única forma de volver si se pierde la contraseña.',
        'Si se pierden la contraseña y el kit, nadie puede abrir su caja fuerte: ni nosotros ni el operador. Empezaría con una nueva y vacía.',
      ],
    },
    closed: {
      title: 'Aquí no se crean cuentas nuevas',
      text: 'Este servidor no admite cuentas nuevas. Aun así, las reuniones están abiertas a los invitados: basta con un enlace.',
    },
    byInvitation: {
      title: 'Por invitación',
      text: 'En este servidor las cuentas se crean por invitación. Pida un enlace a la administración de su empresa. Si ya lo tiene, vuelva a abrirlo.',
    },
    inviteUsed: {
      title: 'Esta invitación ya no es válida',
      text: 'Una invitación sirve una sola vez y durante siete días. Pida otra a quien se la envió. Si ya se registró con ella, inicie sesión.',
    },
  },

  kit: {
    title: 'Su kit de recuperación',
    lead: 'Este código abre su caja fuerte si se pierde la contraseña. Solo se muestra esta vez.',
    code: 'Código de recuperación',
    print: 'Imprimir',
    download: 'Guardar como archivo',
    copy: 'Copiar',
    copied: 'Copiado. Péguelo ahora en su gestor de contraseñas.',
    downloaded: 'Guardado como archivo. Llévelo a un lugar donde otros no miren.',
    printed: '¿Impreso? Guarde la hoja con los papeles que le importan.',
    keep: 'Consérvelo separado de este dispositivo. Quien tenga el código y su dirección puede abrir su caja fuerte.',
    confirm: {
      title: 'Demuestre que lo tiene',
      group: ({ n }) => `Escriba el grupo ${n} del código`,
      box: 'He impreso, guardado o copiado el código y lo conservo en un lugar seguro.',
      boxFirst: 'Primero imprima, guarde o copie el código, o escriba el grupo.',
      submit: 'Continuar',
    },
    sheet: {
      title: 'Kit de recuperación de Conclave',
      for: 'Cuenta',
      at: 'Servidor',
      made: 'Creado el',
      how: 'Cómo se usa: abra la dirección de abajo y escriba su correo electrónico, este código y una contraseña nueva. El código vale hasta que usted cree otro.',
    },
    file: 'conclave-kit-de-recuperacion.txt',
  },

  signIn: {
    title: 'Iniciar sesión',
    submit: 'Iniciar sesión',
    forgot: '¿Ha olvidado la contraseña? [Usar su kit de recuperación](/recover)',
    noAccount: '¿Aún no tiene cuenta? [Crear una](/register)',
    next: 'Inicie sesión para continuar. Volverá adonde estaba.',
    signedOut: 'Se ha cerrado la sesión. La clave de su caja fuerte ya no está en este navegador.',
    again: {
      title: 'Volver a iniciar sesión',
      text: 'Su sesión ha caducado. Lo que estaba haciendo sigue aquí.',
      locked:
        'Su sesión está abierta, pero este navegador no tiene la clave de su caja fuerte. Su contraseña la abre.',
      somebodyElse: 'Iniciar sesión con otra cuenta',
    },
  },

  recover: {
    title: 'Volver con el kit de recuperación',
    lead: 'El código de su kit abre su caja fuerte. Usted elige una contraseña nueva; el kit sigue siendo válido.',
    code: 'Código de recuperación',
    codeHint: 'Nueve grupos de cuatro. Las minúsculas y los espacios no importan.',
    submit: 'Establecer la contraseña nueva',
    lost: {
      title: 'También se ha perdido el kit',
      text: 'Entonces nadie puede abrir su caja fuerte. Si tiene la sesión iniciada en algún dispositivo, cree allí un kit nuevo, en su cuenta. Si no, regístrese con otra dirección y empiece con una caja fuerte vacía.',
    },
    done: 'Su contraseña ha cambiado. Se ha cerrado la sesión en todos los demás dispositivos.',
    remembered: '¿La ha recordado? [Iniciar sesión](/sign-in)',
  },

  own: {
    title: 'Su cuenta',
    profile: {
      title: 'Sobre usted',
      text: 'Su nombre y su dirección figuran en sus invitaciones.',
      saved: 'Guardado.',
    },
    company: {
      title: 'La cuenta de su empresa',
      accountName: 'Nombre de la cuenta',
      accountNameHint: 'Por él distingue el operador las cuentas.',
    },
    password: {
      title: 'Contraseña',
      text: 'Una contraseña nueva cierra la sesión en todos los demás dispositivos. Su kit de recuperación sigue siendo válido.',
      submit: 'Cambiar la contraseña',
      done: 'Su contraseña ha cambiado. Se ha cerrado la sesión en todos los demás dispositivos.',
    },
    kit: {
      title: 'Kit de recuperación',
      confirmed: 'Usted indicó que su kit está en un lugar seguro.',
      unconfirmed:
        'No ha confirmado su kit. Si ha perdido el código, cree uno nuevo ahora, mientras tiene la sesión iniciada.',
      text: 'Con un kit nuevo, el anterior ya no abre nada.',
      open: 'Crear un kit nuevo',
      submit: 'Crear',
    },
    browser: {
      title: 'Este navegador',
      keeps:
        'Conserva la clave de su caja fuerte hasta que cierre la sesión. La clave no se puede extraer, ni siquiera desde esta página.',
      keepsNot:
        'No permite que esta página guarde nada. Si vuelve a cargarla, escribe de nuevo su contraseña, y lo que no haya llegado al servidor se pierde.',
      all: 'Qué guarda este sitio',
    },
  },

  desk: {
    title: 'Reuniones',
    greeting: {
      morning: ({ name }) => `Buenos días, ${name}`,
      day: ({ name }) => `Hola, ${name}`,
      evening: ({ name }) => `Buenas noches, ${name}`,
    },
    start: 'Iniciar una reunión',
    topic: 'Tema',
    topicHint: 'Los invitados lo ven antes de entrar. El servidor, no.',
    whoMayEnter: 'Quién puede entrar',
    doorChoice: {
      greeted: {
        title: 'Con recepción',
        text: 'Quien tenga el enlace entra en cuanto haya alguien. Para casi todo.',
      },
      guarded: { title: 'Vigilada', text: 'Usted deja entrar a cada persona.' },
      open: {
        title: 'Abierta',
        text: 'Quien tenga el enlace entra, también cuando no hay nadie. Para reuniones públicas: si envía este enlace por correo, este servidor y los proveedores de correo también podrían entrar.',
      },
    },
    consent: {
      title: 'Pedir antes el consentimiento',
      text: 'Para reuniones en las que puedan tratarse la salud, las convicciones u otros asuntos protegidos: los invitados consienten, finalidad por finalidad, antes de que se les vea o se les oiga.',
    },
    startNow: 'Iniciar',
    list: 'Sus reuniones',
    opening: 'Abriendo su caja fuerte.',
    open: 'Abrir',
    untitled: 'Reunión sin tema',
    made: ({ when }) => `creada: ${when}`,
    doors: { open: 'puerta abierta', greeted: 'con recepción', guarded: 'vigilada' },
    empty: {
      title: 'Aún no hay nada aquí',
      text: 'Inicie una reunión, copie su enlace y envíelo a quien quiera ver. Solo necesitan un navegador y su nombre.',
    },
    needsYou: 'Requiere su atención',
    kit: 'Su kit de recuperación no está confirmado.',
    kitAct: 'Ir al kit de recuperación',
    unverified: 'Su dirección no está confirmada: todavía no sale ninguna invitación por correo.',
    unverifiedAct: 'Confirmar la dirección',
    sealed:
      'Los temas de esta página se han abierto en su navegador. El servidor los guarda sellados. Sabe cuándo empieza y cuándo termina una reunión.',
    sealedLink: 'Lo que ve el servidor',
    noStorage:
      'Este navegador no guarda nada para esta página: si vuelve a cargarla, se le pedirá otra vez la contraseña.',
  },

  failed: {
    unreachable:
      'El servidor no ha respondido. Compruebe su conexión y vuelva a intentarlo. Lo que ha escrito sigue aquí.',
    offline: 'No tiene conexión. No se ha enviado nada; lo que ha escrito sigue aquí.',
    wrongCredentials: 'La dirección y la contraseña no se corresponden.',
    wrongKit: 'La dirección y el código no se corresponden.',
    tooMany:
      'Demasiados intentos. Espere un cuarto de hora y vuelva a intentarlo. Nada queda bloqueado para siempre.',
    addressTaken:
      'Esta dirección no se puede usar para una cuenta nueva. Si es suya, [inicie sesión](/sign-in) o [use su kit de recuperación](/recover).',
    registrationClosed: 'Este servidor no admite cuentas nuevas por el momento.',
    inviteInvalid: 'La invitación ya se ha usado o es demasiado antigua. Pida otra.',
    lastAdmin:
      'No quedaría nadie para administrar su empresa. Nombre antes a otra persona como administradora.',
    addressUnverified:
      'Confirme primero su dirección: el enlace está en su buzón, y su cuenta puede enviarlo otra vez.',
    termsRequired:
      'Las condiciones han cambiado mientras esta página estaba abierta. Vuelva a cargarla y léalas de nuevo.',
    signedOut: 'Su sesión ha caducado. Inicie sesión de nuevo y repita la operación.',
    suspended: 'Su empresa ha suspendido esta cuenta. Consulte a su administración.',
    lapsed:
      'La cuenta de su empresa ha caducado. Puede leer, exportar y borrar, pero no iniciar ni planificar reuniones.',
    policyForbids: 'Las reglas de su empresa no lo permiten.',
    restricted:
      'Sus datos se guardan y no se usan, como pidió. Termínelo primero en [Mis datos](/account/data).',
    stepOver: 'El inicio de sesión no se terminó. Empiece de nuevo.',
    versionConflict: 'Otro dispositivo ha cambiado esto al mismo tiempo. Vuelva a intentarlo.',
    unavailable:
      'El servidor no puede hacerlo en este momento. Vuelva a intentarlo dentro de un minuto.',
    other: 'El servidor lo ha rechazado. Vuelva a cargar la página e inténtelo de nuevo.',
    signOutOffline:
      'La clave ya no está en este navegador, pero el servidor no ha respondido. Cierre la sesión otra vez cuando tenga conexión.',
    unexpected: 'Algo ha fallado en esta página. Vuelva a cargarla e inténtelo de nuevo.',
  },

  refused: {
    title: 'Su caja fuerte sigue cerrada',
    stop: 'No se ha enviado nada más. Avise a quien gestiona este servidor y no escriba aquí su contraseña hasta que se aclare.',
    backup:
      'Si el operador indica que se restauró una copia de seguridad: [elimine lo que este navegador recuerda](/storage) y vuelva a iniciar sesión.',
    kdfUnknown: 'El servidor pide un método de derivación de claves que esta página no conoce.',
    kdfTooWeak:
      'El servidor pide proteger su contraseña menos de lo acordado. Así se podría adivinar.',
    kdfTooCostly: 'El servidor pide más cálculo del que pediría un servidor honesto.',
    kdfSalt: 'El servidor ha enviado para su contraseña algo inservible.',
    openerDoesNotFit:
      'Lo que el servidor presenta como la clave de su caja fuerte no se creó con su contraseña.',
    openerOutdated:
      'El servidor acepta una contraseña o un kit anteriores, pero su caja fuerte conoce otros más recientes.',
    vaultRolledBack:
      'El servidor muestra un estado de su caja fuerte anterior al que ha visto este navegador.',
    vaultForked: 'El servidor muestra a este navegador una caja fuerte distinta de la de antes.',
    manifestDamaged: 'La lista de lo que hay en su caja fuerte no se abre.',
    shelfDoesNotFit: 'Algo de su caja fuerte falta, es antiguo o está en otro lugar.',
    itemDamaged: 'Algo de su caja fuerte no se abre.',
    formatUnknown:
      'Su caja fuerte la escribió una versión más reciente de esta página. Vuelva a cargar la página.',
    itemChanged: 'Otro dispositivo ha cambiado esto antes. Mírelo de nuevo y después decida.',
    kitMistyped: 'Una letra del código es incorrecta o falta.',
    keyShareWorthless: 'Una clave que se le envió no vale nada. Se ha rechazado.',
    browserTooOld:
      'A este navegador le falta el cifrado que necesita una caja fuerte. Una versión más reciente, o Firefox o Chrome, lo tienen.',
    again: 'Volver a intentarlo',
    signOut: 'Cerrar sesión',
  },
} satisfies typeof source;
