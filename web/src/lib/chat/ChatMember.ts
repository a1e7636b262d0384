import type { Member } from '../e2ee/session/RoomView.ts';

/** Who is in the room, as the chat needs it. */
export type ChatMember = Pick<Member, 'participantId' | 'self'>;
