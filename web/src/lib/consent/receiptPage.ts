import type { SignedConsent } from '@conclave/shared/consent/ConsentRecord';
import { escapeHtml } from '@conclave/shared/mail/mailAsHtml';
import { languageNames } from '@conclave/shared/text/language';
import { formatMoment } from '../i18n/formats.ts';
import { currentLanguage, t } from '../i18n/texts.svelte.ts';
import { NEUTRAL } from './NEUTRAL.ts';

/** Where a record stands in the chain. */
export interface ReceiptPlace {
  readonly position: number;
  readonly recordedAt: number;
  readonly commitment: string;
  readonly head: string;
}

/**
 * A record to read and to print, in the language of whoever looks; what was agreed to stays in the words
 * that were read. It runs nothing and loads nothing.
 */
export function receiptPage(signed: SignedConsent, place: ReceiptPlace | undefined): string {
  const words = t.consent.receipt;
  const { record } = signed;
  return `<!doctype html>
<html lang="${escapeHtml(currentLanguage())}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(words.title)}</title>
<style>:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.6rem}h2{font-size:1.1rem;margin:1.5rem 0 .25rem}p{margin:0}dl{display:grid;grid-template-columns:minmax(7rem,auto) 1fr;gap:.35rem 1rem;margin:1rem 0}
dt{opacity:.75}dd{margin:0;overflow-wrap:anywhere}@media(max-width:30rem){dl{grid-template-columns:1fr}dd{margin-bottom:.5rem}}</style>
</head>
<body>
<h1>${escapeHtml(words.title)}</h1>
${list(saidIn(signed, place))}
${record.purposes.map((purpose) => purposeSection(purpose, record.event.language)).join('\n')}
${list(proofOf(signed, place))}
<p>${escapeHtml(words.proof)}</p>
</body>
</html>
`;
}

type Row = readonly [term: string, text: string];

function saidIn({ record }: SignedConsent, place: ReceiptPlace | undefined): Row[] {
  const words = t.consent.receipt;
  const { event, principal, controller } = record;
  const { name, address, contact } = controller;
  return [
    [words.by, principal.display_name],
    [words.answer, t.consent.organizer.states[event.state]],
    [words.said, formatMoment(momentOf(event.time))],
    [
      words.recorded,
      place === undefined
        ? words.unconfirmed
        : words.recordedAs({ at: formatMoment(place.recordedAt), position: place.position }),
    ],
    [t.consent.controller, [name, address, contact].filter((part) => part !== '').join(', ')],
  ];
}

function proofOf(
  { record, participant_key: key, signature }: SignedConsent,
  place: ReceiptPlace | undefined,
): Row[] {
  const words = t.consent.receipt;
  const { notice, event } = record;
  const text = textName(notice.templateId);
  const language = languageNames[event.language];
  return [
    [words.read, words.readAs({ text, version: String(notice.version), language })],
    [words.textHash, notice.sha256],
    [words.key, key],
    [words.signature, signature],
    ...(place === undefined
      ? []
      : ([
          [words.commitment, place.commitment],
          [words.head, `${place.position}.${place.head}`],
        ] as const)),
  ];
}

function purposeSection(
  { id, granted, statement }: SignedConsent['record']['purposes'][number],
  language: string,
): string {
  const words = t.consent.receipt;
  const answer = granted ? words.agreed : words.declined;
  const title = `${t.consent.purposes[id]}: ${answer}`;
  return `<h2>${escapeHtml(title)}</h2>\n<p lang="${escapeHtml(language)}">${escapeHtml(statement)}</p>`;
}

function list(rows: readonly Row[]): string {
  const lines = rows.map(
    ([term, text]) => `<dt>${escapeHtml(term)}</dt><dd><bdi>${escapeHtml(text)}</bdi></dd>`,
  );
  return `<dl>\n${lines.join('\n')}\n</dl>`;
}

/** The company's own name of a text stays in the company: a notice does not hold it. */
export function textName(templateId: string): string {
  const { neutral, company } = t.consent.receipt;
  return templateId === NEUTRAL.templateId ? neutral : company;
}

/** ms since 1970 of a time that a schema has seen. */
export function momentOf(time: string): number {
  // eslint-disable-next-line no-restricted-globals -- reads a time that a clock gave
  return Date.parse(time);
}
