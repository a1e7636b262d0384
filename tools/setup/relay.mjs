import { installPackages } from './apt.mjs';
import { findProgram } from './findProgram.mjs';
import { provide } from './provision.mjs';

export const findRelay = () =>
  provide({
    setting: 'CONCLAVE_TURNSERVER',
    find: () => findProgram(['turnserver']),
    install: () => installPackages(['coturn'], 'the tests of the relay'),
    withoutIt: 'Tests of the relay (TURN).',
  });
