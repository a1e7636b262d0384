import type { PreferenceKey } from '@conclave/shared/dataMap/browserStorage';

/** Where preferences go when the browser refuses storage: they last until the page is left. */
const inMemory = new Map<PreferenceKey, string>();

/** Reads a preference of this browser; works, until the next reload, where storage is blocked [R23]. */
export function readPreference(key: PreferenceKey): string | undefined {
  try {
    return localStorage.getItem(key) ?? inMemory.get(key);
  } catch {
    // Access itself throws when the site's data is blocked.
    return inMemory.get(key);
  }
}

export function writePreference(key: PreferenceKey, value: string): void {
  inMemory.set(key, value);
  try {
    localStorage.setItem(key, value);
  } catch {
    // Blocked or full: the copy in memory serves until the page is left.
  }
}

/** For the "delete now" of `/storage`, which must not leave the copies in memory behind. */
export function forgetPreferences(): void {
  inMemory.clear();
}
