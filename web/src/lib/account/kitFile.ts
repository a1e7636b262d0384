import { formatDate } from '../i18n/formats.ts';

export interface KitSheetFacts {
  readonly code: string;
  readonly address: string;
  readonly server: string;
  readonly made: string;
}

/** The kit as a text file. */
export function kitText(
  { code, address, server, made }: KitSheetFacts,
  words: { title: string; for: string; at: string; made: string; how: string },
): string {
  return [
    words.title,
    '',
    code,
    '',
    `${words.for}: ${address}`,
    `${words.at}: ${server}`,
    `${words.made}: ${made}`,
    '',
    words.how,
    `https://${server}/recover`,
    '',
  ].join('\r\n');
}

/** Hands a text to the browser as a file to save. */
export function saveText(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

/** The day, for a sheet of paper. */
export function today(): string {
  // eslint-disable-next-line no-restricted-globals -- shown to a person, decides nothing
  return formatDate(Date.now());
}
