import type { ParticipantId } from '@conclave/shared/ids';
import type { FileReference } from '../documents/SharedDocument.ts';
import type { ChatEvent, Reference } from './chatEvents.ts';
import type { AuthoredEvent } from './chatItems.ts';
import type { Emoji } from './emoji.ts';
import { isEmoji } from './emoji.ts';
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

type Message = Extract<ChatEvent, { kind: 'message' }>;

interface Standing {
  readonly key: string;
  readonly by: ParticipantId | undefined;
  readonly message: Message;
  text: string;
  edited: boolean;
  deleted: boolean;
  readonly reactions: Map<Emoji, Set<ParticipantId>>;
}

export function keyOf({ by, id }: Reference): string {
  return `${by}/${id}`;
}

/**
 * The chat from its events. Everything that comes before what it refers to counts as well: concurrent
 * writers are put in an order that nobody foresees. Of two messages of one author under one id the first counts.
 */
export function foldChat(events: Iterable<AuthoredEvent>, now: number): ChatMessage[] {
  const standing = new Map<string, Standing>();
  const later: AuthoredEvent[] = [];
  let unproven = 0;
  for (const authored of events) {
    const { by, event } = authored;
    if (event.kind !== 'message') later.push(authored);
    else {
      const key = by === undefined ? `?/${unproven++}` : keyOf({ by, id: event.id });
      if (!standing.has(key)) standing.set(key, begun(key, by, event));
    }
  }
  for (const { by, event } of later) if (by !== undefined) change(standing, by, event);
  const all = [...standing.values()];
  const times = shownTimes(
    all.map(({ by, message }) => ({ by, at: message.at })),
    now,
  );
  return all.map((each, index) => settled(each, times[index] ?? each.message.at));
}

function begun(key: string, by: ParticipantId | undefined, message: Message): Standing {
  const { text } = message;
  return { key, by, message, text, edited: false, deleted: false, reactions: new Map() };
}

function change(standing: Map<string, Standing>, by: ParticipantId, event: ChatEvent): void {
  switch (event.kind) {
    case 'message':
      return;
    case 'edit': {
      const own = standing.get(keyOf({ by, id: event.of }));
      if (own !== undefined) Object.assign(own, { text: event.text, edited: true });
      return;
    }
    case 'delete': {
      const own = standing.get(keyOf({ by, id: event.of }));
      if (own !== undefined) own.deleted = event.on;
      return;
    }
    case 'reaction': {
      const meant = standing.get(keyOf(event.of));
      if (meant !== undefined && isEmoji(event.emoji))
        react(meant, by, { ...event, emoji: event.emoji });
    }
  }
}

function react(
  { reactions }: Standing,
  by: ParticipantId,
  { emoji, on }: { emoji: Emoji; on: boolean },
): void {
  const people = reactions.get(emoji) ?? new Set();
  if (on) people.add(by);
  else people.delete(by);
  if (people.size === 0) reactions.delete(emoji);
  else reactions.set(emoji, people);
}

const NO_REACTIONS: ChatMessage['reactions'] = new Map();

function settled(
  { key, by, message, text, edited, deleted, reactions }: Standing,
  at: number,
): ChatMessage {
  const { id, replyTo, file } = message;
  const reference = by === undefined ? undefined : { by, id };
  const common = { key, by, reference, at, deleted };
  if (deleted) {
    const nothing = { text: '', edited: false, replyTo: undefined, file: undefined };
    return { ...common, ...nothing, reactions: NO_REACTIONS };
  }
  const reacted = new Map([...reactions].map(([emoji, people]) => [emoji, [...people]]));
  return { ...common, text, edited, replyTo, file, reactions: reacted };
}
