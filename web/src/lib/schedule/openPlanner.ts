import { MeetingApi } from '../call/MeetingApi.ts';
import { DeputyApi } from '../deputies/DeputyApi.ts';
import { deleteMeeting } from '../past/deleteMeeting.ts';
import { MailSender } from '../mail/MailSender.ts';
import { MeetingsApi } from '../past/MeetingsApi.ts';
import { AddressBook } from '../people/AddressBook.svelte.ts';
import { HttpApi } from '../vault/HttpApi.ts';
import type { OpenAccount } from '../vault/signIn.ts';
import { now } from './now.ts';
import { Outbox } from './Outbox.ts';
import { Planner } from './Planner.ts';
import { ScheduleApi } from './ScheduleApi.ts';
import { Scheduler } from './Scheduler.ts';

/** Everything that planning needs, for whoever is signed in. */
export function openPlanner({ account, vault }: OpenAccount, onSignedOut: () => void): Planner {
  const api = new MeetingsApi(onSignedOut);
  const sender = new MailSender({
    http: new HttpApi({ fetch: (...request) => fetch(...request), onSignedOut }),
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });
  const deputies = DeputyApi.here(onSignedOut);
  const scheduler = new Scheduler({
    vault,
    deputies,
    meetings: MeetingApi.here(),
    schedule: ScheduleApi.here(onSignedOut),
    async deleteMeeting(meetingId) {
      await deleteMeeting(meetingId, { vault, api });
    },
    served: () => api.list(),
    organizer: {
      organizer: `${account.firstName} ${account.lastName}`,
      company: account.company?.companyName ?? account.company?.accountName ?? '',
    },
    async documentEnds(id) {
      const { documentEnds } = await import('../documents/documentEnds.ts');
      return documentEnds(id);
    },
    async longestKeep() {
      const { ownPolicy } = await import('../company/companyRules.ts');
      return (await ownPolicy())?.longestAutoDeleteDays ?? null;
    },
    async notice({ name, withMails }) {
      const { ownNotice } = await import('../consent/ownNotice.ts');
      return ownNotice(account, { name, withMails });
    },
    now,
  });
  return new Planner({
    vault,
    deputies,
    scheduler,
    outbox: new Outbox({ vault, sender, now }),
    book: () => AddressBook.open(vault),
    async writeAgenda({ host }, points) {
      const [{ writeAgenda }, { agendaHere }] = await Promise.all([
        import('./writeAgenda.ts'),
        import('./agendaHere.ts'),
      ]);
      // The plan keeps the agenda: what did not reach the room is written with the next change.
      await writeAgenda(host, points, agendaHere).catch((error: unknown) => reportError(error));
    },
    origin: location.origin,
    now,
  });
}
