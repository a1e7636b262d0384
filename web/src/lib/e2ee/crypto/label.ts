import { utf8, type Bytes } from '@conclave/shared/bytes';

/** How every purpose is named: no key, tag or signature of one stands for another (protocol.md, head). */
export function label(purpose: string): Bytes {
  return utf8(`conclave/${purpose}/v1`);
}
