/**
 * The headers of responses. There is no inline script and no nonce, so that the same bytes
 * serve everybody and can be compared with a published list (WEBCAT). There is no Integrity-Policy:
 * it blocks the chunks that are loaded on demand.
 */

const contentPolicy: Readonly<Record<string, string>> = {
  'default-src': "'none'",
  'script-src': "'self' 'wasm-unsafe-eval'",
  'style-src': "'self'",
  'img-src': "'self' blob:",
  'media-src': "'self' blob:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'worker-src': "'self'",
  'child-src': "'none'",
  'frame-src': "'none'",
  'object-src': "'none'",
  'manifest-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'self'",
  'frame-ancestors': "'none'",
  'require-trusted-types-for': "'script'",
  'trusted-types': 'svelte-trusted-html sveltekit-trusted-url conclave-worker',
  'report-to': 'csp',
  // For browsers that do not know report-to yet; the others leave it aside.
  'report-uri': '/api/csp',
};

const always: Readonly<Record<string, string>> = {
  'reporting-endpoints': 'csp="/api/csp"',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'permissions-policy':
    'camera=(self), microphone=(self), display-capture=(self), geolocation=(), browsing-topics=()',
};

/**
 * What only documents and workers obey. On the sixty files of style, script and font that a guest's
 * browser loads for a meeting these would be a quarter of all bytes.
 */
export const DOCUMENT_HEADERS = [
  'content-security-policy',
  'reporting-endpoints',
  'cross-origin-opener-policy',
  'cross-origin-embedder-policy',
  'permissions-policy',
] as const;

const STRICT_TRANSPORT = 'max-age=63072000; includeSubDomains; preload';

/**
 * [T14] The policy of a worker that reads what strangers made: it is one file, loads nothing more and
 * reaches nothing, this server included. So nothing is reported either: a report names the address that was tried.
 */
export const READER_POLICY = [
  "default-src 'none'",
  "script-src 'wasm-unsafe-eval'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** The headers for one response. `socketOrigin` is where signaling connects to. */
export function securityHeaders(options: {
  secure: boolean;
  socketOrigin: string | undefined;
}): Record<string, string> {
  const { secure, socketOrigin } = options;
  const connect = socketOrigin === undefined ? "'self'" : `'self' ${socketOrigin}`;
  const policy = Object.entries({ ...contentPolicy, 'connect-src': connect })
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join('; ');
  return {
    ...always,
    'content-security-policy': policy,
    ...(secure && { 'strict-transport-security': STRICT_TRANSPORT }),
  };
}
