import { expect, it } from 'vitest';
import { shownToasts, type Toast, withToast } from './toastQueue.ts';

const passing = (id: number): Toast => ({ id, title: `passing ${String(id)}` });
const staying = (id: number): Toast => ({ id, title: `staying ${String(id)}`, stays: true });
const build = (...toasts: Toast[]): Toast[] =>
  toasts.reduce<Toast[]>((queue, toast) => withToast(queue, toast), []);
const ids = (toasts: Toast[]): number[] => toasts.map(({ id }) => id);

it('shows at most two and drops the oldest of those that pass', () => {
  expect(ids(build(passing(1), passing(2), passing(3)))).toEqual([2, 3]);
});

it('never drops one that stays, however many knock', () => {
  const queue = build(staying(1), staying(2), staying(3), staying(4));
  expect(ids(queue)).toEqual([1, 2, 3, 4]);
  expect(ids(shownToasts(queue))).toEqual([1, 2]);
});

it('shows one that stays before one that passes', () => {
  expect(ids(shownToasts(build(passing(1), passing(2), staying(3))))).toEqual([3, 2]);
});

it('drops a passing one when two that stay fill the screen', () => {
  expect(ids(build(staying(1), staying(2), passing(3)))).toEqual([1, 2]);
});
