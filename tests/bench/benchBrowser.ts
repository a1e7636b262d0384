import type { LaunchOptions } from '@playwright/test';
import playwrightConfig from '../../playwright.config.ts';

/** The browser of the tests, with a camera that gives as many pictures as a real one. */
export function benchBrowser(): LaunchOptions {
  const { args = [], ...options } = playwrightConfig.use?.launchOptions ?? {};
  const others = args.filter((arg) => !arg.startsWith('--use-fake-device-for-media-stream'));
  return { ...options, args: [...others, '--use-fake-device-for-media-stream=fps=30'] };
}
