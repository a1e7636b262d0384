import { fromBase64Url } from '@conclave/shared/bytes';
import type { ConsentExport } from '@conclave/shared/consent/ConsentExport';
import { readNotice, type ConsentNotice } from '@conclave/shared/consent/ConsentNotice';
import type { ParticipantId } from '@conclave/shared/ids';
import { ConsentList, type ConsentStep } from '@conclave/shared/wire/consentApi';
import { importHostKeys, type HostKeys } from '../../e2ee/host/HostKeys.ts';
import { noticesOf, type HostMeeting } from '../../e2ee/host/HostMeeting.ts';
import type { HttpApi } from '../../vault/HttpApi.ts';
import { chainEnd } from '../chainEnd.ts';
import { checkConsents, type CheckedConsent } from '../checkConsent.ts';
import { openConsent, type OpenedConsent } from '../sealConsent.ts';
import { exportConsents } from './exportConsents.ts';

/** All that one participant answered, newest first. */
export interface PersonConsents {
  readonly participantId: ParticipantId;
  readonly newest: CheckedConsent;
  readonly earlier: readonly CheckedConsent[];
}

interface Parts {
  readonly keys: HostKeys;
  readonly notices: readonly ConsentNotice[];
  readonly list: ConsentList;
  readonly opened: ReadonlyMap<number, OpenedConsent>;
  readonly checked: readonly CheckedConsent[];
}

/** The consents of a meeting as its organizer reads them: opened with the host's key, and checked [G-11]. */
export class ConsentBook {
  readonly #parts: Parts;

  private constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Throws a RefusedError, or an UnreachableError where the server does not answer. */
  static async read(host: HostMeeting, http: Pick<HttpApi, 'ask'>): Promise<ConsentBook> {
    const { meetingId } = host;
    const path = `/api/meetings/${meetingId}/consents` as const;
    const list = await http.ask({ method: 'GET', path }, ConsentList);
    const keys = await importHostKeys(host);
    const texts = noticesOf(host).map((notice) => readNotice(notice));
    const notices = texts.filter((notice) => notice !== undefined);
    const opened = new Map<number, OpenedConsent>();
    for (const { position, sealedRecord } of list.consents) {
      const one = await openConsent(keys.box, meetingId, fromBase64Url(sealedRecord));
      if (one !== undefined) opened.set(position, one);
    }
    const open = ({ position }: { position: number }): Promise<OpenedConsent | undefined> =>
      Promise.resolve(opened.get(position));
    const proof = { meetingId, notices, list, witnessed: new Map<number, string>() };
    const checked = await checkConsents(list.consents, open, proof);
    return new ConsentBook({ keys, notices, list, opened, checked });
  }

  /** Whether the meeting asks, or asked. */
  get asks(): boolean {
    return this.#parts.notices.length > 0;
  }

  /** [R68] Each text that was asked with, the newest first, and how many answers are to it. */
  get texts(): readonly { readonly notice: ConsentNotice; readonly answers: number }[] {
    const { notices, checked } = this.#parts;
    return notices.map((notice) => {
      const { templateId, version } = notice;
      const answers = checked.filter(({ signed }) => {
        const read = signed?.record.notice;
        return read?.templateId === templateId && read.version === version;
      }).length;
      return { notice, answers };
    });
  }

  /** What the server made of it. */
  stepOf({ position }: CheckedConsent): ConsentStep | undefined {
    return this.#parts.list.steps.find((step) => step.position === position);
  }

  /** By person, in the order in which they first answered. */
  get people(): readonly PersonConsents[] {
    const people = new Map<ParticipantId, PersonConsents>();
    for (const checked of this.#parts.checked) {
      const { participantId } = checked;
      const before = people.get(participantId);
      const earlier = before === undefined ? [] : [before.newest, ...before.earlier];
      people.set(participantId, { participantId, newest: checked, earlier });
    }
    return [...people.values()];
  }

  /** [G-12] */
  export(now: number): Promise<ConsentExport> {
    return exportConsents({ ...this.#parts, now });
  }

  /** [S-19] The position of the newest answer that was read; 0 where there is none. */
  get answersUntil(): number {
    return Math.max(0, ...this.#parts.list.consents.map(({ position }) => position));
  }

  /** [G-7] Where the chain ends, as the server lists it. */
  get end(): { readonly position: number; readonly head: string } {
    return chainEnd(this.#parts.list);
  }
}
