import { DARK, LIGHT, type Theme } from './palette.ts';

/** Which of the two papers the page shows, and when that changes. */
export class ThemeWatch {
  readonly #element: Element;
  readonly #query = matchMedia('(prefers-color-scheme: dark)');
  readonly #observer: MutationObserver;
  #listener: () => void = () => undefined;
  #theme: Theme;

  constructor(element: Element) {
    this.#element = element;
    this.#theme = themeOf(element);
    this.#query.addEventListener('change', this.#look);
    this.#observer = new MutationObserver(this.#look);
    this.#observer.observe(document.documentElement, {
      attributes: true,
      attributeFilter: ['data-theme'],
    });
  }

  get theme(): Theme {
    return this.#theme;
  }

  onChange(listener: () => void): void {
    this.#listener = listener;
  }

  close(): void {
    this.#query.removeEventListener('change', this.#look);
    this.#observer.disconnect();
  }

  #look = (): void => {
    const theme = themeOf(this.#element);
    if (theme === this.#theme) return;
    this.#theme = theme;
    this.#listener();
  };
}

/** Light letters mean a dark paper: so it follows the tokens, whoever set them. */
function themeOf(element: Element): Theme {
  const [red = 0, green = 0, blue = 0] = (
    getComputedStyle(element).color.match(/[\d.]+/g) ?? []
  ).map(Number);
  return red + green + blue > 384 ? DARK : LIGHT;
}
