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

/** The day, for a sheet of paper. */
export function today(): string {
  // eslint-disable-next-line no-restricted-globals -- shown to a person, decides nothing
  return formatDate(Date.now());
}
