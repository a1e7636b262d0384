import { RefusedError } from '@conclave/shared/RefusedError';
import type { AgentContext } from './AgentContext.ts';

/** Lets something run that nobody waits for. Refusals are expected there; anything else is a bug. */
export function background({ report }: Pick<AgentContext, 'report'>, work: Promise<unknown>): void {
  work.catch((error: unknown) => {
    if (!(error instanceof RefusedError)) report(error);
  });
}
