import { randomBytes } from 'node:crypto';

/** Secrets are made once. A lost pepper locks everybody out, so nothing here ever writes another. */
const SECRETS = ['SESSION_SECRET', 'PEPPER', 'TURN_SECRET', 'POSTGRES_PASSWORD'];

const newSecret = () => randomBytes(32).toString('base64url');

/**
 * What `.env` says already.
 * @param {string} text
 * @returns {Record<string, string>}
 */
export function readSettings(text) {
  const lines = text.split('\n').flatMap((line) => {
    const [, name, quoted, bare] = /^([A-Z][A-Z\d_]*)=(?:'([^']*)'|(.*))$/u.exec(line) ?? [];
    return name === undefined ? [] : [[name, quoted ?? bare ?? '']];
  });
  return Object.fromEntries(lines);
}

/**
 * All settings of one machine, from the answers. What is known already stays as it is.
 * @param {Readonly<Record<string, string>>} known answers, and what stood in the file
 * @returns {Record<string, string>}
 */
export function completeSettings(known) {
  const { DOMAIN, TURN_REALM, RTC_ANNOUNCED = '' } = known;
  const secrets = Object.fromEntries(SECRETS.map((name) => [name, known[name] || newSecret()]));
  const relay = `${TURN_REALM}:3478`;
  return {
    NODE_ENV: 'production',
    PUBLIC_ORIGIN: `https://${DOMAIN}`,
    LISTEN: '127.0.0.1',
    PORT: '3000',
    TRUST_PROXY: '127.0.0.1',
    DATABASE_URL: `postgres://conclave:${secrets['POSTGRES_PASSWORD']}@127.0.0.1:5432/conclave`,
    RTC_LISTEN: '0.0.0.0',
    RTC_PORT: '40000',
    TURN_URLS: `turn:${relay}?transport=udp,turn:${relay}?transport=tcp,turns:${TURN_REALM}:443?transport=tcp`,
    TURN_PEERS: RTC_ANNOUNCED,
    ...secrets,
    ...known,
  };
}

/**
 * New settings, below what stood there: comments and changes by hand stay.
 * @param {string} text what stands in the file
 * @param {Readonly<Record<string, string>>} settings
 */
export function addSettings(text, settings) {
  const present = readSettings(text);
  const fresh = Object.entries(settings).filter(([name]) => !present[name]);
  if (fresh.length === 0) return text;
  const head = text === '' ? `${HEAD}\n` : text.replace(/\n*$/u, '\n');
  return head + fresh.map(([name, value]) => `${name}='${value}'\n`).join('');
}

const HEAD = `# The settings of this instance, secrets among them: readable by its owner alone, never in a repository.
# Keep a copy in a safe place, apart from the backups: without PEPPER nobody can sign in.
`;
