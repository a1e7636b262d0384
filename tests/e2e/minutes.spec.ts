import { expect, test, type Locator, type Page } from '@playwright/test';
import { openWorkbench, type Workbench } from '../workbench/openWorkbench.ts';
import { expectAccessible } from './support/accessible.ts';

let workbench: Workbench;
let complaints: string[] = [];
test.beforeAll(async () => {
  workbench = await openWorkbench('minutes');
});
test.afterAll(() => workbench.close());

test.beforeEach(({ page }) => {
  complaints = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
});
// No test may break the content policy or Trusted Types, whatever it does.
test.afterEach(() => expect(complaints).toEqual([]));

async function open(page: Page, query = ''): Promise<void> {
  await page.goto(`${workbench.origin}/?${query}`);
  await expect(textOf(page, 'first')).toBeVisible();
}

const view = (page: Page, name: 'first' | 'second'): Locator => page.locator(`[data-view=${name}]`);
const textOf = (page: Page, name: 'first' | 'second'): Locator =>
  view(page, name).getByRole('textbox', { name: 'Minutes', exact: true });

async function write(page: Page, name: 'first' | 'second', words: string): Promise<void> {
  await textOf(page, name).click();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type(words);
}

test('[R53] two who write at once end with the same text, and each undoes only their own', async ({
  page,
}) => {
  await open(page);
  await write(page, 'first', 'From Selma');
  await page.evaluate('bench.cut()');
  await write(page, 'first', ' and more');
  await textOf(page, 'second').click();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.type('Jonas: ');
  await page.evaluate('bench.link()');
  await expect(textOf(page, 'first')).toHaveText('Jonas: From Selma and more');
  await expect(textOf(page, 'second')).toHaveText('Jonas: From Selma and more');

  await page.keyboard.press('ControlOrMeta+z');
  await expect(textOf(page, 'first')).toHaveText('From Selma and more');
  await expect(view(page, 'second').getByRole('button', { name: 'Undo' })).toBeDisabled();
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await expect(textOf(page, 'first')).toHaveText('Jonas: From Selma and more');
});

test('[R53, T26] others’ carets and selections show names from signatures and no style attribute', async ({
  page,
}) => {
  await open(page, 'sample');
  await textOf(page, 'second').getByText('Nobody works').click();
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+End');
  const caret = textOf(page, 'first').locator('.caret');
  await expect(caret).toHaveAttribute('data-name', 'Jonas Okafor-Lenz');
  await expect(textOf(page, 'first').locator('.caret-selection')).toHaveText(/Nobody works two/);
  expect(await textOf(page, 'first').locator('[style]').count()).toBe(0);
  const colour = (of: Locator): Promise<string> =>
    of.evaluate((element) => getComputedStyle(element, '::after').backgroundColor);
  // Jonas has the first of the colours, whatever he says of himself.
  expect(await colour(caret)).toBe('rgb(76, 105, 148)');

  // What somebody claims in a cursor is checked: other types of the document are not made by it.
  await page.evaluate('document.activeElement.blur()');
  await page.evaluate(`bench.second.awareness.setLocalState({
    user: { name: 'Host', color: 'red' },
    cursor: { anchor: { tname: 'made-up' }, head: { item: { client: -1, clock: 'x' } } },
  })`);
  await expect(caret).toHaveCount(0);
  expect(await page.evaluate(`bench.first.doc.share.has('made-up')`)).toBe(false);
});

test('[R53] Markdown signs make headings, lists, check lists, quotes and code', async ({
  page,
}) => {
  await open(page, 'one');
  const text = textOf(page, 'first');
  await text.click();
  await page.keyboard.type('## Head');
  await page.keyboard.press('Enter');
  await page.keyboard.type('- one');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.type('1. first');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.type('[ ] asked');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.type('> said **loud** and `code` https://a.example/x ');
  await expect(text.locator('h2')).toHaveText('Head');
  await expect(text.locator('ul:not([data-type]) > li')).toHaveText('one');
  await expect(text.locator('ol > li')).toHaveText('first');
  await expect(text.locator('blockquote strong')).toHaveText('loud');
  await expect(text.locator('blockquote code')).toHaveText('code');
  await expect(text.locator('blockquote a')).toHaveAttribute('rel', 'noopener noreferrer');
  const box = text.getByRole('checkbox', { name: 'Done: asked' });
  await box.click();
  await expect(text.locator('li[data-checked=true]')).toHaveText(/asked/);
});

