import type { KeyMessage } from '../frame/messages.ts';
import type { KeysOut } from '../session/KeysOut.ts';

/** Sends the keys of frames to the frame worker; they never pass the page. */
export function portKeys(port: MessagePort): KeysOut {
  const post = (message: KeyMessage): void => port.postMessage(message);
  return {
    install: (epoch, baseKey) => post({ op: 'install', epoch, baseKey }),
    sendWith: (epoch, leaf) => post({ op: 'sendWith', epoch, leaf }),
    stopSending: () => post({ op: 'stopSending' }),
    forgetBefore: (epoch) => post({ op: 'forgetBefore', epoch }),
  };
}
