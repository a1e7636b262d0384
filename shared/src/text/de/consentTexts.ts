import type { text as source } from '../en/consentTexts.ts';

export const text = {
  name: 'Neutraler Text',
  intro:
    'In dieser Besprechung sprechen Menschen miteinander, zeigen sich und können schreiben, zeichnen und Dateien teilen. Was Sie sagen oder zeigen, kann etwas über Ihre Gesundheit, Ihre Überzeugungen oder anderes verraten, das das Gesetz besonders schützt.',
  statements: {
    live: 'Ich willige ein, dass meine Stimme, mein Bild und was ich auf meinem Bildschirm teile, während dieser Besprechung an die anderen Teilnehmenden übertragen werden, auch soweit sie etwas verraten, das das Gesetz besonders schützt.',
    archive:
      'Ich willige ein, dass verschlüsselt mit dieser Besprechung aufbewahrt wird, was ich schreibe, zeichne und hochlade, und dass Teilnehmende und Organisierende es lesen können.',
    summary:
      'Ich willige ein, dass eine Zusammenfassung dieser Besprechung, die meine Beiträge enthalten kann, an Teilnehmende geschickt wird, die darum gebeten haben.',
  },
  details:
    'Nur Teilnehmende können öffnen, was gesagt und geschrieben wird; der Server leitet es verschlüsselt weiter. Stimme, Bild und Bildschirm werden nicht aufgezeichnet. Was aufbewahrt wird, wird mit der Besprechung gelöscht. Die Einwilligung ist freiwillig: Ohne sie nehmen Sie teil, hören zu und sehen zu. Sie können sie jederzeit in der Besprechung unter „Ihre Einwilligung“ widerrufen; was vorher geschah, bleibt rechtmäßig. Sie haben das Recht auf Auskunft, Berichtigung, Löschung, Einschränkung und Datenübertragbarkeit und können sich bei einer Aufsichtsbehörde beschweren.',
} satisfies typeof source;
