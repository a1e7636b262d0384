import { trustedWorker } from '../../e2ee/frame/trustedWorker.ts';
import decodeUrl from '../decode/decode.worker.ts?worker&url';
import documentsUrl from '../worker/documents.worker.ts?worker&url';

/** Starts the document worker. Apart from the hub, so that tests can give it others. */
export function openDocumentWorker(): Worker {
  return trustedWorker(documentsUrl);
}

/** Starts a decode worker: it gets no keys, and may be ended at any moment. */
export function openDecodeWorker(): Worker {
  return trustedWorker(decodeUrl);
}
