import { MAX_HEADER_VALUE } from './header.ts';

/** How RFC 9605 section 5.2 packs context, member index and epoch into a KID. */
export type KidLayout = { readonly epochBits: number; readonly leafBits: number };

/**
 * Ours: E = 8, because 50 joins in 10 s are 50 epochs and E = 4 would tell only 16 of them apart;
 * S = 10, fixed, because the smallest S of the RFC changes with the size of the group.
 */
const KID_LAYOUT: KidLayout = { epochBits: 8, leafBits: 10 };

/** Leaves that fit into a KID. */
export const MAX_LEAF = 2 ** KID_LAYOUT.leafBits - 1;

/** Contexts that fit into a KID beside leaf and epoch: 2^30 of them. */
export const MAX_CTX = Math.floor(
  MAX_HEADER_VALUE / 2 ** (KID_LAYOUT.leafBits + KID_LAYOUT.epochBits),
);

export type MlsKid = {
  /** Which of the sender's streams: see ctx.ts. */
  readonly ctx: number;
  /** The sender's leaf in the MLS tree. */
  readonly leaf: number;
  /** The epoch modulo 2^E: see epochLow. */
  readonly epochLow: number;
};

/** `ctx << (S + E) | leaf << E | epoch mod 2^E`. Throws a RangeError on what does not fit. */
export function encodeKid({ ctx, leaf, epochLow }: MlsKid, layout: KidLayout = KID_LAYOUT): number {
  const epochs = 2 ** layout.epochBits;
  const leaves = 2 ** layout.leafBits;
  const contexts = (MAX_HEADER_VALUE + 1) / (leaves * epochs);
  if (!isBelow(ctx, contexts) || !isBelow(leaf, leaves) || !isBelow(epochLow, epochs)) {
    throw new RangeError('does not fit into an SFrame KID');
  }
  // Multiplied, not shifted: JavaScript shifts numbers of 32 bits.
  return (ctx * leaves + leaf) * epochs + epochLow;
}

/** The parts of a KID. Every KID has some; whether they mean anybody is for the caller to find out. */
export function decodeKid(kid: number, layout: KidLayout = KID_LAYOUT): MlsKid {
  const epochs = 2 ** layout.epochBits;
  const leaves = 2 ** layout.leafBits;
  const upper = Math.floor(kid / epochs);
  return { ctx: Math.floor(upper / leaves), leaf: upper % leaves, epochLow: kid % epochs };
}

/** What of an epoch is visible in a KID. */
export function epochLow(epoch: bigint, layout: KidLayout = KID_LAYOUT): number {
  return Number(epoch % BigInt(2 ** layout.epochBits));
}

function isBelow(value: number, limit: number): boolean {
  return Number.isSafeInteger(value) && value >= 0 && value < limit;
}
