import { expect, it, vi } from 'vitest';
import { isPartMissing, onPartMissing, watchParts, watchWorker } from './missingParts.ts';

it('knows the failures that the build named, and no others', () => {
  const target = new EventTarget();
  watchParts(target);
  const payload = new Error('gone');
  target.dispatchEvent(Object.assign(new Event('vite:preloadError'), { payload }));
  target.dispatchEvent(new Event('vite:preloadError'));
  expect([payload, new Error('gone'), undefined].map(isPartMissing)).toEqual([true, false, false]);
});

it('tells of a worker whose script is gone, and not of one that threw', () => {
  const heard = vi.fn();
  const stop = onPartMissing(heard);
  const worker = new EventTarget();
  watchWorker(worker);
  worker.dispatchEvent(Object.assign(new Event('error'), { message: 'thrown' }));
  expect(heard).not.toHaveBeenCalled();
  worker.dispatchEvent(new Event('error'));
  expect(heard).toHaveBeenCalledTimes(1);
  stop();
  worker.dispatchEvent(new Event('error'));
  expect(heard).toHaveBeenCalledTimes(1);
});
