import { MeetingId, ParticipantId } from '@conclave/shared/ids';
import * as v from 'valibot';
import type { Log } from '../ops/Log.ts';
import type { RoomRegistry } from '../room/RoomRegistry.ts';

/** What happened elsewhere and concerns a room wherever it is. */
const News = v.variant('what', [
  v.strictObject({ what: v.literal('linksReplaced'), meetingId: MeetingId }),
  v.strictObject({ what: v.literal('deleted'), meetingId: MeetingId }),
  v.strictObject({
    what: v.literal('stopProducing'),
    meetingId: MeetingId,
    participantId: ParticipantId,
  }),
]);
type News = v.InferOutput<typeof News>;

/** Leads to the other nodes. A message may be lost with the connection to the database. */
export interface NewsChannel {
  send(news: unknown): void;
  onNews(listen: (news: unknown) => void): void;
}

/** Tells a meeting's room what was done to the meeting, on this node and on all others. */
export class RoomNews {
  readonly #registry: RoomRegistry;
  readonly #log: Log;
  #channel: NewsChannel | undefined;

  constructor({ registry, log }: { registry: RoomRegistry; log: Log }) {
    this.#registry = registry;
    this.#log = log;
  }

  /** From now on the other nodes hear of it. */
  connect(channel: NewsChannel): void {
    this.#channel = channel;
    channel.onNews((raw) => {
      const news = v.safeParse(News, raw);
      if (news.success) this.#act(news.output);
      else this.#log.warn('node.unknownNews', {});
    });
  }

  /** Of these meetings, those that are live. */
  liveAmong(meetingIds: readonly MeetingId[]): Promise<ReadonlySet<MeetingId>> {
    return this.#registry.liveAmong(meetingIds);
  }

  linksReplaced(meetingId: MeetingId): void {
    this.#tell({ what: 'linksReplaced', meetingId });
  }

  /** [G-9] */
  stopProducing(meetingId: MeetingId, participantId: ParticipantId): void {
    this.#tell({ what: 'stopProducing', meetingId, participantId });
  }

  deleted(meetingId: MeetingId): void {
    this.#tell({ what: 'deleted', meetingId });
  }

  #tell(news: News): void {
    this.#act(news);
    this.#channel?.send(news);
  }

  #act(news: News): void {
    switch (news.what) {
      case 'linksReplaced':
        this.#registry.linksReplaced(news.meetingId);
        break;
      case 'deleted':
        this.#registry.deleted(news.meetingId);
        break;
      case 'stopProducing':
        this.#registry.stopProducing(news.meetingId, news.participantId);
        break;
    }
  }
}
