import * as v from 'valibot';
import { safeLink } from './safeLink.ts';

/** The name under which minutes and notes keep their text in the Yjs document. */
export const TEXT_FIELD = 'text';

/**
 * Bounds of one text. A book has 600,000 characters; a document beyond these is not opened, because laying it
 * out would freeze the page. Lower would refuse long minutes, higher lets one member hang all others.
 */
export const bounds = { characters: 1_500_000, elements: 40_000, depth: 32 } as const;

const line = (most: number): v.GenericSchema<unknown, string> =>
  v.pipe(v.string(), v.maxLength(most));

const span = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(50));
const cell = { colspan: span, rowspan: span };

/** A day as date fields write it; it has no time zone. */
const Day = v.pipe(v.string(), v.isoDate());

/** Which attributes a node has, and what they may be. Everything else is taken out. */
const attributesOf = {
  paragraph: {},
  heading: {
    level: v.picklist([1, 2, 3]),
    /** Of which point of the agenda this is the heading, and which taking over put it here. */
    agendaPoint: line(64),
    takeOver: line(64),
  },
  bulletList: {},
  orderedList: { start: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000)) },
  listItem: {},
  taskList: {},
  taskItem: { checked: v.boolean() },
  blockquote: {},
  codeBlock: { language: line(40) },
  horizontalRule: {},
  hardBreak: {},
  table: {},
  tableRow: {},
  tableCell: cell,
  tableHeader: cell,
  picture: { fileId: v.pipe(v.string(), v.regex(/^[\w-]{22}$/)), alt: line(400) },
  decision: {},
  actionItem: {
    done: v.boolean(),
    personId: line(64),
    personName: line(120),
    due: Day,
  },
} as const satisfies Record<string, Record<string, v.GenericSchema>>;

export type RichName = keyof typeof attributesOf;

export function isRichName(name: string): name is RichName {
  return Object.hasOwn(attributesOf, name);
}

/** Whether a node of that name may carry this value there. */
export function allowsAttribute(name: RichName, key: string, value: unknown): boolean {
  const rules: Record<string, v.GenericSchema> = attributesOf[name];
  const rule = Object.hasOwn(rules, key) ? rules[key] : undefined;
  return rule !== undefined && v.is(rule, value);
}

const blocks: readonly RichName[] = [
  'paragraph',
  'heading',
  'bulletList',
  'orderedList',
  'taskList',
  'blockquote',
  'codeBlock',
  'horizontalRule',
  'table',
  'picture',
  'decision',
  'actionItem',
];
const inline = ['text', 'hardBreak'] as const;

/** What may stand directly in what. An editor would throw away the whole parent instead. */
const contentOf: Partial<Record<RichName | 'root', readonly (RichName | 'text')[]>> = {
  root: blocks,
  paragraph: inline,
  heading: inline,
  codeBlock: ['text'],
  actionItem: inline,
  bulletList: ['listItem'],
  orderedList: ['listItem'],
  taskList: ['taskItem'],
  listItem: blocks,
  taskItem: blocks,
  blockquote: blocks,
  table: ['tableRow'],
  tableRow: ['tableCell', 'tableHeader'],
  tableCell: blocks,
  tableHeader: blocks,
  decision: ['paragraph', 'bulletList', 'orderedList'],
};

export function mayContain(parent: RichName | 'root', child: RichName | 'text'): boolean {
  return contentOf[parent]?.includes(child) ?? false;
}

const plain = v.looseObject({});
const marks = {
  bold: plain,
  italic: plain,
  underline: plain,
  strike: plain,
  code: plain,
  link: v.looseObject({ href: v.custom<string>((href) => safeLink(href) !== undefined) }),
} as const;

type MarkName = keyof typeof marks;

function isMarkName(name: string): name is MarkName {
  return Object.hasOwn(marks, name);
}

/** Whether text may carry that mark with this value; `null` means that it does not. */
export function allowsMark(name: string, value: unknown): boolean {
  return isMarkName(name) && v.is(marks[name], value);
}
