import type { DocumentPlace } from '../../shared/src/wire/documents.ts';
import { MemoryDocumentStore } from '../../web/src/lib/documents/log/MemoryDocumentStore.ts';
import type { SharedDocument } from '../../web/src/lib/documents/SharedDocument.ts';
import type { Documents } from '../../web/src/lib/documents/worker/Documents.ts';
import type { OwnerKeys } from '../../web/src/lib/documents/worker/OwnerKeys.ts';
import { openOwner } from '../../web/src/lib/documents/worker/openOwner.ts';
import type { OwnerLog } from '../../web/src/lib/documents/worker/OwnerLog.ts';
import { newSigningKey } from '../../web/src/lib/e2ee/crypto/sign.ts';
import type { HostMeeting } from '../../web/src/lib/e2ee/host/HostMeeting.ts';
import { systemTimers } from '../../web/src/lib/e2ee/session/Timers.ts';
import { decoderInProcess, TestDocument } from './documentWorld.ts';
import type { NodeBrowser } from './NodeBrowser.ts';

/** Long enough for a machine under load; a test that needs it has failed. */
const WAIT_MS = 40_000;

/** A page of the organizer outside of a session, in a browser that has the account and the vault. */
export class RealOwner {
  readonly bugs: unknown[];
  readonly #log: OwnerLog;
  readonly documents: Documents;
  readonly keys: OwnerKeys;
  readonly #clientId: number;
  readonly #opened: TestDocument[] = [];
  #look: () => void = () => undefined;

  private constructor(parts: {
    log: OwnerLog;
    documents: Documents;
    keys: OwnerKeys;
    clientId: number;
    bugs: unknown[];
  }) {
    this.#log = parts.log;
    this.documents = parts.documents;
    this.keys = parts.keys;
    this.#clientId = parts.clientId;
    this.bugs = parts.bugs;
  }

  static async open(browser: NodeBrowser, host: HostMeeting): Promise<RealOwner> {
    const [clientId = 0] = crypto.getRandomValues(new Uint32Array(1));
    const bugs: unknown[] = [];
    const { log, keys, documents } = openOwner({
      host,
      clientId,
      participant: await newSigningKey(),
      store: new MemoryDocumentStore(),
      fetch: fetchAs(browser),
      timers: systemTimers,
      startDecoder: decoderInProcess,
      report: (error) => bugs.push(error),
      offline: () => undefined,
    });
    return new RealOwner({
      log,
      documents: await documents,
      keys: await keys,
      clientId,
      bugs,
    });
  }

  read(place: DocumentPlace): TestDocument {
    const opened = new TestDocument(this.documents, place, this.#clientId);
    opened.onChange = () => this.#look();
    this.#opened.push(opened);
    return opened;
  }

  /** Somebody looks at the page again. */
  look(): void {
    this.#log.isVisible = true;
  }

  /** Resolves when something of its documents is as wanted. */
  async until(reached: () => boolean, what: string): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    const timer = setTimeout(() => {
      const stands = this.#opened.map(({ state, faults }) => JSON.stringify({ state, faults }));
      reject(new Error(`never ${what}: ${stands.join('; ')} ${this.bugs.join('; ')}`));
    }, WAIT_MS);
    this.#look = () => {
      if (reached()) resolve(undefined);
    };
    this.#look();
    try {
      await promise;
    } finally {
      clearTimeout(timer);
      this.#look = () => undefined;
    }
  }

  close(): void {
    this.documents.close();
  }
}

/** Logs are bytes, of which a NodeBrowser knows nothing. */
export function fetchAs(browser: NodeBrowser): typeof fetch {
  return (path, init = {}) => {
    const headers = new Headers(init.headers);
    headers.set('origin', browser.origin);
    headers.set('cookie', browser.cookieHeader());
    return fetch(typeof path === 'string' ? new URL(path, browser.origin) : path, {
      ...init,
      headers,
    });
  };
}

/** As much of it as readers of what is in a document ask for. */
export function asShared(opened: TestDocument): Pick<SharedDocument, 'doc' | 'authorOf'> {
  return { doc: opened.doc, authorOf: (clientId) => opened.authors.get(clientId) };
}
