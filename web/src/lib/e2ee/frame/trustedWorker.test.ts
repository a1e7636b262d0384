import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPolicy } from './trustedWorker.ts';

beforeEach(() => {
  vi.stubGlobal('location', new URL('https://meet.example/m/abc'));
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe('[T26] worker policy', () => {
  it.each([
    'https://evil.example/_app/immutable/workers/frame.worker-x1.js',
    '//evil.example/frame.worker.js',
    'http://meet.example/frame.worker.js',
    'https://meet.example:8443/frame.worker.js',
    'data:text/javascript,frame.worker.js',
    'blob:https://meet.example/frame.worker.js',
    'javascript:frame.worker.js',
    '/files/upload.js',
    '/frame.worker.js/upload.js',
    '/files/frame.worker.js.html',
    '/files/x?frame.worker.js',
    '/files/x#/frame.worker.js',
    '',
  ])('starts no worker from %j', (url) => {
    expect(() => createPolicy({}).createScriptURL(url)).toThrow(TypeError);
  });

  it.each([
    ['/_app/immutable/workers/frame.worker-DUv7w_X1.js', 'https://meet.example'],
    ['/src/lib/e2ee/frame/frame.worker.ts?worker_file&type=module', 'https://meet.example'],
  ])('starts a worker from %j', (url, origin) => {
    expect(createPolicy({}).createScriptURL(url)).toBe(origin + url);
  });

  it('goes by the name that the content policy allows, where there are Trusted Types', () => {
    const made: string[] = [];
    const trustedTypes = {
      createPolicy: (name: string, rules: { createScriptURL(url: string): string }) => {
        made.push(name);
        return { createScriptURL: (url: string) => `trusted ${rules.createScriptURL(url)}` };
      },
    };
    const policy = createPolicy({ trustedTypes });
    const url = 'https://meet.example/frame.worker.js';
    expect(policy.createScriptURL('/frame.worker.js')).toBe(`trusted ${url}`);
    expect(() => policy.createScriptURL('//evil.example/frame.worker.js')).toThrow(TypeError);
    expect(made).toEqual(['conclave-worker']);
  });
});
