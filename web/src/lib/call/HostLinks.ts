import type { MeetingId } from '@conclave/shared/ids';
import type { HostMeeting } from '../e2ee/host/HostMeeting.ts';
import { linkPaths } from '../e2ee/host/registerLinks.ts';
import { replaceLinks, type LinkChange } from '../e2ee/host/replaceLinks.ts';
import type { Door } from '../e2ee/session/RoomView.ts';
import type { MeetingApi } from './MeetingApi.ts';

export interface HostLinksOptions {
  host: HostMeeting;
  /** Resolves when it is acknowledged. */
  vault: { put(kind: 'meeting', id: MeetingId, host: HostMeeting): Promise<unknown> };
  /** Of the links, without a slash at the end. */
  origin: string;
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

  /** Where the organizer reads who consented. */
  get consentPage(): string {
    return `/meetings/${this.#host.meetingId}#consent`;
  }

  /** The whole link for copying. */
  async copiedLink(): Promise<string> {
    return `${this.#options.origin}${(await linkPaths(this.#host)).copied}`;
  }

  /** New links; the old ones knock no more. */
  async renew(): Promise<void> {
    await this.#replace({ links: 'fresh' });
  }

  /**
   * [D-5, V-10] Another door in the room. An open one needs links younger than the newest record, and
   * their open keys lie on the server before the door is set: a commit carries none. Once it is closed
   * again the card says so too, and the next session does not begin with an open door.
   */
  async setDoor(door: Door, set: (door: Door) => Promise<void>): Promise<void> {
    if (door === 'open') await this.#replace({ links: 'fresh', door });
    await set(door);
    if (door !== 'open' && this.#host.door === 'open') await this.#replace({ links: 'same', door });
  }

  /** First into the vault: a link must not outlive its keys. */
  async #replace(change: LinkChange): Promise<void> {
    const { api, vault, renewed } = this.#options;
    const { meetingId } = this.#host;
    const newest = await api.newestRecord(meetingId);
    const { hostMeeting, request } = await replaceLinks(this.#host, newest, change);
    await vault.put('meeting', meetingId, hostMeeting);
    await api.replaceLinks(meetingId, request);
    this.#host = hostMeeting;
    await renewed(hostMeeting);
  }
}
