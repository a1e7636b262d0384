import MicOff from '@lucide/svelte/icons/mic-off';
import { t } from '../i18n/texts.svelte.ts';
import type { LocalMedia } from '../media/LocalMedia.svelte.ts';
import type { Toasts } from '../ui/Toasts.svelte.ts';
import type { OwnControls } from './OwnControls.svelte.ts';

/** The same hint at most this often; a second one right away would only annoy. */
const HINT_EVERY_MS = 30_000;

export interface HintsOptions {
  own: OwnControls;
  local: LocalMedia;
  toasts: Toasts;
}

/** Notices what a person cannot: that they speak while muted, or that their microphone is dead. */
export class Hints {
  readonly #options: HintsOptions;
  #mutedHintAt = Number.NEGATIVE_INFINITY;
  #silentHinted = false;

  constructor(options: HintsOptions) {
    this.#options = options;
  }

  look(now: number): void {
    const { own, local, toasts } = this.#options;
    if (own.lowerHandAfterSpeaking(now)) toasts.show({ title: t.room.events.handLowered });
    if (!own.microphoneOn && local.speaking) this.#youAreMuted(now);
    if (own.microphoneOn && local.silent && !this.#silentHinted) this.#silent();
    if (!local.silent) this.#silentHinted = false;
  }

  /** Host or deputy asks to switch something off; it is done, and can be undone. */
  asked(source: 'microphone' | 'camera', by: string): void {
    const { own, toasts } = this.#options;
    const { events } = t.room;
    if (source === 'camera') {
      if (!own.cameraOn) return;
      void own.setCamera(false);
      toasts.show({ title: events.cameraOffBy({ name: by }) });
      return;
    }
    if (!own.microphoneOn) return;
    void own.setMicrophone(false);
    toasts.show({ title: events.mutedBy({ name: by }), icon: MicOff, actions: [this.#unmute()] });
  }

  #youAreMuted(now: number): void {
    if (now - this.#mutedHintAt < HINT_EVERY_MS) return;
    this.#mutedHintAt = now;
    const { events } = t.room;
    const touch = matchMedia('(pointer: coarse)').matches;
    this.#options.toasts.show({
      title: events.youAreMuted,
      text: touch ? events.youAreMutedTouch : events.youAreMutedNote,
      icon: MicOff,
      actions: [this.#unmute()],
    });
  }

  #silent(): void {
    this.#silentHinted = true;
    const { events } = t.room;
    const { silentMicrophone: title, silentMicrophoneNote: text } = events;
    this.#options.toasts.show({ title, text, icon: MicOff });
  }

  #unmute(): { label: string; onclick: () => void } {
    return {
      label: t.room.events.unmute,
      onclick: () => void this.#options.own.setMicrophone(true),
    };
  }
}
