import type { MeetingId } from '@conclave/shared/ids';
import type { RoomEvent, RoomPhase, RoomView } from './RoomView.ts';

/** What the screens see. The view is replaced, never changed; after `close` nobody hears anything. */
export class ViewBoard {
  #view: RoomView;
  #closed = false;
  readonly #views = new Set<(view: RoomView) => void>();
  readonly #events = new Set<(event: RoomEvent) => void>();

  constructor(meetingId: MeetingId) {
    this.#view = {
      meetingId,
      phase: { kind: 'entering' },
      card: null,
      self: null,
      door: 'greeted',
      locked: false,
      epoch: 0,
      members: [],
      knocks: [],
      comparing: null,
      digits: '',
      storage: 'kept',
    };
  }

  get view(): RoomView {
    return this.#view;
  }

  change(part: Partial<RoomView>): void {
    if (this.#closed) return;
    this.#view = { ...this.#view, ...part };
    for (const listen of this.#views) listen(this.#view);
  }

  phase(phase: RoomPhase): void {
    this.change({ phase });
  }

  tell(event: RoomEvent): void {
    if (this.#closed) return;
    for (const listen of this.#events) listen(event);
  }

  /** Hears the present view at once, then every new one. */
  onView(listen: (view: RoomView) => void): () => void {
    this.#views.add(listen);
    listen(this.#view);
    return () => this.#views.delete(listen);
  }

  onEvent(listen: (event: RoomEvent) => void): () => void {
    this.#events.add(listen);
    return () => this.#events.delete(listen);
  }

  close(): void {
    this.#closed = true;
    this.#views.clear();
    this.#events.clear();
  }
}
