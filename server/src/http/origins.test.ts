import { hostname } from 'node:os';
import { describe, expect, it } from 'vitest';
import { createOrigins } from './origins.ts';

describe('origins in production', () => {
  const origins = createOrigins({ publicOrigin: 'https://meet.example.org', tls: false });

  it('is the configured one only, whatever the Host header says', () => {
    expect(origins.isOwn('https://meet.example.org', 'meet.example.org')).toBe(true);
    expect(origins.isOwn('https://evil.example', 'evil.example')).toBe(false);
    expect(origins.isOwn('http://meet.example.org', 'meet.example.org')).toBe(false);
    expect(origins.isOwn('https://meet.example.org:8443', 'meet.example.org')).toBe(false);
    expect(origins.isOwn('null', 'meet.example.org')).toBe(false);
    expect(origins.isOwn(undefined, 'meet.example.org')).toBe(false);
  });

  it('is secure, and signaling goes to it', () => {
    expect(origins.secure).toBe(true);
    expect(origins.socketOrigin('evil.example')).toBe('wss://meet.example.org');
  });
});

describe('origins on a laptop', () => {
  const origins = createOrigins({ publicOrigin: undefined, tls: false });

  it.each(['localhost:3000', '127.0.0.1:3000', '[::1]:3000', '192.168.1.5:3000', hostname()])(
    'takes the page that came by %s',
    (host) => {
      expect(origins.isOwn(`http://${host}`, host)).toBe(true);
      expect(origins.isOwn(`https://${host}`, host)).toBe(false);
      expect(origins.socketOrigin(host)).toBe(`ws://${host}`);
    },
  );

  it('takes no foreign name that somebody points to this machine (DNS rebinding)', () => {
    expect(origins.isOwn('http://evil.example:3000', 'evil.example:3000')).toBe(false);
    expect(origins.socketOrigin('evil.example:3000')).toBeUndefined();
  });

  it('takes no other page of the machine, and nothing malformed', () => {
    expect(origins.isOwn('http://localhost:4000', 'localhost:3000')).toBe(false);
    for (const host of [undefined, '', "localhost'; script-src *", 'localhost:3000 evil']) {
      expect(origins.isOwn(`http://${host ?? ''}`, host)).toBe(false);
      expect(origins.socketOrigin(host)).toBeUndefined();
    }
  });

  it('is secure with a certificate of its own', () => {
    const lan = createOrigins({ publicOrigin: undefined, tls: true });
    expect(lan.secure).toBe(true);
    expect(lan.isOwn('https://192.168.1.5:3000', '192.168.1.5:3000')).toBe(true);
    expect(lan.socketOrigin('192.168.1.5:3000')).toBe('wss://192.168.1.5:3000');
  });
});
