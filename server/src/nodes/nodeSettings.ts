import { NODE_NAME } from '@conclave/shared/wire/protocolVersion';
import * as v from 'valibot';
import { optional } from '../ops/settings.ts';

/** One of several servers over one database. */
export interface NodeSettings {
  /** What the balancer knows it by. */
  readonly name: string;
  /** Where the other nodes reach it; null where there are none. */
  readonly url: string | null;
}

const name = v.pipe(
  v.string('must be a text.'),
  v.trim(),
  v.regex(NODE_NAME, 'must have at most 32 small letters, digits and hyphens, as node-1.'),
);

const innerUrl = v.pipe(
  v.string('must be a text.'),
  v.trim(),
  v.check(isInnerUrl, 'must be where the other nodes reach this one, as http://10.0.0.1:3000.'),
);

function isInnerUrl(value: string): boolean {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  return (url?.protocol === 'http:' || url?.protocol === 'https:') && url.pathname === '/';
}

/** What the environment may say of it. */
export const nodeEnvironment = {
  NODE_NAME: optional(name),
  NODE_URL: optional(innerUrl),
} as const;

/** With one server nobody needs a name for it. */
const ONLY = 'only';

export function nodeOf(env: {
  readonly NODE_NAME?: string | undefined;
  readonly NODE_URL?: string | undefined;
}): NodeSettings {
  return { name: env.NODE_NAME ?? ONLY, url: env.NODE_URL ?? null };
}

/** What would let nodes miss each other, or what the others keep. */
export function nodeFaults(given: Readonly<Record<string, string | undefined>>): string[] {
  const { NODE_NAME: node, NODE_URL: url, DATABASE_URL, S3_ENDPOINT, NODE_ENV, PEPPER } = given;
  if (node === undefined) return url === undefined ? [] : ['NODE_URL needs NODE_NAME.'];
  return [
    ...(DATABASE_URL === undefined
      ? ['NODE_NAME needs DATABASE_URL: nodes share a PostgreSQL database.']
      : []),
    ...(url === undefined ? ['NODE_URL is missing: where the other nodes reach this one.'] : []),
    ...(PEPPER === undefined ? ['NODE_NAME needs PEPPER, the same on all nodes.'] : []),
    ...(NODE_ENV === 'production' && S3_ENDPOINT === undefined
      ? ['NODE_NAME needs S3_ENDPOINT: files must be where every node reads them.']
      : []),
  ];
}
