import {
  BackupCodes,
  ChangeStep,
  CodeSent,
  FactorConfirmed,
  SecondFactorState,
  TotpOffer,
  type FactorKind,
  type SecondProof,
} from '@conclave/shared/wire/secondFactorApi';
import { SignInList } from '@conclave/shared/wire/signInsApi';
import type { HttpApi } from '../../vault/HttpApi.ts';

const BASE = '/api/account/second-factor';

/** Second proofs and sign-ins, request by request. */
export class SecondFactorApi {
  readonly #http: HttpApi;

  constructor(http: HttpApi) {
    this.#http = http;
  }

  prove(body: SecondProof): Promise<void> {
    return this.#http.tell({ method: 'POST', path: '/api/second-step', body });
  }

  /** Has the code of an attempt sent; returns when the next one may be asked for. */
  async sendCode(ticket: string): Promise<number> {
    const ask = { method: 'POST', path: '/api/second-step/sms', body: { ticket } } as const;
    return (await this.#http.ask(ask, CodeSent)).againAt;
  }

  state(): Promise<SecondFactorState> {
    return this.#http.ask({ method: 'GET', path: BASE }, SecondFactorState);
  }

  /** Begins a change. Null, where the browser has just signed in and must set one up. */
  begin(authKey: string | null): Promise<ChangeStep> {
    const ask = { method: 'POST', path: `${BASE}/step`, body: { authKey } } as const;
    return this.#http.ask(ask, ChangeStep);
  }

  offerTotp(ticket: string): Promise<TotpOffer> {
    return this.#http.ask({ method: 'POST', path: `${BASE}/totp`, body: { ticket } }, TotpOffer);
  }

  async offerNumber(ticket: string, number: string): Promise<number> {
    const ask = { method: 'POST', path: `${BASE}/sms`, body: { ticket, number } } as const;
    return (await this.#http.ask(ask, CodeSent)).againAt;
  }

  confirm(kind: FactorKind, code: string): Promise<FactorConfirmed> {
    const ask = { method: 'POST', path: `${BASE}/${kind}/confirm`, body: { code } } as const;
    return this.#http.ask(ask, FactorConfirmed);
  }

  renewCodes(ticket: string): Promise<BackupCodes> {
    return this.#http.ask({ method: 'POST', path: `${BASE}/codes`, body: { ticket } }, BackupCodes);
  }

  turnOff(ticket: string, kind: FactorKind): Promise<void> {
    return this.#http.tell({ method: 'POST', path: `${BASE}/off`, body: { ticket, kind } });
  }

  async signIns(): Promise<SignInList['signIns']> {
    return (await this.#http.ask({ method: 'GET', path: '/api/account/sign-ins' }, SignInList))
      .signIns;
  }

  /** Ends one, or without an id all others. */
  endSignIn(id?: string): Promise<void> {
    const one = id === undefined ? '' : `/${id}`;
    return this.#http.tell({ method: 'DELETE', path: `/api/account/sign-ins${one}` });
  }
}
