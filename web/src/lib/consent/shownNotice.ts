import type { ConsentNotice } from '@conclave/shared/consent/ConsentNotice';
import type { Language } from '@conclave/shared/text/language';

/** [G-2] Of a notice what its hash holds: in the language that was read, and nothing that could be changed unnoticed. */
export function shownNotice(notice: ConsentNotice, language: Language): ConsentNotice {
  const { format, templateId, version, controller, purposes, texts, inMails } = notice;
  const said = inMails?.[language];
  return {
    ...{ format, templateId, version, controller, purposes },
    texts: { [language]: texts[language] },
    ...(said !== undefined && { inMails: { [language]: said } }),
  };
}
