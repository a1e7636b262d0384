import { expect, test, type Locator, type Page } from '@playwright/test';
import { openWorkbench, type Workbench } from '../workbench/openWorkbench.ts';
import { expectAccessible } from './support/accessible.ts';
import { redAvif } from './support/avifs.ts';
import { bombPng, picturePng } from './support/pngs.ts';

declare global {
  interface Window {
    workbench: { fill(count: number): void };
  }
}

/** The chat of two people who are linked in one page; the rest of the product is not needed for it. */
let workbench: Workbench;

test.beforeAll(async () => {
  workbench = await openWorkbench('chat');
});
test.afterAll(() => workbench.close());

let faults: string[];
test.beforeEach(({ page }) => {
  faults = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) faults.push(message.text());
  });
});
test.afterEach(() => expect(faults).toEqual([]));

async function open(page: Page, query = ''): Promise<{ ada: Locator; bob: Locator }> {
  await page.goto(`${workbench.origin}/${query}`);
  const of = (name: string): Locator => page.getByRole('region', { name });
  return { ada: of('Ada'), bob: of('Bob') };
}

async function say(panel: Locator, text: string): Promise<void> {
  await panel.getByRole('textbox').fill(text);
  await panel.getByRole('textbox').press('Enter');
}

const said = (panel: Locator, text: string): Locator =>
  panel.getByRole('listitem').filter({ hasText: text });

test('[R41] two people write, and each message stands beside a name', async ({ page }) => {
  const { ada, bob } = await open(page);
  await say(ada, 'Good morning :)');
  await expect(said(bob, 'Good morning 🙂')).toContainText('Ada');
  await say(bob, 'Hello <b>there</b> https://example.org/a');
  await expect(said(ada, 'Hello <b>there</b>')).toContainText('Bob');
  await expect(ada.getByRole('link')).toHaveAttribute('rel', /noopener/u);
  await expectAccessible(page);
});

test('one’s own is changed by arrow up, deleted, and taken back', async ({ page }) => {
  const { ada, bob } = await open(page);
  await say(ada, 'Tpyo');
  await ada.getByRole('textbox').press('ArrowUp');
  await expect(ada.getByRole('textbox')).toHaveValue('Tpyo');
  await say(ada, 'Typo');
  await expect(said(bob, 'Typo')).toContainText('edited');
  await said(ada, 'Typo').hover();
  await ada.getByRole('button', { name: 'More for this message' }).click();
  await ada.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(bob.getByText('Deleted by its author')).toBeVisible();
  await ada.getByRole('button', { name: 'Undo' }).click();
  await expect(said(bob, 'Typo')).toBeVisible();
  await said(bob, 'Typo').hover();
  await bob.getByRole('button', { name: 'More for this message' }).click();
  await expect(bob.getByRole('menuitem', { name: 'Delete' })).toHaveCount(0);
});

test('a reply quotes, and the quote leads back', async ({ page }) => {
  const { ada, bob } = await open(page);
  await say(ada, 'The first question');
  for (let n = 0; n < 30; n++) await say(ada, `Filling ${n}`);
  await bob.getByRole('button', { name: 'Search in the chat' }).click();
  await bob.getByRole('searchbox').fill('first question');
  await expect(said(bob, 'The first question')).toBeVisible();
  await said(bob, 'The first question').hover();
  await said(bob, 'The first question').getByRole('button', { name: 'Reply' }).click();
  await say(bob, 'An answer');
  await ada.getByRole('button', { name: 'Go to the message by You' }).click();
  await expect(said(ada, 'The first question').first()).toBeInViewport();
});

