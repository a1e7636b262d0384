import type {} from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** The cookies of the product; each is listed in the inventory of browser storage. */
type CookieName = 'session' | 'browser';

/** What a route's handler may know of who calls, and set for them. */
export interface Call {
  readonly requestId: string;
  /** The client's IP address, whole. Not to be stored; the log shortens it, limits take its addressKey. */
  readonly address: string;
  header(name: string): string | undefined;
  cookie(name: CookieName): string | undefined;
  /** HttpOnly, SameSite=Lax, for the whole origin; `__Host-` and Secure over https. */
  setCookie(name: CookieName, value: string, maxAgeMs: number): void;
  clearCookie(name: CookieName): void;
}

/** The call of a request. `secure`: whether the origin is https. */
export function callOf(request: FastifyRequest, reply: FastifyReply, secure: boolean): Call {
  const nameOf = (name: CookieName): string => cookieName(name, secure);
  const attributes = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const;
  return {
    requestId: request.id,
    address: request.ip,
    header: (name) => {
      const value = request.headers[name];
      return Array.isArray(value) ? value[0] : value;
    },
    cookie: (name) => request.cookies[nameOf(name)],
    setCookie: (name, value, maxAgeMs) => {
      reply.setCookie(nameOf(name), value, { ...attributes, maxAge: Math.floor(maxAgeMs / 1000) });
    },
    clearCookie: (name) => {
      reply.setCookie(nameOf(name), '', { ...attributes, maxAge: 0 });
    },
  };
}

/** As it travels. Browsers take `__Host-` from https only, so on plain localhost it is left out. */
function cookieName(name: CookieName, secure: boolean): string {
  return secure ? `__Host-${name}` : name;
}
