import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { createMeeting } from '../../web/src/lib/e2ee/host/createMeeting.ts';
import type { HostMeeting } from '../../web/src/lib/e2ee/host/HostMeeting.ts';
import { encodeHostProof } from '../../web/src/lib/e2ee/objects/hostProof.ts';
import { Agenda } from '../../web/src/lib/minutes/agenda/Agenda.ts';
import { writeAgenda } from '../../web/src/lib/schedule/writeAgenda.ts';
import type { DocumentPlace } from '../../shared/src/wire/documents.ts';
import { DocumentWorld, type TestWriter } from '../support/documentWorld.ts';
import { GatedScreen } from '../support/GatedScreen.ts';

const AGENDA: DocumentPlace = { kind: 'agenda', owner: null };
const NOTICE = JSON.stringify({
  ...{ format: 1, templateId: 'neutral', version: 1, purposes: ['live', 'archive'] },
  controller: { name: 'Hallwerk', address: '', contact: '', dpo: '', authority: '' },
  texts: {
    en: { intro: 'I', statements: { live: 'L', archive: 'A', summary: 'S' }, details: 'D' },
  },
  asksFrom: {},
});

let here: DocumentWorld;
let host: HostMeeting;

beforeEach(async () => {
  here = await DocumentWorld.make();
  onTestFinished(() => here.close());
  const { hostMeeting } = await createMeeting({
    ...{ topic: 'Budget', organizer: 'Mara', company: '', notice: NOTICE, door: 'guarded' },
    ...{ mailedTopic: false, createdAt: 0 },
  });
  host = { ...hostMeeting, meetingId: here.meeting.meetingId };
});

/** The organizer in a browser of theirs puts points into the agenda. `meanwhile`: once it is open. */
async function plans(
  points: readonly string[],
  meanwhile: (screen: GatedScreen) => Promise<unknown> = () => Promise.resolve(),
): Promise<void> {
  const writer = await here.member('host');
  let done = false;
  const writing = writeAgenda(host, points, {
    openHub({ gate }) {
      const screen = new GatedScreen(here, writer, gate);
      return {
        open: ({ kind }) => (kind === 'roster' ? screen.roster : screen.page(kind)).handle(),
        flush: () => [screen.roster, screen.page('agenda')].forEach((page) => page.flush()),
        async hostProof() {
          await meanwhile(screen);
          return proofOf(writer);
        },
        close() {
          screen.close();
          writer.documents.close();
        },
      };
    },
    self: () => Promise.resolve(writer.id),
    report: (error) => here.bugs.push(error),
  });
  const ended = writing.finally(() => (done = true));
  await here.until(() => done, 'written');
  await ended;
}

function proofOf({ keys: { certificate } }: TestWriter): Uint8Array<ArrayBuffer> {
  if (certificate === undefined) throw new TypeError('no certificate');
  return encodeHostProof(here.meeting.hostKey, certificate);
}

/** Somebody who agreed to nothing, in a browser that writes all the same. */
async function intrudes(point: string): Promise<void> {
  const writer = await here.member();
  const document = writer.open(AGENDA);
  await here.until(() => document.isOpen, 'open');
  new Agenda(document.doc).add(point);
  await here.until(() => document.state.kind === 'saved', 'stored');
}

/** What everybody sees. */
async function shown(): Promise<string[]> {
  const screen = new GatedScreen(here, await here.member(), NOTICE);
  onTestFinished(() => screen.close());
  const page = screen.page('agenda');
  await here.until(() => screen.isOpen, 'open');
  await here.settle();
  return new Agenda(page.doc).points().map(({ title }) => title);
}

it('[G-18] what somebody wrote without consent does not stand there already for who plans the meeting', async () => {
  await intrudes('Budget');
  await plans(['Budget', 'Dates']);
  expect(await shown()).toEqual(['Budget', 'Dates']);
});

it('[G-18] no checkpoint is made of it while the points are written', async () => {
  await intrudes('said too early');
  const made: unknown[] = [];
  await plans(['Budget'], async (screen) => {
    made.push(await screen.opened('agenda').log?.desk.make());
  });
  expect(made).toEqual([false]);
  expect(await shown()).toEqual(['Budget']);
});

it('[G-18] what the organizer planned in another browser stands there, and is not added again', async () => {
  await plans(['Budget']);
  await plans(['Budget', 'Dates']);
  expect(await shown()).toEqual(['Budget', 'Dates']);
});
