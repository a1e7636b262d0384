import * as v from 'valibot';
import { readPreference, writePreference } from '../i18n/preferences.ts';

const Settings = v.strictObject({ enterSends: v.boolean() });
type Settings = v.InferOutput<typeof Settings>;

const USUAL: Settings = { enterSends: true };

/** How this browser likes the chat. */
export class ChatSettings {
  #now = $state.raw<Settings>(readSettings());

  /** Enter sends and Shift+Enter begins a line; otherwise Enter begins a line and Ctrl+Enter sends. */
  get enterSends(): boolean {
    return this.#now.enterSends;
  }

  set enterSends(enterSends: boolean) {
    this.#now = { enterSends };
    writePreference('conclave.chat', JSON.stringify(this.#now));
  }
}

function readSettings(): Settings {
  try {
    const stored: unknown = JSON.parse(readPreference('conclave.chat') ?? 'null');
    const parsed = v.safeParse(Settings, stored);
    return parsed.success ? parsed.output : USUAL;
  } catch {
    return USUAL; // something else stands there
  }
}
