/** Loads the media library; asked for early, while a name is typed, so that joining need not wait. */
export const loadMediasoup = (): Promise<typeof import('mediasoup-client')> =>
  import('mediasoup-client');
