import type { text as source } from '../en/consent.ts';

export const text: typeof source = {
  title: 'Su consentimiento',
  asks: ({ controller }) =>
    `${controller} le pregunta antes de que se vea, se oiga o se guarde nada de usted.`,
  otherLanguage: ({ language }) =>
    `Este texto solo existe en ${language}. Usted consiente en lo que aquí se lee.`,
  purposes: {
    live: 'Voz, imagen y pantalla, en directo',
    archive: 'Lo que escribe, dibuja y sube',
    summary: 'Un resumen por correo',
  },
  details: 'Quién lo ve, cuánto tiempo se guarda y sus derechos',
  controller: 'Responsable del tratamiento',
  contact: 'Contacto',
  dpo: 'Delegado de protección de datos',
  authority: 'Autoridad de control',
  optional:
    'Nada de esto es una condición. Quien no consiente en nada entra igualmente, escucha y mira.',
  agree: 'Consentir y entrar',
  agreeKnock: 'Consentir y llamar',
  without: 'Entrar sin consentir',
  withoutKnock: 'Llamar sin consentir',
  tickFirst: 'Marque aquello en lo que consiente, o entre sin consentir.',
  notRecorded:
    'El servidor no aceptó su respuesta, así que no se envió nada. Compruebe la conexión e inténtelo de nuevo.',
  room: {
    menu: 'Su consentimiento',
    state: {
      unanswered: 'Todavía no ha respondido. Hasta entonces, escucha y mira.',
      given: 'Ha consentido en lo marcado.',
      refused: 'No ha consentido en nada. Escucha y mira.',
      withdrawn: 'Ha retirado su consentimiento. Escucha y mira.',
    },
    answered: ({ at }) => `Respondido el ${at}.`,
    unconfirmed: 'El servidor todavía no lo ha confirmado.',
    save: 'Guardar mi respuesta',
    withdraw: 'Retirarlo todo',
    withdrawn: 'Retirado. Ya no se envía nada de usted.',
    saved: 'Su respuesta queda registrada.',
    earlier: 'Lo ocurrido antes sigue siendo lícito; a partir de ahora no se envía nada más.',
    receipt: 'Descargar mi justificante',
    receiptFile: 'justificante-consentimiento.json',
    mediaLocked:
      'No ha consentido en que se le vea y se le oiga. Puede cambiarlo en «Su consentimiento».',
    writingLocked:
      'No ha consentido en que se guarde lo que escribe. Puede cambiarlo en «Su consentimiento».',
    change: 'Su consentimiento',
  },
  organizer: {
    title: 'Consentimientos',
    none: 'Nadie ha respondido todavía.',
    notAsked: 'Esta reunión no pidió ningún consentimiento.',
    states: {
      given: 'ha consentido',
      refused: 'no ha consentido en nada',
      withdrawn: 'lo ha retirado',
    },
    checked: 'Comprobado: firmado por esta persona, sin cambios y en la cadena.',
    faults: {
      sealed: 'No se abre con la clave de esta reunión.',
      malformed: 'No es un registro.',
      signature: 'La firma es falsa.',
      principal: 'Nombra a otra persona que aquella para la que se entregó.',
      meeting: 'Trata de otra reunión.',
      notice: 'El texto al que se refiere no es de esta reunión.',
      commitment: 'No es aquello a lo que se comprometió el servidor.',
      chain: 'La cadena del servidor está rota.',
      order: 'No sigue al registro anterior.',
    },
    unnamed: 'Un registro que no se puede leer',
    download: 'Descargar todos los registros',
  },
};