test('what comes while the panel is closed is counted, marked, and no longer new when read', async ({
  page,
}) => {
  const { ada, bob } = await open(page);
  await say(bob, 'Old');
  await ada.getByRole('textbox').fill('A draft');
  await ada.getByRole('button', { name: 'Close', exact: true }).click();
  await say(bob, 'One');
  await say(bob, 'Two');
  await expect(page.getByRole('list', { name: 'Toasts' })).toContainText('Bob: Two');
  await ada.getByRole('button', { name: 'Chat of Ada: 2 unread' }).click();
  await expect(ada.getByRole('textbox')).toHaveValue('A draft');
  const mark = async (): Promise<number> => {
    const texts = await ada.getByRole('listitem').allInnerTexts();
    return texts.findIndex((text) => text.trim() === 'New');
  };
  await expect.poll(mark).toBe(2);
  await ada.getByRole('button', { name: 'Close', exact: true }).click();
  await ada.getByRole('button', { name: 'Chat of Ada: 0 unread' }).click();
  await expect(ada.getByText('New', { exact: true })).toHaveCount(0);
});

test('[R52] a message to one person is marked, unread apart, and told when it was not delivered', async ({
  page,
}) => {
  const { ada, bob } = await open(page);
  await ada.getByRole('button', { name: 'Choose who reads this' }).click();
  await ada.getByRole('menuitemcheckbox', { name: 'Bob' }).click();
  await expect(ada.getByText('Only you and Bob').first()).toBeVisible();
  await say(ada, 'Between us');
  await expect(said(ada, 'Between us')).toContainText('Delivered');
  await expect(said(bob, 'Between us')).toHaveCount(0);
  await bob.getByRole('button', { name: 'Ada wrote to you alone' }).click();
  await expect(said(bob, 'Between us')).toBeVisible();
  await expect(bob.getByRole('textbox')).toHaveAttribute('placeholder', 'Write to Ada alone');
  await expectAccessible(page);
});

test('everything is reached by keys', async ({ page }) => {
  const { ada } = await open(page, '?only=Ada');
  await ada.getByRole('textbox').focus();
  await page.keyboard.type('First');
  await page.keyboard.press('Enter');
  await page.keyboard.type('one');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('two');
  await page.keyboard.press('Enter');
  await said(ada, 'two').focus();
  await page.keyboard.press('ArrowUp');
  await expect(said(ada, 'First')).toBeFocused();
  await page.keyboard.press('Tab');
  const react = said(ada, 'First').getByRole('button', { name: 'React' });
  await expect(react).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Thumbs up' })).toBeFocused();
  // Esc is for what is open in the panel, which stays.
  await page.keyboard.press('Escape');
  await expect(react).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Thumbs up' })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(ada.getByRole('button', { name: /^Heart: You/u })).toBeVisible();
});

test('what others write is read out, and what one writes oneself is not', async ({ page }) => {
  const { ada, bob } = await open(page);
  await say(ada, 'My own');
  await say(bob, 'From Bob');
  await expect(ada.getByRole('log')).toHaveText('Bob: From Bob');
});

test('a file is sent with its progress, and refused in words', async ({ page }) => {
  const { ada, bob } = await open(page);
  const input = ada.locator('input[type=file]');
  await input.setInputFiles({ name: 'large.bin', mimeType: '', buffer: Buffer.from('x') });
  await expect(ada.getByRole('alert').filter({ hasText: 'no room' })).toBeVisible();
  await input.setInputFiles({
    name: 'plan.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('x'),
  });
  await expect(ada.getByText('plan.pdf')).toBeVisible();
  await ada.getByRole('textbox').press('Enter');
  await expect(bob.getByRole('button', { name: 'Download plan.pdf' })).toBeVisible();
});

/** As a screenshot comes from the clipboard: with a type, and a name without an ending. */
async function paste(
  panel: Locator,
  name: string,
  picture: { png: Buffer } | { avif: Buffer },
): Promise<void> {
  const [type, bytes] =
    'png' in picture ? ['image/png', picture.png] : ['image/avif', picture.avif];
  await panel.getByRole('textbox').evaluate(
    (field, pasted) => {
      const bytes = Uint8Array.from(atob(pasted.base64), (sign) => sign.charCodeAt(0));
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File([bytes], pasted.name, { type: pasted.type }));
      const how = { clipboardData, bubbles: true, cancelable: true };
      field.dispatchEvent(new ClipboardEvent('paste', how));
    },
    { name, type, base64: bytes.toString('base64') },
  );
}

