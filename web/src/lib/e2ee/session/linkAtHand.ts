import type { HostKeys } from '../host/HostKeys.ts';
import { linkKeys } from '../objects/linkKeys.ts';
import type { RememberedLink } from '../storage/Memory.ts';
import type { Keepsake } from './Keepsake.ts';
import type { RoomAgentOptions } from './RoomAgentOptions.ts';

/** The host's own link, the one that was opened, or the one that this browser kept. */
export async function linkAtHand(
  { entrance, meetingId }: Pick<RoomAgentOptions, 'entrance' | 'meetingId'>,
  host: HostKeys | undefined,
  keepsake: Keepsake,
): Promise<RememberedLink | undefined> {
  const own = host?.links.find(({ kind }) => kind === 'copied');
  if (own !== undefined) return { ...own, exposed: false };
  if (entrance === undefined) return keepsake.memory.link;
  return { ...(await linkKeys(meetingId, entrance.code)), exposed: entrance.exposed };
}
