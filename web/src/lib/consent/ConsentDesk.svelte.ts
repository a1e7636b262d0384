import type { Bytes } from '@conclave/shared/bytes';
import {
  consentPurposes,
  type ConsentNotice,
  type ConsentPurpose,
  type ConsentText,
} from '@conclave/shared/consent/ConsentNotice';
import type { ConsentReceipt } from '@conclave/shared/consent/ConsentExport';
import { SignedConsent } from '@conclave/shared/consent/ConsentRecord';
import type { MeetingId } from '@conclave/shared/ids';
import { isLanguage, languages, type Language } from '@conclave/shared/text/language';
import { HandInConsent } from '@conclave/shared/wire/consentApi';
import * as v from 'valibot';
import { encodeStatement } from '../e2ee/objects/consentStatement.ts';
import type { ConsentPlace } from '../e2ee/session/ConsentAgent.ts';
import type { ConsentApi } from './ConsentApi.ts';
import { draftRecord } from './draftRecord.ts';
import { decodeKept, encodeKept, type KeptConsent } from './KeptConsent.ts';
import { noticeHash } from './noticeHash.ts';
import { momentOf } from './receiptPage.ts';

/** The room's agent as far as consent asks it. */
interface ConsentKeys {
  consentPlace(): Promise<ConsentPlace>;
  sealConsent(record: string): Promise<unknown>;
  keepConsent(kept: Bytes): Promise<void>;
}

export interface ConsentDeskOptions {
  readonly meetingId: MeetingId;
  readonly keys: ConsentKeys;
  readonly api: Pick<ConsentApi, 'handIn'>;
  readonly notice: ConsentNotice;
  /** In which the page speaks; the text may lack it. */
  readonly language: Language;
  readonly softwareVersion: string;
  readonly now: () => number;
}

/** What one person has agreed to in this meeting; nothing before they said so, and never ticked for them. */
export type ConsentState = 'unanswered' | 'given' | 'refused' | 'withdrawn';

const Sealed = v.object({ signed: SignedConsent, salt: v.string(), request: HandInConsent });

/**
 * One person's consent in one meeting: what is asked, what was answered, and the way to answer
 * otherwise (consent.md). Asked anew when the text changed or the browser's storage was cleared [R73].
 */
export class ConsentDesk {
  readonly notice: ConsentNotice;
  /** Of the text that is shown: the page's own, or the first that there is. */
  readonly language: Language;
  readonly text: ConsentText;
  /** [G-13] Hashes of the text, in all its languages. */
  readonly texts: ReadonlySet<string>;
  readonly #options: ConsentDeskOptions;
  #kept = $state.raw<KeptConsent | undefined>();
  /** Whether what was kept answers this very text. */
  #answers = $state(false);
  #ticked = $state.raw<readonly ConsentPurpose[]>([]);

  private constructor(
    options: ConsentDeskOptions,
    shown: { language: Language; text: ConsentText; texts: ReadonlySet<string> },
  ) {
    this.#options = options;
    this.notice = options.notice;
    this.language = shown.language;
    this.text = shown.text;
    this.texts = shown.texts;
  }

  /** Throws `notNow` before the meeting was entered. */
  static async open(options: ConsentDeskOptions): Promise<ConsentDesk> {
    const { notice, language } = options;
    const texts = await hashesOf(notice);
    const desk = new ConsentDesk(options, { ...textOf(notice, language), texts });
    const { kept } = await options.keys.consentPlace();
    await desk.#take(kept === null ? undefined : decodeKept(kept));
    desk.#ticked = desk.granted;
    return desk;
  }

  get state(): ConsentState {
    return this.#answers ? (this.#kept?.signed.record.event.state ?? 'unanswered') : 'unanswered';
  }

  /** ms since 1970 of the answer; undefined before there is one. */
  get answeredAt(): number | undefined {
    const time = this.#answers ? this.#kept?.signed.record.event.time : undefined;
    return time === undefined ? undefined : momentOf(time);
  }

  /** What was agreed to. */
  get granted(): readonly ConsentPurpose[] {
    const { purposes } = this.#kept?.signed.record ?? { purposes: [] };
    if (!this.#answers) return [];
    return purposes.filter(({ granted }) => granted).map(({ id }) => id);
  }

  /** The boxes as they stand. */
  get ticked(): readonly ConsentPurpose[] {
    return this.#ticked;
  }

  tick(purpose: ConsentPurpose, ticked: boolean): void {
    this.#ticked = consentPurposes.filter((one) =>
      one === purpose ? ticked : this.#ticked.includes(one),
    );
  }

  /** Whether the record is where it can be proven. */
  get isConfirmed(): boolean {
    return this.#kept?.unsent.length === 0;
  }

