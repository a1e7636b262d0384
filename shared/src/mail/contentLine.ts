import { utf8 } from '../bytes.ts';

/** Bytes of a line before it is folded (RFC 5545 section 3.1). */
const LINE_BYTES = 75;

/** A line of a calendar, folded: what goes on begins with a space. Letters are not cut apart. */
export function contentLine(line: string): string {
  const parts: string[] = [];
  let part = '';
  let bytes = 0;
  for (const letter of line) {
    const size = utf8(letter).length;
    if (bytes + size > LINE_BYTES) {
      parts.push(part);
      part = ' ';
      bytes = 1;
    }
    part += letter;
    bytes += size;
  }
  return [...parts, part].join('\r\n');
}

/** Text as the value of a property (RFC 5545 section 3.3.11): a line break begins no new property. */
export function textValue(text: string): string {
  const escaped = text.replace(/[\\;,]/g, '\\$&');
  return withoutControls(escaped, '\\n');
}

/** Text as the value of a parameter. Quotes and carets are written as RFC 6868 says. */
export function quotedParameter(text: string): string {
  const escaped = withoutControls(text, ' ').replaceAll('^', '^^').replaceAll('"', "^'");
  return `"${escaped}"`;
}

function withoutControls(text: string, lineBreak: string): string {
  return text.replace(/\r\n|[\r\n\u2028\u2029]/g, lineBreak).replace(/\p{Cc}/gu, '');
}
