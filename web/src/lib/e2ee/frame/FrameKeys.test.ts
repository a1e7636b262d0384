import { describe, expect, it } from 'vitest';
import { MAX_DERIVED_KEYS } from './EpochKeys.ts';
import { FrameKeys, KEEP_OLD_EPOCH_MS } from './FrameKeys.ts';
import {
  baseKeyOf,
  frameOf,
  memberKeys,
  MICROPHONE,
  opened,
  openerOf,
  sealed,
  sealerOf,
} from './testCall.ts';

describe('[T22] frame keys, hostile and late', () => {
  it('never lets an epoch back in whose counters it forgot', async () => {
    const keys = await memberKeys(0, 5n, 6n);
    keys.forgetBefore(6n, 1_000);
    await expect(keys.install(5n, baseKeyOf(5n))).rejects.toMatchObject({ code: 'staleEpoch' });
    keys.expire(1_000 + KEEP_OLD_EPOCH_MS);
    await expect(keys.install(5n, baseKeyOf(5n))).rejects.toMatchObject({ code: 'staleEpoch' });
  });

  it('never seals with an older epoch again', async () => {
    const keys = await memberKeys(0, 5n, 6n);
    expect(() => keys.sendWith(5n, 0)).toThrow(expect.objectContaining({ code: 'staleEpoch' }));
    expect(keys.sending()?.keys.epoch).toBe(6n);
  });

  it('seals nothing from stopSending to the next sendWith, and keeps its counters', async () => {
    const keys = await memberKeys(0, 5n);
    const sealer = sealerOf(keys, MICROPHONE);
    await sealed(sealer, frameOf(1));
    keys.stopSending();
    expect(await sealer.seal(frameOf(1))).toBe('noKey');
    await keys.install(6n, baseKeyOf(6n));
    expect(await sealer.seal(frameOf(1))).toBe('noKey');
    expect(() => keys.sendWith(4n, 0)).toThrow(expect.objectContaining({ code: 'staleEpoch' }));
    expect(keys.sending()).toBeUndefined();
    keys.sendWith(5n, 0);
    expect(keys.sending()?.keys.takeCtr(0)).toBe(1);
  });

  it('does not begin to seal with an epoch before the final one', async () => {
    const keys = new FrameKeys();
    await keys.install(5n, baseKeyOf(5n));
    keys.forgetBefore(6n, 0);
    expect(() => keys.sendWith(5n, 0)).toThrow(expect.objectContaining({ code: 'staleEpoch' }));
    expect(keys.sending()).toBeUndefined();
  });

  it('seals with nothing while the key of the chosen epoch is missing', async () => {
    const keys = await memberKeys(0, 5n);
    keys.sendWith(7n, 0);
    expect(keys.sending()).toBeUndefined();
    // 256 later looks the same in a KID, and is not the same.
    await keys.install(7n + 256n, baseKeyOf(263n));
    expect(keys.sending()).toBeUndefined();
  });

  it.each([0, 15, 20, 33])('takes no base key of %d bytes', async (size) => {
    const keys = new FrameKeys();
    const installed = keys.install(1n, new Uint8Array(size));
    await expect(installed).rejects.toMatchObject({ code: 'badBaseKey' });
    expect(keys.receiving(1, 0)).toBeUndefined();
  });

  it('drops the older of two epochs that look the same in a KID (RFC 9605 section 5.2)', async () => {
    const keys = await memberKeys(0, 1n, 2n, 257n);
    expect(keys.receiving(1, 0)?.epoch).toBe(257n);
    expect(keys.receiving(2, 0)?.epoch).toBe(2n);
    await expect(keys.install(1n, baseKeyOf(1n))).rejects.toMatchObject({ code: 'staleEpoch' });
    expect(keys.receiving(1, 0)?.epoch).toBe(257n);
  });

  it('replaces the key of a voided epoch without beginning its counters anew', async () => {
    const keys = await memberKeys(0, 5n);
    const sealer = sealerOf(keys, MICROPHONE);
    const before = await sealed(sealer, frameOf(1, 2, 3));
    await keys.install(5n, baseKeyOf(5n, 2));
    const after = await sealed(sealer, frameOf(1, 2, 3));
    const bob = new FrameKeys();
    await bob.install(5n, baseKeyOf(5n, 2));
    const opener = openerOf(bob, MICROPHONE, 0);
    expect(await opened(opener, before)).toBe('badTag');
    expect(await opened(opener, after)).toEqual(Uint8Array.of(1, 2, 3));
    expect(keys.sending()?.keys.takeCtr(0)).toBe(2);
    // A receiver who had the voided key as well lets go of what was derived from it.
    await bob.install(5n, baseKeyOf(5n));
    expect(await opened(opener, before)).toEqual(Uint8Array.of(1, 2, 3));
  });
});

