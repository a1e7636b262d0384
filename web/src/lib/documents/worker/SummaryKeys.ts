import type { Bytes } from '@conclave/shared/bytes';
import { RefusedError } from '@conclave/shared/RefusedError';
import { importHkdfKey } from '../../e2ee/crypto/hkdf.ts';
import type { WebCryptoKey } from '../../e2ee/crypto/webCrypto.ts';
import type { DocumentKeys, Standing } from '../log/DocumentKeys.ts';
import type { SummaryRead } from './messages.ts';

/** What the link of a summary opens: it reads, and signs nothing. */
export class SummaryKeys implements DocumentKeys {
  readonly standing: Standing;
  readonly #roots: ReadonlyMap<number, WebCryptoKey>;
  readonly #notes: WebCryptoKey;

  private constructor(
    standing: Standing,
    roots: ReadonlyMap<number, WebCryptoKey>,
    notes: WebCryptoKey,
  ) {
    this.standing = standing;
    this.#roots = roots;
    this.#notes = notes;
  }

  static async open({
    meetingId,
    hostKey,
    participantKey,
    notesKey,
    archiveKeys,
  }: SummaryRead): Promise<SummaryKeys> {
    const roots = new Map<number, WebCryptoKey>();
    for (const { recordNumber, archiveKey } of archiveKeys) {
      roots.set(recordNumber, await importHkdfKey(archiveKey));
    }
    const recordNumber = Math.max(...roots.keys());
    const root = roots.get(recordNumber);
    if (root === undefined) throw new RefusedError('malformed');
    const notes = await crypto.subtle.importKey('raw', notesKey, 'AES-GCM', false, ['decrypt']);
    const meeting = { meetingId, hostKey };
    const newest = { recordNumber, root };
    return new SummaryKeys(
      { meeting, participantKey, certificate: undefined, newest },
      roots,
      notes,
    );
  }

  rootOf(recordNumber: number): Promise<WebCryptoKey | undefined> {
    return Promise.resolve(this.#roots.get(recordNumber));
  }

  notesRoot(): Promise<WebCryptoKey> {
    return Promise.resolve(this.#notes);
  }

  signAuthor(): Promise<Bytes> {
    return Promise.reject(new RefusedError('notAllowed'));
  }

  /** They are what they were when the link was opened. */
  onChange(): () => void {
    return () => undefined;
  }
}
