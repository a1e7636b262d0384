import { utf8 } from '@conclave/shared/bytes';
import { canonicalJson } from '@conclave/shared/consent/canonicalJson';
import { readNotice, type ConsentNotice } from '@conclave/shared/consent/ConsentNotice';
import { MAX_NOTICE_BYTES } from '@conclave/shared/limits';
import { RefusedError } from '@conclave/shared/RefusedError';

type Ends = NonNullable<ConsentNotice['asksFrom']>;

/** [G-18] A notice that asks from where the documents stood on. Throws a RefusedError where that has no room. */
export function askedFrom(notice: string, asksFrom: Ends): string {
  const read = readNotice(notice);
  if (read === undefined) return notice;
  const json = canonicalJson({ ...read, asksFrom });
  if (utf8(json).length > MAX_NOTICE_BYTES) throw new RefusedError('tooLarge');
  return json;
}
