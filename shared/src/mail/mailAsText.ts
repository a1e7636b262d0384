import type { Block, Mail } from './Mail.ts';

/** A mail for programs that show plain text, and for people who want it so. */
export function mailAsText({ blocks }: Mail): string {
  return `${blocks.map(paragraph).join('\n\n')}\n`;
}

function paragraph(block: Block): string {
  switch (block.kind) {
    case 'label':
    case 'paragraph':
    case 'heading':
      return block.text;
    case 'facts':
      return block.lines.join('\n');
    case 'button':
      return `${block.text}:\n${block.url}`;
    case 'note':
      return `${block.lead} ${block.text}`;
    case 'quoted': {
      // As mail programs mark what somebody else wrote: nothing in it passes for the program's words.
      const lines = block.lines.map((line) => (line === '' ? '>' : `> ${line}`));
      return [block.title, ...lines, ...(block.after === undefined ? [] : [block.after])].join(
        '\n',
      );
    }
    case 'footer': {
      const links = block.links.map(({ text, url }) => `${text}: ${url}`);
      // The line that mail programs know as the end of what a person wrote.
      return ['-- ', block.text, ...links].join('\n');
    }
  }
}
