import { rotateSessionSecret } from '../secretsFile.ts';
import type { Command } from './Command.ts';

const PEPPER_STAYS =
  'The pepper stays: every password and recovery kit was hashed with it, and none would fit another.';

/** Replaces what may be replaced of DATA_DIR/secrets.json. */
export const rotateSecrets: Command = {
  help: 'replaces the secrets that the server made for itself',
  options: [],
  run({ config }) {
    const given = config.secrets.session !== undefined;
    if (given) {
      const lines = ['SESSION_SECRET is given by the environment: replace it there, then restart.'];
      return Promise.resolve({ lines: [...lines, PEPPER_STAYS], ok: false });
    }
    rotateSessionSecret(config.dataDir);
    const lines = ['The session secret is a new one. Restart the server to use it.', PEPPER_STAYS];
    return Promise.resolve({ lines, ok: true });
  },
};