test('[R53] a table grows and shrinks, and Tab goes from cell to cell', async ({ page }) => {
  await open(page, 'one');
  const text = textOf(page, 'first');
  await text.click();
  await page.keyboard.type('/tab');
  await expect(
    page
      .getByRole('option', { name: 'Insert a table' })
      .or(page.getByRole('option', { name: 'Table' })),
  ).toBeVisible();
  await page.keyboard.press('Enter');
  await page.keyboard.type('What');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Who');
  await expect(text.locator('th')).toHaveText(['What', 'Who', '']);
  const change = async (name: string): Promise<void> => {
    await page.getByRole('toolbar').getByRole('button', { name: 'Table' }).click();
    await page.getByRole('menuitem', { name }).click();
  };
  await change('Row below');
  await change('Column after');
  await expect(text.locator('tr')).toHaveCount(4);
  await expect(text.locator('tr').first().locator('th')).toHaveCount(4);
  await change('Remove the row');
  await change('Remove the column');
  // The caret stood in the header row, which is gone.
  await expect(text.locator('th')).toHaveCount(0);
  await change('Header row');
  await expect(text.locator('th')).toHaveCount(3);
});

test('[R53] decisions and action items are listed, and the list jumps to them', async ({
  page,
}) => {
  await open(page, 'one&sample');
  const text = textOf(page, 'first');
  await page.getByText('One decision, 3 action items').click();
  await expect(page.getByRole('button', { name: /Decision: The new night rule/ })).toBeVisible();
  await page
    .getByRole('button', { name: /Draft for the notice board.*until December 1, 2026/ })
    .click();
  await page.keyboard.type(' Today.');
  await expect(text.locator('.action-item').nth(1).locator('.what')).toHaveText(
    'Draft for the notice board. Today.',
  );
  const last = text.locator('.action-item').nth(2);
  await last.getByLabel('Who').fill('Jonas Okafor-Lenz');
  await last.getByLabel('Until').fill('2026-12-04');
  await last.getByRole('checkbox').click();
  await expect(
    page.getByRole('button', {
      name: /Action item, done: Check the rule.*Jonas.*December 4, 2026/,
    }),
  ).toBeVisible();
  const stored = await page.evaluate<string>(
    `bench.first.doc.getXmlFragment('text').get(8).getAttribute('personId')`,
  );
  expect(stored).toBe(`${'B'.repeat(21)}A`);
});

test('[R48, R53] the agenda is taken over once, though two do it at the same moment', async ({
  page,
}) => {
  await open(page);
  await page.evaluate(`(() => {
    const { Y, firstAgenda } = bench;
    for (const [order, title] of [['A', 'Budget'], ['B', 'Holidays']]) {
      const point = new Y.Map();
      point.set('title', new Y.Text(title));
      point.set('notes', new Y.Text());
      point.set('order', order);
      firstAgenda.doc.getMap('points').set(order.repeat(22), point);
    }
    bench.cut();
  })()`);
  for (const name of ['first', 'second'] as const) {
    await view(page, name).getByRole('button', { name: 'Take over the agenda' }).click();
  }
  await page.evaluate('bench.link()');
  for (const name of ['first', 'second'] as const) {
    await expect(textOf(page, name).locator('h2')).toHaveText(['Budget', 'Holidays']);
    await expect(view(page, name).getByRole('button', { name: /Take over/ })).toHaveCount(0);
  }
});

test('[R53] host and deputies choose who writes; who deletes all the same is named', async ({
  page,
}) => {
  await open(page, 'guest&sample');
  await view(page, 'first').getByLabel('Who writes').selectOption('hosts');
  await expect(textOf(page, 'second')).toHaveCount(0);
  await expect(view(page, 'second').getByText('You can read along')).toBeVisible();
  await expect(view(page, 'second').getByText('Nobody works two nights')).toBeVisible();
  await page.evaluate(`(() => {
    bench.second.doc.getXmlFragment('text').delete(0, 1);
  })()`);
  await expect(
    view(page, 'first').getByText(/Jonas Okafor-Lenz wrote here although/),
  ).toBeVisible();
});

test('[R19] hostile nodes, marks, links and depth reach neither screen nor page', async ({
  page,
}) => {
  await open(page, 'sample');
  await page.evaluate(`(() => {
    const { Y, second } = bench;
    const text = second.doc.getXmlFragment('text');
    const evil = new Y.XmlElement('script');
    evil.insert(0, [new Y.XmlText('alert(1)')]);
    const line = new Y.XmlElement('paragraph');
    const words = new Y.XmlText();
    words.insert(0, 'click me', { link: { href: 'javascript:document.title="x"' }, style: 'x' });
    line.insert(0, [words]);
    const head = new Y.XmlElement('heading');
    head.setAttribute('level', { toString: 'x' });
    head.setAttribute('onclick', 'x');
    head.insert(0, [new Y.XmlText('strange head')]);
    text.push([evil, line, head]);
  })()`);
  const text = textOf(page, 'first');
  await expect(text.getByText('click me')).toBeVisible();
  await expect(text.locator('a', { hasText: 'click me' })).toHaveCount(0);
  await expect(text.getByText('strange head')).toBeVisible();
  await expect(text.getByText('alert(1)')).toHaveCount(0);

  await page.evaluate(`(() => {
    const { Y, second } = bench;
    let parent = second.doc.getXmlFragment('text');
    second.doc.transact(() => {
      for (let depth = 0; depth < 500; depth++) {
        const child = new Y.XmlElement('blockquote');
        parent.push([child]);
        parent = child;
      }
    });
  })()`);
  await expect(view(page, 'first').getByText(/too large or too deeply nested/)).toBeVisible();
});

