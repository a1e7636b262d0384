/* eslint svelte/prefer-svelte-reactivity: ["off"] -- what is on screen depends on maps that are replaced, never on one that changes */

import type { ParticipantId } from '@conclave/shared/ids';

/** Which messages are meant: the group's, or those with one person. */
export type Conversation = 'everyone' | ParticipantId;

/** What has come and was not looked at, by conversation. */
export class Unread {
  #keys = $state.raw<ReadonlyMap<Conversation, ReadonlySet<string>>>(new Map());
  #since = $state.raw<ReadonlyMap<Conversation, string>>(new Map());
  #looking: Conversation | undefined;

  get total(): number {
    return [...this.#keys.values()].reduce((sum, keys) => sum + keys.size, 0);
  }

  of(conversation: Conversation): number {
    return this.#keys.get(conversation)?.size ?? 0;
  }

  /** The first message that was new when the conversation was opened: above it stands a line. */
  since(conversation: Conversation): string | undefined {
    return this.#since.get(conversation);
  }

  /** Its newest message is on screen: what was unread is read. */
  look(conversation: Conversation): void {
    this.#looking = conversation;
    this.#keys = without(this.#keys, conversation);
  }

  /** The end is not on screen any more: what comes is new, and the line stays. */
  lookAway(): void {
    this.#looking = undefined;
  }

  /** The conversation is closed; when all of it was read, its line goes. */
  leave(conversation: Conversation): void {
    if (this.#looking === conversation) this.#looking = undefined;
    if (this.of(conversation) === 0) this.endLine(conversation);
  }

  /** Whoever answers has read. */
  endLine(conversation: Conversation): void {
    this.#since = without(this.#since, conversation);
  }

  /** Somebody else's message came. Whether nobody saw it. */
  came(conversation: Conversation, key: string): boolean {
    if (this.#looking === conversation) return false;
    const keys = new Set([...(this.#keys.get(conversation) ?? []), key]);
    this.#keys = new Map([...this.#keys, [conversation, keys]]);
    if (!this.#since.has(conversation))
      this.#since = new Map([...this.#since, [conversation, key]]);
    return true;
  }

  /** It was deleted before anybody looked. */
  went(conversation: Conversation, key: string): void {
    const keys = this.#keys.get(conversation);
    if (keys?.has(key) !== true) return;
    const left = new Set([...keys].filter((each) => each !== key));
    this.#keys = new Map([...this.#keys, [conversation, left]]);
  }
}

function without<Value>(
  map: ReadonlyMap<Conversation, Value>,
  conversation: Conversation,
): ReadonlyMap<Conversation, Value> {
  return new Map([...map].filter(([each]) => each !== conversation));
}
