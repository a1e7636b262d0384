import { operational, type Annotation } from './Annotation.ts';

/**
 * All fields a log line may have. What is not here is dropped and counted, and each kind lets
 * through only what fits it, so that a secret in the wrong place does not reach the disk.
 *
 * - count: a finite number
 * - flag: true or false
 * - shortId: the first six letters of an id
 * - address: an IP address, cut to /24 or /48 except in the security log
 * - route: a registered route pattern; never a path
 * - errorCode: one of shared/src/errorCodes
 * - systemCode: a constant of Node or a database, as ECONNRESET
 * - error: an Error, of which its kind, code and the places in our source remain; never its message
 * - oneOf: one of the listed words
 */
export type LogKind =
  'count' | 'flag' | 'shortId' | 'address' | 'route' | 'errorCode' | 'systemCode' | 'error';

interface LogField extends Annotation {
  readonly kind: LogKind | readonly string[];
}

const fault = {
  ...operational,
  purpose: 'troubleshooting',
  retention: 'log',
  erase: 'expiry',
  requirement: 'R91',
} as const satisfies Annotation;

const trace = {
  ...fault,
  basis: '6.1.f',
  subject: 'visitor',
} as const satisfies Annotation;

export const logFields = {
  // requests
  method: { ...fault, kind: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] },
  route: { ...fault, kind: 'route' },
  status: { ...fault, kind: 'count' },
  durationMs: { ...fault, kind: 'count' },
  request: { ...fault, kind: 'shortId' },
  code: { ...fault, kind: 'errorCode' },
  address: { ...trace, retention: 'securityLog', kind: 'address', requirement: 'R92' },
  droppedFields: { ...fault, kind: 'count' },
  // faults
  error: { ...fault, kind: 'error' },
  systemCode: { ...fault, kind: 'systemCode' },
  signal: { ...fault, kind: ['SIGTERM', 'SIGINT'] },
  // who and what, shortened
  account: { ...trace, subject: 'organizer', kind: 'shortId' },
  company: { ...trace, subject: 'companyAdmin', kind: 'shortId' },
  meeting: { ...trace, subject: 'organizer', kind: 'shortId' },
  session: { ...trace, subject: 'participant', kind: 'shortId' },
  peer: { ...trace, subject: 'participant', kind: 'shortId' },
  // the machine
  port: { ...fault, kind: 'count' },
  pid: { ...fault, kind: 'count' },
  worker: { ...fault, kind: 'count' },
  count: { ...fault, kind: 'count' },
  bytes: { ...fault, kind: 'count' },
  dialect: { ...fault, kind: ['sqlite', 'postgres'] },
  mode: { ...fault, kind: ['development', 'test', 'production'] },
} as const satisfies Record<string, LogField>;

export type LogFieldName = keyof typeof logFields;
