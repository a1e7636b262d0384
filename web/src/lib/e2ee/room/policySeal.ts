import { ByteWriter } from '@conclave/shared/ByteWriter';
import { equalBytes, type Bytes } from '@conclave/shared/bytes';
import { sign, verify, type SigningKey } from '../crypto/sign.ts';
import { idBytes } from '../objects/idBytes.ts';
import { isCertificateValid, type Session } from '../objects/roleCertificate.ts';
import { keyText } from './keyText.ts';
import { policyBytes, type RoomState } from './roomState.ts';

/** [S-5] Signs the policy part of a state as who set it. */
export async function signPolicy(
  session: Session,
  state: RoomState,
  author: SigningKey,
): Promise<RoomState> {
  const signature = await sign(author, 'policy', messageOf(session, state));
  return { ...state, policySeal: { authorKey: author.publicKey, signature } };
}

/**
 * [S-5] Whether a state that somebody hands over can be what host and deputies made it: every role by
 * the host's certificate, the policy signed by one of them.
 */
export async function isStateGenuine(session: Session, state: RoomState): Promise<boolean> {
  if (!equalBytes(state.hostKey, session.hostKey)) return false;
  for (const certificate of state.roles.values()) {
    if (!(await isCertificateValid(session, certificate))) return false;
  }
  return isPolicyGenuine(session, state);
}

/** Whether the policy is signed by somebody with a role, or is one that needs no signature. */
export async function isPolicyGenuine(session: Session, state: RoomState): Promise<boolean> {
  const { policySeal } = state;
  if (policySeal === undefined) return isUntouched(state);
  const { authorKey, signature } = policySeal;
  const byHost = equalBytes(authorKey, session.hostKey);
  if (!byHost && !state.roles.has(keyText(authorKey))) return false;
  return verify(authorKey, { label: 'policy', message: messageOf(session, state), signature });
}

/** How a session stands that anybody began at an open door. */
function isUntouched(state: RoomState): boolean {
  const deputies = [...state.roles.values()].filter(({ role }) => role === 'deputy');
  return (
    state.policyNumber === 0 &&
    state.door === 'open' &&
    !state.locked &&
    state.kicked.size === 0 &&
    deputies.length === 0
  );
}

function messageOf(session: Session, state: RoomState): Bytes {
  const policy = policyBytes(state);
  return new ByteWriter().fixed(idBytes(session.sessionId), 16).fixed(policy, policy.length).end();
}
