import type { FileReference } from '../documents/SharedDocument.ts';
import type { ChatMessage } from './foldChat.ts';

/** What is being written into one conversation; it outlives the panel. */
export class Draft {
  #text = $state('');
  #replyTo = $state.raw<ChatMessage | undefined>();
  #editing = $state.raw<ChatMessage | undefined>();
  #attached = $state.raw<readonly FileReference[]>([]);

  get text(): string {
    return this.#text;
  }

  set text(text: string) {
    this.#text = text;
  }

  get replyTo(): ChatMessage | undefined {
    return this.#replyTo;
  }

  /** The message that is being changed, instead of a new one being written. */
  get editing(): ChatMessage | undefined {
    return this.#editing;
  }

  get attached(): readonly FileReference[] {
    return this.#attached;
  }

  get isEmpty(): boolean {
    return this.#text.trim() === '' && this.#attached.length === 0;
  }

  reply(message: ChatMessage): void {
    if (this.#editing !== undefined) this.clear();
    this.#replyTo = message;
  }

  edit(message: ChatMessage): void {
    this.clear();
    this.#editing = message;
    this.#text = message.text;
  }

  attach(file: FileReference): void {
    this.#attached = [...this.#attached, file];
  }

  detach(file: FileReference): void {
    this.#attached = this.#attached.filter((each) => each !== file);
  }

  dropReply(): void {
    this.#replyTo = undefined;
  }

  /** The message that it answers or changes is gone; the words stay. */
  unlink(): void {
    this.#replyTo = undefined;
    this.#editing = undefined;
  }

  clear(): void {
    this.#text = '';
    this.#replyTo = undefined;
    this.#editing = undefined;
    this.#attached = [];
  }
}