test('a pasted picture is enlarged by keyboard and on a phone, downloaded, and left where one was', async ({
  page,
}) => {
  const { ada, bob } = await open(page);
  await paste(ada, 'Screenshot', { png: picturePng(1600, 900) });
  await expect(ada.getByText('Screenshot')).toBeVisible();
  await ada.getByRole('textbox').press('Enter');
  const picture = bob.getByRole('button', { name: 'Enlarge Screenshot' });
  await picture.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Screenshot' });
  const large = dialog.getByRole('img', { name: 'Picture: Screenshot' });
  await expect(large).toBeInViewport({ ratio: 1 });
  const widthOf = async (): Promise<number> => (await large.boundingBox())?.width ?? 0;
  expect(await widthOf()).toBeGreaterThan(700);
  await expectAccessible(page);
  const downloading = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Download' }).click();
  expect((await downloading).suggestedFilename()).toBe('Screenshot');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(picture).toBeFocused();

  await page.setViewportSize({ width: 390, height: 844 });
  await picture.click();
  await expect(large).toBeInViewport({ ratio: 1 });
  expect(await widthOf()).toBeGreaterThan(300);
  await dialog.getByRole('button', { name: 'Close' }).first().click();
  await expect(picture).toBeFocused();
});

test('[F-15] a picture that would fill the memory is a file like any other, and stands in nobody’s chat', async ({
  page,
}) => {
  const { ada, bob } = await open(page);
  await paste(ada, 'Flood', { png: bombPng(30_000, 30_000) });
  await expect(ada.getByText('Flood')).toBeVisible();
  await ada.getByRole('textbox').press('Enter');
  await expect(bob.getByRole('button', { name: 'Download Flood' })).toBeVisible();
  await paste(ada, 'Plan', { png: picturePng(40, 30) });
  await expect(ada.getByText('Plan')).toBeVisible();
  await ada.getByRole('textbox').press('Enter');
  await expect(bob.getByRole('button', { name: 'Enlarge Plan' }).locator('img')).toBeVisible();
  await expect(bob.getByRole('button', { name: 'Enlarge Flood' })).toHaveCount(0);
  await expect(bob.locator('img')).toHaveCount(1);
  const downloading = page.waitForEvent('download');
  await bob.getByRole('button', { name: 'Download Flood' }).click();
  expect((await downloading).suggestedFilename()).toBe('Flood');
});

test('a picture in AVIF is shown small and large', async ({ page }) => {
  const { ada, bob } = await open(page);
  await paste(ada, 'Red', { avif: redAvif });
  await expect(ada.getByText('Red')).toBeVisible();
  await ada.getByRole('textbox').press('Enter');
  const picture = bob.getByRole('button', { name: 'Enlarge Red' });
  await expect(picture.locator('img')).toBeVisible();
  await picture.click();
  const large = page.getByRole('dialog').getByRole('img', { name: 'Picture: Red' });
  await expect(large).toBeVisible();
  expect(await large.evaluate((node) => String(Reflect.get(node, 'width')))).toBe('40');
});

test('fits a phone of 390 px, in the dark as well', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const { ada } = await open(page, '?only=Ada&theme=dark');
  await say(ada, `A long word: ${'x'.repeat(200)}`);
  await expect(said(ada, 'A long word')).toBeVisible();
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBe(390);
  await expectAccessible(page);
});

test('ten thousand messages open at once, and only those near the screen exist', async ({
  page,
}) => {
  const { ada } = await open(page, '?only=Ada');
  await say(ada, 'x');
  await page.evaluate(() => {
    window.workbench.fill(10_000);
  });
  await ada.getByRole('button', { name: 'Close', exact: true }).click();
  await ada.getByRole('button', { name: /Chat of Ada/u }).click();
  await expect(said(ada, 'Message number 9999')).toBeInViewport();
  await expect.poll(() => ada.getByRole('listitem').count()).toBeLessThan(80);
});
