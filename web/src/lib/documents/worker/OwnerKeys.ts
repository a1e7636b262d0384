import { MalformedError } from '@conclave/shared/ByteReader';
import { fromBase64Url, type Bytes } from '@conclave/shared/bytes';
import type { FileId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import { authorSignedBytes } from '@conclave/shared/wire/signed/author';
import { importHkdfKey } from '../../e2ee/crypto/hkdf.ts';
import { signWhole, type SigningKey } from '../../e2ee/crypto/sign.ts';
import type { WebCryptoKey } from '../../e2ee/crypto/webCrypto.ts';
import { importHostKeys } from '../../e2ee/host/HostKeys.ts';
import type { HostMeeting } from '../../e2ee/host/HostMeeting.ts';
import { archiveKeysBefore } from '../../e2ee/objects/archiveKeys.ts';
import { openEnvelope, type Envelope } from '../../e2ee/objects/envelope.ts';
import { encodeHostProof } from '../../e2ee/objects/hostProof.ts';
import { decodeRecord, isRecordGenuine, type KeyRecord } from '../../e2ee/objects/keyRecord.ts';
import { inboxPair } from '../../e2ee/objects/keySecret.ts';
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
  readonly records: () => Promise<readonly Bytes[]>;
}

interface Opened {
  readonly standing: Standing;
  /** [G-18] */
  readonly hostProof: Bytes;
  readonly roots: ReadonlyMap<number, WebCryptoKey>;
  readonly archiveKeys: ReadonlyMap<number, Bytes>;
}

/** The organizer's keys outside of a session, from the vault: the host key opens every record. */
export class OwnerKeys implements DocumentKeys {
  readonly #options: OwnerKeysOptions;
  readonly #changed = new Set<() => void>();
  #opened: Opened;

  private constructor(options: OwnerKeysOptions, opened: Opened) {
    this.#options = options;
    this.#opened = opened;
  }

  /** Throws a RefusedError when what the server lists are not this meeting's records. */
  static async open(options: OwnerKeysOptions): Promise<OwnerKeys> {
    return new OwnerKeys(options, await openRecords(options));
  }

  get standing(): Standing {
    return this.#opened.standing;
  }

  get hostProof(): Bytes {
    return this.#opened.hostProof;
  }

  /** Somebody made a record since: a session began meanwhile. Throws a RefusedError. */
  async learn(recordNumber: number): Promise<void> {
    if (recordNumber <= this.standing.newest.recordNumber) return;
    this.#opened = await openRecords(this.#options);
    for (const listen of [...this.#changed]) listen();
  }

  rootOf(recordNumber: number): Promise<WebCryptoKey | undefined> {
    return Promise.resolve(this.#opened.roots.get(recordNumber));
  }

  /** [F-13] What a visitor said of a file; undefined if it is not for an inbox of this meeting. */
  openEnvelope(fileId: FileId, sealedEnvelope: Bytes): Promise<Envelope | undefined> {
    const { meetingId } = this.#options.host;
    return openEnvelope({ meetingId, fileId }, sealedEnvelope, async (recordNumber) => {
      const archiveKey = this.#opened.archiveKeys.get(recordNumber);
      return archiveKey && inboxPair(archiveKey);
    });
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

  onChange(listen: () => void): () => void {
    this.#changed.add(listen);
    return () => this.#changed.delete(listen);
  }
}

async function openRecords({ host, participant, records }: OwnerKeysOptions): Promise<Opened> {
  const keys = await importHostKeys(host);
  const listed = await records();
  const newest = newestOf(await Promise.all(listed.map(decodeRecord)));
  if (newest === undefined || !(await isRecordGenuine(keys.meeting, newest))) {
    throw new RefusedError('malformed');
  }
  const secret = await openShare(newest, keys.box);
  if (secret === undefined) throw new RefusedError('malformed');
  const { archiveKey } = secret;
  const known = { recordNumber: newest.number, recordHash: newest.hash, archiveKey };
  const roots = new Map<number, WebCryptoKey>();
  const archiveKeys = new Map<number, Bytes>();
  for (const one of [known, ...(await archiveKeysBefore(known, listed))]) {
    archiveKeys.set(one.recordNumber, one.archiveKey);
    roots.set(one.recordNumber, await importHkdfKey(one.archiveKey));
  }
  const root = roots.get(newest.number);
  if (root === undefined) throw new MalformedError('no key');
  const participantKey = participant.publicKey;
  const claim = { role: 'host', sessionId: undefined, participantKey } as const;
  const certificate = await certifyRole(host.meetingId, keys.signing, claim);
  const { meeting } = keys;
  const newestRoot = { recordNumber: newest.number, root };
  return {
    roots,
    archiveKeys,
    hostProof: encodeHostProof(meeting.hostKey, certificate),
    standing: { meeting, participantKey, certificate, newest: newestRoot },
  };
}

function newestOf(records: readonly (KeyRecord | undefined)[]): KeyRecord | undefined {
  const known = records.filter((record) => record !== undefined);
  return known.toSorted((a, b) => b.number - a.number)[0];
}
