import type { Bytes } from '@conclave/shared/bytes';
import type { ParticipantId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import { PartMissingError } from '../../parts/PartMissingError.ts';
import type { SealedConsent } from '../../consent/sealConsent.ts';
import { participantIdOf } from '../objects/idBytes.ts';
import type { AgentContext } from './AgentContext.ts';
import type { Keepsake } from './Keepsake.ts';
import type { Visit } from './Visit.ts';

/** Who consents, by which link it is shown, and what this browser kept of earlier ones. */
export interface ConsentPlace {
  readonly participantId: ParticipantId;
  readonly joinProof: Bytes;
  /** As it was given to `keep`; null if nothing was kept. */
  readonly kept: Bytes | null;
}

interface Sources {
  readonly context: () => AgentContext | undefined;
  readonly visit: () => Visit | undefined;
  readonly keepsake: () => Keepsake | undefined;
}

/** What consent asks of the room's agent (consent.md). The participant key stays on this side. */
export class ConsentAgent {
  readonly #sources: Sources;

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  /** Throws `notNow` before the meeting was entered. */
  async place(): Promise<ConsentPlace> {
    const { context, visit, keepsake } = this.#here();
    return {
      participantId: await participantIdOf(context.participant.publicKey),
      joinProof: visit.entered.link.joinProof,
      kept: keepsake.memory.consent ?? null,
    };
  }

  /**
   * [G-2 to G-5] A record, as JSON, signed by this participant and sealed to the host. Throws `notNow` before the
   * meeting was entered, a ValiError for what is no record.
   */
  async seal(record: string): Promise<SealedConsent> {
    const { context, visit } = this.#here();
    const { meetingId, participant } = context;
    const { hostBoxKey } = visit.entered.card;
    const { sealConsent } = await loadSealing();
    return sealConsent(record, { meetingId, hostBoxKey, participant });
  }

  /** Lies beside the other things of this meeting, sealed. Done when it is stored. */
  async keep(consent: Bytes): Promise<void> {
    const { keepsake } = this.#here();
    keepsake.remember({ consent });
    await keepsake.settled();
  }

  #here(): { context: AgentContext; visit: Visit; keepsake: Keepsake } {
    const { context, visit, keepsake } = this.#sources;
    const here = { context: context(), visit: visit(), keepsake: keepsake() };
    if (here.context === undefined || here.visit === undefined || here.keepsake === undefined) {
      throw new RefusedError('notNow');
    }
    return { context: here.context, visit: here.visit, keepsake: here.keepsake };
  }
}

/** Only meetings that ask for consent need it: the lobby of the others loads nothing of it. */
const loadSealing = (): Promise<typeof import('../../consent/sealConsent.ts')> =>
  import('../../consent/sealConsent.ts').catch((cause: unknown) => {
    throw new PartMissingError('the sealing of consent', { cause });
  });
