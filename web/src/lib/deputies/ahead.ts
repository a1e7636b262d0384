import type { HostMeeting } from '../e2ee/host/HostMeeting.ts';

/** The meetings that are not over, the next one first. */
export function ahead(hosts: readonly HostMeeting[], now: number): HostMeeting[] {
  return hosts
    .filter(({ time }) => (time?.endsAt ?? 0) > now)
    .toSorted((a, b) => (a.time?.startsAt ?? 0) - (b.time?.startsAt ?? 0));
}

/** The one that is next, or was last. */
export function nextOf(hosts: readonly HostMeeting[], now: number): HostMeeting | undefined {
  const byTime = hosts.toSorted((a, b) => (a.time?.startsAt ?? 0) - (b.time?.startsAt ?? 0));
  return ahead(hosts, now)[0] ?? byTime.at(-1);
}
