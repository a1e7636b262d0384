import { expect, test, type Locator, type Page } from '@playwright/test';
import type { BoardBench } from '../workbench/board/BoardBench.ts';
import { openWorkbench, type Workbench } from '../workbench/openWorkbench.ts';
import { expectAccessible } from './support/accessible.ts';

let workbench: Workbench;
test.beforeAll(async () => {
  workbench = await openWorkbench('board');
});
test.afterAll(async () => {
  await workbench.close();
});

/** Opens the workbench and fails the test on anything that goes wrong in the page. */
async function open(page: Page, query: string): Promise<void> {
  page.on('pageerror', (error) => {
    throw error;
  });
  await page.goto(`${workbench.origin}/${query}`);
  await expect(surface(page).first()).toHaveAttribute('data-settled', 'true');
}

const surface = (page: Page | Locator): Locator =>
  page.getByRole('application', { name: 'Drawing area' });
const view = (page: Page, which: 'first' | 'second'): Locator =>
  page.locator(`[data-view=${which}]`);

/** What one of the two documents holds. */
const shapesIn = (
  page: Page,
  which: 'first' | 'second',
): Promise<ReturnType<BoardBench['first']['shapes']>> =>
  page.evaluate((name) => window.boardBench[name].shapes(), which);

const kindsIn = async (page: Page, which: 'first' | 'second'): Promise<string[]> =>
  (await shapesIn(page, which)).map(({ kind }) => String(kind)).sort();

const entries = (page: Page): Promise<number> =>
  page.evaluate(() => window.boardBench.first.entries());

async function drag(
  page: Page,
  canvas: Locator,
  [from, to]: [[number, number], [number, number]],
): Promise<void> {
  const box = await canvas.boundingBox();
  if (box === null) throw new Error('not shown');
  await page.mouse.move(box.x + from[0], box.y + from[1]);
  await page.mouse.down();
  for (let step = 1; step <= 8; step += 1) {
    const share = step / 8;
    await page.mouse.move(
      box.x + from[0] + (to[0] - from[0]) * share,
      box.y + from[1] + (to[1] - from[1]) * share + Math.sin(step) * 3,
    );
  }
  await page.mouse.up();
}

/** How many pixels on the two canvases of a view are not empty paper. */
function inked(canvas: Locator): Promise<number> {
  return canvas.evaluate((element) => {
    let count = 0;
    for (const each of element.querySelectorAll('canvas')) {
      const image = each.getContext('2d')?.getImageData(0, 0, each.width, each.height);
      const words = new Uint32Array(image?.data.buffer ?? new ArrayBuffer(0));
      for (const word of words) {
        // Alpha, blue, green, red from the top.
        const light = (word & 255) + ((word >> 8) & 255) + ((word >> 16) & 255);
        if (word >>> 24 > 128 && light < 300) count += 1;
      }
    }
    return count;
  });
}

test('a stroke drawn with the mouse is one entry, and the other sees it', async ({ page }) => {
  await page.setViewportSize({ width: 1400, height: 760 });
  await open(page, '');
  const own = surface(view(page, 'first'));
  const other = surface(view(page, 'second'));
  expect(await inked(other)).toBe(0);
  await own.press('p');
  await drag(page, own, [
    [250, 200],
    [480, 420],
  ]);
  await expect.poll(() => kindsIn(page, 'second')).toEqual(['pen']);
  expect(await entries(page)).toBe(1);
  await expect.poll(() => inked(other)).toBeGreaterThan(200);
});

test('the other sees a stroke while it is drawn, and whose pointer it is', async ({ page }) => {
  await page.setViewportSize({ width: 1400, height: 760 });
  await open(page, '');
  const own = surface(view(page, 'first'));
  const other = surface(view(page, 'second'));
  await own.press('p');
  const box = await own.boundingBox();
  await page.mouse.move((box?.x ?? 0) + 300, (box?.y ?? 0) + 300);
  await page.mouse.down();
  await page.mouse.move((box?.x ?? 0) + 420, (box?.y ?? 0) + 330, { steps: 12 });
  await expect.poll(() => inked(other)).toBeGreaterThan(200);
  expect(await entries(page)).toBe(0);
  await page.keyboard.press('Escape');
  await page.mouse.up();
  expect(await entries(page)).toBe(0);
});

test('undo takes back one’s own steps only', async ({ page }) => {
  await page.setViewportSize({ width: 1400, height: 760 });
  await open(page, '');
  const own = surface(view(page, 'first'));
  const other = surface(view(page, 'second'));
  await own.press('p');
  await drag(page, own, [
    [250, 200],
    [400, 300],
  ]);
  await other.press('r');
  await drag(page, other, [
    [200, 400],
    [320, 480],
  ]);
  await expect.poll(() => kindsIn(page, 'first')).toEqual(['pen', 'rectangle']);
  await own.focus();
  await own.press('Control+z');
  await expect.poll(() => kindsIn(page, 'second')).toEqual(['rectangle']);
  await own.press('Control+z');
  await expect(view(page, 'first').locator('[data-board-said]')).toHaveText(
    'You have nothing to undo',
  );
  expect(await kindsIn(page, 'second')).toEqual(['rectangle']);
  await own.press('Control+y');
  await expect.poll(() => kindsIn(page, 'second')).toEqual(['pen', 'rectangle']);
});

