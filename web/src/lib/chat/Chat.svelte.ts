/* eslint svelte/prefer-svelte-reactivity: ["off"] -- what is on screen depends on maps that are replaced, never on one that changes */

import { newRequestId } from '../e2ee/crypto/random.ts';
import type { ParticipantId } from '@conclave/shared/ids';
import type { DocumentFiles, DocumentPeople, SharedDocument } from '../documents/SharedDocument.ts';
import type { DirectMessage } from '../e2ee/session/RoomView.ts';
import { Announcer } from './Announcer.svelte.ts';
import { ChatSettings } from './ChatSettings.svelte.ts';
import type { DirectMessages } from './DirectMessages.svelte.ts';
import { Draft } from './Draft.svelte.ts';
import { withEmoji } from './emoji.ts';
import type { ChatMessage } from './foldChat.ts';
import { GroupLog } from './GroupLog.svelte.ts';
import { plainText } from './parseText.ts';
import { Pictures } from './Pictures.ts';
import { Typing } from './Typing.svelte.ts';
import { Unread, type Conversation } from './Unread.svelte.ts';
import { Uploads } from './Uploads.svelte.ts';

/** Somebody wrote and nobody looked: for a toast. */
export interface Arrival {
  readonly conversation: Conversation;
  readonly name: string;
  readonly text: string;
}

export interface ChatOptions {
  readonly document: SharedDocument;
  readonly people: DocumentPeople;
  readonly files: DocumentFiles;
  readonly direct: DirectMessages;
  readonly now: () => number;
  /** How far this browser's time zone is from UTC, to the east. */
  readonly zoneOffsetMs: number;
  /** Called for each message that comes while its conversation is not on screen. */
  readonly onArrival?: (arrival: Arrival) => void;
  /** `5 new messages`, where they come too fast to be read out. */
  readonly manyNew: (count: number) => string;
}

/** Some characters of a message are enough for a toast, and to be read out. */
const EXCERPT_LENGTH = 200;

/** So long a delete can be taken back. */
const UNDO_MS = 10_000;

/**
 * The chat of one room, with or without its panel on screen: messages, drafts, what is unread. Made once when
 * the document opens; `close` it with the document.
 */
export class Chat {
  readonly people: DocumentPeople;
  readonly files: DocumentFiles;
  readonly group: GroupLog;
  readonly direct: DirectMessages;
  readonly typing: Typing;
  readonly uploads: Uploads;
  readonly pictures: Pictures;
  readonly unread = new Unread();
  readonly settings = new ChatSettings();
  readonly announcer: Announcer;
  readonly now: () => number;
  /** How far this browser's time zone is from UTC, to the east. */
  readonly zoneOffsetMs: number;
  readonly #options: ChatOptions;
  readonly #drafts = new Map<Conversation, Draft>();
  readonly #stop: () => void;
  #conversation = $state<Conversation>('everyone');
  #undoKey = $state<string>();
  #undoEnds: ReturnType<typeof setTimeout> | undefined;

