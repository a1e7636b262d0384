import { Instance } from '@conclave/shared/wire/instanceApi';
import * as v from 'valibot';

/** What the server says about itself, or why we do not know. */
export type InstanceAnswer =
  { state: 'known'; instance: Instance } | { state: 'failed'; why: 'network' | 'server' };

let asking: Promise<InstanceAnswer> | undefined;
let known: InstanceAnswer | undefined;

/** Asks the server who runs it: once, unless it failed. Public, and the same for everybody. */
export function askInstance(): Promise<InstanceAnswer> {
  asking ??= ask().then((answer) => {
    if (answer.state === 'known') known = answer;
    else asking = undefined;
    return answer;
  });
  return asking;
}

/** The answer, if there has been one: a page whose `load` asked can be drawn at once. */
export function knownInstance(): InstanceAnswer | undefined {
  return known;
}

async function ask(): Promise<InstanceAnswer> {
  const response = await fetch('/api/instance').catch(() => undefined);
  if (response === undefined) return { state: 'failed', why: 'network' };
  const body: unknown = await response.json().catch(() => undefined);
  const { success, output } = v.safeParse(Instance, body);
  return success ? { state: 'known', instance: output } : { state: 'failed', why: 'server' };
}
