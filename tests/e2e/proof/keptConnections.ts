/** In the page, before anything else: keeps hold of its connections for media. */
export function keepConnections(): void {
  const kept: RTCPeerConnection[] = [];
  Reflect.set(window, 'kept', kept);
  window.RTCPeerConnection = new Proxy(RTCPeerConnection, {
    construct(target, given: [RTCConfiguration?]) {
      const connection = new target(...given);
      kept.push(connection);
      return connection;
    },
  });
}

/** In the page: how the media of each connection travel that is open. */
export async function waysTaken(): Promise<string[]> {
  const kept: unknown = Reflect.get(window, 'kept');
  const open = (Array.isArray(kept) ? kept : []).filter(
    (one: unknown): one is RTCPeerConnection =>
      one instanceof RTCPeerConnection && one.connectionState === 'connected',
  );
  const ways: string[] = [];
  for (const connection of open) {
    const stats = new Map<string, Record<string, unknown>>();
    (await connection.getStats()).forEach((one: { id: string }) => stats.set(one.id, { ...one }));
    for (const { type, selectedCandidatePairId: id } of stats.values()) {
      if (type !== 'transport') continue;
      const local = stats.get(String(stats.get(String(id))?.['localCandidateId']));
      const protocol = local?.['relayProtocol'] ?? local?.['protocol'];
      ways.push(`${String(local?.['candidateType'])} ${String(protocol)}`);
    }
  }
  return ways;
}
