import type { text as source } from '../en/consentTexts.ts';

export const text = {
  name: 'Texto neutro',
  intro:
    'En esta reunión, varias personas hablan entre sí, se muestran y pueden escribir, dibujar y compartir archivos. Lo que usted diga o muestre puede revelar algo sobre su salud, sus convicciones u otros asuntos que la ley protege especialmente.',
  statements: {
    live: 'Acepto que mi voz, mi imagen y lo que comparta de mi pantalla se transmitan a las demás personas participantes durante esta reunión, también en lo que revelen de asuntos que la ley protege especialmente.',
    archive:
      'Acepto que lo que escriba, dibuje y suba se conserve cifrado con esta reunión y puedan leerlo quienes participan y quien la organiza.',
    summary:
      'Acepto que un resumen de esta reunión, que puede contener mis aportaciones, se envíe a las personas participantes que lo hayan pedido.',
  },
  details:
    'Solo quienes participan pueden abrir lo que se dice y se escribe; el servidor lo transmite cifrado. La voz, la imagen y la pantalla no se graban. Lo que se conserva se borra con la reunión. El consentimiento es voluntario: sin él, usted participa, escucha y mira. Puede retirarlo en cualquier momento en la reunión, en «Su consentimiento»; lo ocurrido antes sigue siendo lícito. Tiene derecho de acceso, rectificación, supresión, limitación y portabilidad, y puede presentar una reclamación ante una autoridad de control.',
} satisfies typeof source;
