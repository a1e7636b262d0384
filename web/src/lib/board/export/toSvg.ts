import type { Box } from '../geometry/Box.ts';
import type { Mark } from './marks.ts';

export interface SvgOptions {
  readonly box: Box;
  readonly paper: string;
  /** A data address for each picture that could be opened. */
  readonly pictures: ReadonlyMap<string, string>;
}

const SPECIAL: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** What members wrote is text and nothing else; signs that XML does not know are left out. */
function escaped(text: string): string {
  return (
    text
      // eslint-disable-next-line no-control-regex -- these are the signs that XML 1.0 forbids
      .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
      .toWellFormed()
      .replaceAll(/[&<>"']/g, (sign) => SPECIAL[sign] ?? '')
  );
}

const degrees = (angle: number): string => String(Math.round((angle * 18000) / Math.PI) / 100);
const figure = (value: number): string => String(Math.round(value * 100) / 100);

/** A drawing without script, style or address: shapes, words, and pictures inside it. */
export function toSvg(marks: readonly Mark[], { box, paper, pictures }: SvgOptions): string {
  const view = [box.x, box.y, box.w, box.h].map(figure);
  const [x = '0', y = '0', w = '0', h = '0'] = view;
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="${view.join(' ')}">`,
    `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="${paper}"/>`,
    ...marks.map((mark) => markText(mark, pictures)),
    '</svg>',
  ];
  return `${lines.join('\n')}\n`;
}

function markText(mark: Mark, pictures: ReadonlyMap<string, string>): string {
  switch (mark.kind) {
    case 'path':
      return pathText(mark);
    case 'text': {
      const { at, angle, letters, color, text } = mark;
      const turn =
        angle === 0 ? '' : ` transform="rotate(${degrees(angle)} ${figure(at.x)} ${figure(at.y)})"`;
      return `<text x="${figure(at.x)}" y="${figure(at.y)}" font-family="Archivo, Helvetica, Arial, sans-serif" font-weight="500" font-size="${letters}" fill="${color}" xml:space="preserve"${turn}>${escaped(text)}</text>`;
    }
    case 'image': {
      const { at, angle, w, h, name } = mark;
      const place = `x="${figure(at.x)}" y="${figure(at.y)}" width="${figure(w)}" height="${figure(h)}"`;
      const turn =
        angle === 0 ? '' : ` transform="rotate(${degrees(angle)} ${figure(at.x)} ${figure(at.y)})"`;
      const address = pictures.get(mark.fileId);
      return address === undefined
        ? `<rect ${place}${turn} fill="#d5d9d6"/>`
        : `<image ${place}${turn} preserveAspectRatio="none" href="${escaped(address)}"><title>${escaped(name)}</title></image>`;
    }
  }
}

function pathText({
  d,
  fill,
  stroke,
  width,
  dash,
  opacity,
}: Extract<Mark, { kind: 'path' }>): string {
  const parts = [`<path d="${d}" fill="${fill ?? 'none'}"`];
  if (opacity !== undefined) parts.push(`fill-opacity="${opacity}"`);
  if (stroke !== undefined) {
    parts.push(
      `stroke="${stroke}" stroke-width="${width ?? 1}" stroke-linecap="round" stroke-linejoin="round"`,
    );
  }
  if (dash !== undefined) parts.push(`stroke-dasharray="${dash.join(' ')}"`);
  return `${parts.join(' ')}/>`;
}
