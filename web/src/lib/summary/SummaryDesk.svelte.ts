import type { MailLanguage } from '@conclave/shared/mail/MailLanguage';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { SummaryId } from '@conclave/shared/wire/summaryApi';
import type { Bytes } from '@conclave/shared/bytes';
import type { SharedDocument } from '../documents/SharedDocument.ts';
import { summaryCodeText } from '../e2ee/objects/summaryCode.ts';
import type { SummaryLevel } from '../e2ee/objects/summaryLevel.ts';
import { UnreachableError } from '../vault/HttpApi.ts';
import { prepareSummary, type SummarySealing } from './prepareSummary.ts';
import type { SummaryApi } from './SummaryApi.ts';
import { wantedSummaries, writeWanted } from './wantedSummaries.ts';

export interface SummaryDeskOptions extends Pick<
  SummarySealing,
  'meetingId' | 'self' | 'origin' | 'sealKeys' | 'sealSelf'
> {
  readonly api: SummaryApi;
  readonly roster: () => SharedDocument;
  readonly code: () => Promise<Bytes>;
  readonly level: () => SummaryLevel;
  readonly settled: () => Promise<void>;
  readonly onWanted: () => void;
}

interface Wanted {
  readonly address: string;
  readonly language: MailLanguage;
  /** What was written is to stand in the mail itself. */
  readonly withText: boolean;
}

/** What this participant has prepared: nothing, or one, of which only this page knows the address. */
export type OwnSummary =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'none' }
  | {
      readonly kind: 'armed' | 'lost';
      readonly summaryId: SummaryId;
      readonly address: string | undefined;
    };

/** [S-1, S-9] One's own summary, in the room: wanted, changed, taken back. */
export class SummaryDesk {
  readonly #options: SummaryDeskOptions;
  #own = $state.raw<OwnSummary>({ kind: 'unknown' });
  #code = $state<string | undefined>();

  constructor(options: SummaryDeskOptions) {
    this.#options = options;
  }

  get level(): SummaryLevel {
    return this.#options.level();
  }

  get own(): OwnSummary {
    return this.#own;
  }

  /** The words to note down, at level `code`; undefined while they are not there. */
  get code(): string | undefined {
    return this.#code;
  }

  /** Asks what is prepared. Throws a RefusedError without an answer. */
  async look(): Promise<void> {
    const { api, self, settled, code } = this.#options;
    if (this.level === 'code' && this.#code === undefined) {
      this.#code = summaryCodeText(await code());
    }
    if (this.#own.kind === 'armed') return;
    await settled();
    const listed = await answered(api.list());
    const mine = listed.find((one) => {
      const waits = one.state === 'armed' || one.state === 'lost';
      // [S-13] That of an earlier session shows nothing of this one.
      return one.participantId === self && waits && !one.earlier;
    });
    this.#own =
      mine === undefined
        ? { kind: 'none' }
        : {
            kind: mine.state === 'lost' ? 'lost' : 'armed',
            summaryId: mine.summaryId,
            address: undefined,
          };
  }

  /**
   * Prepares one for this address, in the place of any before; with the text in the mail only where the meeting has
   * such mails [S-16]. Throws a RefusedError without an answer.
   */
  async want({ address, language, withText }: Wanted): Promise<void> {
    const { api, roster, settled, level, code, onWanted, ...sealing } = this.#options;
    await settled();
    const relayKey = await answered(api.key());
    const wish = {
      ...{ address, language, withText: withText && level() === 'content' },
      code: level() === 'code' ? await code() : undefined,
    };
    const { target, request } = await prepareSummary(wish, { ...sealing, relayKey });
    const { summaryId, publicKey } = target;
    await answered(api.arm(summaryId, request));
    // After it is there: whoever seals new keys finds both.
    writeWanted(roster(), target, publicKey);
    this.#own = { kind: 'armed', summaryId, address };
    onWanted();
  }

  /** Takes it back; nothing of it stays. Throws a RefusedError without an answer. */
  async withdraw(): Promise<void> {
    const { api, roster, self, settled } = this.#options;
    if (this.#own.kind !== 'armed' && this.#own.kind !== 'lost') return;
    const { summaryId } = this.#own;
    await settled();
    await answered(
      api.drop(summaryId).catch((error: unknown) => {
        // Somebody else was faster: what was to go is gone.
        if (!(error instanceof RefusedError) || error.code !== 'notFound') throw error;
      }),
    );
    const wanted = wantedSummaries(roster()).get(self);
    if (wanted !== undefined) writeWanted(roster(), wanted, undefined);
    this.#own = { kind: 'none' };
  }
}

/** Without an answer it is as if the server could not do it now. */
async function answered<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof UnreachableError) throw new RefusedError('unavailable', { cause: error });
    throw error;
  }
}
