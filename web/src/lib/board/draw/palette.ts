import type { Color, InkShape } from '../model/Shape.ts';

/**
 * The board's colours as tokens: a document names them, so that a board drawn in the light can be read
 * in the dark. `palette.test.ts` holds every line colour to 3 : 1 on its paper, and the ink on notes
 * to 4.5 : 1. The papers are `--surface` of `ui/tokens.css`.
 */
export interface Theme {
  readonly dark: boolean;
  readonly paper: string;
  readonly line: Readonly<Record<Color, string>>;
  /** Of highlighters, which are laid over words with `HIGHLIGHT`. */
  readonly bright: Readonly<Record<Color, string>>;
  /** The paper of notes; `noteInk` is written on it. */
  readonly note: Readonly<Record<Color, string>>;
  readonly noteInk: string;
}

const bright = {
  ink: '#9aa39e',
  grey: '#b9c0bc',
  red: '#ff7b6b',
  orange: '#ff9d3c',
  yellow: '#ffd400',
  green: '#9fd13a',
  blue: '#5db4ff',
  violet: '#c08bff',
} as const;

const note = {
  ink: '#e8e9e5',
  grey: '#d5d9d6',
  red: '#f0c4bd',
  orange: '#f2cda4',
  yellow: '#f2d98a',
  green: '#cfdcae',
  blue: '#c9d6e6',
  violet: '#dacbe8',
} as const;

export const LIGHT: Theme = {
  dark: false,
  paper: '#fbfcfa',
  line: {
    ink: '#181d1b',
    grey: '#6b746f',
    red: '#b3372c',
    orange: '#a4571f',
    yellow: '#8f7300',
    green: '#5d7a2e',
    blue: '#2f6da3',
    violet: '#74509a',
  },
  bright,
  note,
  noteInk: '#181d1b',
};

export const DARK: Theme = {
  dark: true,
  paper: '#181d1b',
  line: {
    ink: '#eceeea',
    grey: '#98a29c',
    red: '#f08a7e',
    orange: '#e9a265',
    yellow: '#ecc94f',
    green: '#a9c873',
    blue: '#7fb4e4',
    violet: '#bf9fe0',
  },
  bright,
  note,
  noteInk: '#181d1b',
};

/** How much of its colour a tinted box and a highlighter lay on the paper. */
export const TINT = 0.16;
export const HIGHLIGHT = 0.5;

export function inkColor(
  theme: Theme,
  { kind, look }: Pick<InkShape, 'kind'> & { readonly look: { readonly color: Color } },
): string {
  return (kind === 'pen' ? theme.line : theme.bright)[look.color];
}
