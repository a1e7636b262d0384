import type { ParticipantId } from '@conclave/shared/ids';
import { sayAgreed, type Agreement } from '../documents/page/roster.ts';
import type { SharedDocument } from '../documents/SharedDocument.ts';

/** [G-18] Says in the roster what this person agreed to, as soon as it is open and whenever they answer. */
export function keepAgreed(
  roster: SharedDocument,
  { self, agreement }: { self: ParticipantId; agreement: () => Agreement | undefined },
): () => void {
  const say = (agreed: Agreement | undefined): void => {
    if (agreed !== undefined && roster.saveState.kind !== 'opening')
      sayAgreed(roster, self, agreed);
  };
  const stopEffect = $effect.root(() => {
    $effect(() => say(agreement()));
  });
  const stop = roster.onChange(() => say(agreement()));
  return () => {
    stopEffect();
    stop();
  };
}
