import type { DocumentPlace } from '@conclave/shared/wire/documents';
import type { RoleCertificate } from '@conclave/shared/wire/signed/roleCertificate';
import type { Bytes } from '@conclave/shared/bytes';
import type { WebCryptoKey } from '../../e2ee/crypto/webCrypto.ts';
import type { Meeting } from '../../e2ee/objects/roleCertificate.ts';

/** What a document's key is derived from: of a key record, or the notes'. Cannot be read out. */
export interface RootKey {
  /** 0 for notes. */
  readonly recordNumber: number;
  readonly root: WebCryptoKey;
}

/** Who writes here, and with which word of the host. */
export interface Standing {
  readonly meeting: Meeting;
  readonly participantKey: Bytes;
  /** Of host and deputies, who make checkpoints [P-10]. */
  readonly certificate: RoleCertificate | undefined;
  readonly newest: RootKey;
}

/** Keys and signatures, from the key worker in a session and from the vault for the organizer. */
export interface DocumentKeys {
  /** Undefined before the join is confirmed, and after the session. */
  readonly standing: Standing | undefined;
  /** The key of a record; undefined when it cannot be had (yet). */
  rootOf(recordNumber: number): Promise<WebCryptoKey | undefined>;
  notesRoot(): Promise<WebCryptoKey>;
  /** The participant key's word for an author certificate. */
  signAuthor(authorKey: Bytes, clientId: number): Promise<Bytes>;
  onChange(listen: () => void): () => void;
}

/** [E-3] Which root opens a document of this kind: of a record, or the notes' own. */
export function rootFor(
  keys: DocumentKeys,
  place: DocumentPlace,
  recordNumber: number,
): Promise<WebCryptoKey | undefined> {
  if (place.kind !== 'notes') return keys.rootOf(recordNumber);
  return recordNumber === 0 ? keys.notesRoot() : Promise.resolve(undefined);
}
