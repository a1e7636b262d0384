/** Tells when this machine moves to another network, or is back on one. Returns the way to stop. */
export function onNetworkChange(changed: () => void): () => void {
  const connection: unknown = Reflect.get(navigator, 'connection');
  // Only Chromium says when Wi-Fi gives way to the telephone network.
  const network = connection instanceof EventTarget ? connection : undefined;
  window.addEventListener('online', changed);
  network?.addEventListener('change', changed);
  return () => {
    window.removeEventListener('online', changed);
    network?.removeEventListener('change', changed);
  };
}
