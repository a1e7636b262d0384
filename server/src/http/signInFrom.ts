import type { Device } from '@conclave/shared/wire/signInsApi';
import { deviceOf } from '../accounts/SignInFrom.ts';
import type { Call } from './Call.ts';

/** Where a call that signs in comes from. */
export function signInFrom(call: Call): { ip: string; device: Device } {
  return { ip: call.address, device: deviceOf(call.header('user-agent')) };
}