test('[R19] links are asked before they open, and only web and mail can be linked', async ({
  page,
  context,
}) => {
  await open(page, 'one&sample');
  await textOf(page, 'first').getByRole('link', { name: 'works agreement' }).click();
  const ask = page.getByRole('dialog', { name: 'Open this link?' });
  await expect(ask.getByText('https://works.example/agreement')).toBeVisible();
  await ask.getByRole('button', { name: 'Stay here' }).click();
  expect(context.pages()).toHaveLength(1);
  await textOf(page, 'first').getByText('Nobody works').click();
  await page.keyboard.press('ControlOrMeta+k');
  const dialog = page.getByRole('dialog', { name: 'Link' });
  await dialog.getByLabel('Address').fill('javascript:alert(1)');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText(/Only addresses of the web/)).toBeVisible();
  await dialog.getByLabel('Address').fill('a.example/page');
  await page.keyboard.press('Enter');
  await expect(textOf(page, 'first').locator('a[href="https://a.example/page"]')).toHaveText(
    'https://a.example/page',
  );
});

test('[R19, T26] foreign markup is pasted as text the schema knows, and nothing else of it', async ({
  page,
}) => {
  await open(page, 'one');
  const text = textOf(page, 'first');
  await text.click();
  await text.evaluate((element) => {
    const data = new DataTransfer();
    data.setData(
      'text/html',
      `<h2 style="color:red" onclick="x()">Head</h2><p>a <b>bold</b> <a href="javascript:x()">word</a>
       <a href="https://a.example/">link</a></p><img src=x onerror="x()"><script>x()</script><ul><li>item</li></ul>`,
    );
    data.setData('text/plain', 'Head');
    element.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  });
  await expect(text.locator('h2')).toHaveText('Head');
  await expect(text.locator('strong')).toHaveText('bold');
  await expect(text.locator('a')).toHaveText('link');
  await expect(text.locator('li')).toHaveText('item');
  expect(await text.locator('[style], [onclick], img[src=x], script').count()).toBe(0);
});

test('[R53] a pasted picture goes to the files and is shown to both', async ({ page }) => {
  await open(page);
  await textOf(page, 'first').click();
  await textOf(page, 'first').evaluate(async (element) => {
    const canvas = new OffscreenCanvas(40, 20);
    canvas.getContext('2d')?.fillRect(0, 0, 40, 20);
    const blob = await canvas.convertToBlob();
    const data = new DataTransfer();
    data.items.add(new File([blob], 'plan.png', { type: 'image/png' }));
    element.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  });
  await expect(textOf(page, 'first').getByRole('img', { name: 'plan' })).toBeVisible();
  await expect(textOf(page, 'second').getByRole('img', { name: 'plan' })).toBeVisible();
  expect(
    await page.evaluate<number>(`bench.Y.encodeStateAsUpdate(bench.first.doc).length`),
  ).toBeLessThan(400);
});

