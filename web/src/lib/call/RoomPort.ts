import type { RoomCommands, RoomEvent, RoomView } from '../e2ee/session/RoomView.ts';

/** The room as its screens see it: what holds, what happened, what may be asked for. */
export interface RoomPort extends RoomCommands {
  /** Told at once how it stands, and then at every change. */
  onView(listen: (view: RoomView) => void): () => void;
  onEvent(listen: (event: RoomEvent) => void): () => void;
}
