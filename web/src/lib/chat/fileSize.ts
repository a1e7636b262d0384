import { formatNumber } from '../i18n/formats.ts';
import { t } from '../i18n/texts.svelte.ts';

/** 240 KB, 1.3 MB */
export function fileSize(bytes: number): string {
  const { size } = t.chat.message;
  if (bytes < 1_000) return size.bytes({ n: formatNumber(bytes) });
  if (bytes < 1_000_000) return size.kilo({ n: formatNumber(Math.round(bytes / 1_000)) });
  return size.mega({ n: formatNumber(Math.round(bytes / 100_000) / 10) });
}
