import type { Node } from '@tiptap/pm/model';
import type { NodeView } from '@tiptap/pm/view';
import { allowsAttribute } from '../text/richRules.ts';

export interface PictureOptions {
  words: { loading: string; failed: string; describe: string };
  open: (fileId: string) => Promise<Blob>;
}

/** A picture on screen: opened from its sealed file, with a line below to say what it shows. */
export class PictureView implements NodeView {
  readonly dom = document.createElement('figure');
  ondescribe: (alt: string) => void = () => undefined;

  readonly #options: PictureOptions;
  readonly #image = document.createElement('img');
  readonly #state = document.createElement('span');
  readonly #alt = document.createElement('input');
  #node: Node;
  #address: string | undefined;
  #closed = false;

  constructor(node: Node, options: PictureOptions) {
    this.#node = node;
    this.#options = options;
    this.dom.className = 'picture';
    this.#image.hidden = true;
    this.#image.draggable = false;
    this.#image.addEventListener('error', () => this.#failed());
    this.#state.className = 'state';
    this.#state.textContent = options.words.loading;
    const { describe } = options.words;
    this.#alt.className = 'alt';
    this.#alt.placeholder = describe;
    this.#alt.maxLength = 400;
    this.#alt.setAttribute('aria-label', describe);
    this.#alt.addEventListener('change', () => this.ondescribe(this.#alt.value));
    this.dom.append(this.#image, this.#state, this.#alt);
    this.#show();
    void this.#open();
  }

  update(node: Node): boolean {
    const { type, attrs } = this.#node;
    if (node.type !== type || node.attrs['fileId'] !== attrs['fileId']) return false;
    this.#node = node;
    this.#show();
    return true;
  }

  selectNode(): void {
    this.dom.classList.add('selected');
  }

  deselectNode(): void {
    this.dom.classList.remove('selected');
  }

  stopEvent(event: Event): boolean {
    return event.target === this.#alt;
  }

  ignoreMutation(): boolean {
    return true;
  }

  destroy(): void {
    this.#closed = true;
    if (this.#address !== undefined) URL.revokeObjectURL(this.#address);
  }

  #show(): void {
    const alt: unknown = this.#node.attrs['alt'];
    const words = typeof alt === 'string' ? alt : '';
    this.#image.alt = words;
    if (document.activeElement !== this.#alt) this.#alt.value = words;
  }

  async #open(): Promise<void> {
    const fileId: unknown = this.#node.attrs['fileId'];
    if (typeof fileId !== 'string' || !allowsAttribute('picture', 'fileId', fileId)) {
      this.#failed();
      return;
    }
    try {
      const blob = await this.#options.open(fileId);
      if (this.#closed) return;
      this.#address = URL.createObjectURL(blob);
      this.#image.src = this.#address;
      this.#image.hidden = false;
      this.#state.hidden = true;
    } catch {
      this.#failed(); // whatever the reason is: the text goes on without the picture, and says so
    }
  }

  #failed(): void {
    this.#image.hidden = true;
    this.#state.hidden = false;
    this.#state.textContent = this.#options.words.failed;
  }
}
