/**
 * Rises with every change of signaling or of a sealed object that older pages cannot follow. A page
 * with another number is refused at the handshake and shows "reload to update".
 */
export const PROTOCOL_VERSION = 4;

/** Where signaling lives on the origin. */
export const SIGNALING_PATH = '/signaling';

/** What a node may be called: it stands in paths. */
export const NODE_NAME = /^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/u;

/** Where one node of several has its signaling; the balancer leads what begins with `/n/<name>/` there. */
export function nodePath(name: string): string {
  return `/n/${name}${SIGNALING_PATH}`;
}

/** The node that a path leads to, or undefined if it is no such path. */
export function nodeOfPath(path: string): string | undefined {
  const [, name = '', rest] = /^\/n\/([^/]+)(\/.*)$/u.exec(path) ?? [];
  return rest === SIGNALING_PATH && NODE_NAME.test(name) ? name : undefined;
}
