import type { ParticipantId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import { Editor } from '@tiptap/core';
import {
  absolutePositionToRelativePosition,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
  yUndoPluginKey,
} from '@tiptap/y-tiptap';
import type * as Y from 'yjs';
import { pointerOf } from '../../documents/pointerOf.ts';
import type {
  DocumentFiles,
  DocumentPeople,
  SharedDocument,
} from '../../documents/SharedDocument.ts';
import { checkPicture } from '../../files/preview/checkPicture.ts';
import { openPicture } from '../../files/preview/openPicture.ts';
import { t } from '../../i18n/texts.svelte.ts';
import { settleTakeOvers } from '../agenda/takeOver.ts';
import { TextGuard } from '../text/guardText.ts';
import { TEXT_FIELD } from '../text/richRules.ts';
import { Carets } from './Carets.ts';
import { extensions } from './extensions.ts';
import { Hints } from './Hints.ts';
import { Link } from './Link.ts';
import { Slash, slashQuery, type SlashQuery } from './Slash.ts';
import { Taking } from './Taking.ts';

export interface TextEditorOptions {
  readonly place: HTMLElement;
  readonly document: SharedDocument;
  readonly people: DocumentPeople;
  readonly files: DocumentFiles;
  /** What screen readers call the text. */
  readonly label: string;
  readonly hint: string;
  /** Who could do something, beside those who write right now. */
  readonly present: () => readonly ParticipantId[];
  readonly onTooLarge: () => void;
}

/** What the screen shows about the place where the caret is; replaced on every change. */
interface Look {
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly slash: SlashQuery | undefined;
  readonly link: string | undefined;
  readonly inTable: boolean;
}

const blank: Look = {
  canUndo: false,
  canRedo: false,
  slash: undefined,
  link: undefined,
  inTable: false,
};

/** The media types that every browser shows and no browser runs. */
const pictureTypes = /^image\/(png|jpeg|gif|webp|avif)$/;

/** An editor bound to the shared text. Whoever makes it closes it. */
export class TextEditor {
  readonly editor: Editor;
  /** Where the keys go first while the slash list is open. */
  onSlashKey: (event: KeyboardEvent) => boolean = () => false;

  #look = $state.raw<Look>(blank);
  /** Changes with every transaction, so that what asks `isOn` is asked again. */
  #turn = $state(0);
  #status = $state('');
  #asked = $state<string>();
  #linking = $state(false);
  readonly #options: TextEditorOptions;
  readonly #text: Y.XmlFragment;
  readonly #guard: TextGuard;
  #ready = false;
  #closed = false;

  constructor(options: TextEditorOptions) {
    this.#options = options;
    this.#text = options.document.doc.getXmlFragment(TEXT_FIELD);
    this.#guard = new TextGuard(this.#text, {
      ownOrigin: ySyncPluginKey,
      onTooLarge: () => {
        this.close();
        options.onTooLarge();
      },
    });
    this.editor = this.#open();
    // What was taken out while opening is nobody's edit.
    undoManagerOf(this.editor)?.clear();
    this.#text.observe(this.#settle);
    settleTakeOvers(options.document.doc);
    this.#ready = true;
    this.#update();
  }

  get look(): Look {
    return this.#look;
  }

  get status(): string {
    return this.#status;
  }

  /** The link that somebody clicked and has not yet answered for. */
  get asked(): string | undefined {
    return this.#asked;
  }

  set asked(target: string | undefined) {
    this.#asked = target;
  }

  /** Whether the dialog for setting a link is open. */
  get linking(): boolean {
    return this.#linking;
  }

  set linking(open: boolean) {
    this.#linking = open;
  }

  isOn(command: { isOn?: (editor: Editor) => boolean }): boolean {
    return this.#turn >= 0 && command.isOn?.(this.editor) === true;
  }

  undo(): void {
    this.editor.chain().focus().undo().run();
  }

  redo(): void {
    this.editor.chain().focus().redo().run();
  }

  /** Takes the slash and the words behind it out of the text. */
  endSlash(): void {
    const query = slashQuery(this.editor.state);
    if (query !== undefined) this.editor.commands.deleteRange(query);
  }

  setLink(href: string | undefined): void {
    const chain = this.editor.chain().focus().extendMarkRange('link');
    if (href === undefined) chain.unsetMark('link').run();
    else if (this.editor.state.selection.empty && this.#look.link === undefined) {
      const marks = [{ type: 'link', attrs: { href } }];
      chain.insertContent({ type: 'text', text: href, marks }).run();
    } else chain.setMark('link', { href }).run();
  }

  /** Adds pictures to the meeting's files, and then to the text where they were put. */
  async addPictures(files: readonly File[], at = this.editor.state.selection.from): Promise<void> {
    const place = this.#remember(at);
    for (const file of files) {
      if (!pictureTypes.test(file.type)) {
        this.#status = t.minutes.picture.notPicture;
        continue;
      }
      this.#status = t.minutes.picture.adding;
      try {
        if ((await checkPicture(file)).kind !== 'fits') throw new RefusedError('tooLarge');
        const { fileId, name } = await this.#options.files.add(file);
        if (this.#closed) return;
        const attrs = { fileId, alt: name.replace(/\.[a-z0-9]+$/i, '').slice(0, 400) };
        this.editor.commands.insertContentAt(place(), { type: 'picture', attrs });
        this.#status = t.minutes.picture.added;
      } catch {
        this.#status = t.minutes.picture.refused; // whatever refused it: the text is as it was
      }
    }
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#text.unobserve(this.#settle);
    this.#guard.close();
    this.editor.destroy();
  }

  #open(): Editor {
    const { place, label, hint, document: shared, people } = this.#options;
    const { decision, action, picture, placeholder, somebody } = t.minutes;
    return new Editor({
      element: place,
      // Its style element would be refused by the content policy; `rich.css` has the rules.
      injectCSS: false,
      // As an object: a string would go through the browser's parser, which Trusted Types refuse.
      content: { type: 'doc', content: [{ type: 'paragraph' }] },
      editorProps: {
        attributes: {
          class: 'rich-text',
          role: 'textbox',
          'aria-multiline': 'true',
          'aria-label': label,
        },
      },
      extensions: extensions({
        text: this.#text,
        words: { decision, taskDone: action.done },
        action: {
          words: action,
          nameOf: (id) => people.nameOf(id),
          offered: () => this.#offered(),
        },
        picture: { words: picture, open: (fileId) => openPicture(this.#options.files, fileId) },
        more: [
          Carets.configure({ document: shared, people, somebody }),
          Hints.configure({ ...placeholder, text: hint }),
          Link.configure({
            ask: (target) => (this.#asked = target),
            edit: () => (this.#linking = true),
          }),
          Slash.configure({ onkey: (event) => this.onSlashKey(event) }),
          Taking.configure({
            pictures: (files, at) => void this.addPictures(files, at),
          }),
        ],
      }),
      onTransaction: () => this.#update(),
    });
  }

  readonly #settle = (_event: unknown, transaction: Y.Transaction): void => {
    // After the transaction: this changes the text again.
    if (!transaction.local) queueMicrotask(() => this.#settleNow());
  };

  #settleNow(): void {
    if (!this.#closed) settleTakeOvers(this.#options.document.doc);
  }

  #update(): void {
    // The first transactions run inside of the editor's own constructor.
    if (!this.#ready || this.#closed || this.editor.isDestroyed) return;
    const { editor } = this;
    const manager = undoManagerOf(editor);
    const href: unknown = editor.getAttributes('link')['href'];
    this.#turn += 1;
    this.#look = {
      canUndo: (manager?.undoStack.length ?? 0) > 0,
      canRedo: (manager?.redoStack.length ?? 0) > 0,
      slash: slashQuery(editor.state),
      link: typeof href === 'string' ? href : undefined,
      inTable: editor.isActive('table'),
    };
  }

  #offered(): Map<string, string> {
    const { people, document: shared, present } = this.#options;
    const writing = [...shared.awareness.getStates().keys()].map((id) => pointerOf(shared, id));
    const all = [people.self, ...present(), ...writing];
    // eslint-disable-next-line svelte/prefer-svelte-reactivity -- made anew for each asking
    return new Map(all.flatMap((id) => (id === undefined ? [] : [[people.nameOf(id), id]])));
  }

  /** A place that stays right while others write. */
  #remember(at: number): () => number {
    const { doc, type, binding } = syncOf(this.editor);
    // eslint-disable-next-line @typescript-eslint/no-unsafe-assignment -- the library types it as any
    const place = absolutePositionToRelativePosition(at, type, binding.mapping);
    return () => {
      const now: number | null = relativePositionToAbsolutePosition(
        doc,
        type,
        place,
        syncOf(this.editor).binding.mapping,
      );
      return Math.min(now ?? Infinity, this.editor.state.doc.content.size);
    };
  }
}

type Mapping = Parameters<typeof absolutePositionToRelativePosition>[2];

/** The library types its plugins' states as any; this is what it documents. */
function syncOf(editor: Editor): {
  doc: Y.Doc;
  type: Y.XmlFragment;
  binding: { mapping: Mapping };
} {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-return -- see above
  return ySyncPluginKey.getState(editor.state);
}

function undoManagerOf(editor: Editor): Y.UndoManager | undefined {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-assignment -- see above
  const state: { undoManager: Y.UndoManager } | undefined = yUndoPluginKey.getState(editor.state);
  return state?.undoManager;
}