test('with the keyboard alone one makes, names, moves, connects and deletes', async ({ page }) => {
  await page.setViewportSize({ width: 1100, height: 760 });
  await open(page, '?one');
  const own = surface(page);
  const said = page.locator('[data-board-said]');
  await own.focus();
  await page.keyboard.press('n');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Ask the ward');
  await page.keyboard.press('Escape');
  await expect(said).toHaveText('Note “Ask the ward” added');
  const [note] = await shapesIn(page, 'first');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('ArrowDown');
  const moved = async (): Promise<number[]> => {
    const [now] = await shapesIn(page, 'first');
    return [(now?.x ?? 0) - (note?.x ?? 0), (now?.y ?? 0) - (note?.y ?? 0)];
  };
  await expect.poll(moved).toEqual([10, 1]);
  await page.keyboard.press('r');
  await page.keyboard.press('Enter');
  await expect(said).toContainText('Rectangle');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('a');
  await expect(said).toHaveText(/Arrow from .* to .* added/);
  await expect.poll(() => kindsIn(page, 'first')).toEqual(['arrow', 'note', 'rectangle']);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(said).toHaveText(/, 1 of 3$/);
  await page.keyboard.press('Delete');
  await expect.poll(() => kindsIn(page, 'first')).toHaveLength(2);
  await expect(
    page.getByRole('list', { name: 'What is on this page' }).getByRole('listitem'),
  ).toHaveCount(2);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  // At the end of the shapes, Tab leads on to the tools.
  await page.keyboard.press('Tab');
  await expect(own).not.toBeFocused();
});

test('shapes are taken, turned into copies, and pasted on another page', async ({ page }) => {
  await page.setViewportSize({ width: 1100, height: 760 });
  await open(page, '?one');
  const own = surface(page);
  await own.press('r');
  await drag(page, own, [
    [300, 250],
    [420, 330],
  ]);
  await expect.poll(() => kindsIn(page, 'first')).toEqual(['rectangle']);
  const [before] = await shapesIn(page, 'first');
  await drag(page, own, [
    [340, 290],
    [440, 390],
  ]);
  const moved = async (): Promise<number> => {
    const [after] = await shapesIn(page, 'first');
    return (after?.x ?? 0) - (before?.x ?? 0);
  };
  await expect.poll(moved).toBeGreaterThan(80);
  await page.keyboard.press('Control+c');
  await page.getByRole('button', { name: 'All pages' }).or(page.getByTitle('All pages')).click();
  await page.getByRole('menuitem', { name: 'New page' }).click();
  await expect(page.getByTitle('All pages')).toHaveText('Page 2 of 2');
  await own.focus();
  await page.keyboard.press('Control+v');
  await expect.poll(() => kindsIn(page, 'first')).toEqual(['rectangle', 'rectangle']);
  await page.getByTitle('All pages').click();
  await page.getByRole('menuitem', { name: 'Delete page' }).click();
  await expect(page.getByTitle('All pages')).toHaveText('Page 1 of 1');
  await page.getByRole('button', { name: 'Take it back' }).click();
  await expect(page.getByTitle('All pages')).toHaveText(/ of 2$/);
});

test('a pen draws while fingers move the paper, and two fingers zoom', async ({ page }) => {
  await page.setViewportSize({ width: 1100, height: 760 });
  await open(page, '?one');
  const own = surface(page);
  await own.press('p');
  const stroke = (pointerType: 'pen' | 'touch', pointerId: number): Promise<void> =>
    own.evaluate(
      (element, { pointerType, pointerId }) => {
        const send = (type: string, x: number, pressure: number): void => {
          const init = {
            pointerType,
            pointerId,
            clientX: x,
            clientY: 300 + x / 10,
            pressure,
            bubbles: true,
            button: 0,
          };
          element.dispatchEvent(new PointerEvent(type, init));
        };
        element.setPointerCapture = () => undefined;
        send('pointerdown', 300, 0.2);
        for (let x = 310; x <= 400; x += 10) send('pointermove', x, (x - 300) / 100);
        send('pointerup', 400, 0);
      },
      { pointerType, pointerId },
    );
  await stroke('touch', 1);
  expect(await kindsIn(page, 'first')).toEqual(['pen']);
  await stroke('pen', 2);
  expect(await kindsIn(page, 'first')).toEqual(['pen', 'pen']);
  // A pen was seen: from now on a finger moves the paper.
  await stroke('touch', 3);
  expect(await kindsIn(page, 'first')).toEqual(['pen', 'pen']);
  const zoom = page.getByTitle('Show at 100 %');
  await expect(zoom).toHaveText('100%');
  await own.evaluate((element) => {
    const send = (type: string, pointerId: number, clientX: number): void => {
      element.dispatchEvent(
        new PointerEvent(type, {
          pointerType: 'touch',
          pointerId,
          clientX,
          clientY: 300,
          bubbles: true,
        }),
      );
    };
    send('pointerdown', 5, 400);
    send('pointerdown', 6, 500);
    send('pointermove', 6, 600);
    send('pointerup', 5, 400);
    send('pointerup', 6, 600);
  });
  await expect(zoom).toHaveText('200%');
  expect(await kindsIn(page, 'first')).toEqual(['pen', 'pen']);
});

