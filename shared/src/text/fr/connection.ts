import type { text as source } from '../en/connection.ts';

export const text: typeof source = {
  title: 'Tester la connexion',
  lead: 'Essaie depuis ce navigateur ce dont une réunion a besoin. La caméra et le microphone restent éteints, et rien n’est conservé.',
  start: 'Tester maintenant',
  again: 'Tester de nouveau',
  running: 'Test en cours, jusqu’à une minute',
  verdicts: {
    works: 'Les réunions fonctionnent d’ici.',
    detour:
      'Les réunions fonctionnent d’ici, par un détour. Le son et l’image sont peut-être moins bons que possible.',
    fails: 'Les réunions ne fonctionnent pas encore d’ici.',
  },
  wayOut: {
    detour:
      'Le réseau devant ce navigateur arrête les médias directs. Son administrateur peut ouvrir ce qui est dit ci-dessous.',
    fails:
      'Essayez un autre réseau, celui d’un téléphone par exemple, ou envoyez ce résultat à qui s’occupe de celui-ci.',
  },
  list: 'Ce qui a été vérifié',
  parts: {
    browser: 'Ce navigateur',
    server: 'Serveur',
    socket: 'Connexion durable',
    media: 'Son et image',
    udp: 'Relais par UDP',
    tcp: 'Relais par TCP',
    tls: 'Relais par TLS',
  },
  states: {
    waiting: 'Pas encore',
    running: 'Test en cours',
    none: 'Non vérifié',
    good: 'Bon',
    fair: 'En partie',
    bad: 'Non',
  },
  good: {
    browser: 'Sait chiffrer le son et l’image.',
    server: ({ ms }) => `A répondu après ${ms} ms.`,
    socket: 'Un WebSocket s’ouvre.',
    relay: 'Vous laisse entrer.',
  },
  path: {
    direct: ({ protocol }) => `Directement, par ${protocol}.`,
    relayed: ({ protocol }) => `Par un relais, par ${protocol}.`,
    roundTrip: ({ ms }) => `${ms} ms aller et retour.`,
  },
  outdated: 'Cette page est plus ancienne que le serveur. Rechargez-la.',
  busy: 'D’autres font le test sur ce réseau, et le serveur n’en admet pas davantage à la fois. Refaites le test dans une demi-minute.',
  bad: {
    browser:
      'Ne sait pas chiffrer le son et l’image. Prenez un Chrome, Edge, Firefox ou Safari récent.',
    server: 'N’a pas répondu. Êtes-vous en ligne ?',
    socket:
      'Quelque chose arrête les WebSockets en chemin. Un proxy doit les laisser passer vers cette adresse.',
    media:
      'Aucun chemin n’a été trouvé. Un pare-feu doit laisser passer UDP vers le serveur, ou TLS vers son relais.',
    relay: 'Non atteint. Cela ne compte que si le son et l’image ne trouvent pas d’autre chemin.',
  },
  none: {
    media: 'Non essayé, car quelque chose a échoué avant.',
    relay: 'Aucun n’est proposé ici.',
  },
  copy: 'Copier le résultat',
  copied: 'Le résultat est copié.',
};
