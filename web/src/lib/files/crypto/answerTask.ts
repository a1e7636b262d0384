import type { Bytes } from '@conclave/shared/bytes';
import * as v from 'valibot';
import { openChunk, sealChunk } from './fileSeal.ts';
import { ToFilesWorker, type FromFilesWorker } from './messages.ts';

/** What the worker does with one message; apart from it, so that tests under Node can do it too. */
export async function answerTask(data: unknown): Promise<FromFilesWorker> {
  const task = v.parse(ToFilesWorker, data);
  const { taskId, key, place } = task;
  if (task.op === 'open') {
    const bytes = await openChunk(key, place, task.sealed);
    return bytes === undefined ? { taskId } : { taskId, bytes };
  }
  const piece = await bytesOf(task.piece);
  if (piece === undefined) return { taskId, unreadable: true };
  return { taskId, bytes: await sealChunk(key, place, piece) };
}

async function bytesOf(piece: Blob): Promise<Bytes | undefined> {
  try {
    return new Uint8Array(await piece.arrayBuffer());
  } catch {
    return undefined; // moved, deleted or changed on the disk since it was chosen
  }
}
