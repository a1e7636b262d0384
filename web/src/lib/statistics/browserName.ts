import type { Measured } from '@conclave/shared/wire/statisticsApi';

type BrowserName = Pick<
  Measured,
  'osName' | 'osVersion' | 'browserVendor' | 'browserType' | 'browserVersion'
>;

/** First what others also claim to be: Edge and Opera say Chrome, Chrome says Safari, Android says Linux. */
const BROWSERS = [
  { find: /Edg(?:A|iOS)?\/([\d.]+)/u, browserVendor: 'microsoft', browserType: 'chromium' },
  { find: /OPR\/([\d.]+)/u, browserVendor: 'opera', browserType: 'chromium' },
  { find: /(?:Firefox|FxiOS)\/([\d.]+)/u, browserVendor: 'mozilla', browserType: 'firefox' },
  { find: /(?:Chrome|CriOS)\/([\d.]+)/u, browserVendor: 'google', browserType: 'chromium' },
  { find: /Version\/([\d.]+).*Safari/u, browserVendor: 'apple', browserType: 'safari' },
] as const;

const SYSTEMS = [
  { find: /(?:iPhone|iPad).* OS ([\d_]+)/u, osName: 'ios' },
  { find: /Android ([\d.]+)/u, osName: 'android' },
  { find: /Windows NT ([\d.]+)/u, osName: 'windows' },
  { find: /Mac OS X ([\d_.]+)/u, osName: 'macos' },
  { find: /Linux()/u, osName: 'linux' },
] as const;

const NO_SYSTEM = { osName: 'other' } as const;
const NO_BROWSER = { browserVendor: 'other', browserType: 'other' } as const;

/** [R89] System and browser with their versions, from how a browser names itself: nothing else of that name is told. */
export function browserName(userAgent: string): BrowserName {
  const text = userAgent.slice(0, 500);
  const system = found(SYSTEMS, text) ?? { entry: NO_SYSTEM, version: '' };
  const browser = found(BROWSERS, text) ?? { entry: NO_BROWSER, version: '' };
  const { browserVendor, browserType } = browser.entry;
  return {
    osName: system.entry.osName,
    osVersion: short(system.version),
    browserVendor,
    browserType,
    browserVersion: short(browser.version),
  };
}

function found<Entry extends { readonly find: RegExp }>(
  entries: readonly Entry[],
  text: string,
): { entry: Entry; version: string } | undefined {
  for (const entry of entries) {
    const match = entry.find.exec(text);
    if (match !== null) return { entry, version: match[1] ?? '' };
  }
  return undefined;
}

/** Two numbers say enough; longer ones tell browsers apart. */
function short(version: string): string {
  return version.replaceAll('_', '.').split('.').slice(0, 2).join('.').slice(0, 12);
}