  constructor(options: ChatOptions) {
    const { document, people, files, direct, now, zoneOffsetMs, manyNew } = options;
    this.#options = options;
    this.people = people;
    this.files = files;
    this.direct = direct;
    this.now = now;
    this.zoneOffsetMs = zoneOffsetMs;
    this.announcer = new Announcer(manyNew);
    this.uploads = new Uploads(files);
    this.pictures = new Pictures(files);
    this.typing = new Typing(document, people.self);
    this.group = new GroupLog({
      document,
      self: people.self,
      now,
      newId: newRequestId,
      came: ({ by, key, text, file }) =>
        this.#came('everyone', { by, key, text: text === '' ? (file?.name ?? '') : text }),
      went: (key) => this.unread.went('everyone', key),
    });
    this.#stop = direct.onArrival(({ participantId, messageId, text }) =>
      this.#came(participantId, { by: participantId, key: messageId, text }),
    );
  }

  /** The one that is shown, or will be when the panel opens. */
  get conversation(): Conversation {
    return this.#conversation;
  }

  show(conversation: Conversation): void {
    this.#conversation = conversation;
  }

  get messages(): readonly ChatMessage[] {
    const shown = this.#conversation;
    if (shown === 'everyone') return this.group.messages;
    return this.direct.with(shown).map((message) => this.#asMessage(message));
  }

  get draft(): Draft {
    const known = this.#drafts.get(this.#conversation);
    if (known !== undefined) return known;
    const draft = new Draft();
    this.#drafts.set(this.#conversation, draft);
    return draft;
  }

  /** Sends the draft, or the change. Throws a RefusedError where it cannot, and then the draft stays. */
  async send(): Promise<void> {
    const { draft } = this;
    const conversation = this.#conversation;
    const text = withEmoji(draft.text.trim());
    if (conversation === 'everyone') {
      this.#sendToAll(draft, text);
      this.typing.rest();
    } else if (text !== '') await this.direct.send(conversation, text);
    draft.clear();
    this.unread.endLine(conversation);
  }

  /** Gone for everybody at once; for a moment it can be taken back. */
  delete(message: ChatMessage): void {
    this.group.delete(message, true);
    clearTimeout(this.#undoEnds);
    this.#undoKey = message.key;
    this.#undoEnds = setTimeout(() => (this.#undoKey = undefined), UNDO_MS);
  }

  canUndo({ key }: ChatMessage): boolean {
    return this.#undoKey === key;
  }

  undoDelete(message: ChatMessage): void {
    if (!this.canUndo(message)) return;
    this.group.delete(message, false);
    this.#undoKey = undefined;
  }

  nameOf(by: ParticipantId | undefined, unknown: string): string {
    return by === undefined ? unknown : this.people.nameOf(by);
  }

  isOwn(message: ChatMessage): boolean {
    return message.by === this.people.self;
  }

  /** [E-6, P-13] What is written to everybody goes on in another document; drafts stay. */
  follow(document: SharedDocument): void {
    this.group.follow(document);
    this.typing.follow(document);
    for (const [conversation, draft] of this.#drafts) {
      // What they answer or change is not there any more.
      if (conversation === 'everyone') draft.unlink();
    }
  }

  close(): void {
    this.#stop();
    this.group.close();
    this.typing.close();
    this.uploads.close();
    this.pictures.close();
    clearTimeout(this.#undoEnds);
    this.announcer.close();
  }

  #sendToAll(draft: Draft, text: string): void {
    const { editing, replyTo, attached } = draft;
    if (editing !== undefined) {
      if (text !== '' && text !== editing.text) this.group.edit(editing, text);
      return;
    }
    const [first, ...more] = attached;
    if (text === '' && first === undefined) return;
    this.group.send(text, {
      ...(replyTo?.reference !== undefined && { replyTo: replyTo.reference }),
      ...(first !== undefined && { file: first }),
    });
    for (const file of more) this.group.send('', { file });
  }

  #came(
    conversation: Conversation,
    { by, key, text }: { by: ParticipantId | undefined; key: string; text: string },
  ): void {
    const name = by === undefined ? '' : this.people.nameOf(by);
    const excerpt = plainText(text.slice(0, EXCERPT_LENGTH));
    if (this.unread.came(conversation, key)) {
      this.#options.onArrival?.({ conversation, name, text: excerpt });
    } else this.announcer.say(`${name}: ${excerpt}`);
  }

  #asMessage({ messageId, participantId, own, text, at, state }: DirectMessage): ChatMessage {
    return {
      key: messageId,
      by: own ? this.people.self : participantId,
      reference: undefined,
      at,
      text,
      edited: false,
      deleted: false,
      replyTo: undefined,
      file: undefined,
      reactions: new Map(),
      delivery: state,
    };
  }
}
