/** Ways out of a worker, and to what this browser keeps. */
const WAYS_OUT = [
  'fetch',
  'fetchLater',
  'XMLHttpRequest',
  'WebSocket',
  'WebSocketStream',
  'WebTransport',
  'EventSource',
  'RTCPeerConnection',
  'BroadcastChannel',
  'Worker',
  'SharedWorker',
  'importScripts',
  'indexedDB',
  'IDBFactory',
  'caches',
  'CacheStorage',
  'cookieStore',
  'FileReaderSync',
  'Notification',
] as const;

const NAVIGATOR_WAYS_OUT = [
  'storage',
  'storageBuckets',
  'locks',
  'serviceWorker',
  'sendBeacon',
  'gpu',
  'hid',
  'serial',
  'usb',
] as const;

/**
 * [T14] Takes from a worker what it could reach anything with, before it reads what a stranger made.
 * Its content policy says no to the network as well; this also takes the storage, which no policy does.
 */
export function closeOff(scope: typeof globalThis): void {
  take(scope, WAYS_OUT);
  take(scope.navigator, NAVIGATOR_WAYS_OUT);
}

/** From the object and everything it inherits from. */
function take(from: object, names: readonly string[]): void {
  for (let at: object | null = from; at !== null; at = Reflect.getPrototypeOf(at)) {
    for (const name of names) Reflect.deleteProperty(at, name);
  }
}
