import type { FrameCryptor } from '../e2ee/frame/FrameCryptor.ts';

/** What media needs of the frame worker. */
export type FramePort = Pick<
  FrameCryptor,
  'sealTransform' | 'openTransform' | 'expect' | 'release' | 'stats'
>;

export type { TransformStats } from '../e2ee/frame/messages.ts';
