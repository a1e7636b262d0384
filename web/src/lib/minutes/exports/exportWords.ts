import { currentLanguage, t } from '../../i18n/texts.svelte.ts';
import type { ExportWords } from './ExportOptions.ts';

/** The words of exports in the language of the moment; the texts of `minutes` must be loaded. */
export function exportWords(): ExportWords {
  const { decision, action, picture, exports } = t.minutes;
  return {
    language: currentLanguage(),
    decision,
    action: action.name,
    done: action.done,
    picture: picture.name,
    dueBy: (due) => action.dueBy({ day: formatDue(due) }),
    page: exports.page,
    replaced: exports.replaced,
  };
}

/** A day without a time zone, as people write it: 4 December 2026. */
export function formatDue(due: string): string {
  const options = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  const at = noonOf(due);
  return at === undefined ? due : new Intl.DateTimeFormat(currentLanguage(), options).format(at);
}

/** Noon of that day in UTC, in ms. */
function noonOf(due: string): number | undefined {
  // eslint-disable-next-line no-restricted-globals -- reads a date, not the clock
  const at = Date.parse(`${due}T12:00:00Z`);
  return Number.isNaN(at) ? undefined : at;
}
