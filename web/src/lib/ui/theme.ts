import { readPreference, writePreference } from '../i18n/preferences.ts';

export const themes = ['system', 'light', 'dark'] as const;

/** `system` follows the device, also when it changes at dusk. */
export type Theme = (typeof themes)[number];

export function chosenTheme(): Theme {
  const stored = readPreference('conclave.theme');
  return themes.find((theme) => theme === stored) ?? 'system';
}

/** Puts the chosen theme on the page; for the root layout, before anything is drawn. */
export function applyTheme(): void {
  const theme = chosenTheme();
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}

export function chooseTheme(theme: Theme): void {
  writePreference('conclave.theme', theme);
  applyTheme();
}
