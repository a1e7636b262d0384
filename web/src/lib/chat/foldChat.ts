import type { ParticipantId } from '@conclave/shared/ids';
import type { FileReference } from '../documents/SharedDocument.ts';
import type { ChatEvent, Reference } from './chatEvents.ts';
import type { AuthoredEvent } from './chatItems.ts';
import { isEmoji, type Emoji } from './emoji.ts';
import { shownTimes } from './shownTimes.ts';

/** A message as it stands after everything that was said about it. */
export interface ChatMessage {
  /** Told apart from all others of the chat, also where two authors took the same id. */
  readonly key: string;
  /** Undefined: the log does not prove whose it is. */
  readonly by: ParticipantId | undefined;
  /** What replies and reactions name; undefined without a proven author, and for messages to one person. */
  readonly reference: Reference | undefined;
  readonly at: number;
  readonly text: string;
  readonly edited: boolean;
  readonly deleted: boolean;
  readonly replyTo: Reference | undefined;
  readonly file: FileReference | undefined;
  readonly reactions: ReadonlyMap<Emoji, readonly ParticipantId[]>;
  /** Of a message to one person. */
  readonly delivery?: 'sending' | 'delivered' | 'undelivered';
}

export function keyOf({ by, id }: Reference): string {
  return `${by}/${id}`;
}

type Message = Extract<ChatEvent, { kind: 'message' }>;

interface Change {
  readonly by: ParticipantId;
  readonly event: Exclude<ChatEvent, Message>;
}

/** A message with what was said about it, and how it looked when it was last asked for. */
interface Standing {
  readonly key: string;
  readonly by: ParticipantId | undefined;
  readonly message: Message;
  shown: ChatMessage | undefined;
}

const NO_REACTIONS: ChatMessage['reactions'] = new Map();

/**
 * The chat from its events. What comes before what it refers to counts as well: concurrent writers are
 * put in an order that nobody foresees. Of two messages of one author under one id the first counts.
 */
export class ChatFold {
  readonly #standing = new Map<string, Standing>();
  readonly #changes = new Map<string, Change[]>();
  #unproven = 0;

  /** Takes further events, which stand behind all those before. */
  add(events: Iterable<AuthoredEvent>): void {
    for (const { by, event } of events) {
      if (event.kind === 'message') this.#begin(by, event);
      else if (by !== undefined) this.#change({ by, event });
    }
  }

  clear(): void {
    this.#standing.clear();
    this.#changes.clear();
    this.#unproven = 0;
  }

  find(key: string): ChatMessage | undefined {
    return this.#standing.get(key)?.shown;
  }

  /** Messages that did not change are the same objects as before. */
  messages(now: number): ChatMessage[] {
    const all = [...this.#standing.values()];
    const said = all.map(({ by, message }) => ({ by, at: message.at }));
    const times = shownTimes(said, now);
    return all.map((standing, index) => {
      const at = times[index] ?? standing.message.at;
      standing.shown ??= settled(standing, this.#changes.get(standing.key) ?? [], at);
      if (standing.shown.at !== at) standing.shown = { ...standing.shown, at };
      return standing.shown;
    });
  }

  #begin(by: ParticipantId | undefined, message: Message): void {
    const key = by === undefined ? `?/${this.#unproven++}` : keyOf({ by, id: message.id });
    if (!this.#standing.has(key)) this.#standing.set(key, { key, by, message, shown: undefined });
  }

  #change(change: Change): void {
    const { by, event } = change;
    const key = keyOf(event.kind === 'reaction' ? event.of : { by, id: event.of });
    const changes = this.#changes.get(key);
    if (changes === undefined) this.#changes.set(key, [change]);
    else changes.push(change);
    const standing = this.#standing.get(key);
    if (standing !== undefined) standing.shown = undefined;
  }
}

function settled(
  { key, by, message }: Standing,
  changes: readonly Change[],
  at: number,
): ChatMessage {
  const { id, replyTo, file } = message;
  const reference = by === undefined ? undefined : { by, id };
  const common = { key, by, reference, at };
  const deleted = changes.findLast(({ event }) => event.kind === 'delete')?.event;
  if (deleted?.kind === 'delete' && deleted.on) {
    const nothing = { text: '', edited: false, replyTo: undefined, file: undefined };
    return { ...common, ...nothing, deleted: true, reactions: NO_REACTIONS };
  }
  const edit = changes.findLast(({ event }) => event.kind === 'edit')?.event;
  const edited = edit?.kind === 'edit';
  const text = edited ? edit.text : message.text;
  return {
    ...common,
    text,
    edited,
    deleted: false,
    replyTo,
    file,
    reactions: reactionsOf(changes),
  };
}

function reactionsOf(changes: readonly Change[]): ChatMessage['reactions'] {
  if (!changes.some(({ event }) => event.kind === 'reaction')) return NO_REACTIONS;
  const reactions = new Map<Emoji, ParticipantId[]>();
  for (const { by, event } of changes) {
    if (event.kind !== 'reaction' || !isEmoji(event.emoji)) continue;
    const others = (reactions.get(event.emoji) ?? []).filter((each) => each !== by);
    const people = event.on ? [...others, by] : others;
    if (people.length > 0) reactions.set(event.emoji, people);
    else reactions.delete(event.emoji);
  }
  return reactions;
}
