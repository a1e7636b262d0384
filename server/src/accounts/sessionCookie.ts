/**
 * The token in the `Cookie` header of a handshake, which no cookie parser has seen. `name` is the
 * cookie's as it travels (http/Call cookieName). Two of the same name are none: somebody planted one.
 */
export function sessionToken(cookieHeader: string | undefined, name: string): string | undefined {
  const values = (cookieHeader ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
  const [value] = values;
  return values.length === 1 && value !== undefined && /^[\w-]{43}$/.test(value)
    ? value
    : undefined;
}
