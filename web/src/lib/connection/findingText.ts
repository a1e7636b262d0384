import type { Catalogue } from '@conclave/shared/text/en';
import { formatNumber } from '../i18n/formats.ts';
import type { NetworkPath } from '../media/statsReport.ts';
import { PARTS, type Finding, type Findings, type Part } from './ConnectionCheck.ts';

type Words = Catalogue['connection'];
type Passed = Extract<Finding, { state: 'good' | 'fair' }>;

const isRelay = (part: Part): part is 'udp' | 'tcp' | 'tls' =>
  part === 'udp' || part === 'tcp' || part === 'tls';

/** One sentence on what was found, or the way out; nothing while there is nothing to say. */
export function findingText(words: Words, part: Part, finding: Finding): string {
  if (finding.state === 'waiting' || finding.state === 'running') return '';
  if (finding.state === 'none') return isRelay(part) ? words.none.relay : words.none.media;
  if (finding.state === 'bad') return badText(words, part, finding.busy === true);
  return finding.path === undefined
    ? pathlessText(words, part, finding)
    : pathText(words, finding.path);
}

function badText({ bad, busy }: Words, part: Part, isBusy: boolean): string {
  if (isBusy) return busy;
  return isRelay(part) ? bad.relay : bad[part];
}

function pathlessText({ good, outdated }: Words, part: Part, finding: Passed): string {
  if (finding.state === 'fair') return outdated;
  if (part === 'server') return good.server({ ms: formatNumber(finding.ms ?? 0) });
  if (part === 'browser' || part === 'socket') return good[part];
  return isRelay(part) ? good.relay : '';
}

function pathText({ path: words }: Words, path: NetworkPath): string {
  const protocol = path.protocol.toUpperCase();
  const way = path.relayed ? words.relayed({ protocol }) : words.direct({ protocol });
  if (path.roundTripMs === undefined) return way;
  return `${way} ${words.roundTrip({ ms: formatNumber(path.roundTripMs) })}`;
}

/** All of it as plain text, to send to somebody who helps. It names no address of this network. */
export function reportText(words: Words, findings: Findings): string {
  const lines = PARTS.map((part) => {
    const finding = findings[part];
    const state = words.states[finding.state];
    return `${words.parts[part]}: ${state}. ${findingText(words, part, finding)}`.trim();
  });
  return [words.title, location.host, navigator.userAgent, '', ...lines].join('\n');
}
