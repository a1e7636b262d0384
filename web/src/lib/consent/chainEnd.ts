import type { ConsentList } from '@conclave/shared/wire/consentApi';

/** [G-7] The last step that a list has, and the head after it: what the newest mail says, too. */
export function chainEnd({ headBefore, steps }: Pick<ConsentList, 'headBefore' | 'steps'>): {
  readonly position: number;
  readonly head: string;
} {
  const { position, head } = steps.at(-1) ?? { position: 0, head: headBefore };
  return { position, head };
}
