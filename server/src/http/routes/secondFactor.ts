import {
  AskStep,
  AskStepCode,
  BackupCodes,
  ChangeStep,
  CodeSent,
  ConfirmFactor,
  FactorConfirmed,
  FactorKind,
  FactorOff,
  NewNumber,
  Proven,
  SecondFactorState,
  SecondProof,
  TotpOffer,
} from '@conclave/shared/wire/secondFactorApi';
import * as v from 'valibot';
import type { Accounts } from '../../accounts/buildAccounts.ts';
import { route, type Route } from '../Route.ts';

const OneKind = v.strictObject({ kind: FactorKind });

/** Beside what counts wrong codes: asking costs work. */
const STEP_LIMIT = { times: 60, perMs: 60_000 };

/** Second proofs at sign-in, and setting them up. */
export function secondFactorRoutes(accounts: Accounts): Route[] {
  return [...proving(accounts), ...own(accounts), ...setUp(accounts), ...changing(accounts)];
}

/** By whoever holds the ticket: nobody is signed in yet. */
function proving({ steps }: Accounts): Route[] {
  return [
    route({
      method: 'POST',
      path: '/api/second-step',
      audience: 'anyone',
      takes: { body: SecondProof },
      limit: STEP_LIMIT,
      async handle({ body }, call) {
        await steps.prove(body, call.address);
      },
    }),
    route({
      method: 'POST',
      path: '/api/second-step/sms',
      audience: 'anyone',
      takes: { body: AskStepCode },
      reply: CodeSent,
      limit: STEP_LIMIT,
      handle: ({ body }, call) => steps.sendCode(body.ticket, call.address),
    }),
  ];
}

function own({ signIns, secondFactors, twoStep }: Accounts): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/account/second-factor',
      audience: 'account',
      takes: {},
      reply: SecondFactorState,
      async handle(_input, call) {
        const { accountId } = await signIns.requireSignedIn(call);
        return secondFactors.state(accountId);
      },
    }),
    route({
      method: 'POST',
      path: '/api/account/second-factor/step',
      audience: 'account',
      takes: { body: AskStep },
      reply: ChangeStep,
      async handle({ body }, call) {
        const caller = await signIns.requireSignedIn(call);
        return twoStep.changeStep(caller, body.authKey, call.address);
      },
    }),
  ];
}

function setUp({ signIns, secondFactors, twoStep, profiles }: Accounts): Route[] {
  return [
    route({
      method: 'POST',
      path: '/api/account/second-factor/totp',
      audience: 'account',
      takes: { body: Proven },
      reply: TotpOffer,
      async handle({ body }, call) {
        const caller = await signIns.requireSignedIn(call);
        await twoStep.demandChange(caller, body.ticket, { use: false });
        const { address } = await profiles.read(caller.accountId);
        return secondFactors.offerTotp(caller.accountId, address);
      },
    }),
    route({
      method: 'POST',
      path: '/api/account/second-factor/sms',
      audience: 'account',
      takes: { body: NewNumber },
      reply: CodeSent,
      async handle({ body }, call) {
        const caller = await signIns.requireSignedIn(call);
        await twoStep.demandChange(caller, body.ticket, { use: false });
        return secondFactors.offerNumber(caller.accountId, body.number, call.address);
      },
    }),
    route({
      method: 'POST',
      path: '/api/account/second-factor/:kind/confirm',
      audience: 'account',
      takes: { params: OneKind, body: ConfirmFactor },
      reply: FactorConfirmed,
      async handle({ params, body }, call) {
        const caller = await signIns.requireSignedIn(call);
        return secondFactors.confirm(caller, params.kind, body.code);
      },
    }),
  ];
}

function changing({ signIns, secondFactors, twoStep }: Accounts): Route[] {
  return [
    route({
      method: 'POST',
      path: '/api/account/second-factor/codes',
      audience: 'account',
      takes: { body: Proven },
      reply: BackupCodes,
      async handle({ body }, call) {
        const caller = await signIns.requireAccount(call);
        await twoStep.demandChange(caller, body.ticket, { use: true });
        return secondFactors.renewCodes(caller);
      },
    }),
    route({
      method: 'POST',
      path: '/api/account/second-factor/off',
      audience: 'account',
      takes: { body: FactorOff },
      async handle({ body }, call) {
        const caller = await signIns.requireAccount(call);
        await twoStep.demandChange(caller, body.ticket, { use: true });
        await secondFactors.turnOff(caller, body.kind);
      },
    }),
  ];
}
