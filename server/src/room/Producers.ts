import type { PeerId } from '@conclave/shared/ids';
import { MAX_OPEN_MICROPHONES } from '@conclave/shared/limits';
import type { Source } from '@conclave/shared/wire/media';
import type { ProducerView } from '@conclave/shared/wire/peerRequests';

interface Entry extends ProducerView {
  readonly peerId: PeerId;
}

/** What the members of a room send. */
export class Producers {
  readonly #entries = new Map<string, Entry>();

  add(peerId: PeerId, producer: ProducerView): void {
    this.#entries.set(producer.producerId, { ...producer, peerId });
  }

  /** A producer, if it is this peer's. */
  ofPeer(peerId: PeerId, producerId: string): ProducerView | undefined {
    const entry = this.#entries.get(producerId);
    return entry?.peerId === peerId ? entry : undefined;
  }

  find(producerId: string): Entry | undefined {
    return this.#entries.get(producerId);
  }

  setPaused(producerId: string, paused: boolean): void {
    const entry = this.#entries.get(producerId);
    if (entry) this.#entries.set(producerId, { ...entry, paused });
  }

  remove(producerId: string): void {
    this.#entries.delete(producerId);
  }

  viewsOf(peerId: PeerId): ProducerView[] {
    return [...this.#entries.values()]
      .filter((entry) => entry.peerId === peerId)
      .map(({ producerId, source, kind, paused }) => ({ producerId, source, kind, paused }));
  }

  has(peerId: PeerId, source: Source): boolean {
    return this.viewsOf(peerId).some((view) => view.source === source);
  }

  get microphonesFull(): boolean {
    const open = [...this.#entries.values()].filter(
      ({ source, paused }) => source === 'microphone' && !paused,
    );
    return open.length >= MAX_OPEN_MICROPHONES;
  }

  clear(): void {
    this.#entries.clear();
  }
}
