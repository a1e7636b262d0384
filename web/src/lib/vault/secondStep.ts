import { RefusedError } from '@conclave/shared/RefusedError';
import type { SecondStep } from '@conclave/shared/wire/secondFactorApi';

/** Has the person give a second proof; resolves to the ticket that is then proven. */
export type AskSecondStep = (step: SecondStep) => Promise<string>;

/**
 * Asks, and once more with a proven second step if the server wants one. `answer` is what it then
 * said, `step` the ticket that served, if any.
 */
export async function pastSecondStep<Answer extends { readonly state: string }>(
  ask: (step: string | null) => Promise<Answer | SecondStep>,
  secondStep: AskSecondStep,
): Promise<{ answer: Answer; step: string | null }> {
  const first = await ask(null);
  if (!isStep(first)) return { answer: first, step: null };
  const ticket = await secondStep(first);
  const then = await ask(ticket);
  if (!isStep(then)) return { answer: then, step: ticket };
  // A server that asks again and again would collect codes.
  throw new RefusedError('stepOver');
}

function isStep(answer: { readonly state: string }): answer is SecondStep {
  return answer.state === 'secondStep';
}
