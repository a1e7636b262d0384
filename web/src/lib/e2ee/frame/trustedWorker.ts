import { watchWorker } from '../../parts/missingParts.ts';

// The content policy says `require-trusted-types-for 'script'`: a worker starts only from a URL that
// one of the policies named there has passed. Ours passes files of this build that are workers.

/** Trusted Types as far as we use them; TypeScript's DOM has no types for them yet. */
interface PolicyFactory {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): ScriptUrlPolicy;
}

interface ScriptUrlPolicy {
  /** In truth a TrustedScriptURL, which Worker takes where it takes a string. */
  createScriptURL(url: string): string;
}

/** Kept for the page's life: the content policy allows each name once. */
let policy: ScriptUrlPolicy | undefined;

/** Starts a module worker of this build. Throws a TypeError for any other URL. */
export function trustedWorker(url: string): Worker {
  policy ??= createPolicy(globalThis);
  const worker = new Worker(policy.createScriptURL(url), { type: 'module' });
  watchWorker(worker);
  return worker;
}

/** The policy `conclave-worker`, or the same check without it where there are no Trusted Types. */
export function createPolicy(scope: object): ScriptUrlPolicy {
  const rules = { createScriptURL: checkedUrl };
  const factory: unknown = Reflect.get(scope, 'trustedTypes');
  return isPolicyFactory(factory) ? factory.createPolicy('conclave-worker', rules) : rules;
}

/** Same origin, and named like our workers: an uploaded file never is. */
function checkedUrl(url: string): string {
  const { protocol, host, pathname, href } = new URL(url, location.href);
  // Not the origin: that of a blob: address is the page's.
  const own = protocol === location.protocol && host === location.host;
  const name = pathname.slice(pathname.lastIndexOf('/') + 1);
  if (own && /^[\w-]+\.worker[\w.-]*\.(?:js|ts)$/u.test(name)) return href;
  throw new TypeError('not a worker of this build');
}

function isPolicyFactory(value: unknown): value is PolicyFactory {
  return typeof value === 'object' && value !== null && 'createPolicy' in value;
}
