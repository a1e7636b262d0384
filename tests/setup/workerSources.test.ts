import { describe, expect, it } from 'vitest';
import { chooseWorker, type WorkerSource } from '../../tools/setup/workerSources.mjs';

/** Sources that write down in which order they were asked. */
function fakeSources(): { asked: string[]; source: (name: string, path?: string) => WorkerSource } {
  const asked: string[] = [];
  const source = (name: string, path?: string): WorkerSource => ({
    name,
    get: () => {
      asked.push(name);
      return Promise.resolve(path === undefined ? { why: `no ${name}` } : { path });
    },
  });
  return { asked, source };
}

const proveAllBut =
  (...bad: string[]) =>
  (path: string): Promise<string | undefined> =>
    Promise.resolve(bad.includes(path) ? `${path} crashed.` : undefined);

describe('chooseWorker', () => {
  it('refuses a worker that was named and fails, and asks nobody else', async () => {
    const { asked, source } = fakeSources();
    const named = { ...source('named', '/named'), isOrder: true };
    const choice = chooseWorker([named, source('built', '/built')], proveAllBut('/named'));
    await expect(choice).rejects.toThrow('The media worker named is refused. /named crashed.');
    expect(asked).toEqual(['named']);
  });

  it('goes on to the next source after a worker that fails', async () => {
    const { source } = fakeSources();
    const sources = [source('downloaded', '/downloaded'), source('built', '/built')];
    expect(await chooseWorker(sources, proveAllBut('/downloaded'))).toBe('/built');
  });

  it('says of every source why it gave nothing that works', async () => {
    const { source } = fakeSources();
    const choice = chooseWorker([source('kept'), source('built', '/built')], proveAllBut('/built'));
    await expect(choice).rejects.toThrow(
      'There is no media worker (mediasoup) that works here.\n- kept: no kept\n- built: /built crashed.',
    );
  });

  it('does not download or build when an earlier source has a good one', async () => {
    const { asked, source } = fakeSources();
    const sources = [source('kept', '/kept'), source('downloaded', '/downloaded'), source('built')];
    expect(await chooseWorker(sources, proveAllBut())).toBe('/kept');
    expect(asked).toEqual(['kept']);
  });

  it('asks in the order given', async () => {
    const { asked, source } = fakeSources();
    await chooseWorker(
      [source('kept'), source('downloaded'), source('built', '/b')],
      proveAllBut(),
    );
    expect(asked).toEqual(['kept', 'downloaded', 'built']);
  });
});
