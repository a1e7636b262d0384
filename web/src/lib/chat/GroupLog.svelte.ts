/* eslint svelte/prefer-svelte-reactivity: ["off"] -- what is on screen depends on maps that are replaced, never on one that changes */

import type { ParticipantId, RequestId } from '@conclave/shared/ids';
import type { FileReference, SaveState, SharedDocument } from '../documents/SharedDocument.ts';
import { readChatEvent, type ChatEvent, type Reference } from './chatEvents.ts';
import { chatArray, ChatItems } from './chatItems.ts';
import type { Emoji } from './emoji.ts';
import { ChatFold, keyOf, type ChatMessage } from './foldChat.ts';

export interface GroupLogOptions {
  readonly document: SharedDocument;
  readonly self: ParticipantId;
  readonly now: () => number;
  readonly newId: () => RequestId;
  /** Somebody else's message came; not for those that were there before us. */
  readonly came: (message: ChatMessage) => void;
  readonly went: (key: string) => void;
}

/** The group's messages: what the document holds, and what may be added to it. */
export class GroupLog {
  readonly #options: GroupLogOptions;
  readonly #items = new ChatItems();
  readonly #fold = new ChatFold();
  #document: SharedDocument;
  #stops: readonly (() => void)[] = [];
  readonly #seen = new Set<string>();
  #messages = $state.raw<readonly ChatMessage[]>([]);
  #saveState = $state.raw<SaveState>({ kind: 'opening' });
  #unconsented = $state.raw<readonly ParticipantId[]>([]);
  #wasOpen = false;
  #stale = false;

  constructor(options: GroupLogOptions) {
    this.#options = options;
    this.#document = options.document;
    this.#listen();
  }

  /** [E-6, P-13] The chat goes on as another document. */
  follow(document: SharedDocument): void {
    for (const { key } of this.#messages) this.#options.went(key);
    this.close();
    this.#document = document;
    this.#messages = [];
    this.#wasOpen = false;
    this.#listen();
  }

  get messages(): readonly ChatMessage[] {
    return this.#messages;
  }

  get saveState(): SaveState {
    return this.#saveState;
  }

  /** [G-18] Who writes without having agreed to it: not shown yet. */
  get unconsented(): readonly ParticipantId[] {
    return this.#unconsented;
  }

  /** Whether anything may be written at present. */
  get isOpen(): boolean {
    return this.#saveState.kind !== 'opening' && this.#saveState.kind !== 'stopped';
  }

  find(reference: Reference): ChatMessage | undefined {
    // Asked for, so that whoever shows what is found does so anew after every change.
    if (this.#messages.length === 0) return undefined;
    return this.#fold.find(keyOf(reference));
  }

  send(text: string, { replyTo, file }: { replyTo?: Reference; file?: FileReference } = {}): void {
    const { newId, now } = this.#options;
    const said = { kind: 'message', id: newId(), at: Math.round(now()), text };
    this.#add({
      ...said,
      ...(replyTo !== undefined && { replyTo }),
      ...(file !== undefined && { file }),
    });
  }

  edit(message: ChatMessage, text: string): void {
    this.#add({ kind: 'edit', of: message.reference?.id, text });
  }

  delete(message: ChatMessage, on: boolean): void {
    this.#add({ kind: 'delete', of: message.reference?.id, on });
  }

  react(message: ChatMessage, emoji: Emoji): void {
    const { self } = this.#options;
    const on = message.reactions.get(emoji)?.includes(self) !== true;
    this.#add({ kind: 'reaction', of: message.reference, emoji, on });
  }

  /** Reads at once what came; otherwise everything that comes together is read together. */
  flush(): void {
    if (this.#stale) this.#read();
  }

  close(): void {
    for (const stop of this.#stops) stop();
    this.#stops = [];
  }

  #listen(): void {
    const array = chatArray(this.#document.doc);
    const changed = (): void => this.#later();
    array.observe(changed);
    this.#stops = [() => array.unobserve(changed), this.#document.onChange(changed)];
    this.#read();
  }

  /** Only what every reader takes is ever written: a slip of ours would stay for good. */
  #add(draft: unknown): void {
    const event: ChatEvent | undefined = readChatEvent(draft);
    if (event === undefined) throw new TypeError('not an event of the chat');
    if (!this.isOpen) throw new TypeError('nothing may be written now');
    chatArray(this.#document.doc).push([event]);
    this.flush();
  }

  #later(): void {
    if (this.#stale) return;
    this.#stale = true;
    queueMicrotask(() => this.flush());
  }

  #read(): void {
    this.#stale = false;
    const { now } = this.#options;
    const document = this.#document;
    this.#saveState = document.saveState;
    const held = document.faults.flatMap((fault) => (fault.kind === 'unconsented' ? fault.by : []));
    if (held.join() !== this.#unconsented.join()) this.#unconsented = held;
    const reading = this.#items.read(chatArray(document.doc), (id) => document.authorOf(id));
    if (reading.fromStart) this.#fold.clear();
    if (reading.events.length > 0) {
      this.#fold.add(reading.events);
      this.#messages = this.#fold.messages(now());
      for (const message of this.#messages) this.#notice(message);
    }
    this.#wasOpen ||= document.saveState.kind !== 'opening';
  }

  #notice(message: ChatMessage): void {
    const { key, by, deleted } = message;
    const { self, came, went } = this.#options;
    if (deleted) went(key);
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    if (this.#wasOpen && by !== self && !deleted) came(message);
  }
}
