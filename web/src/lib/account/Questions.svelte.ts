import { RefusedError } from '@conclave/shared/RefusedError';
import type { SecondStep } from '@conclave/shared/wire/secondFactorApi';

/** What stands between a request and its answer, and only a person can settle. */
export type Question =
  | {
      readonly asks: 'secondStep';
      readonly step: SecondStep;
      /** The ticket has been proven. */
      readonly answer: (ticket: string) => void;
      readonly giveUp: () => void;
    }
  | { readonly asks: 'enrol'; readonly answer: () => void; readonly giveUp: () => void };

/** Questions that flows put to whoever sits there; one at a time, shown by the page that runs the flow. */
export class Questions {
  #now = $state.raw<Question>();
  #enrolling: Promise<undefined> | undefined;

  get now(): Question | undefined {
    return this.#now;
  }

  /** Resolves to the ticket once it is proven. */
  secondStep(step: SecondStep): Promise<string> {
    return this.#ask<string>((answer, giveUp) => ({ asks: 'secondStep', step, answer, giveUp }));
  }

  /** Resolves once a second factor is set up; requests that meet it meanwhile wait for the same. */
  async enrol(): Promise<void> {
    this.#enrolling ??= this.#ask<undefined>((answer, giveUp) => ({
      asks: 'enrol',
      answer: () => answer(undefined),
      giveUp,
    })).finally(() => {
      this.#enrolling = undefined;
    });
    await this.#enrolling;
  }

  /** Whoever leaves answers nothing any more. */
  giveUp(): void {
    this.#now?.giveUp();
  }

  async #ask<Answer>(
    build: (answer: (given: Answer) => void, giveUp: () => void) => Question,
  ): Promise<Answer> {
    this.giveUp();
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const question = build(resolve, () => reject(new RefusedError('stepOver')));
    this.#now = question;
    try {
      return await promise;
    } finally {
      if (this.#now === question) this.#now = undefined;
    }
  }
}
