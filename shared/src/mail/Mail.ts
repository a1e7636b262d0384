import type { MailLanguage } from './MailLanguage.ts';

/**
 * A mail before it is text or HTML. A template returns one; the relay renders it for the wire, and a
 * browser shows the same blocks as the preview. Texts are plain: markup in them is shown as typed.
 */
export interface Mail {
  readonly language: MailLanguage;
  readonly subject: string;
  /** What mail programs show beside the subject in a list. */
  readonly preview: string;
  readonly blocks: readonly Block[];
}

export type Block =
  /** What kind of mail it is, above everything. */
  | { readonly kind: 'label'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  /** What it is about: the one large line. */
  | { readonly kind: 'heading'; readonly text: string }
  /** Short lines that belong together: day, hours, zone. */
  | { readonly kind: 'facts'; readonly lines: readonly string[] }
  /** The one thing to do, with its address written out below for programs that spoil links. */
  | {
      readonly kind: 'button';
      readonly text: string;
      readonly url: string;
      readonly hint: string;
    }
  /** Set apart by a line: what the mail cannot keep secret, what to do if it was not you. */
  | { readonly kind: 'note'; readonly lead: string; readonly text: string }
  /**
   * What people wrote, apart from the program's own words, and with nothing in it that a mail program makes a link
   * of (`unlinked`). `after`: the program's, below.
   */
  | {
      readonly kind: 'quoted';
      readonly title: string;
      readonly lines: readonly string[];
      readonly after: string | undefined;
    }
  /** Where the address comes from, and the links every mail ends with. */
  | {
      readonly kind: 'footer';
      readonly text: string;
      readonly links: readonly { readonly text: string; readonly url: string }[];
    };

export type BlockKind = Block['kind'];
