import type { Bytes } from '@conclave/shared/bytes';
import { encodeRoleCertificate } from '@conclave/shared/wire/signed/roleCertificate';
import * as v from 'valibot';
import { importHkdfKey } from '../crypto/hkdf.ts';
import { archiveKeysBefore } from '../objects/archiveKeys.ts';
import type { DocumentAgent } from '../session/DocumentAgent.ts';
import type { DocumentsOut, DocumentStanding } from '../session/DocumentsOut.ts';
import { SerialQueue } from '../session/SerialQueue.ts';
import { FromDocumentWorker, type ToDocumentWorker } from './documentPort.ts';
import type { WorkerPort } from './WorkerPort.ts';

/** The two sides of the port that leads to the document worker: no key ever passes the page. */
export interface DocumentsPort {
  readonly out: DocumentsOut;
  /** From now on the agent answers. */
  serve(agent: DocumentAgent): void;
}

export function portDocuments(port: WorkerPort, report: (error: unknown) => void): DocumentsPort {
  const queue = new SerialQueue();
  const post = (message: ToDocumentWorker): void => port.postMessage(message);
  let newest: DocumentStanding | undefined;
  const inTurn = (task: () => Promise<void>): void => void queue.run(task).catch(report);
  const out: DocumentsOut = {
    standing: (standing) => {
      newest = standing;
      inTurn(async () => post(await standingMessage(standing)));
    },
    heads: (heads) => post({ op: 'heads', heads }),
  };
  const answer = async (agent: DocumentAgent, message: FromDocumentWorker): Promise<void> => {
    switch (message.op) {
      case 'signAuthor': {
        const { id, authorKey, clientId } = message;
        post({ op: 'signed', id, signature: await agent.signAuthor(authorKey, clientId) });
        return;
      }
      case 'records':
        if (newest !== undefined) post(await rootsMessage(newest, message.records));
        return;
      case 'tellHeads':
        await agent.tellHeads(message.heads);
    }
  };
  const serve = (agent: DocumentAgent): void => {
    port.addEventListener('message', ({ data }) => {
      const message = v.parse(FromDocumentWorker, data);
      inTurn(() => answer(agent, message));
    });
    port.start();
  };
  return { out, serve };
}

async function standingMessage(standing: DocumentStanding): Promise<ToDocumentWorker> {
  const { session, participantKey, certificate, recordNumber, archiveKey, members } = standing;
  return {
    op: 'standing',
    hostKey: session.hostKey,
    participantKey,
    certificate: certificate === undefined ? null : encodeRoleCertificate(certificate),
    recordNumber,
    root: await importHkdfKey(archiveKey),
    members,
  };
}

async function rootsMessage(
  newest: DocumentStanding,
  records: readonly Bytes[],
): Promise<ToDocumentWorker> {
  const keys = await archiveKeysBefore(newest, records);
  const roots = keys.map(async ({ recordNumber, archiveKey }) => ({
    recordNumber,
    root: await importHkdfKey(archiveKey),
  }));
  return { op: 'roots', roots: await Promise.all(roots) };
}
