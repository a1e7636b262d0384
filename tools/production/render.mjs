import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from '../setup/paths.mjs';

/** Templates and what they become for a machine without Docker. */
const FILES = {
  'deploy/nginx/stream.conf.template': 'nginx-stream.conf',
  'deploy/nginx/site.conf.template': 'nginx-site.conf',
  'deploy/systemd/conclave.service.template': 'conclave.service',
  'deploy/systemd/conclave-turn.service.template': 'conclave-turn.service',
  'deploy/systemd/conclave-backup.service.template': 'conclave-backup.service',
  'deploy/systemd/conclave-backup.timer.template': 'conclave-backup.timer',
};

/**
 * Puts values for the names that stand between two at signs in a template. One that has no value is a mistake of ours.
 * @param {string} template
 * @param {Readonly<Record<string, string>>} values
 */
export const fill = (template, values) =>
  template.replace(/@([A-Z_]+)@/gu, (_, name) => {
    const value = values[name];
    if (value === undefined) throw new Error(`there is no value for @${name}@`);
    return value;
  });

/**
 * What the templates ask for beside the settings. Tests use other ports.
 * @param {Readonly<Record<string, string>>} settings
 * @param {string} folder where the product lies
 */
export const templateValues = (settings, folder) => ({
  FRONT_PORT: '443',
  REDIRECT_PORT: '80',
  HTTPS_PORT: '8443',
  TURN_TLS_PORT: '5349',
  TURN_HOP_PORT: '5350',
  SERVER_PORT: settings['PORT'] ?? '3000',
  CERTIFICATE: '/etc/conclave/tls/fullchain.pem',
  CERTIFICATE_KEY: '/etc/conclave/tls/privkey.pem',
  FOLDER: folder,
  NODE: join(folder, 'node_modules/.bin/node'),
  ...settings,
});

/**
 * Writes the files for systemd and nginx; they hold no secrets.
 * @param {string} target
 * @param {Readonly<Record<string, string>>} values
 */
export function renderAll(target, values) {
  mkdirSync(target, { recursive: true });
  for (const [template, name] of Object.entries(FILES)) {
    writeFileSync(join(target, name), fill(readFileSync(inRoot(template), 'utf8'), values));
  }
}
