import { SeededRandom } from './seededRandom.ts';
import { peerRequests, type PeerMethod } from '../../shared/src/wire/peerRequests.ts';

const id = 'AAAAAAAAAAAAAAAAAAAAAA';
const bytes = (size: number): Buffer => Buffer.alloc(size, 7);
const proof = { participantKey: bytes(32), signature: bytes(64) };
const head = { epoch: 1, groupInfo: bytes(100), sealedState: bytes(50) };
const dtlsParameters = {
  role: 'client',
  fingerprints: [{ algorithm: 'sha-256', value: Array.from({ length: 32 }, () => 'AB').join(':') }],
};
const rtpParameters = {
  mid: '0',
  codecs: [{ mimeType: 'audio/opus', payloadType: 111, clockRate: 48_000, channels: 2 }],
  encodings: [{ ssrc: 1234 }],
};

/** Params of every request as an honest page sends them. */
export const samples: Readonly<Record<PeerMethod, unknown>> = {
  ping: {},
  enter: { meetingId: id, joinProof: bytes(32) },
  knock: { knockId: id, sealedKnock: bytes(300) },
  withdrawKnock: { knockId: id },
  answerKnock: { knockId: id, answer: { kind: 'letter', sealedLetter: bytes(900) } },
  startSession: {
    sessionId: id,
    proof,
    start: bytes(200),
    head,
    record: { number: 2, record: bytes(9) },
    openKeys: null,
  },
  takeTicket: { sessionId: id, proof, recordNumber: 2, purpose: 'join', certificate: bytes(113) },
  commit: {
    commitId: id,
    sessionId: id,
    epoch: 0,
    commit: bytes(300),
    head,
    leaf: 1,
    removes: [2],
    record: null,
    openKeys: null,
  },
  ackCommit: { commitId: id, verdict: { kind: 'applied', confirmation: bytes(96) } },
  resume: { sessionId: id, proof, leaf: 1, epoch: 1 },
  reportHead: { epoch: 1 },
  provideHead: { head },
  relay: { to: null, sealed: bytes(100) },
  endSession: { sessionId: id, order: bytes(100) },
  leave: {},
  registerAuthor: { certificate: bytes(149) },
  openDocuments: {},
  appendEntry: { entry: bytes(300) },
  signalDocument: { place: { kind: 'board', owner: null }, sealed: bytes(60) },
  openMedia: {},
  joinMedia: { rtpCapabilities: { codecs: [], headerExtensions: [] } },
  connectTransport: { transportId: 't', dtlsParameters },
  restartIce: { transportId: 't' },
  produce: { kind: 'audio', source: 'microphone', rtpParameters, paused: false },
  pauseProducer: { producerId: 'p' },
  resumeProducer: { producerId: 'p' },
  closeProducer: { producerId: 'p' },
  consume: { producerId: 'p' },
  resumeConsumer: { consumerId: 'c' },
  pauseConsumer: { consumerId: 'c' },
  closeConsumer: { consumerId: 'c' },
  setPreferredLayers: { consumerId: 'c', spatialLayer: 1, temporalLayer: null },
  requestKeyFrame: { consumerId: 'c' },
};

export const methods: readonly string[] = Object.keys(peerRequests);

/** Values that parsers and careless code choke on. */
const hostile: readonly ((random: SeededRandom) => unknown)[] = [
  () => null,
  () => undefined,
  () => NaN,
  () => -1,
  () => 2 ** 53,
  () => 1e308,
  () => -0,
  () => 0.5,
  () => '',
  () => '\u0000',
  () => '__proto__',
  () => 'x'.repeat(100_000),
  () => '\ud800',
  () => true,
  () => [],
  () => ({}),
  (): unknown =>
    JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
  () => Buffer.alloc(0),
  () => Buffer.alloc(200_000),
  () => Array.from({ length: 5_000 }, (_, at) => at),
  (random) => nested(1_000, random),
  () => ({ _placeholder: true, num: 99 }),
  () => ({ toString: 'no', valueOf: 1, length: -1, then: 'no' }),
];

function nested(depth: number, random: SeededRandom): unknown {
  let value: unknown = random.below(2);
  for (let at = 0; at < depth; at++) value = at % 2 === 0 ? { value } : [value];
  return value;
}

/** A message that was honest once: one or several places of it are not any more. */
export function mutated(random: SeededRandom): { method: string; args: unknown[] } {
  const method = random.pick(methods);
  const params = changed(Reflect.get(samples, method), random);
  switch (random.below(12)) {
    case 0:
      return {
        method: random.pick(['', 'constructor', 'message', 'Enter', '💥', method + ' ']),
        args: [params],
      };
    case 1:
      return { method, args: [] };
    case 2:
      return { method, args: [params, params] };
    default:
      return { method, args: [params] };
  }
}

function changed(value: unknown, random: SeededRandom): unknown {
  if (Array.isArray(value) && value.length > 0 && random.below(3) > 0) {
    return value.map((item: unknown): unknown => changed(item, random));
  }
  if (!isRecord(value) || random.below(6) === 0) return random.pick(hostile)(random);
  const keys = Object.keys(value);
  const entries = keys.map((key): [string, unknown] => [key, value[key]]);
  const at = random.below(keys.length + 1);
  const entry = entries[at];
  if (entry === undefined) return { ...value, extra: random.pick(hostile)(random) };
  if (random.below(4) === 0) entries.splice(at, 1);
  else entry[1] = isRecord(entry[1]) ? changed(entry[1], random) : random.pick(hostile)(random);
  return Object.fromEntries(entries);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !Buffer.isBuffer(value)
  );
}
