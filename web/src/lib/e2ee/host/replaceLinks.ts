import { toBase64Url, type Bytes } from '@conclave/shared/bytes';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { ReplaceLinks } from '@conclave/shared/wire/meetingApi';
import { decodeRecord, isRecordGenuine } from '../objects/keyRecord.ts';
import { openShare } from '../objects/recordSecret.ts';
import type { Door } from '../session/RoomView.ts';
import { newLink } from './createMeeting.ts';
import { importHostKeys, type HostKeys } from './HostKeys.ts';
import { earlierNotices, type CardText, type HostMeeting } from './HostMeeting.ts';
import { linkPaths, openKeysFor, registerLinks, type LinkPaths } from './registerLinks.ts';

/** What changes. Links that are not `fresh` keep their secrets: only the card under them is renewed. */
export interface LinkChange {
  readonly links: 'fresh' | 'same';
  readonly door?: Door;
  readonly text?: CardText;
  readonly mailedTopic?: boolean;
  readonly planned?: Required<Pick<HostMeeting, 'time' | 'plan'>>;
}

export interface ReplacedLinks {
  readonly hostMeeting: HostMeeting;
  readonly request: ReplaceLinks;
  readonly links: LinkPaths;
}

/**
 * Another card, and with `fresh` other links: the old ones stop knocking. `newestRecord` as the server
 * lists it. Into the vault first, then to the server, then to the running room (`RoomAgent.renewHost`).
 */
export async function replaceLinks(
  host: HostMeeting,
  newestRecord: Bytes,
  change: LinkChange,
): Promise<ReplacedLinks> {
  const recordNumber = (await decodeRecord(newestRecord))?.number;
  if (recordNumber === undefined) throw new RefusedError('malformed');
  const hostMeeting = changed(host, recordNumber, change);
  const keys = await importHostKeys(hostMeeting);
  const open = hostMeeting.door === 'open';
  // Who was removed knows the old links; an open door would let them open everything [D-5].
  if (open && hostMeeting.linksSince < recordNumber) throw new RefusedError('notAllowed');
  return {
    hostMeeting,
    request: {
      open,
      links: await registerLinks(hostMeeting, keys),
      openKeys: open ? await sealedOpenKeys(keys, newestRecord) : null,
      asksConsent: hostMeeting.text.notice !== '',
    },
    links: await linkPaths(hostMeeting),
  };
}

function changed(host: HostMeeting, recordNumber: number, change: LinkChange): HostMeeting {
  const fresh = change.links === 'fresh';
  return {
    ...host,
    ...earlierNotices(host, (change.text ?? host.text).notice),
    cardVersion: host.cardVersion + 1,
    text: change.text ?? host.text,
    mailedTopic: change.mailedTopic ?? host.mailedTopic,
    ...change.planned,
    door: change.door ?? host.door,
    links: fresh ? host.links.map(({ kind, version }) => newLink(kind, version + 1)) : host.links,
    linksSince: fresh ? recordNumber : host.linksSince,
  };
}

async function sealedOpenKeys(keys: HostKeys, newestRecord: Bytes): Promise<string> {
  const record = await decodeRecord(newestRecord);
  if (record === undefined || !(await isRecordGenuine(keys.meeting, record))) {
    throw new RefusedError('malformed');
  }
  const secret = await openShare(record, keys.box);
  if (secret === undefined) throw new RefusedError('malformed');
  return toBase64Url(await openKeysFor(keys, record.number, secret));
}
