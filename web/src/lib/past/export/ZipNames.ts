import { safeName } from '../../files/list/safeName.ts';

/** Names inside a ZIP: harmless on every system, and no two of a folder alike, however they are written. */
export class ZipNames {
  readonly #taken = new Set<string>();

  /** The path for a name that somebody chose. */
  take(folder: string, name: string): string {
    const safe = safeName(name);
    for (let n = 1; ; n++) {
      const path = `${folder}${n === 1 ? safe : numbered(safe, n)}`;
      // Windows and macOS hold "A.txt" and "a.txt" to be one file.
      const key = path.toLowerCase();
      if (this.#taken.has(key)) continue;
      this.#taken.add(key);
      return path;
    }
  }
}

/** `plan (2).pdf` */
function numbered(name: string, n: number): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? `${name.slice(0, dot)} (${n})${name.slice(dot)}` : `${name} (${n})`;
}
