import type { Attachment } from 'svelte/attachments';
import type { TileSize } from '../media/layers.ts';
import type { MediaKey } from '../media/Receiving.ts';

/**
 * Changes within this time are told together: resizing a window would ask for every size on the way.
 * The first one is told at once, so that a picture comes when its tile does.
 */
const SETTLE_MS = 150;

/**
 * Which tiles can be seen and how large they are, from the page itself: only those are received, at
 * the layer that fits. Tiles attach themselves.
 */
export class ShownTiles {
  readonly #sizes = new Map<Element, { key: MediaKey; size: TileSize; visible: boolean }>();
  readonly #tell: (shown: ReadonlyMap<MediaKey, TileSize>) => void;
  readonly #resize = new ResizeObserver((entries) => {
    for (const { target, contentRect } of entries) {
      const { width, height } = contentRect;
      this.#update(target, { size: { width, height } });
    }
  });
  readonly #intersection = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      // A tile in the small window over other programs is seen whatever this window shows.
      this.#update(target, { visible: isIntersecting || target.ownerDocument !== document });
    }
  });
  #timer: ReturnType<typeof setTimeout> | undefined;
  #hidden = false;
  #toldAt = Number.NEGATIVE_INFINITY;

  constructor(tell: (shown: ReadonlyMap<MediaKey, TileSize>) => void) {
    this.#tell = tell;
  }

  /** For `{@attach shown.tile(key)}` on the element that shows the picture. */
  tile(key: MediaKey): Attachment<HTMLElement> {
    return (element) => {
      this.#sizes.set(element, { key, size: { width: 0, height: 0 }, visible: false });
      this.#resize.observe(element);
      this.#intersection.observe(element);
      return () => {
        this.#resize.unobserve(element);
        this.#intersection.unobserve(element);
        this.#sizes.delete(element);
        this.#settle();
      };
    };
  }

  /** The whole page is hidden: no picture is received, the sound goes on. */
  setHidden(hidden: boolean): void {
    this.#hidden = hidden;
    this.#settle();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#resize.disconnect();
    this.#intersection.disconnect();
    this.#sizes.clear();
  }

  #update(element: Element, part: { size?: TileSize; visible?: boolean }): void {
    const known = this.#sizes.get(element);
    if (known === undefined) return;
    this.#sizes.set(element, { ...known, ...part });
    this.#settle();
  }

  #settle(): void {
    const wait = performance.now() - this.#toldAt > SETTLE_MS ? 0 : SETTLE_MS;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#tellNow(), wait);
  }

  #tellNow(): void {
    this.#toldAt = performance.now();
    this.#tell(this.#hidden ? new Map() : this.#shown());
  }

  /** A picture may stand in two places; the larger one decides. */
  #shown(): ReadonlyMap<MediaKey, TileSize> {
    const shown = new Map<MediaKey, TileSize>();
    for (const { key, size, visible } of this.#sizes.values()) {
      const other = shown.get(key);
      if (visible && (other === undefined || other.width < size.width)) shown.set(key, size);
    }
    return shown;
  }
}
