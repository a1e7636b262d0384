import { t } from '../../i18n/texts.svelte.ts';
import type { UploadState } from '../transfer/UploadState.ts';

/** How an upload stands, in words. `quota`: what a place without room is called. */
export function uploadLine(state: UploadState, quota: string): string {
  const words = t.files.upload;
  switch (state.kind) {
    case 'waiting':
    case 'unreadable':
    case 'tooLarge':
      return words[state.kind];
    case 'sending':
    case 'paused':
    case 'offline':
      return words[state.kind]({ percent: Math.floor(state.share * 100) });
    case 'refused':
      if (state.code === 'quotaExceeded') return quota;
      return state.code === 'notAllowed' ? words.notAllowed : words.refused;
  }
}
