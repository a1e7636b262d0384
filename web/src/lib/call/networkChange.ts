/** Tells when this machine moves to another network, or is back on one. Returns the way to stop. */
export function onNetworkChange(changed: () => void): () => void {
  const connection: unknown = Reflect.get(navigator, 'connection');
  // Only Chromium says when Wi-Fi gives way to the telephone network.
  const network = connection instanceof EventTarget ? connection : undefined;
  const kind = (): unknown => network && Reflect.get(network, 'type');
  let last = kind();
  const look = (): void => {
    const now = kind();
    // It also tells each time when it thinks otherwise of how fast the same network is.
    if (now !== last) changed();
    last = now;
  };
  window.addEventListener('online', changed);
  network?.addEventListener('change', look);
  return () => {
    window.removeEventListener('online', changed);
    network?.removeEventListener('change', look);
  };
}
