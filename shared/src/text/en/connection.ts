/** `/test-connection`: whether a meeting would work from here, before it begins. */
export const text = {
  title: 'Test the connection',
  lead: 'Tries from this browser what a meeting needs. Camera and microphone stay off, and nothing is kept.',
  start: 'Test now',
  again: 'Test again',
  running: 'Testing, up to a minute',
  verdicts: {
    works: 'Meetings work from here.',
    detour:
      'Meetings work from here, by a detour. Voice and picture may be worse than they could be.',
    fails: 'Meetings do not work from here yet.',
  },
  wayOut: {
    detour:
      'The network in front of this browser stops direct media. Its administrator can open what is said below.',
    fails:
      'Try another network, such as a phone’s, or send this result to whoever looks after this one.',
  },
  list: 'What was looked at',
  parts: {
    browser: 'This browser',
    server: 'Server',
    socket: 'Lasting connection',
    media: 'Voice and picture',
    udp: 'Relay over UDP',
    tcp: 'Relay over TCP',
    tls: 'Relay over TLS',
  },
  states: {
    waiting: 'Not yet',
    running: 'Testing',
    none: 'Not looked at',
    good: 'Good',
    fair: 'In part',
    bad: 'No',
  },
  good: {
    browser: 'Can encrypt voice and picture.',
    server: ({ ms }: { ms: string }): string => `Answered after ${ms} ms.`,
    socket: 'A WebSocket opens.',
    relay: 'Lets you in.',
  },
  path: {
    direct: ({ protocol }: { protocol: string }): string => `Direct, over ${protocol}.`,
    relayed: ({ protocol }: { protocol: string }): string => `Through a relay, over ${protocol}.`,
    roundTrip: ({ ms }: { ms: string }): string => `${ms} ms there and back.`,
  },
  outdated: 'This page is older than the server. Reload it.',
  busy: 'Others on this network are testing, and the server lets in no more at once. Test again in half a minute.',
  bad: {
    browser: 'Cannot encrypt voice and picture. Use a new Chrome, Edge, Firefox or Safari.',
    server: 'Did not answer. Are you online?',
    socket:
      'Something in between stops WebSockets. A proxy has to let them through to this address.',
    media:
      'No way was found. A firewall has to let UDP through to the server, or TLS to its relay.',
    relay: 'Not reached. That matters only where voice and picture find no other way.',
  },
  none: {
    media: 'Not tried, as something before it failed.',
    relay: 'None is offered here.',
  },
  copy: 'Copy the result',
  copied: 'The result is copied.',
};
