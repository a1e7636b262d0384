import * as v from 'valibot';
import { ParticipantId } from '../../../shared/src/ids.ts';

export const isParticipantId = (text: string): text is ParticipantId => v.is(ParticipantId, text);
