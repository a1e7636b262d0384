import {
  consentPurposes,
  type ConsentNotice,
  type ConsentPurpose,
  type ConsentText,
} from '@conclave/shared/consent/ConsentNotice';
import type { ConsentReceipt } from '@conclave/shared/consent/ConsentExport';
import type { MeetingId } from '@conclave/shared/ids';
import { isLanguage, languages, type Language } from '@conclave/shared/text/language';
import { encodeStatement } from '../e2ee/objects/consentStatement.ts';
import type { Agreement } from '../documents/page/roster.ts';
import type { ConsentApi } from './ConsentApi.ts';
import { ConsentOutbox, type ConsentKeys } from './ConsentOutbox.ts';
import { draftRecord } from './draftRecord.ts';
import { decodeKept, grantedIn, type KeptAnswer, type KeptConsent } from './KeptConsent.ts';
import { noticeHash } from './noticeHash.ts';
import { momentOf } from './receiptPage.ts';
import { shownNotice } from './shownNotice.ts';

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
  readonly #outbox: ConsentOutbox;
  /** One answer after the other: what is sent must not overwrite what was answered meanwhile. */
  #turn: Promise<unknown> = Promise.resolve();
  #kept = $state.raw<KeptConsent | undefined>();
  /** Whether what was kept answers this very text. */
  #answers = $state(false);
  #ticked = $state.raw<readonly ConsentPurpose[]>([]);
  /** What is just being answered: nothing else is open from then on. */
  #answering = $state.raw<readonly ConsentPurpose[] | undefined>();

  private constructor(
    options: ConsentDeskOptions,
    shown: {
      language: Language;
      text: ConsentText;
      texts: ReadonlySet<string>;
      kept: KeptConsent | undefined;
    },
  ) {
    const { meetingId, notice, now, softwareVersion, keys, api } = options;
    const { language } = shown;
    const parts = { meetingId, notice, softwareVersion, language };
    this.#outbox = new ConsentOutbox(
      {
        ...{ keys, api },
        draft: ({ name, ...given }) =>
          draftRecord({ ...parts, ...given, displayName: name, at: now() }),
        changed: (kept) => this.#take(kept),
      },
      shown.kept,
    );
    this.notice = notice;
    this.language = shown.language;
    this.text = shown.text;
    this.texts = shown.texts;
  }

  /** Throws `notNow` before the meeting was entered. */
  static async open(options: ConsentDeskOptions): Promise<ConsentDesk> {
    const { notice, language } = options;
    const texts = await hashesOf(notice);
    const { kept: bytes } = await options.keys.consentPlace();
    const kept = bytes === null ? undefined : decodeKept(bytes);
    const desk = new ConsentDesk(options, { ...textOf(notice, language), texts, kept });
    await desk.#take(kept);
    desk.#ticked = desk.granted;
    return desk;
  }

  /** [S-16] What the text says of mails; undefined where the meeting has none with what was written. */
  get inMails(): string | undefined {
    return this.notice.inMails?.[this.language];
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
    return this.#answers ? grantedIn(this.#kept) : [];
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

  /**
   * [G-13] What shows the others that this person agreed to be seen and heard; empty for nothing. Only what the server
   * has taken: whoever sees it before could hand it in first.
   */
  get statement(): string {
    if (!this.granted.includes('live') || !this.#holds('live')) return '';
    const { handIn, signed } = this.#takenFor('live') ?? {};
    if (handIn === undefined || signed === undefined) return '';
    return encodeStatement({ ...handIn, notice: signed.record.notice.sha256 });
  }

  /** [G-18] What shows the others that this person agreed to what they write being kept; undefined for nothing. */
  get agreement(): Agreement | undefined {
    if (!this.granted.includes('archive') || !this.#holds('archive')) return undefined;
    const { handIn, signed } = this.#takenFor('archive') ?? {};
    if (handIn === undefined || signed === undefined) return undefined;
    return { notice: signed.record.notice.sha256, commitment: handIn.commitment };
  }

  /** Chat, board, minutes, files. */
  get mayWrite(): boolean {
    return this.#may('archive');
  }

  /**
   * The person pressed the button. What they no longer agree to is closed when this returns, whatever the server says.
   * Throws a RefusedError while the server does not take it.
   */
  async decide(name: string): Promise<void> {
    const ticked = this.#ticked;
    this.#answering = ticked;
    const before = this.#turn;
    const answered = before.then(() => this.#answer(name, ticked));
    this.#turn = answered.catch(() => undefined);
    await answered;
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
    const notice = shownNotice(this.notice, language);
    return { format: 1, kind: 'consent-receipt', signed, salt, taken, notice };
  }

  /** The last one that the server took, if it is to this text and for this purpose. */
  #takenFor(purpose: ConsentPurpose): KeptAnswer | undefined {
    const kept = this.#kept;
    const answer = kept?.taken === null ? kept.before : kept;
    if (answer === undefined || !grantedIn(answer).includes(purpose)) return undefined;
    return this.texts.has(answer.signed.record.notice.sha256) ? answer : undefined;
  }

  #may(purpose: ConsentPurpose): boolean {
    if (!this.notice.purposes.includes(purpose)) return true;
    return this.granted.includes(purpose) && this.#holds(purpose);
  }

  /** Whether it is not just being taken back. */
  #holds(purpose: ConsentPurpose): boolean {
    return this.#answering === undefined || this.#answering.includes(purpose);
  }

  async #answer(name: string, granted: readonly ConsentPurpose[]): Promise<void> {
    const withdraws = this.granted.length > 0 && granted.length === 0;
    const same = this.state !== 'unanswered' && sameOnes(granted, this.granted);
    if (!same) await this.#outbox.record({ name, granted, withdraws });
    // From here on it is kept; where that failed, what was taken back stays closed.
    if (this.#answering === granted) this.#answering = undefined;
    await this.#outbox.send();
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
