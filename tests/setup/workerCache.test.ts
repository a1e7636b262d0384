import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hashFiles } from '../../tools/setup/hashFiles.mjs';
import { distributionOf, workerCacheFolder, workerKey } from '../../tools/setup/workerCache.mjs';

const made = {
  version: '3.27.1',
  platform: 'linux',
  arch: 'x64',
  distribution: 'debian12',
  recipe: '0123456789abcdef',
};

describe('workerKey', () => {
  it.each([
    { version: '3.27.2' },
    { platform: 'darwin' },
    { arch: 'arm64' },
    { distribution: 'debian13' },
    { recipe: 'fedcba9876543210' },
  ])('never gives a worker for one %o to another', (change) => {
    expect(workerKey({ ...made, ...change })).not.toBe(workerKey(made));
  });

  it('reads as what it is', () => {
    expect(workerKey(made)).toBe('3.27.1-linux-debian12-x64-0123456789ab');
  });

  it('does without a distribution where there is none', () => {
    expect(workerKey({ ...made, platform: 'darwin', distribution: '' })).toBe(
      '3.27.1-darwin-x64-0123456789ab',
    );
  });
});

describe('distributionOf', () => {
  it('does not mistake a relative for the distribution itself', () => {
    expect(distributionOf('ID_LIKE=debian\nVERSION_ID="24.04"\nID=ubuntu\n')).toBe('ubuntu24.04');
  });

  it('takes no path out of a file that holds one', () => {
    expect(distributionOf('ID="../../etc"\nVERSION_ID=12\n')).toBe('12');
  });

  it('is content with a distribution without versions', () => {
    expect(distributionOf('ID=arch\n')).toBe('arch');
  });
});

describe('workerCacheFolder', () => {
  it('follows XDG_CACHE_HOME and ignores an empty one', () => {
    expect(workerCacheFolder({ XDG_CACHE_HOME: '/var/cache' })).toBe(
      '/var/cache/conclave/mediasoup-worker',
    );
    expect(workerCacheFolder({ XDG_CACHE_HOME: '' })).toMatch(/\/\.cache\/conclave\/mediasoup-/);
  });
});

describe('hashFiles', () => {
  const hashOf = (files: Record<string, string>): string => {
    const folder = mkdtempSync(join(tmpdir(), 'conclave-hash-'));
    try {
      for (const [name, content] of Object.entries(files)) {
        writeFileSync(join(folder, name), content);
      }
      return hashFiles(folder, ['.'], ['./left-out']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  };

  it('sees text that moved from one file to the next', () => {
    expect(hashOf({ a: 'x', b: 'yz' })).not.toBe(hashOf({ a: 'xy', b: 'z' }));
  });

  it('sees a file that was only renamed', () => {
    expect(hashOf({ a: 'x' })).not.toBe(hashOf({ b: 'x' }));
  });

  it('does not depend on times or on what is left out', () => {
    expect(hashOf({ a: 'x', 'left-out': '1' })).toBe(hashOf({ a: 'x', 'left-out': '2' }));
  });
});
