import { MalformedError } from '@conclave/shared/ByteReader';
import { fromBase64Url, type Bytes } from '@conclave/shared/bytes';
import { RefusedError } from '@conclave/shared/RefusedError';
import { authorSignedBytes } from '@conclave/shared/wire/signed/author';
import { importHkdfKey } from '../../e2ee/crypto/hkdf.ts';
import { signWhole, type SigningKey } from '../../e2ee/crypto/sign.ts';
import type { WebCryptoKey } from '../../e2ee/crypto/webCrypto.ts';
import { importHostKeys } from '../../e2ee/host/HostKeys.ts';
import type { HostMeeting } from '../../e2ee/host/HostMeeting.ts';
import { archiveKeysBefore } from '../../e2ee/objects/archiveKeys.ts';
import { decodeRecord, isRecordGenuine, type KeyRecord } from '../../e2ee/objects/keyRecord.ts';
import { openShare } from '../../e2ee/objects/recordSecret.ts';
import { certifyRole } from '../../e2ee/objects/roleCertificate.ts';
import type { DocumentKeys, Standing } from '../log/DocumentKeys.ts';
import type { DocumentStore } from '../log/DocumentStore.ts';

export interface OwnerKeysOptions {
  readonly host: HostMeeting;
  /** This browser's in the meeting. */
  readonly participant: SigningKey;
  readonly store: DocumentStore;
  /** As the server lists them. */
  readonly records: readonly Bytes[];
}

/** The organizer's keys outside of a session, from the vault: the host key opens every record. */
export class OwnerKeys implements DocumentKeys {
  readonly #options: OwnerKeysOptions;
  readonly #roots: ReadonlyMap<number, WebCryptoKey>;
  readonly standing: Standing;

  private constructor(
    options: OwnerKeysOptions,
    standing: Standing,
    roots: ReadonlyMap<number, WebCryptoKey>,
  ) {
    this.#options = options;
    this.standing = standing;
    this.#roots = roots;
  }

  /** Throws a RefusedError when what the server lists are not this meeting's records. */
  static async open(options: OwnerKeysOptions): Promise<OwnerKeys> {
    const { host, participant, records } = options;
    const keys = await importHostKeys(host);
    const newest = newestOf(await Promise.all(records.map(decodeRecord)));
    if (newest === undefined || !(await isRecordGenuine(keys.meeting, newest))) {
      throw new RefusedError('malformed');
    }
    const secret = await openShare(newest, keys.box);
    if (secret === undefined) throw new RefusedError('malformed');
    const { archiveKey } = secret;
    const known = { recordNumber: newest.number, recordHash: newest.hash, archiveKey };
    const roots = new Map<number, WebCryptoKey>();
    for (const one of [known, ...(await archiveKeysBefore(known, records))]) {
      roots.set(one.recordNumber, await importHkdfKey(one.archiveKey));
    }
    const root = roots.get(newest.number);
    if (root === undefined) throw new MalformedError('no key');
    const participantKey = participant.publicKey;
    const claim = { role: 'host', sessionId: undefined, participantKey } as const;
    const certificate = await certifyRole(host.meetingId, keys.signing, claim);
    const { meeting } = keys;
    const standing = {
      meeting,
      participantKey,
      certificate,
      newest: { recordNumber: newest.number, root },
    };
    return new OwnerKeys(options, standing, roots);
  }

  rootOf(recordNumber: number): Promise<WebCryptoKey | undefined> {
    return Promise.resolve(this.#roots.get(recordNumber));
  }

  notesRoot(): Promise<WebCryptoKey> {
    const { store, host } = this.#options;
    const known = host.notesKey === undefined ? undefined : fromBase64Url(host.notesKey);
    return store.notesRoot(host.meetingId, known);
  }

  signAuthor(authorKey: Bytes, clientId: number): Promise<Bytes> {
    const { host, participant } = this.#options;
    const { meetingId } = host;
    const body = { meetingId, authorKey, clientId, participantKey: participant.publicKey };
    return signWhole(participant, authorSignedBytes(body));
  }

  /** They stay as they are for as long as this is open. */
  onChange(): () => void {
    return () => undefined;
  }
}

function newestOf(records: readonly (KeyRecord | undefined)[]): KeyRecord | undefined {
  const known = records.filter((record) => record !== undefined);
  return known.toSorted((a, b) => b.number - a.number)[0];
}
