import type { Organizer } from '@conclave/shared/mail/MailOrder';
import type { SystemMail } from '@conclave/shared/mail/SystemMail';
import type { DeliveryState, RecipientId, RelayKeyId, SendId } from '@conclave/shared/wire/mailApi';

/** A key of the relay, as the server may know it. */
export interface PublicRelayKey {
  readonly keyId: RelayKeyId;
  readonly publicKey: string;
  readonly createdAt: number;
}

/**
 * Who may have sealed an order: the organizer mails about plans, a participant has one summary sent to
 * one address [S-3]. Neither can send what is the other's.
 */
export const orderKinds = ['plan', 'summary'] as const;
export type OrderKind = (typeof orderKinds)[number];

/** [S-17] What may be joined with an order of a summary, sealed to the relay for itself. */
export interface JoinedText {
  readonly keyId: RelayKeyId;
  readonly sealedText: string;
}

/** An order on its way to the relay: the server carries the box and cannot open it. */
export interface SealedSend {
  readonly sendId: SendId;
  readonly keyId: RelayKeyId;
  readonly sealedOrder: string;
  readonly kind: OrderKind;
  readonly text: JoinedText | null;
  readonly organizer: Organizer;
  readonly announced: readonly RecipientId[];
  readonly due: readonly RecipientId[];
}

/** Told what happens while the relay works; one call after the other. */
export interface SendWatch {
  opened(): void;
  /** Whether this person may be tried now; it is on the disk when it resolves [M-5]. */
  mayTry(id: RecipientId, stopHash: string): Promise<boolean>;
  delivered(id: RecipientId, state: DeliveryState): Promise<void>;
}

/** The server's end of the relay. */
export interface RelayLink {
  currentKey(): Promise<PublicRelayKey>;
  /** Resolves when every recipient was tried, with why it was refused as a whole if it was. */
  send(order: SealedSend, watch: SendWatch): Promise<'done' | 'relayKeyOutdated' | 'malformed'>;
  system(mail: SystemMail): Promise<DeliveryState>;
}

/** The relay's process ended while something was asked of it. */
export class RelayLostError extends Error {
  override readonly name = 'RelayLostError';
}
