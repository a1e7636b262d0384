/** An allocation takes one round trip, two with a challenge; TLS some more. */
const ALLOCATE_MS = 8_000;

/** What a relay's address says about how it is reached. */
export type RelayKind = 'udp' | 'tcp' | 'tls';

/** Undefined for what is no relay. */
export function relayKind(url: string): RelayKind | undefined {
  if (url.startsWith('turns:')) return 'tls';
  if (!url.startsWith('turn:')) return undefined;
  return url.endsWith('transport=tcp') ? 'tcp' : 'udp';
}

/**
 * Whether a relay lends us an address: a real allocation (RFC 8656), which ends with the test.
 * @returns the relay answered, and let us in
 */
export async function tryRelay(
  server: RTCIceServer,
  wait: (ms: number) => Promise<void>,
): Promise<boolean> {
  const connection = new RTCPeerConnection({ iceServers: [server], iceTransportPolicy: 'relay' });
  try {
    const found = new Promise<boolean>((resolve) => {
      connection.addEventListener('icecandidate', ({ candidate }) => {
        if (candidate === null) resolve(false);
        else if (candidate.candidate.includes(' typ relay ')) resolve(true);
      });
    });
    // Something must be asked for, or no way is looked for.
    connection.createDataChannel('test');
    await connection.setLocalDescription(await connection.createOffer());
    return await Promise.race([found, wait(ALLOCATE_MS).then(() => false)]);
  } finally {
    connection.close();
  }
}
