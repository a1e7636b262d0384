import { expect as inRunner } from '@playwright/test';
import playwrightConfig from '../../../playwright.config.ts';

const { timeout } = playwrightConfig.expect ?? {};

/** As patient as in the runner, also in a program that has none, where it would give up after five seconds. */
export const expect = inRunner.configure(timeout === undefined ? {} : { timeout });
