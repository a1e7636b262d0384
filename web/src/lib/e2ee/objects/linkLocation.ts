import { MeetingId } from '@conclave/shared/ids';
import * as v from 'valibot';
import { decodeLinkCode, type LinkCode } from './link.ts';

/** The parts of a page's address that may hold a link. */
export interface LocationParts {
  readonly pathname: string;
  readonly hash: string;
}

/** What an address says. `exposed`: the code stood in the path, so the server has seen it [L-3]. */
export type ReadLink =
  | {
      readonly kind: 'link';
      readonly meetingId: MeetingId;
      readonly code: LinkCode;
      readonly exposed: boolean;
    }
  /** A meeting without a code: somebody comes back, or the code is to be typed. */
  | { readonly kind: 'meeting'; readonly meetingId: MeetingId }
  | { readonly kind: 'damaged'; readonly meetingId: MeetingId | undefined };

/** Some mail gateways encode `#` once, some twice; some programs append a slash. */
const ENCODED_FRAGMENT = /(?:#|%23|%2523)/iu;

/** [L-3] Reads the address of `/m/<meetingId>#<code>` in all the shapes in which it arrives. */
export async function readLinkLocation({ pathname, hash }: LocationParts): Promise<ReadLink> {
  const path = pathname.replace(/^\/m\//u, '');
  const split = path.search(ENCODED_FRAGMENT);
  const idPart = (split < 0 ? path : path.slice(0, split)).replace(/\/$/u, '');
  const id = v.safeParse(MeetingId, idPart);
  if (!id.success) return { kind: 'damaged', meetingId: undefined };
  const exposed = split >= 0;
  const typed = exposed ? path.slice(split).replace(ENCODED_FRAGMENT, '') : hash.slice(1);
  if (typed === '' && !exposed) return { kind: 'meeting', meetingId: id.output };
  const code = await decodeLinkCode(id.output, typed.replace(/\/$/u, ''));
  if (code === undefined) return { kind: 'damaged', meetingId: id.output };
  return { kind: 'link', meetingId: id.output, code, exposed };
}
