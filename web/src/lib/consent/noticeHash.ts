import { toBase64Url, utf8 } from '@conclave/shared/bytes';
import { canonicalJson } from '@conclave/shared/consent/canonicalJson';
import type { ConsentNotice } from '@conclave/shared/consent/ConsentNotice';
import type { Language } from '@conclave/shared/text/language';
import { sha256 } from '../e2ee/crypto/hash.ts';

/**
 * [G-2] SHA-256, as base64url, of everything that was shown in one language: text, purposes, controller.
 * Undefined if the notice does not have the language.
 */
export async function noticeHash(
  notice: ConsentNotice,
  language: Language,
): Promise<string | undefined> {
  const { format, templateId, version, controller, purposes, texts, inMails } = notice;
  const text = texts[language];
  if (text === undefined) return undefined;
  const shown = {
    ...{ format, templateId, version, controller, purposes, language, text },
    // Left out where it is not said: what is hashed of other notices is what it always was.
    inMails: inMails?.[language],
  };
  return toBase64Url(await sha256(utf8(canonicalJson(shown))));
}
