/**
 * How far someone's or something's encryption is known to hold. It comes from keys and from frames
 * that decode, never from a flag of the server. `compared`: the code was compared by voice.
 */
export type SealState = 'none' | 'verifying' | 'sealed' | 'compared' | 'broken';
