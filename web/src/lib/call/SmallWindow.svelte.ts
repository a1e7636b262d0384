import * as v from 'valibot';

/** Document picture-in-picture (WICG), which TypeScript's DOM does not know yet. */
interface DocumentPip {
  requestWindow(options: { width: number; height: number }): Promise<Window>;
}

function documentPip(): DocumentPip | undefined {
  const api: unknown = Reflect.get(globalThis, 'documentPictureInPicture');
  return isDocumentPip(api) ? api : undefined;
}

function isDocumentPip(api: unknown): api is DocumentPip {
  return v.is(v.looseObject({ requestWindow: v.function() }), api);
}

/** A small window over other programs, where the browser has one. */
export class SmallWindow {
  #window = $state.raw<Window | undefined>();

  static get supported(): boolean {
    return documentPip() !== undefined || document.pictureInPictureEnabled;
  }

  get open(): boolean {
    return this.#window !== undefined;
  }

  /** The element in which the small window's content stands. */
  get body(): HTMLElement | undefined {
    return this.#window?.document.body;
  }

  /** Browsers without windows of this kind show the largest picture alone. */
  async show(): Promise<void> {
    const pip = documentPip();
    if (pip === undefined) await largestVideo()?.requestPictureInPicture();
    if (pip === undefined || this.open) return;
    const window = await pip.requestWindow({ width: 360, height: 240 });
    copyLook(document, window.document);
    window.addEventListener('pagehide', () => (this.#window = undefined));
    this.#window = window;
  }

  close(): void {
    this.#window?.close();
    this.#window = undefined;
  }
}

function largestVideo(): HTMLVideoElement | undefined {
  const videos = [...document.querySelectorAll('video')];
  return videos.sort((a, b) => b.clientWidth - a.clientWidth)[0];
}

/** The same style sheets and theme: they are files, so the policy lets the copy load them. */
function copyLook(from: Document, to: Document): void {
  for (const link of from.querySelectorAll('link[rel=stylesheet], style')) {
    to.head.append(link.cloneNode(true));
  }
  const { theme } = from.documentElement.dataset;
  if (theme !== undefined) to.documentElement.dataset['theme'] = theme;
  to.documentElement.lang = from.documentElement.lang;
  to.title = from.title;
}
