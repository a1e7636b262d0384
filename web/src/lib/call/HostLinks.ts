import type { HostMeeting } from '../e2ee/host/HostMeeting.ts';
import { linkPaths } from '../e2ee/host/registerLinks.ts';
import { replaceLinks } from '../e2ee/host/replaceLinks.ts';
import type { Vault } from '../vault/Vault.ts';
import type { MeetingApi } from './MeetingApi.ts';

export interface HostLinksOptions {
  host: HostMeeting;
  vault: Vault;
  api: MeetingApi;
  /** Tells the running room which links there are now. */
  renewed: (host: HostMeeting) => Promise<void>;
}

/** What only the host can do with the links, because only the host's vault holds their secrets. */
export class HostLinks {
  readonly #options: HostLinksOptions;
  #host: HostMeeting;

  constructor(options: HostLinksOptions) {
    this.#options = options;
    this.#host = options.host;
  }

  /** The whole link for copying. */
  async copiedLink(): Promise<string> {
    return `${location.origin}${(await linkPaths(this.#host)).copied}`;
  }

  /** New links; the old ones knock no more. First into the vault: a link must not outlive its keys. */
  async renew(): Promise<void> {
    const { api, vault, renewed } = this.#options;
    const { meetingId } = this.#host;
    const newest = await api.newestRecord(meetingId);
    const { hostMeeting, request } = await replaceLinks(this.#host, newest, { links: 'fresh' });
    await vault.put('meeting', meetingId, hostMeeting);
    await api.replaceLinks(meetingId, request);
    this.#host = hostMeeting;
    await renewed(hostMeeting);
  }
}
