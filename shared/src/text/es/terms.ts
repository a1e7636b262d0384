import type { text as source } from '../en/terms.ts';

export const text = {
  title: 'Condiciones',
  lead: 'Lo que usted acepta al crear una cuenta o entrar en una reunión.',
  version: ({ terms, dpa }) =>
    `Condiciones, versión ${terms}. Contrato de encargo del tratamiento, versión ${dpa}.`,
  contents: 'En esta página',
  parties: {
    title: 'Entre quiénes',
    text: ({ controller, mail }) =>
      `Estas condiciones rigen entre usted y ${controller}, con quien puede contactar en ${mail}.`,
    nobody:
      'Esta es una instancia de desarrollo. No se indica ningún operador, así que estas condiciones no obligan a nadie y aquí no debe celebrarse ninguna reunión real.',
  },
  sections: [
    {
      title: 'Qué recibe',
      paragraphs: [
        'Una sala de reuniones en el navegador, con pizarra, acta, chat y archivos. El contenido se cifra de navegador a navegador; el operador no puede leerlo ni recuperarlo.',
        'Su contraseña abre sus datos. Nadie puede restablecerla. Sin la contraseña ni el kit de recuperación, lo que se selló con ellos se pierde.',
      ],
    },
    {
      title: 'Quién puede usarlo',
      paragraphs: [
        'Para participar en una reunión no hace falta cuenta: bastan un enlace y un nombre. Las cuentas son para los organizadores.',
        'Reserve su contraseña, su kit de recuperación y sus enlaces de reunión para usted y para las personas a quienes están destinados. Avise al operador si cree que alguien más los tiene.',
      ],
    },
    {
      title: 'Qué no puede hacer',
      paragraphs: [
        'No use las salas para perjudicar, engañar o acosar a otras personas, para infringir la ley ni para difundir programas maliciosos. No ataque el servidor ni las conexiones de otros, ni intente eludir sus límites.',
        'No grabe una reunión, por el medio que sea, sin el acuerdo de todas las personas que están en ella.',
        'El operador puede cerrar una cuenta que se use así. Explica el motivo y usted puede oponerse.',
      ],
    },
    {
      title: 'De qué responden los organizadores',
      paragraphs: [
        'Quien invita a una reunión es responsable de ella conforme al derecho de protección de datos. Esto incluye una base jurídica para invitar a personas y para lo que se dice, se muestra y se conserva, el texto de consentimiento que se muestra antes de entrar, el plazo tras el cual la reunión se elimina y la respuesta a las solicitudes de quienes participaron.',
        'Las direcciones de la agenda de direcciones solo pueden usarse para invitar y para enviar resúmenes.',
      ],
    },
    {
      title: 'Disponibilidad y responsabilidad',
      paragraphs: [
        'El operador mantiene el servicio con un cuidado razonable y anuncia, en lo posible, las interrupciones previstas. No debe ninguna disponibilidad determinada, salvo que se acuerde por escrito.',
        'El operador responde sin límite del dolo, de la culpa grave y de los daños a la vida, a la integridad física y a la salud; por culpa leve, solo si se incumple una obligación de la que depende el contrato, y en ese caso del daño previsible. Las disposiciones legales imperativas no se ven afectadas.',
      ],
    },
    {
      title: 'Fin y cambios',
      paragraphs: [
        'Puede cerrar su cuenta en cualquier momento; todo lo que contiene se elimina en un plazo de 7 días. Una cuenta caducada puede retomarse durante 360 días; después se elimina.',
        'Los cambios de estas condiciones se anuncian antes de que surtan efecto. Si no está de acuerdo, puede cerrar la cuenta y exportar sus datos hasta entonces.',
      ],
    },
  ],
  age: {
    title: 'Edad',
    text: ({ age }) => `Las cuentas son para personas de ${age} años o más.`,
  },
  dpa: {
    title: 'Contrato de encargo del tratamiento',
    lead: 'Conforme al artículo 28 del RGPD, entre la organización del organizador (responsable del tratamiento) y el operador (encargado del tratamiento). Se acepta junto con estas condiciones, antes de cualquier tratamiento.',
    sections: [
      {
        title: 'Objeto y duración',
        text: 'El encargado facilita salas de reuniones como se ha descrito. El contrato dura lo que la cuenta y hasta que todo se haya eliminado.',
      },
      {
        title: 'Naturaleza, finalidad y tipo de datos',
        text: 'Transmisión, ordenación, conservación y eliminación de contenidos cifrados de reuniones; envío de invitaciones y resúmenes; los metadatos enumerados en [Quién puede leer qué](/about/encryption). Los interesados son organizadores, personas invitadas y participantes. Los contenidos pueden incluir categorías especiales de datos personales (artículo 9 del RGPD), que el encargado no puede leer.',
      },
      {
        title: 'Instrucciones',
        text: 'El encargado actúa únicamente siguiendo instrucciones documentadas: estas condiciones y lo que el responsable configure en el producto. Si considera que una instrucción infringe la ley, lo comunica.',
      },
      {
        title: 'Confidencialidad',
        text: 'Toda persona con acceso está obligada a la confidencialidad. Si el responsable está sujeto al secreto profesional (por ejemplo, en el derecho alemán, § 203 StGB, § 43e BRAO), el encargado y sus encargados se obligan por escrito a respetarlo, saben que su vulneración es punible y solo toman conocimiento de los datos en la medida en que el contrato lo exija.',
      },
      {
        title: 'Seguridad',
        text: 'El encargado mantiene las medidas del [anexo](/terms#annex). Puede sustituirlas por otras mejores.',
      },
      {
        title: 'Otros encargados',
        text: 'Los que figuran en la [página de privacidad](/privacy) están autorizados, con contratos que exigen la misma protección. Todo encargado nuevo se anuncia previamente, y el responsable puede oponerse.',
      },
      {
        title: 'Asistencia',
        text: 'El encargado transmite las solicitudes de los interesados, ayuda a responderlas en lo que puede sin las claves y asiste en las obligaciones de los artículos 32 a 36 del RGPD.',
      },
      {
        title: 'Violaciones de la seguridad',
        text: 'El encargado notifica al responsable, sin dilación indebida, toda violación de la seguridad de los datos personales de la que tenga conocimiento, con lo que sepa.',
      },
      {
        title: 'Supresión y devolución',
        text: 'El responsable exporta y elimina sus datos por sí mismo. Al terminar el contrato, lo que quede se elimina en los plazos de la [página de privacidad](/privacy), y en las copias de seguridad cuando estas caduquen.',
      },
      {
        title: 'Prueba y auditorías',
        text: 'El encargado pone a disposición lo necesario para demostrar el cumplimiento y permite auditorías, con un preaviso razonable. Las sumas de todos los archivos del programa están [publicadas](/about), de modo que el programa se puede comprobar sin ayuda de nadie.',
      },
    ],
  },
  annex: {
    title: 'Anexo: medidas técnicas y organizativas',
    measures: [
      '**Cifrado del contenido**: en el navegador, antes de enviarlo, para todo lo que produce una reunión. Las claves no están en el servidor.',
      '**Cifrado en tránsito**: TLS 1.2 o 1.3 para las páginas y la señalización; DTLS-SRTP para el sonido y la imagen, alrededor de lo que ya está sellado.',
      '**Cifrado en reposo**: lo que el servidor puede leer se guarda con una clave por cuenta, que es lo primero que se destruye al eliminar la cuenta.',
      '**Acceso a las cuentas**: el servidor nunca ve la contraseña; se puede exigir un segundo factor; los intentos fallidos se ralentizan.',
      '**Separación**: los correos los envía un proceso propio que después no conserva nada y cuya clave cambia a diario.',
      '**Minimización**: números aleatorios en lugar de nombres, direcciones IP acortadas a los 7 días, ningún análisis, nada de otros sitios web.',
      '**Integridad**: las entradas van firmadas por sus autores y encadenadas; los navegadores notan lo que falta, está desordenado o es falso.',
      '**Disponibilidad**: lo escrito solo se confirma cuando está guardado de forma segura; un nodo puede fallar sin que se pierda una reunión.',
      '**Eliminación**: según un calendario que la configuración puede acortar pero no alargar, con un registro que mantiene eliminado lo eliminado tras una restauración.',
      '**Revisión**: con cada cambio del programa se ejecutan pruebas de estas promesas.',
    ],
  },
} satisfies typeof source;
