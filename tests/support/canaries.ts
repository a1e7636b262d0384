import { spawnSync } from 'node:child_process';
import { random } from './signers.ts';

/** A word that stands nowhere else. */
export const newCanary = (): string => `cnry${Buffer.from(random(12)).toString('hex')}`;

/** The files below some folders in which a text stands: searched by grep, byte for byte. */
export function filesWith(folders: readonly string[], text: string): string[] {
  const { stdout } = spawnSync('grep', ['-rlaF', '--', text, ...folders], { encoding: 'utf8' });
  return stdout.split('\n').filter((line) => line !== '');
}
