import { describe, expect, it } from 'vitest';
import { ThinLine, type LineReading } from './ThinLine.ts';

/** A line by the second. */
class Line {
  readonly thin = new ThinLine();
  #now = 0;

  look(reading: Partial<LineReading>, seconds = 1): boolean {
    for (let second = 0; second < seconds; second += 1) {
      this.#now += 1_000;
      const usual = { availableKbps: 2_000, roundTripMs: 30, sendsPictures: true, now: this.#now };
      this.thin.look({ ...usual, ...reading });
    }
    return this.thin.yields;
  }
}

const FULL = { availableKbps: 60, roundTripMs: 2_900 };

describe('[T08] pictures on a line that is full', () => {
  it('give way at once', () => {
    const line = new Line();
    expect(line.look({}, 5)).toBe(false);
    expect(line.look(FULL)).toBe(true);
  });

  it.each<[string, Partial<LineReading>]>([
    [
      'the line carries enough, though answers are slow',
      { availableKbps: 300, roundTripMs: 2_900 },
    ],
    ['packets get lost and answers come at once', { availableKbps: 60, roundTripMs: 80 }],
    ['there are none', { ...FULL, sendsPictures: false }],
    ['the browser does not say what the line carries', { ...FULL, availableKbps: undefined }],
    ['the browser does not say how long an answer takes', { ...FULL, roundTripMs: undefined }],
  ])('stay where %s', (_why, reading) => {
    const line = new Line();
    line.look({}, 5);
    expect(line.look(reading, 30)).toBe(false);
  });

  it('stay on a line that is long and never was short', () => {
    const line = new Line();
    expect(line.look({ availableKbps: 80, roundTripMs: 700 }, 30)).toBe(false);
  });

  it('are tried again ten seconds later, once the queue is empty', () => {
    const line = new Line();
    line.look({}, 5);
    line.look(FULL);
    const empty = { availableKbps: 60, roundTripMs: 40 };
    expect(line.look(empty, 9)).toBe(true);
    expect(line.look(empty)).toBe(false);
  });

  it('have two seconds before a full queue makes them give way again', () => {
    const line = new Line();
    line.look({}, 5);
    line.look(FULL);
    line.look({ availableKbps: 60, roundTripMs: 40 }, 10);
    expect(line.look(FULL)).toBe(false);
    expect(line.look(FULL)).toBe(true);
  });

  it('give way again after a trial that found no more, though the queue is not full yet', () => {
    const line = new Line();
    line.look({}, 5);
    line.look(FULL);
    const scarce = { availableKbps: 75, roundTripMs: 40 };
    line.look(scarce, 10);
    expect(line.look(scarce, 3)).toBe(false);
    expect(line.look(scarce)).toBe(true);
    line.look({ ...scarce, availableKbps: 2_000 }, 14);
    expect(line.look(scarce, 30)).toBe(false);
  });

  it('are the smallest alone until there is enough for more', () => {
    const line = new Line();
    line.look({}, 5);
    expect(line.thin.isCareful).toBe(false);
    line.look(FULL);
    const some = { availableKbps: 120, roundTripMs: 40 };
    expect(line.look(some, 10)).toBe(false);
    expect(line.thin.isCareful).toBe(true);
    expect(line.look(some, 30)).toBe(false);
    expect(line.thin.isCareful).toBe(true);
    line.look({});
    expect(line.thin.isCareful).toBe(false);
  });

  it('do not wait for ever where nothing is said of the line any more', () => {
    const line = new Line();
    line.look({}, 5);
    line.look(FULL);
    expect(line.look({ availableKbps: undefined, roundTripMs: undefined }, 59)).toBe(true);
    expect(line.look({ availableKbps: undefined, roundTripMs: undefined })).toBe(false);
  });

  it('wait longer while the queue is full without them, and not for ever', () => {
    const line = new Line();
    line.look({}, 5);
    line.look(FULL);
    expect(line.look(FULL, 59)).toBe(true);
    expect(line.look(FULL)).toBe(false);
  });
});
