import { fromBase64Url } from '../../shared/src/bytes.ts';
import type { MeetingId } from '../../shared/src/ids.ts';
import type { WorkerPort } from '../../web/src/lib/e2ee/worker/WorkerPort.ts';
import type { DocumentPlace } from '../../shared/src/wire/documents.ts';
import { MemoryDocumentStore } from '../../web/src/lib/documents/log/MemoryDocumentStore.ts';
import { Documents } from '../../web/src/lib/documents/worker/Documents.ts';
import { RoomLog } from '../../web/src/lib/documents/worker/RoomLog.ts';
import { SessionKeys } from '../../web/src/lib/documents/worker/SessionKeys.ts';
import { systemTimers } from '../../web/src/lib/e2ee/session/Timers.ts';
import { portDocuments } from '../../web/src/lib/e2ee/worker/portDocuments.ts';
import { decoderInProcess, TestDocument } from './documentWorld.ts';
import type { NodeBrowser } from './NodeBrowser.ts';
import { RealTab } from './RealTab.ts';

/** Long enough for a machine under load; a test that needs it has failed. */
const WAIT_MS = 40_000;

/** An open page on the real server with its documents: keys go by a real port, entries by real sockets. */
export class RealDocuments {
  readonly meetingId: MeetingId;
  readonly tab: RealTab;
  readonly documents: Documents;
  /** What its documents are over, for who writes past them. */
  readonly log: RoomLog;
  readonly keys: SessionKeys;
  readonly clientId: number;
  readonly store: MemoryDocumentStore;
  readonly #opened: TestDocument[] = [];
  readonly #changed = new Set<() => void>();
  readonly #close: () => void;

  private constructor(parts: {
    meetingId: MeetingId;
    tab: RealTab;
    documents: Documents;
    log: RoomLog;
    keys: SessionKeys;
    clientId: number;
    store: MemoryDocumentStore;
    close: () => void;
  }) {
    this.meetingId = parts.meetingId;
    this.tab = parts.tab;
    this.documents = parts.documents;
    this.log = parts.log;
    this.keys = parts.keys;
    this.clientId = parts.clientId;
    this.store = parts.store;
    this.#close = parts.close;
  }

  static async open(
    origin: string,
    page: Parameters<typeof RealTab.open>[1] & {
      store?: MemoryDocumentStore;
      /** Where the organizer is signed in. */
      account?: NodeBrowser;
    },
  ): Promise<RealDocuments> {
    const { store = new MemoryDocumentStore(), account, ...rest } = page;
    const { meetingId } = page.meeting.hostMeeting;
    const { port1, port2 } = new MessageChannel();
    const faults: unknown[] = [];
    const report = (error: unknown): void => void faults.push(error);
    const port = portDocuments(workerPort(port1), report);
    const tab = await RealTab.open(origin, { ...rest, documents: port.out });
    port.serve(tab.agent.documents);
    const at: typeof fetch = (path, init = {}) => {
      const headers = new Headers(init.headers);
      headers.set('origin', origin);
      return fetch(typeof path === 'string' ? new URL(path, origin) : path, { ...init, headers });
    };
    const log = new RoomLog(meetingId, tab.signaling, {
      fetch: account === undefined ? at : (path, init) => tokenOrAccount(path, init),
      isOrganizer: account !== undefined,
    });
    const tokenOrAccount: typeof fetch = (path, init) => {
      const isBearer = new Headers(init?.headers).has('authorization');
      return isBearer || account === undefined ? at(path, init) : account.fetch(path, init);
    };
    const records = (): ReturnType<RoomLog['records']> => log.records();
    const { notesKey: known } = page.host ?? {};
    const notesKey = known === undefined ? undefined : fromBase64Url(known);
    const keys = new SessionKeys({ meetingId, port: workerPort(port2), store, notesKey, records });
    const [clientId = 0] = crypto.getRandomValues(new Uint32Array(1));
    const documents = new Documents({
      meetingId,
      clientId,
      port: log,
      keys,
      store,
      startDecoder: decoderInProcess,
      timers: systemTimers,
      talk: keys,
      report: (error) => tab.faults.push(error),
    });
    const close = (): void => {
      documents.close();
      keys.close();
      port1.close();
      tab.shut();
    };
    return new RealDocuments({ meetingId, tab, documents, log, keys, clientId, store, close });
  }

  read(place: DocumentPlace): TestDocument {
    const opened = new TestDocument(this.documents, place, this.clientId);
    opened.onChange = () => {
      for (const listen of [...this.#changed]) listen();
    };
    this.#opened.push(opened);
    return opened;
  }

  /** Resolves when something of its documents is as wanted. */
  async until(reached: () => boolean, what: string): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    const look = (): void => {
      if (reached()) resolve(undefined);
    };
    const timer = setTimeout(() => {
      const stands = this.#opened.map(({ state, faults }) => JSON.stringify({ state, faults }));
      reject(new Error(`never ${what}: ${stands.join('; ')} ${this.tab.faults.join('; ')}`));
    }, WAIT_MS);
    this.#changed.add(look);
    look();
    try {
      await promise;
    } finally {
      clearTimeout(timer);
      this.#changed.delete(look);
    }
  }

  shut(): void {
    this.#close();
  }
}

/** Node's types say less of what a port hears than those of browsers. */
function workerPort(port: InstanceType<typeof MessagePort>): WorkerPort {
  return {
    postMessage: (message) => port.postMessage(message),
    addEventListener: (type, listen) => {
      port.addEventListener(type, (event) => {
        if (event instanceof MessageEvent) listen(event);
      });
    },
    start: () => port.start(),
    close: () => port.close(),
  };
}
