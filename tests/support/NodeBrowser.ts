import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { RefusedError } from '../../shared/src/RefusedError.ts';
import { policyVersions } from '../../shared/src/dataMap/policyVersions.ts';
import { Registration } from '../../shared/src/wire/accountApi.ts';
import { AccountApi } from '../../web/src/lib/vault/AccountApi.ts';
import { HttpApi } from '../../web/src/lib/vault/HttpApi.ts';
import type { Argon2 } from '../../web/src/lib/vault/passwordKeys.ts';
import { register, type Applicant, type Registered } from '../../web/src/lib/vault/register.ts';
import type { SecondStep } from '../../shared/src/wire/secondFactorApi.ts';
import { signIn, type OpenAccount, type Tools } from '../../web/src/lib/vault/signIn.ts';
import { MemoryVaultStorage } from '../../web/src/lib/vault/VaultStorage.ts';

/** The product's own account code without a browser around it: cookies and requests, no pages. */
export class NodeBrowser {
  readonly origin: string;
  readonly tools: Tools;
  /** The cookies it holds, as it would send them. */
  readonly cookies = new Map<string, string>();
  /** What was asked for, as `POST /api/session`. */
  readonly asked: string[] = [];
  /** A server that lies: what it says instead. */
  lie: (path: string, said: unknown) => unknown = (_path, said) => said;
  /** Answers that it gets without the server being asked: a recording. */
  readonly replayed = new Map<string, unknown>();
  /** What its person does when asked for a second proof; returns the ticket. */
  secondStep: (step: SecondStep) => Promise<string> = () =>
    Promise.reject(new RefusedError('stepOver'));
  /** Sent with every request, as a proxy in front adds them. */
  readonly headers = new Map<string, string>();
  /** The last `Set-Cookie` headers it was given. */
  setCookies: string[] = [];

  constructor(origin: string) {
    this.origin = origin;
    const http = new HttpApi({ fetch: this.fetch, onSignedOut: () => undefined });
    this.tools = {
      api: new AccountApi(http),
      storage: new MemoryVaultStorage(),
      argon2: quickArgon2,
      secondStep: (step) => this.secondStep(step),
    };
  }

  /** Like the fetch of a page of this origin. */
  readonly fetch: typeof fetch = async (input, init = {}) => {
    const headers = new Headers(init.headers);
    headers.set('origin', this.origin);
    for (const [name, value] of this.headers) headers.set(name, value);
    if (this.cookies.size > 0) headers.set('cookie', this.cookieHeader());
    const path = pathOf(input);
    this.asked.push(`${init.method ?? 'GET'} ${path}`);
    if (this.replayed.has(path)) return Response.json(this.replayed.get(path));
    const response = await fetch(new URL(path, this.origin), { ...init, headers });
    this.setCookies = response.headers.getSetCookie();
    for (const cookie of this.setCookies) this.#keep(cookie);
    return response.ok && response.status !== 204 ? this.#retold(path, response) : response;
  };

  cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  register(change: Partial<Applicant> = {}): Promise<Registered> {
    return register(applicant(change), this.tools);
  }

  /** What it would send to register, without sending it. */
  async draftRegistration(change: Partial<Applicant> = {}): Promise<Registration> {
    let sent: unknown;
    const notSent: typeof fetch = (_path, init) => {
      sent = JSON.parse(typeof init?.body === 'string' ? init.body : '');
      return Promise.reject(new TypeError('not sent'));
    };
    const http = new HttpApi({ fetch: notSent, onSignedOut: () => undefined });
    const tools = { ...this.tools, api: new AccountApi(http) };
    await register(applicant(change), tools).catch(() => undefined);
    return v.parse(Registration, sent);
  }

  /** Sends JSON as a page of this origin does. */
  send(method: string, path: string, body?: unknown): Promise<Response> {
    const headers = { 'content-type': 'application/json' };
    return this.fetch(path, {
      method,
      ...(body !== undefined && { headers, body: JSON.stringify(body) }),
    });
  }

  signIn(address: string, password = PASSWORD): Promise<OpenAccount> {
    return signIn({ address, password }, this.tools);
  }

  async #retold(path: string, response: Response): Promise<Response> {
    const { status, headers } = response;
    return Response.json(this.lie(path, await response.json()), { status, headers });
  }

  #keep(cookie: string): void {
    const [pair = '', ...attributes] = cookie.split('; ');
    const at = pair.indexOf('=');
    const name = pair.slice(0, at);
    if (attributes.includes('Max-Age=0')) this.cookies.delete(name);
    else this.cookies.set(name, pair.slice(at + 1));
  }
}

function pathOf(input: string | URL | Request): string {
  if (typeof input === 'string') return input;
  return input instanceof URL ? input.href : input.url;
}

export const PASSWORD = 'shift plan for spring';

let people = 0;

/** Somebody who fills in the form, each with an address of their own. */
export function applicant(change: Partial<Applicant> = {}): Applicant {
  people++;
  return {
    address: `person${people}@hallwerk.example`,
    password: PASSWORD,
    firstName: 'Mara',
    lastName: 'Feldhaus',
    language: 'en',
    companyName: null,
    invite: null,
    termsVersion: policyVersions.terms,
    dpaVersion: policyVersions.dpa,
    ...change,
  };
}

/** Stands in for Argon2id, which has its own tests: here only its being a function of all inputs matters. */
export const quickArgon2: Argon2 = ({ password, salt, memoryKib, iterations, parallelism }) => {
  const hash = createHash('sha256').update(password).update(salt);
  return Promise.resolve(
    new Uint8Array(hash.update(`${memoryKib},${iterations},${parallelism}`).digest()),
  );
};
