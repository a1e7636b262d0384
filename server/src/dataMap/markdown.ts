/** A table as GitHub and most editors draw it. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

export const code = (text: string): string => `\`${text}\``;

/** One generated page, with the sentence that keeps people from editing it. */
export function page(title: string, ...parts: readonly string[]): string {
  const origin =
    'Written by `npm run data-map` from what the program says of its own data. Do not edit.';
  return `${[`# ${title}`, origin, ...parts].join('\n\n')}\n`;
}