describe('[F-1] frame keys', () => {
  it('keeps an old epoch for 10 s after a newer one became final, to the millisecond', async () => {
    const keys = await memberKeys(0, 5n, 6n);
    expect(keys.receiving(5, 1e9)?.epoch).toBe(5n);
    keys.forgetBefore(6n, 1_000);
    expect(keys.receiving(5, 10_999)?.epoch).toBe(5n);
    expect(keys.receiving(5, 11_000)).toBeUndefined();
    expect(keys.receiving(6, 1e9)?.epoch).toBe(6n);
  });

  it('counts the 10 s from the first word, not from the last', async () => {
    const keys = await memberKeys(0, 5n, 6n, 7n);
    keys.forgetBefore(6n, 1_000);
    keys.forgetBefore(7n, 9_000);
    expect(keys.receiving(5, 11_000)).toBeUndefined();
    expect(keys.receiving(6, 11_000)?.epoch).toBe(6n);
    expect(keys.receiving(6, 19_000)).toBeUndefined();
  });

  it('frees what is due, and an epoch that still seals as well', async () => {
    const keys = await memberKeys(0, 5n);
    keys.forgetBefore(6n, 0);
    expect(keys.sending()?.keys.epoch).toBe(5n);
    keys.expire(KEEP_OLD_EPOCH_MS - 1);
    expect(keys.sending()?.keys.epoch).toBe(5n);
    keys.expire(KEEP_OLD_EPOCH_MS);
    expect(keys.sending()).toBeUndefined();
  });

  it('copies the base key before it returns, so that the caller may wipe it at once', async () => {
    const alice = await memberKeys(0, 5n);
    const bob = new FrameKeys();
    const bytes = baseKeyOf(5n);
    const installed = bob.install(5n, bytes);
    bytes.fill(0);
    await installed;
    const wire = await sealed(sealerOf(alice, MICROPHONE), frameOf(1, 2, 3));
    expect(await opened(openerOf(bob, MICROPHONE, 0), wire)).toEqual(Uint8Array.of(1, 2, 3));
  });

  it('opens with an epoch before anybody says to seal with it', async () => {
    const bob = await memberKeys(1, 5n);
    await bob.install(6n, baseKeyOf(6n));
    expect([bob.sending()?.keys.epoch, bob.receiving(6, 0)?.epoch]).toEqual([5n, 6n]);
  });

  it('derives each key once and holds no more than its bound', async () => {
    const epoch = (await memberKeys(0, 5n)).sending()?.keys;
    const first = epoch?.derive(0, 'decrypt');
    expect(epoch?.derive(0, 'decrypt')).toBe(first);
    expect(epoch?.derive(0, 'encrypt')).not.toBe(first);
    for (let kid = 1; kid < MAX_DERIVED_KEYS; kid++) void epoch?.derive(kid, 'decrypt');
    expect(epoch?.derive(0, 'decrypt')).toBe(first);
    void epoch?.derive(MAX_DERIVED_KEYS, 'decrypt');
    expect(epoch?.derive(0, 'decrypt')).not.toBe(first);
  });
});
