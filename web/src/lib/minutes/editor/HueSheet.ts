/**
 * Classes that carry a person's hue. A style attribute would be refused by the content policy; a sheet made by script is
 * not. Rules stay until the sheet is closed; there are at most 360.
 */
export class HueSheet {
  readonly #sheet = new CSSStyleSheet();
  readonly #known = new Set<number>();

  constructor() {
    document.adoptedStyleSheets.push(this.#sheet);
  }

  /** A class on which `--person-hue` is this hue in degrees. */
  classOf(hue: number): string {
    const degrees = Number.isFinite(hue) ? ((Math.round(hue) % 360) + 360) % 360 : 0;
    if (!this.#known.has(degrees)) {
      this.#known.add(degrees);
      this.#sheet.insertRule(`.person-hue-${degrees} { --person-hue: ${degrees} }`);
    }
    return `person-hue-${degrees}`;
  }

  close(): void {
    const sheets = document.adoptedStyleSheets;
    const at = sheets.indexOf(this.#sheet);
    if (at >= 0) sheets.splice(at, 1);
  }
}
