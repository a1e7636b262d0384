import type { LocationParts, ReadLink } from '../e2ee/objects/linkLocation.ts';
import type { LocalMedia } from '../media/LocalMedia.svelte.ts';
import type { Toasts } from '../ui/Toasts.svelte.ts';
import type { Entry, RoomServices } from './openRoom.ts';
import type { SessionWorkspace } from './SessionWorkspace.ts';
import type { RoomSettings } from './RoomSettings.svelte.ts';
import type { Workspace } from './Workspace.svelte.ts';

/** What a visit of a meeting's page is made of; everything large is loaded when it is needed. */
export interface MeetingVisitOptions {
  address: LocationParts;
  local: LocalMedia;
  settings: RoomSettings;
  toasts: Toasts;
  now: () => number;
  /** Reads the address; loaded apart because it brings the cryptography. */
  readLink: (address: LocationParts) => Promise<ReadLink>;
  /** Starts signaling, the key worker and the frame worker. */
  openRoom: (entry: Entry) => Promise<RoomServices>;
  /** Loads what only the room needs. */
  loadCall: () => Promise<typeof import('./Call.svelte.ts')>;
  /** Starts what is behind the documents. */
  openWorkspace: (options: SessionWorkspace) => Promise<Workspace>;
  /** Loads what only meetings need that ask for consent. */
  loadConsent: () => Promise<typeof import('./openConsent.ts')>;
}