  /** [G-9] Camera, microphone, screen. */
  get mayProduce(): boolean {
    return this.#may('live');
  }

  /** [G-13] What shows the others that this person agreed to be seen and heard; empty for nothing. */
  get statement(): string {
    const { handIn, signed } = this.#kept ?? {};
    if (!this.granted.includes('live') || handIn === undefined || signed === undefined) return '';
    return encodeStatement({ ...handIn, notice: signed.record.notice.sha256 });
  }

  /** Chat, board, minutes, files. */
  get mayWrite(): boolean {
    return this.#may('archive');
  }

  /** The person pressed the button. Throws a RefusedError while the server does not take it: nothing is open then. */
  async decide(name: string): Promise<void> {
    const ticked = this.#ticked;
    const same = this.state !== 'unanswered' && sameOnes(ticked, this.granted);
    if (!same)
      await this.#record(name, {
        granted: ticked,
        withdraws: this.granted.length > 0 && ticked.length === 0,
      });
    await this.#send();
  }

  /** [R74] Everything, at once: nothing is open from now on, whatever the server says. */
  async withdraw(name: string): Promise<void> {
    this.#ticked = [];
    await this.decide(name);
  }

  /** Proves what was answered, to whoever has it: undefined before there is an answer. */
  get receipt(): ConsentReceipt | undefined {
    if (!this.#answers || this.#kept === undefined) return undefined;
    const { signed, salt, taken } = this.#kept;
    // Of the languages only the one that was read: nothing in a receipt can be changed unnoticed.
    const { language } = signed.record.event;
    const notice = { ...this.notice, texts: { [language]: this.notice.texts[language] } };
    return { format: 1, kind: 'consent-receipt', signed, salt, taken, notice };
  }

  #may(purpose: ConsentPurpose): boolean {
    return !this.notice.purposes.includes(purpose) || this.granted.includes(purpose);
  }

  async #record(
    name: string,
    act: { granted: readonly ConsentPurpose[]; withdraws: boolean },
  ): Promise<void> {
    const { keys, meetingId, notice, now, softwareVersion } = this.#options;
    const { participantId } = await keys.consentPlace();
    const record = await draftRecord({
      ...act,
      ...{ meetingId, participantId, notice, softwareVersion },
      displayName: name,
      language: this.language,
      previous: this.#kept?.signed.record.record_id,
      at: now(),
    });
    const sealed: unknown = await keys.sealConsent(JSON.stringify(record));
    const { signed, salt, request } = v.parse(Sealed, sealed);
    await this.#keep({
      signed,
      salt,
      handIn: { commitment: request.commitment, signature: request.signature },
      taken: null,
      unsent: [...(this.#kept?.unsent ?? []), request],
    });
  }

  /** In their order, so that each names the one before it [G-10]. What was taken is not sent again. */
  async #send(): Promise<void> {
    const { keys, api } = this.#options;
    const { joinProof } = await keys.consentPlace();
    for (let kept = this.#kept; kept !== undefined; kept = this.#kept) {
      const [oldest, ...unsent] = kept.unsent;
      if (oldest === undefined) return;
      const taken = await api.handIn(joinProof, oldest);
      await this.#keep({ ...kept, unsent, taken: unsent.length === 0 ? taken : null });
    }
  }

  async #keep(kept: KeptConsent): Promise<void> {
    await this.#options.keys.keepConsent(encodeKept(kept));
    await this.#take(kept);
  }

  /** An answer to another text, or to this one in other words, is none. */
  async #take(kept: KeptConsent | undefined): Promise<void> {
    const { event, notice } = kept?.signed.record ?? {};
    const asked = event && (await noticeHash(this.notice, event.language));
    this.#kept = kept;
    // What an older page kept shows the others nothing: then one is asked again, too.
    const isShown = kept?.handIn !== undefined;
    this.#answers = isShown && notice !== undefined && notice.sha256 === asked;
  }
}

function sameOnes(some: readonly unknown[], others: readonly unknown[]): boolean {
  return some.length === others.length && some.every((one) => others.includes(one));
}

async function hashesOf(notice: ConsentNotice): Promise<ReadonlySet<string>> {
  const hashes = await Promise.all(languages.map((language) => noticeHash(notice, language)));
  return new Set(hashes.filter((hash) => hash !== undefined));
}

/** The text in the page's language, or the first there is. A notice without any text cannot be. */
function textOf(
  notice: ConsentNotice,
  language: Language,
): { language: Language; text: ConsentText } {
  const own = notice.texts[language];
  if (own !== undefined) return { language, text: own };
  for (const [other, text] of Object.entries(notice.texts)) {
    if (isLanguage(other)) return { language: other, text };
  }
  throw new RangeError('a notice has a text');
}
