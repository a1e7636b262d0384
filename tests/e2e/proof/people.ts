/** Who meets. */
export const HOST = 'Mara Feldhaus';
export const GUEST = 'Jonas Okafor';