test('[R53] finds words, says how many, and Esc gives the text back', async ({ page }) => {
  await open(page, 'one&sample');
  await textOf(page, 'first').click();
  await page.keyboard.press('ControlOrMeta+f');
  await page.keyboard.type('RULE');
  await expect(page.getByText('1 of 2')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByText('2 of 2')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(textOf(page, 'first')).toBeFocused();
});

test('[R53] an earlier state comes back as an edit that can be undone', async ({ page }) => {
  await open(page);
  await write(page, 'first', 'first words');
  await page.evaluate(`bench.earlier = new bench.Y.Doc();
    bench.Y.applyUpdate(bench.earlier, bench.Y.encodeStateAsUpdate(bench.first.doc))`);
  // So that undo has them apart, as it has after half a second without typing.
  await page.getByRole('toolbar').first().getByRole('button', { name: 'Bold' }).click();
  await expect(textOf(page, 'first')).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.type('later');
  await expect(textOf(page, 'second')).toHaveText('first wordslater');
  await page.evaluate('bench.restoreTo(bench.first.doc, bench.earlier)');
  await expect(textOf(page, 'second')).toHaveText('first words');
  await textOf(page, 'first').click();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(textOf(page, 'second')).not.toHaveText('first words');
});

test('[R53] exports download as Markdown, HTML and PDF', async ({ page }) => {
  await open(page, 'one&sample');
  for (const [name, ending] of [
    ['Markdown', 'md'],
    ['Web page (HTML)', 'html'],
    ['PDF', 'pdf'],
  ] as const) {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save as a file' }).click();
    await page.getByRole('menuitem', { name }).click();
    expect((await download).suggestedFilename()).toBe(`Shift plan for spring.${ending}`);
  }
});

test('[R54] notes say who can read them, and can be taken along', async ({ page }) => {
  await page.goto(`${workbench.origin}/?one&show=notes`);
  await expect(page.getByText('Only you can read this.')).toBeVisible();
  await page.getByRole('textbox', { name: 'My notes' }).click();
  await page.keyboard.type('for me');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download my notes' }).click();
  expect((await download).suggestedFilename()).toBe('My notes.md');
});

test('[R48] agenda points are written, timed, moved by keys, marked and undone', async ({
  page,
}) => {
  await page.goto(`${workbench.origin}/?show=agenda`);
  const [host, other] = [view(page, 'first'), view(page, 'second')];
  await host.getByRole('button', { name: 'Add a point' }).click();
  await page.keyboard.type('Budget');
  await host.getByRole('button', { name: 'Add a point' }).click();
  await page.keyboard.type('Holidays');
  await host.getByLabel('Minutes, Holidays').fill('90');
  await host.getByLabel('Minutes, Holidays').press('Tab');
  await expect(other.getByText('Together 1 h 30 min')).toBeVisible();
  await host.getByRole('button', { name: /^Move Holidays/ }).focus();
  await page.keyboard.press('ArrowUp');
  await expect(host.getByRole('button', { name: /^Move Holidays/ })).toBeFocused();
  await expect(host.getByText('Holidays is now point 1 of 2')).toBeAttached();
  await expect(other.getByLabel('Point 1')).toHaveValue('Holidays');
  await host.getByRole('button', { name: 'We are at Budget' }).click();
  await expect(other.locator('[aria-current=step]').getByLabel('Point 2')).toHaveValue('Budget');
  await host.getByRole('button', { name: 'Remove Budget' }).click();
  await host.getByRole('button', { name: 'Undo' }).click();
  await expect(other.getByLabel('Point 2')).toHaveValue('Budget');
});

test('[R60] keyboard alone: into the bar, along it, back to the text, and everything has a name', async ({
  page,
}) => {
  await open(page, 'one');
  await textOf(page, 'first').focus();
  await page.keyboard.type('words');
  await page.keyboard.press('Shift+Tab');
  const bar = page.getByRole('toolbar', { name: 'Text' });
  await expect(bar.locator(':focus')).toHaveCount(1);
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await expect(bar.getByRole('button', { name: 'Bold' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(textOf(page, 'first')).toBeFocused();
  await page.keyboard.type(' bold');
  await expect(textOf(page, 'first').locator('strong')).toHaveText('bold');
  await expect(bar.getByRole('button', { name: 'Bold' })).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Enter');
  await page.keyboard.type('/dec');
  await expect(textOf(page, 'first')).toHaveAttribute('aria-activedescendant', /.+/);
  await page.keyboard.press('Enter');
  await page.keyboard.type('We do it.');
  await expect(textOf(page, 'first').getByRole('group', { name: 'Decision' })).toHaveText(
    'We do it.',
  );
});

for (const query of [
  'sample',
  'sample&theme=dark',
  'show=agenda&sample',
  'show=notes',
  'sample&readonly',
])
  for (const width of [1200, 390])
    test(`[R60] ${query} at ${width} px: axe finds nothing serious, nothing is cut`, async ({
      page,
    }) => {
      await page.setViewportSize({ width, height: 844 });
      await page.goto(`${workbench.origin}/?one&${query}`);
      await expect(view(page, 'first').locator('.rich-text, .agenda li').first()).toBeVisible();
      await expectAccessible(page, 'datalist');
      const [shown, needed] = await page.evaluate(() => [
        innerWidth,
        document.documentElement.scrollWidth,
      ]);
      expect(needed).toBeLessThanOrEqual(shown);
      const bar = page.getByRole('toolbar');
      if ((await bar.count()) === 0) return;
      const cut = await bar.evaluate((element) => element.scrollWidth - element.clientWidth);
      expect(cut).toBeLessThanOrEqual(0);
    });
