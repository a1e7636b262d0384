import type { Bytes } from '@conclave/shared/bytes';
import type { MeetingId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import { decodeRoleCertificate } from '@conclave/shared/wire/signed/roleCertificate';
import * as v from 'valibot';
import type { WebCryptoKey } from '../../e2ee/crypto/webCrypto.ts';
import { ToDocumentWorker, type FromDocumentWorker } from '../../e2ee/worker/documentPort.ts';
import type { WorkerPort } from '../../e2ee/worker/WorkerPort.ts';
import type { DocumentKeys, Standing } from '../log/DocumentKeys.ts';
import type { DocumentStore } from '../log/DocumentStore.ts';
import type { HeadTalk } from './Documents.ts';

export interface SessionKeysOptions {
  readonly meetingId: MeetingId;
  /** Leads to the key worker. */
  readonly port: WorkerPort;
  readonly store: DocumentStore;
  /** From the vault, where the organizer is signed in. */
  readonly notesKey: Bytes | undefined;
  /** All key records as the server has them. */
  readonly records: () => Promise<readonly Bytes[]>;
}

/** Keys and signatures of a member, and how members' browsers reach each other: the key worker's end. */
export class SessionKeys implements DocumentKeys, HeadTalk {
  readonly #options: SessionKeysOptions;
  readonly #roots = new Map<number, WebCryptoKey>();
  readonly #signing = new Map<number, PromiseWithResolvers<Bytes>>();
  readonly #changed = new Set<() => void>();
  readonly #heads = new Set<(heads: Bytes) => void>();
  #standing: Standing | undefined;
  #older: Promise<void> | undefined;
  #next = 0;
  members = 1;

  constructor(options: SessionKeysOptions) {
    this.#options = options;
    options.port.addEventListener('message', ({ data }) =>
      this.#hear(v.parse(ToDocumentWorker, data)),
    );
    options.port.start();
  }

  get standing(): Standing | undefined {
    return this.#standing;
  }

  async rootOf(recordNumber: number): Promise<WebCryptoKey | undefined> {
    const newest = this.#standing?.newest.recordNumber ?? 0;
    const known = this.#roots.get(recordNumber);
    if (known !== undefined || recordNumber > newest) return known;
    await this.#learnOlder();
    return this.#roots.get(recordNumber);
  }

  notesRoot(): Promise<WebCryptoKey> {
    const { store, meetingId, notesKey } = this.#options;
    return store.notesRoot(meetingId, notesKey);
  }

  signAuthor(authorKey: Bytes, clientId: number): Promise<Bytes> {
    const id = this.#next++;
    const signed = Promise.withResolvers<Bytes>();
    this.#signing.set(id, signed);
    this.#post({ op: 'signAuthor', id, authorKey, clientId });
    return signed.promise;
  }

  onChange(listen: () => void): () => void {
    this.#changed.add(listen);
    return () => this.#changed.delete(listen);
  }

  tell(heads: Bytes): void {
    this.#post({ op: 'tellHeads', heads });
  }

  onHeads(listen: (heads: Bytes) => void): () => void {
    this.#heads.add(listen);
    return () => this.#heads.delete(listen);
  }

  close(): void {
    this.#options.port.close();
  }

  #hear(message: ToDocumentWorker): void {
    switch (message.op) {
      case 'standing':
        this.#stand(message);
        break;
      case 'roots':
        for (const { recordNumber, root } of message.roots) this.#roots.set(recordNumber, root);
        this.#tellChanged();
        break;
      case 'signed':
        this.#signed(message.id, message.signature);
        break;
      case 'heads':
        for (const listen of [...this.#heads]) listen(message.heads);
    }
  }

  #stand(message: Extract<ToDocumentWorker, { op: 'standing' }>): void {
    const { hostKey, participantKey, certificate, recordNumber, root, members } = message;
    this.members = members;
    this.#roots.set(recordNumber, root);
    this.#standing = {
      meeting: { meetingId: this.#options.meetingId, hostKey },
      participantKey,
      certificate: certificate === null ? undefined : decodeRoleCertificate(certificate),
      newest: { recordNumber, root },
    };
    this.#tellChanged();
  }

  /** Asks once for all of them; what is not there after that was not served. */
  async #learnOlder(): Promise<void> {
    this.#older ??= this.#askForOlder();
    try {
      await this.#older;
    } finally {
      this.#older = undefined;
    }
  }

  async #askForOlder(): Promise<void> {
    try {
      const records = await this.#options.records();
      const { promise, resolve } = Promise.withResolvers<undefined>();
      const stop = this.onChange(() => resolve(undefined));
      this.#post({ op: 'records', records: [...records] });
      await promise;
      stop();
    } catch (error) {
      // No answer: whoever waits for the key asks again when something changes.
      if (!(error instanceof RefusedError)) throw error;
    }
  }

  #signed(id: number, signature: Bytes | null): void {
    const waiting = this.#signing.get(id);
    this.#signing.delete(id);
    if (signature === null) waiting?.reject(new RefusedError('notNow'));
    else waiting?.resolve(signature);
  }

  #tellChanged(): void {
    for (const listen of [...this.#changed]) listen();
  }

  #post(message: FromDocumentWorker): void {
    this.#options.port.postMessage(message);
  }
}
