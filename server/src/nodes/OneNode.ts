import type { MeetingId } from '@conclave/shared/ids';
import type { RoomPlaces } from '../room/RoomPlaces.ts';
import type { Directions } from './Directions.ts';

/** A server alone on an embedded database: every room is its own. */
export class OneNode implements RoomPlaces, Directions {
  readonly isShared = false;
  readonly mayServe = true;
  readonly ownName = undefined;

  take(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  release(): Promise<void> {
    return Promise.resolve();
  }

  liveElsewhere(): Promise<readonly MeetingId[]> {
    return Promise.resolve([]);
  }

  held(): Promise<readonly MeetingId[]> {
    return Promise.resolve([]);
  }

  leave(): Promise<void> {
    return Promise.resolve();
  }

  pathTo(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  urlOf(): Promise<undefined> {
    return Promise.resolve(undefined);
  }
}
