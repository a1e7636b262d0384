import type { text as source } from '../en/connection.ts';

export const text: typeof source = {
  title: 'Verbindung testen',
  lead: 'Versucht von diesem Browser aus, was eine Besprechung braucht. Kamera und Mikrofon bleiben aus, und nichts wird aufbewahrt.',
  start: 'Jetzt testen',
  again: 'Noch einmal testen',
  running: 'Der Test läuft, bis zu einer Minute',
  verdicts: {
    works: 'Besprechungen funktionieren von hier aus.',
    detour:
      'Besprechungen funktionieren von hier aus auf einem Umweg. Ton und Bild sind vielleicht schlechter als möglich.',
    fails: 'Besprechungen funktionieren von hier aus noch nicht.',
  },
  wayOut: {
    detour:
      'Das Netz vor diesem Browser hält direkte Medien auf. Wer es verwaltet, kann öffnen, was unten steht.',
    fails:
      'Versuchen Sie ein anderes Netz, etwa das eines Telefons, oder schicken Sie dieses Ergebnis denen, die dieses Netz betreuen.',
  },
  list: 'Was geprüft wurde',
  parts: {
    browser: 'Dieser Browser',
    server: 'Server',
    socket: 'Dauerhafte Verbindung',
    media: 'Ton und Bild',
    udp: 'Relais über UDP',
    tcp: 'Relais über TCP',
    tls: 'Relais über TLS',
  },
  states: {
    waiting: 'Noch nicht',
    running: 'Wird getestet',
    none: 'Nicht geprüft',
    good: 'Gut',
    fair: 'Zum Teil',
    bad: 'Nein',
  },
  good: {
    browser: 'Kann Ton und Bild verschlüsseln.',
    server: ({ ms }) => `Antwortete nach ${ms} ms.`,
    socket: 'Ein WebSocket öffnet sich.',
    relay: 'Lässt Sie ein.',
  },
  path: {
    direct: ({ protocol }) => `Direkt, über ${protocol}.`,
    relayed: ({ protocol }) => `Durch ein Relais, über ${protocol}.`,
    roundTrip: ({ ms }) => `${ms} ms hin und zurück.`,
  },
  outdated: 'Diese Seite ist älter als der Server. Laden Sie sie neu.',
  busy: 'Andere in diesem Netz testen gerade, mehr lässt der Server nicht zugleich zu. Testen Sie in einer halben Minute noch einmal.',
  bad: {
    browser:
      'Kann Ton und Bild nicht verschlüsseln. Nehmen Sie ein neues Chrome, Edge, Firefox oder Safari.',
    server: 'Hat nicht geantwortet. Sind Sie online?',
    socket:
      'Etwas dazwischen hält WebSockets auf. Ein Proxy muss sie zu dieser Adresse durchlassen.',
    media:
      'Kein Weg wurde gefunden. Eine Firewall muss UDP zum Server durchlassen oder TLS zu seinem Relais.',
    relay: 'Nicht erreicht. Das zählt nur, wo Ton und Bild keinen anderen Weg finden.',
  },
  none: {
    media: 'Nicht versucht, da etwas davor fehlschlug.',
    relay: 'Hier wird keines angeboten.',
  },
  copy: 'Ergebnis kopieren',
  copied: 'Das Ergebnis ist kopiert.',
};
