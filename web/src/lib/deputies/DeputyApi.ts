import { RefusedError } from '@conclave/shared/RefusedError';
import {
  HostLinks,
  OpenedHostLink,
  type PutHostLink,
  type SealedHost,
} from '@conclave/shared/wire/deputyApi';
import { HttpApi } from '../vault/HttpApi.ts';
import type { HostLinkKeys } from './hostLink.ts';

/** A link to a meeting of one's own, as the server knows it. */
export type GivenLink = HostLinks['links'][number];

/** Who gives keys, and of how many meetings. */
export type HostLinkOffer = Pick<OpenedHostLink, 'organizer' | 'meetings'>;

/** Host links on the server: made by organizers, opened by deputies. */
export class DeputyApi {
  readonly #http: HttpApi;

  constructor(http: HttpApi) {
    this.#http = http;
  }

  static here(onSignedOut: () => void = () => undefined): DeputyApi {
    return new DeputyApi(new HttpApi({ fetch: (...request) => fetch(...request), onSignedOut }));
  }

  async list(): Promise<readonly GivenLink[]> {
    return (await this.#http.ask({ method: 'GET', path: '/api/host-links' }, HostLinks)).links;
  }

  async put({ linkId }: Pick<HostLinkKeys, 'linkId'>, body: PutHostLink): Promise<void> {
    await this.#http.tell({ method: 'PUT', path: `/api/host-links/${linkId}`, body });
  }

  /** Takes it back, or gives it up. */
  async drop({ linkId }: Pick<HostLinkKeys, 'linkId'>): Promise<void> {
    await this.#http.tell({ method: 'DELETE', path: `/api/host-links/${linkId}` });
  }

  /** [L-3] Gives up a link whose secret the server has seen. */
  async expose({ proof }: Pick<HostLinkKeys, 'proof'>): Promise<void> {
    await this.#http.tell({ method: 'POST', path: '/api/host-links/exposed', body: { proof } });
  }

  /** What it is for; undefined: nothing any more, or nothing for this account. */
  async offer(keys: Pick<HostLinkKeys, 'proof'>): Promise<HostLinkOffer | undefined> {
    const opened = await this.#open(keys, false);
    return opened && { organizer: opened.organizer, meetings: opened.meetings };
  }

  /** The keys for its deputy, whom `accept` makes of this account; undefined: nothing any more, or nothing for it. */
  async open(
    keys: Pick<HostLinkKeys, 'proof'>,
    accept: boolean,
  ): Promise<readonly SealedHost[] | undefined> {
    return (await this.#open(keys, accept))?.keys;
  }

  async #open(
    { proof }: Pick<HostLinkKeys, 'proof'>,
    accept: boolean,
  ): Promise<OpenedHostLink | undefined> {
    const ask = { method: 'POST', path: '/api/host-links/open', body: { proof, accept } } as const;
    try {
      return await this.#http.ask(ask, OpenedHostLink);
    } catch (error) {
      if (error instanceof RefusedError && error.code === 'linkUnknown') return undefined;
      throw error;
    }
  }
}
