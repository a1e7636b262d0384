import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';

/** A mail of the development mailbox, as it lies in its folder. */
export const StoredMail = v.strictObject({
  at: v.number(),
  to: v.string(),
  subject: v.string(),
  text: v.string(),
  html: v.string(),
  calendar: v.nullable(v.string()),
  source: v.string(),
});
export type StoredMail = v.InferOutput<typeof StoredMail>;

const NAME = /^(\d+-[\da-f-]{36})\.json$/;

/** All mails, newest first. */
export async function readMails(folder: string): Promise<(StoredMail & { id: string })[]> {
  const ids = (await names(folder)).flatMap((name) => NAME.exec(name)?.[1] ?? []);
  const mails = await Promise.all(
    ids
      .sort()
      .reverse()
      .map((id) => readMail(folder, id)),
  );
  return mails.filter((mail) => mail !== undefined);
}

/** One mail; undefined if it is not there any more. */
export async function readMail(
  folder: string,
  id: string,
): Promise<(StoredMail & { id: string }) | undefined> {
  if (!NAME.test(`${id}.json`)) return undefined;
  try {
    const stored: unknown = JSON.parse(await readFile(join(folder, `${id}.json`), 'utf8'));
    return { id, ...v.parse(StoredMail, stored) };
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

async function names(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && Reflect.get(error, 'code') === 'ENOENT';
}
