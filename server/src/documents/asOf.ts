import type { LogStore, StoredCheckpoint, StoredDocument, LogKey } from './LogStore.ts';

/** What readers of documents ask for. */
export type LogReads = Pick<
  LogStore,
  'documents' | 'document' | 'page' | 'authors' | 'checkpoints' | 'checkpointBytes'
>;

/** [S-13] Logs as they stood at a moment: whatever came since is not there. Null: as they stand. */
export function asOf(
  store: LogReads & Pick<LogStore, 'firstSince'>,
  until: number | null,
): LogReads {
  return until === null ? store : before(store, until);
}

function before(store: LogReads & Pick<LogStore, 'firstSince'>, until: number): LogReads {
  async function checkpoints(log: LogKey): Promise<StoredCheckpoint[]> {
    return (await store.checkpoints(log)).filter(({ at }) => at < until);
  }

  /** Undefined for what began since: a generation too, as what was before it is deleted for good. */
  async function then(document: StoredDocument): Promise<StoredDocument | undefined> {
    const [[newest], first] = await Promise.all([
      checkpoints(document),
      store.firstSince(document, until),
    ]);
    if (newest === undefined && (document.generation > 1 || first === 1)) return undefined;
    const last = first === undefined ? document.position : first - 1;
    const checkpoint = newest?.position ?? null;
    return { ...document, position: Math.max(last, checkpoint ?? 0), checkpoint };
  }

  return {
    checkpoints,
    authors: (meetingId, authorIds) => store.authors(meetingId, authorIds),
    checkpointBytes: (key) => store.checkpointBytes(key),
    async documents(meetingId) {
      const all = await Promise.all((await store.documents(meetingId)).map(then));
      return all.filter((one) => one !== undefined);
    },
    async document(meetingId, place) {
      const document = await store.document(meetingId, place);
      return document && then(document);
    },
    async page(log, after, maxBytes) {
      const entries = await store.page(log, after, maxBytes);
      const later = entries.findIndex(({ at }) => at >= until);
      return later < 0 ? entries : entries.slice(0, later);
    },
  };
}
