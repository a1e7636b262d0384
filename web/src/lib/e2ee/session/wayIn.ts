// What begins when somebody goes in: most of MLS and of the room's rules, in one file for browsers to
// fetch while a name is typed. The lobby must not wait for it (docs/benchmarks.md, guest-load).
export { buildHostStart, buildOpenStart } from './buildStart.ts';
export { InsideRoom } from './InsideRoom.ts';
export { JoinFlow } from './JoinFlow.ts';
