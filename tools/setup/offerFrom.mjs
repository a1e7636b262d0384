/**
 * A session description for one line of audio, made by hand from what a transport of the worker
 * says about itself: enough for a client that knows nothing of mediasoup to join it.
 * @param {import('mediasoup').types.WebRtcTransport} transport
 * @param {{ direction: 'sendonly' | 'recvonly', payloadType: number, ssrc?: number }} media
 */
export function offerFrom(transport, { direction, payloadType, ssrc }) {
  const { iceParameters, iceCandidates, dtlsParameters } = transport;
  const fingerprint = dtlsParameters.fingerprints.find(({ algorithm }) => algorithm === 'sha-256');
  const lines = [
    'v=0',
    'o=- 1 1 IN IP4 127.0.0.1',
    's=-',
    't=0 0',
    'a=ice-lite',
    'a=group:BUNDLE 0',
    `m=audio 9 UDP/TLS/RTP/SAVPF ${payloadType}`,
    'c=IN IP4 127.0.0.1',
    'a=mid:0',
    `a=${direction}`,
    'a=rtcp-mux',
    'a=setup:actpass',
    `a=ice-ufrag:${iceParameters.usernameFragment}`,
    `a=ice-pwd:${iceParameters.password}`,
    `a=fingerprint:sha-256 ${fingerprint?.value}`,
    `a=rtpmap:${payloadType} opus/48000/2`,
    ...(ssrc === undefined ? [] : [`a=ssrc:${ssrc} cname:worker`]),
    ...iceCandidates.map(
      ({ foundation, priority, address, port }) =>
        `a=candidate:${foundation} 1 UDP ${priority} ${address} ${port} typ host`,
    ),
    'a=end-of-candidates',
  ];
  return lines.map((line) => `${line}\r\n`).join('');
}
