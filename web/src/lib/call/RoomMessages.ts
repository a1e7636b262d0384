import type { ParticipantId } from '@conclave/shared/ids';
import type { RoomEvent } from '../e2ee/session/RoomView.ts';
import { t } from '../i18n/texts.svelte.ts';
import type { Chime } from '../media/chime.ts';
import type { Toasts } from '../ui/Toasts.svelte.ts';
import { Arrivals } from './Arrivals.ts';
import type { Names } from './Names.ts';

/** In larger rooms coming and going is neither heard nor read out. */
const QUIET_ABOVE = 8;

/** At most one tone in this time: ten people at once are one. */
const CHIME_EVERY_MS = 500;

export interface RoomMessagesOptions {
  toasts: Toasts;
  names: Names;
  now: () => number;
  /** How many are in the room. */
  size: () => number;
  chime: (chime: Chime) => void;
  onAskedToMute: (source: 'microphone' | 'camera', by: string) => void;
  onReaction: (participantId: ParticipantId, reaction: string) => void;
  onExposedLink: () => void;
}

type Ruling = Extract<RoomEvent, { kind: 'doorChanged' | 'lockChanged' | 'roleChanged' }>;

function isRuling(event: RoomEvent): event is Ruling {
  return ['doorChanged', 'lockChanged', 'roleChanged'].includes(event.kind);
}

/** Puts what happens in the room into words and tones. */
export class RoomMessages {
  readonly #options: RoomMessagesOptions;
  readonly #arrivals = new Arrivals();
  #chimedAt = Number.NEGATIVE_INFINITY;

  constructor(options: RoomMessagesOptions) {
    this.#options = options;
  }

  hear(event: RoomEvent): void {
    // Direct messages are the chat's.
    if (event.kind === 'direct' || event.kind === 'directs') return;
    if (isRuling(event)) {
      const title = this.#ruling(event);
      if (title !== undefined) this.#options.toasts.show({ title });
    } else if (event.kind === 'joined' || event.kind === 'left') {
      this.#cameOrLeft(event);
    } else if (event.kind === 'kicked' || event.kind === 'tidied') {
      this.#removed(event);
    } else {
      this.#addressed(event);
    }
  }

  /** Announces who came, once it is known who that is. */
  look(): void {
    const { names, now, size, toasts } = this.#options;
    for (const participantId of this.#arrivals.take(now(), (id) => names.isNamed(id))) {
      if (size() > QUIET_ABOVE) continue;
      toasts.show({ title: t.room.events.joined({ name: this.#name(participantId) }) });
      this.chime('joined');
    }
  }

  /** Somebody knocks. */
  chime(chime: Chime): void {
    const now = this.#options.now();
    if (now - this.#chimedAt < CHIME_EVERY_MS) return;
    this.#chimedAt = now;
    this.#options.chime(chime);
  }

  #cameOrLeft({ kind, participantId }: Extract<RoomEvent, { kind: 'joined' | 'left' }>): void {
    const { names, now, size, toasts } = this.#options;
    if (names.isSelf(participantId)) return;
    if (kind === 'joined') {
      this.#arrivals.came(participantId, now());
      this.look();
    } else if (this.#arrivals.left(participantId) && size() <= QUIET_ABOVE) {
      toasts.show({ title: t.room.events.left({ name: this.#name(participantId) }) });
      this.chime('left');
    }
  }

  /** Who removed somebody was asked before; who was removed reads it on a screen of its own. */
  #removed(event: Extract<RoomEvent, { kind: 'kicked' | 'tidied' }>): void {
    const self = this.#options.names;
    if (event.kind === 'kicked' && self.isSelf(event.by)) return;
    if (event.participantIds.some((id) => self.isSelf(id))) return;
    const names = event.participantIds.map((id) => this.#name(id)).join(', ');
    const title =
      event.kind === 'kicked'
        ? t.room.events.kicked({ names, by: this.#name(event.by) })
        : t.room.events.tidied({ names });
    this.#options.toasts.show({ title });
  }

  #addressed(
    event: Extract<RoomEvent, { kind: 'reaction' | 'askedToMute' | 'exposedLink' | 'warning' }>,
  ): void {
    const { onReaction, onAskedToMute, onExposedLink, toasts } = this.#options;
    switch (event.kind) {
      case 'reaction':
        onReaction(event.participantId, event.reaction);
        break;
      case 'askedToMute':
        onAskedToMute(event.source, this.#name(event.by));
        break;
      case 'exposedLink':
        onExposedLink();
        break;
      case 'warning':
        toasts.show({ title: t.room.events[event.warning], urgent: true });
        break;
    }
  }

  /** Nothing of what one did oneself: the panel shows it. */
  #ruling(event: Ruling): string | undefined {
    const by = this.#name(event.by);
    if (event.kind !== 'roleChanged' && this.#options.names.isSelf(event.by)) return undefined;
    const { events, words } = t.room;
    switch (event.kind) {
      case 'doorChanged':
        return events.doorChanged({ door: words.doors[event.door], by });
      case 'lockChanged':
        return event.locked ? events.locked({ by }) : events.unlocked({ by });
      case 'roleChanged': {
        const name = this.#name(event.participantId);
        const own = this.#options.names.isSelf(event.participantId);
        if (event.role === 'guest') return own ? events.ownRoleTaken : events.roleTaken({ name });
        const role = words.roles[event.role];
        return own ? events.ownRoleGiven({ role }) : events.roleGiven({ name, role });
      }
    }
  }

  #name(participantId: ParticipantId): string {
    return this.#options.names.of(participantId, t.room);
  }
}