for (const [format, start] of [
  ['PNG', '\u0089PNG'],
  ['SVG', '<svg'],
  ['PDF', '%PDF'],
] as const) {
  test(`the page is saved as ${format}`, async ({ page }) => {
    await page.setViewportSize({ width: 1100, height: 760 });
    await open(page, '?one&sample');
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Board menu' }).click();
    await page.getByRole('menuitem', { name: `Save as ${format}` }).click();
    const file = await (await saved).createReadStream();
    const parts: Uint8Array[] = [];
    for await (const part of file) if (Buffer.isBuffer(part)) parts.push(part);
    const bytes = Buffer.concat(parts);
    expect(bytes.toString('latin1').startsWith(start)).toBe(true);
    expect(bytes.length).toBeGreaterThan(4000);
  });
}

test('a picture is dropped on it, and a file that is none is refused in words', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1100, height: 760 });
  await open(page, '?one');
  const own = surface(page);
  const drop = (type: string): Promise<void> =>
    own.evaluate(async (element, wanted) => {
      const canvas = new OffscreenCanvas(60, 40);
      canvas.getContext('2d')?.fillRect(0, 0, 60, 40);
      const png = await canvas.convertToBlob();
      const data = new DataTransfer();
      data.items.add(new File([wanted === 'image/png' ? png : '<svg/>'], 'plan', { type: wanted }));
      element.dispatchEvent(
        new DragEvent('drop', { dataTransfer: data, clientX: 400, clientY: 300, bubbles: true }),
      );
    }, type);
  await drop('image/svg+xml');
  await expect(page.getByText('This picture cannot be shown.').first()).toBeVisible();
  expect(await kindsIn(page, 'first')).toEqual([]);
  await drop('image/png');
  await expect.poll(() => kindsIn(page, 'first')).toEqual(['image']);
  await expect.poll(() => inked(own)).toBeGreaterThan(2000);
});

test('who may only look sees everything, moves around, and writes nothing', async ({ page }) => {
  await page.setViewportSize({ width: 1100, height: 760 });
  await open(page, '?one&sample&readonly');
  const own = surface(page);
  const before = await shapesIn(page, 'first');
  await own.press('p');
  await drag(page, own, [
    [250, 200],
    [400, 300],
  ]);
  await own.press('Control+a');
  await own.press('Delete');
  await own.press('Control+z');
  expect(await shapesIn(page, 'first')).toEqual(before);
  await expect(page.getByRole('toolbar', { name: 'Drawing tools' })).toHaveCount(0);
  await expectAccessible(page);
});

for (const theme of ['light', 'dark']) {
  test(`axe finds nothing serious, ${theme}`, async ({ page }) => {
    await page.setViewportSize({ width: 1100, height: 760 });
    await open(page, `?one&sample&theme=${theme}`);
    await expectAccessible(page);
    await surface(page).press('Control+a');
    await expectAccessible(page);
  });
}

test('at 390 px everything is in a row of 44 px and two sheets, in German', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 700 });
  await page.goto(`${workbench.origin}/?one&lang=de`);
  await expect(page.getByRole('application')).toHaveAttribute('data-settled', 'true');
  const row = page.getByRole('toolbar', { name: 'Zeichenwerkzeuge' });
  const sizes = await row
    .getByRole('button')
    .evaluateAll((all) =>
      all
        .map((button) => button.getBoundingClientRect())
        .map(({ width, height, right }) => [width >= 44, height >= 44, right <= 390]),
    );
  expect(sizes.flat()).not.toContain(false);
  expect(sizes.length).toBeGreaterThan(6);
  await row.getByRole('button', { name: 'Weitere Werkzeuge' }).click();
  await page.getByRole('button', { name: 'Rechteck' }).click();
  await drag(page, page.getByRole('application'), [
    [100, 250],
    [250, 350],
  ]);
  await expect.poll(() => kindsIn(page, 'first')).toEqual(['rectangle']);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await expectAccessible(page);
});

test('while it opens there is a skeleton and nothing to write with', async ({ page }) => {
  await page.goto(`${workbench.origin}/?one&opening`);
  await expect(page.getByText('The whiteboard is opening.')).toBeAttached();
  await expect(page.getByRole('toolbar')).toHaveCount(0);
  await page.evaluate(() => {
    window.boardBench.first.setSaveState({ kind: 'saved' });
  });
  await expect(page.getByRole('toolbar', { name: 'Drawing tools' }).first()).toBeVisible();
  await expect(page.getByText('Draw, or press N for a note.')).toBeVisible();
});
