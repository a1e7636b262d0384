import type { DeliveryState } from '@conclave/shared/wire/mailApi';

interface Mailbox {
  /** May be empty. */
  readonly name: string;
  readonly address: string;
}

/** A mail, ready to be written out. */
export interface Message {
  readonly from: Mailbox;
  readonly to: Mailbox;
  readonly replyTo: Mailbox | undefined;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly calendar:
    { readonly method: 'REQUEST' | 'CANCEL'; readonly content: string } | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

/** What became of handing a mail over. */
export type Handed = Extract<DeliveryState, 'accepted' | 'refused' | 'failed' | 'unknown'>;

/** Where mails leave this machine. */
export interface Transport {
  hand(message: Message): Promise<Handed>;
}
