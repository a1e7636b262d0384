import type { Secret } from '@conclave/shared/Secret';
import type { Clock } from '../../ops/Clock.ts';
import type { Log } from '../../ops/Log.ts';
import type { Database } from '../../store/Database.ts';
import { SecondFactorStore } from '../../store/SecondFactorStore.ts';
import { SecondStepStore } from '../../store/SecondStepStore.ts';
import { TextStore } from '../../store/TextStore.ts';
import type { AccountMails } from '../AccountMails.ts';
import { AttemptLimit } from '../AttemptLimit.ts';
import type { SignIns } from '../SignIns.ts';
import type { UndoPoints } from '../UndoPoints.ts';
import { FactorSeal } from './FactorSeal.ts';
import type { SecondFactorPolicy } from './SecondFactorPolicy.ts';
import { SecondFactors } from './SecondFactors.ts';
import { SecondSteps } from './SecondSteps.ts';
import { TextCodes, type Texting } from './TextCodes.ts';

export interface SecondFactorOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly pepper: Secret<string>;
  readonly policy: SecondFactorPolicy;
  /** Undefined: no texts are sent here. */
  readonly texting: Texting | undefined;
  readonly mails: AccountMails;
  readonly undoPoints: UndoPoints;
  readonly signIns: Pick<SignIns, 'holdIn'>;
}

/** Everything about second proofs. */
export function buildSecondFactor(options: SecondFactorOptions): {
  steps: SecondSteps;
  secondFactors: SecondFactors;
  texts: TextCodes;
} {
  const { database, clock, log, pepper, policy, texting, mails, undoPoints, signIns } = options;
  const seal = new FactorSeal(pepper);
  const store = new SecondFactorStore(database);
  const texts = new TextCodes({ texting, store: new TextStore(database), seal, clock, log });
  return {
    texts,
    secondFactors: new SecondFactors({
      ...{ store, texts, seal, policy, mails, undoPoints, signIns, clock },
    }),
    steps: new SecondSteps({
      factors: store,
      steps: new SecondStepStore(database),
      attempts: AttemptLimit.of({ database, clock, pepper, what: 'second step' }),
      ...{ texts, seal, policy, clock, log },
    }),
  };
}
