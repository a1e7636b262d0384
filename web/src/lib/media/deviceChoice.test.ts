import { describe, expect, it } from 'vitest';
import {
  chooseDevice,
  deviceChange,
  deviceFault,
  isNamed,
  type DeviceInfo,
  type DeviceKind,
} from './deviceChoice.ts';

const device = (
  deviceId: string,
  label = deviceId,
  kind: DeviceKind = 'audioinput',
): DeviceInfo => ({
  kind,
  deviceId,
  label,
  groupId: '',
});
const remembered = (deviceId: string, label = deviceId): { deviceId: string; label: string } => ({
  deviceId,
  label,
});

const builtIn = device('builtin', 'Built-in');
const headset = device('headset', 'Headset');
const camera = device('camera', 'Camera', 'videoinput');

describe('which device', () => {
  it('never takes one of another kind, even by name', () => {
    expect(chooseDevice([camera], 'audioinput', remembered('camera', 'Camera'))).toBeUndefined();
  });

  it('takes the remembered one', () => {
    expect(chooseDevice([builtIn, headset], 'audioinput', remembered('headset'))).toBe(headset);
  });

  it('finds it by name when its id was renewed (cookies cleared, other port)', () => {
    const found = chooseDevice([builtIn, headset], 'audioinput', remembered('old', 'Headset'));
    expect(found).toBe(headset);
  });

  it("takes the system's choice when the remembered one is gone", () => {
    const system = device('default', 'Default');
    expect(chooseDevice([headset, system], 'audioinput', remembered('gone'))).toBe(system);
  });

  it('takes the first when there is no system choice, and none when there is none', () => {
    expect(chooseDevice([headset, builtIn], 'audioinput', undefined)).toBe(headset);
    expect(chooseDevice([], 'audioinput', undefined)).toBeUndefined();
  });

  it('does not take nameless devices for the remembered nameless one', () => {
    const nameless = [device('', '', 'videoinput'), device('', '')];
    expect(chooseDevice(nameless, 'audioinput', remembered('', ''))).toBe(nameless[1]);
    expect(isNamed(nameless)).toBe(false);
    expect(isNamed([builtIn])).toBe(true);
  });
});

describe('when devices come and go', () => {
  it('says what to use instead of an unplugged one', () => {
    expect(deviceChange([builtIn, camera], headset, remembered('headset'))).toEqual({
      kind: 'unplugged',
      instead: builtIn,
    });
  });

  it('says when nothing is left', () => {
    expect(deviceChange([camera], headset, undefined)).toEqual({
      kind: 'unplugged',
      instead: undefined,
    });
  });

  it('goes back to the chosen one when it returns', () => {
    expect(deviceChange([builtIn, headset], builtIn, remembered('headset', 'Headset'))).toEqual({
      kind: 'returned',
      device: headset,
    });
  });

  it('does not switch to a newcomer that nobody chose', () => {
    expect(deviceChange([builtIn, headset], builtIn, remembered('builtin', 'Built-in'))).toEqual({
      kind: 'none',
    });
    expect(deviceChange([builtIn, headset], builtIn, undefined)).toEqual({ kind: 'none' });
  });
});

describe('why it cannot be had', () => {
  it.each([
    ['NotAllowedError', 'Permission denied', 'denied'],
    ['NotAllowedError', 'Permission dismissed', 'denied'],
    ['NotAllowedError', 'Permission denied by system', 'blockedBySystem'],
    ['NotFoundError', 'Requested device not found', 'none'],
    ['OverconstrainedError', '', 'none'],
    ['NotReadableError', 'Could not start video source', 'inUse'],
    ['AbortError', 'Starting videoinput failed', 'inUse'],
    ['TypeError', 'navigator.mediaDevices is undefined', 'unsupported'],
    ['Whatever', '', 'failed'],
  ])('%s (%s) is %s', (name, message, fault) => {
    expect(deviceFault(name, message)).toBe(fault);
  });
});
