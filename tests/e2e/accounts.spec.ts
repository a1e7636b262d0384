import { expect, test, type Browser, type Locator, type Page } from '@playwright/test';
import { Secret as TotpSecret, TOTP } from 'otpauth';
import * as v from 'valibot';
import { text as words } from '../../shared/src/text/en/account.ts';
import type { RunningServer } from '../support/server.ts';
import { startTextProvider, textSettings, type TextProvider } from '../support/textProvider.ts';
import { expectAccessible } from './support/accessible.ts';
import { newContext } from './support/contexts.ts';
import { forgetDatabases } from './support/forgetDatabases.ts';
import { startRoomServer } from './support/roomServer.ts';

const address = 'mara.feldhaus@hallwerk.example';
const first = 'sieben Kraniche am Kanal';
const second = 'acht Reiher unter der Brücke';
const third = 'neun Schwäne im Nebel';

let server: RunningServer;
let provider: TextProvider;
test.beforeAll(async () => {
  provider = await startTextProvider();
  server = await startRoomServer(textSettings(provider));
});
test.afterAll(async () => {
  await server.remove();
  await provider.close();
});

/** A browser of its own: no cookies, nothing stored. */
async function freshPage(browser: Browser): Promise<Page> {
  const context = await newContext(browser, server);
  const page = await context.newPage();
  page.on('pageerror', (error) => {
    throw error;
  });
  return page;
}

async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.locator('html[data-ready]').waitFor();
}

/** A text field by the beginning of its label. */
function field(page: Page | Locator, label: string): Locator {
  return page.getByRole('textbox', { name: new RegExp(`^${label}`) });
}

async function register(page: Page, who: string): Promise<string> {
  await open(page, '/register');
  await field(page, 'First name').fill('Mara');
  await field(page, 'Last name').fill('Feldhaus');
  await field(page, 'E-mail address').fill(who);
  await field(page, 'Password').fill(first);
  await page.getByLabel('I accept the terms').check();
  await page.getByLabel('I accept the data processing agreement').check();
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByRole('heading', { name: 'Your recovery kit' })).toBeFocused();
  const groups = await page
    .getByRole('list', { name: 'Recovery code' })
    .locator('code')
    .allTextContents();
  return groups.join('-');
}

/** Types back the group that is asked for. */
async function confirmKit(page: Page, code: string): Promise<void> {
  const group = page.getByLabel(/Type group \d of the code/);
  const label = await page.getByText(/Type group \d of the code/).textContent();
  const asked = Number(/\d/.exec(label ?? '')?.[0]);
  await group.fill(code.split('-')[asked - 1]?.toLowerCase() ?? '');
  await page.getByRole('button', { name: 'Continue' }).click();
}

async function signIn(page: Page, password: string, who = address): Promise<void> {
  await field(page, 'E-mail address').fill(who);
  await field(page, 'Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** The path that the newest mail to somebody leads to, which proves or takes back an address. */
async function mailedLink(page: Page, to: string): Promise<string> {
  let link = '';
  const isNew = async (): Promise<boolean> => {
    const mails = v.parse(Mails, await (await page.request.get('/dev/mail.json')).json());
    const [mail] = mails.filter((one) => one.to === to && one.text.includes('/confirm#'));
    link = /\/confirm#token=[\w-]{43}/u.exec(mail?.text ?? '')?.[0] ?? '';
    return link !== '' && !opened.includes(link);
  };
  await expect.poll(isNew).toBe(true);
  opened.push(link);
  return link;
}

const Mails = v.array(v.object({ to: v.string(), text: v.string() }));
const opened: string[] = [];

const desk = (page: Page): Locator => page.getByRole('heading', { name: /, Mara$/ });

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Mara Feldhaus/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByText('You are signed out.')).toBeVisible();
}

/** Everything that scripts of this origin could read back, as one text. */
function storageDump(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => {
          resolve(request.result);
        };
        request.onerror = () => {
          reject(new Error('not readable'));
        };
      });
    const found: unknown[] = [
      Object.entries(localStorage),
      Object.entries(sessionStorage),
      document.cookie,
    ];
    for (const { name = '' } of await indexedDB.databases()) {
      const db = await done(indexedDB.open(name));
      for (const store of db.objectStoreNames) {
        const values = await done<unknown[]>(db.transaction(store).objectStore(store).getAll());
        for (const value of values) {
          const key = value instanceof CryptoKey ? { extractable: value.extractable } : value;
          found.push({ [`${name}.${store}`]: key });
        }
      }
      db.close();
    }
    return JSON.stringify(found);
  });
}

test('register, kit, sign out, sign in, change the password, recover, sign in elsewhere', async ({
  browser,
}) => {
  const page = await freshPage(browser);
  const kitCode = await register(page, address);
  await expectAccessible(page);
  await confirmKit(page, kitCode);
  await expect(desk(page)).toBeVisible();
  await expect(page.getByText('Nothing here yet')).toBeVisible();
  await expectAccessible(page);

  await test.step('[R26] the account menu shows name, address and admin status', async () => {
    await page.getByRole('button', { name: /Mara Feldhaus/ }).click();
    await expect(page.getByText('Company admin')).toBeVisible();
    await expect(page.getByText(address).first()).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('[R24] nothing that scripts can read is a secret', async () => {
    const dump = await storageDump(page);
    expect(dump).toContain('{"conclave-vault.keys":{"extractable":false}}');
    for (const secret of [first, kitCode, kitCode.replaceAll('-', '')]) {
      expect(dump).not.toContain(secret);
    }
    const cookies = await page.context().cookies();
    expect(cookies.map(({ name }) => name).sort()).toEqual(['browser', 'session']);
    for (const { httpOnly, value } of cookies) {
      expect(httpOnly).toBe(true);
      expect(dump).not.toContain(value);
    }
  });

  await test.step('a reload needs no password', async () => {
    await page.reload();
    await expect(desk(page)).toBeVisible();
  });

  await test.step('sign out wipes the key; sign in opens the vault', async () => {
    await signOut(page);
    expect(await storageDump(page)).not.toContain('conclave-vault.keys');
    await expect(field(page, 'E-mail address')).toBeFocused();
    await expectAccessible(page);
    await signIn(page, 'not the password');
    await expect(page.getByRole('alert')).toContainText('do not fit together');
    await expect(field(page, 'E-mail address')).toHaveValue(address);
    await field(page, 'Password').fill(first);
    await field(page, 'Password').press('Enter');
    await expect(desk(page)).toBeVisible();
  });

  const other = await freshPage(browser);
  await open(other, '/account');
  await expect(other).toHaveURL('/sign-in?next=%2Faccount');
  await signIn(other, first);
  await expect(other).toHaveURL('/account');
  await field(other, 'Last name').fill('Feldhaus-Weiß');

  await test.step('a new password signs out other browsers, which keep what was typed', async () => {
    await page.getByRole('link', { name: 'Account' }).click();
    await expectAccessible(page);
    await field(page, words.presentPassword).fill(first);
    await field(page, 'New password').fill(second);
    await page.getByRole('button', { name: 'Change the password' }).click();
    await expect(page.getByText('All other devices are signed out.')).toBeVisible();

    await other.getByRole('button', { name: 'Save' }).first().click();
    const dialog = other.getByRole('dialog', { name: 'Sign in again' });
    await expect(field(dialog, 'Password')).toBeFocused();
    await expectAccessible(other);
    await field(dialog, 'Password').fill(second);
    await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(field(other, 'Last name')).toHaveValue('Feldhaus-Weiß');
    await other.getByRole('button', { name: 'Save' }).first().click();
    await expect(other.getByText('Saved.')).toBeVisible();
  });

  await test.step('the kit opens the vault and sets a new password', async () => {
    const third_ = await freshPage(browser);
    await open(third_, '/recover');
    await field(third_, 'E-mail address').fill(address);
    await field(third_, 'Recovery code').fill(kitCode.replace('-', 'x'));
    await field(third_, 'New password').fill(third);
    await third_.getByRole('button', { name: 'Set the new password' }).click();
    await expect(third_.getByText('A letter is wrong or missing.')).toBeVisible();
    await expect(field(third_, 'Recovery code')).toBeFocused();
    await expectAccessible(third_);
    await field(third_, 'Recovery code').fill(kitCode.toLowerCase().replaceAll('-', ' '));
    await third_.getByRole('button', { name: 'Set the new password' }).click();
    await expect(desk(third_)).toBeVisible();
    await third_.context().close();
  });

  const fresh = await freshPage(browser);
  await open(fresh, '/sign-in');
  await signIn(fresh, third);
  await expect(desk(fresh)).toBeVisible();
});

const fileOf = (name: string, buffer: Buffer) => ({ name, mimeType: 'image/png', buffer });

/** A PNG of a few bytes that says it has 2.5 billion points. */
function hugePng(): Buffer {
  const head = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
  const side = Buffer.from('0000c350', 'hex');
  return Buffer.concat([head, side, side, Buffer.alloc(32)]);
}

/** A picture that is wider than high. */
async function paintedPng(page: Page): Promise<Buffer> {
  const url = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [400, 250];
    const context = canvas.getContext('2d');
    if (context !== null) context.fillStyle = 'teal';
    context?.fillRect(100, 0, 200, 250);
    return canvas.toDataURL('image/png');
  });
  return Buffer.from(url.split(',')[1] ?? '', 'base64');
}

/** How many points a shown picture has. */
function sidesOf(shown: Locator): Promise<unknown> {
  return shown.evaluate(async (element) => {
    if (!(element instanceof HTMLImageElement)) return undefined;
    await element.decode();
    return [element.naturalWidth, element.naturalHeight];
  });
}

test('[R26] [T27] a picture is cut small, shown to its owner, kept sealed, and removed', async ({
  browser,
}) => {
  const page = await freshPage(browser);
  await confirmKit(page, await register(page, 'ina@hallwerk.example'));
  await expect(desk(page)).toBeVisible();
  await open(page, '/account');
  const section = page.getByRole('region', { name: 'Picture' });
  const input = section.locator('input[type=file]');
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="document.title=1"/>';
  await input.setInputFiles(fileOf('face.png', Buffer.from(svg)));
  await expect(section.getByRole('alert')).toContainText('no picture that can be used');
  await input.setInputFiles(fileOf('face.png', hugePng()));
  await expect(section.getByRole('alert')).toContainText('too large');
  await input.setInputFiles(fileOf('face.png', await paintedPng(page)));
  const shown = section.getByRole('img', { name: 'Your picture' });
  const inMenu = page.getByRole('button', { name: /Mara Feldhaus/ }).locator('img');
  await expect(shown).toBeVisible();
  await expect(section.getByRole('alert')).toBeHidden();
  expect(await sidesOf(shown)).toEqual([96, 96]);
  await expect(inMenu).toBeVisible();
  await expectAccessible(page);
  await page.reload();
  await expect(inMenu).toBeVisible();
  await section.getByRole('button', { name: 'Remove it' }).press('Enter');
  await expect(shown).toBeHidden();
  await expect(inMenu).toBeHidden();
  await expect(section.getByRole('button', { name: 'Choose a picture' })).toBeFocused();
});

/** What an app shows for a secret; `ahead` in half minutes. One that is ahead counts as well, and longest. */
const appCode = (secret: string, ahead = 0): string =>
  new TOTP({ secret: TotpSecret.fromBase32(secret.replaceAll(' ', '')) }).generate({
    timestamp: Date.now() + ahead * 30_000,
  });

test('[R116] a second factor: app, text message and backup code, on the phone too', async ({
  browser,
}) => {
  const who = 'noor@hallwerk.example';
  const page = await freshPage(browser);
  await confirmKit(page, await register(page, who));
  await expect(desk(page)).toBeVisible();
  await open(page, '/account');
  const section = page.getByRole('region', { name: 'Second factor' });
  await expect(section.getByText('You have none.')).toBeVisible();
  await section.getByRole('button', { name: 'Set up an app' }).click();
  await field(section, words.presentPassword).fill(first);
  await section.getByRole('button', { name: 'Go on' }).click();
  await expect(section.getByRole('img', { name: /QR code/ })).toBeVisible();
  const secret = (await section.locator('code').textContent()) ?? '';
  await expectAccessible(page);
  await field(section, 'The six digits').fill('12');
  await section.getByRole('button', { name: 'Confirm' }).click();
  await expect(section.getByText('A code has six digits.')).toBeVisible();
  await field(section, 'The six digits').fill(appCode(secret));
  await section.getByRole('button', { name: 'Confirm' }).click();
  await expect(section.getByRole('heading', { name: 'Your ten backup codes' })).toBeFocused();
  const codes = await section
    .getByRole('list', { name: 'Backup codes' })
    .locator('code')
    .allTextContents();
  expect(codes).toHaveLength(10);
  await section.getByRole('button', { name: 'I have them' }).click();
  await expect(section.getByText('10 backup codes are left.')).toBeVisible();
  const next = appCode(secret, 1);

  await test.step('[R118] text messages say what happens to the number before it is typed', async () => {
    await section.getByRole('button', { name: 'Set up text messages' }).click();
    await field(section, words.presentPassword).fill(first);
    await section.getByRole('button', { name: 'Go on' }).click();
    await expect(section.getByText('Type the six digits that your app shows')).toBeVisible();
    await field(section, 'Code').fill(next);
    await section.getByRole('button', { name: 'Go on' }).click();
    await expect(section.getByText('Twilio Inc., USA')).toBeVisible();
    await field(section, 'Mobile number').fill('0151 2345678');
    await section.getByRole('button', { name: 'Send a code' }).click();
    await expect(section.getByText('Type the number with its country').first()).toBeVisible();
    expect(provider.texts).toEqual([]);
    await field(section, 'Mobile number').fill('+49 151 2345678');
    await section.getByRole('button', { name: 'Send a code' }).click();
    await field(section, 'The six digits from the message').fill('000000');
    await expect(section.getByRole('button', { name: /^Again in/ })).toBeDisabled();
    await field(section, 'The six digits from the message').fill(provider.lastCode());
    await section.getByRole('button', { name: 'Confirm' }).click();
    await expect(section.getByText('the number ending in 78')).toBeVisible();
    await expectAccessible(page);
  });

  const phone = await newContext(browser, server, {
    viewport: { width: 390, height: 800 },
    hasTouch: true,
  });
  const small = await phone.newPage();
  await open(small, '/sign-in?next=%2Faccount');
  await signIn(small, first, who);
  await expect(small.getByRole('heading', { name: 'One more proof' })).toBeVisible();
  await expect(field(small, 'Code')).toBeFocused();
  await expect(field(small, 'Code')).toHaveAttribute('autocomplete', 'one-time-code');
  await expectAccessible(small);
  await field(small, 'Code').fill(next);
  await small.getByRole('button', { name: 'Go on' }).click();
  await expect(small.getByRole('alert')).toContainText('does not fit, or was used already');
  await small.getByRole('button', { name: 'Backup code' }).click();
  await field(small, 'Backup code').fill(codes[4]?.toLowerCase() ?? '');
  await small.getByRole('button', { name: 'Go on' }).click();
  await expect(small.getByRole('heading', { name: 'Your account' })).toBeVisible();

  await test.step('[T16] one sees where one is signed in, and signs out there', async () => {
    const signIns = small.getByRole('region', { name: 'Where you are signed in' });
    await expect(signIns.getByRole('listitem')).toHaveCount(2);
    await expect(small.getByText('9 backup codes are left.')).toBeVisible();
    await expectAccessible(small);
    await signIns.getByRole('button', { name: 'Sign out all others' }).click();
    await expect(signIns.getByRole('listitem')).toHaveCount(1);
    await page.getByRole('button', { name: 'Save' }).first().click();
    await expect(page.getByRole('dialog', { name: 'Sign in again' })).toBeVisible();
  });
  await phone.close();
});

test('[T24] refuses a server that asks for a cheaper derivation, and sends it nothing', async ({
  browser,
}) => {
  const page = await freshPage(browser);
  await page.route('**/api/prelogin', async (route) => {
    const response = await route.fetch();
    const json: unknown = await response.json();
    const text = JSON.stringify(json).replace('"memoryKib":65536', '"memoryKib":1024');
    await route.fulfill({ response, body: text });
  });
  const sent: string[] = [];
  page.on('request', (request) => {
    sent.push(`${request.method()} ${new URL(request.url()).pathname}`);
  });
  await open(page, '/sign-in');
  await signIn(page, first);
  await expect(page.getByRole('alert')).toContainText('protect your password less than agreed');
  expect(sent).toContain('POST /api/prelogin');
  expect(sent).not.toContain('POST /api/session');
});

test('[R37] works by keyboard, says what is missing, and keeps what was typed when offline', async ({
  browser,
}) => {
  const page = await freshPage(browser);
  await open(page, '/register');
  await field(page, 'First name').focus();
  await page.keyboard.type('Jonas');
  await page.keyboard.press('Enter');
  await expect(field(page, 'Last name')).toBeFocused();
  await expect(field(page, 'Last name')).toHaveAttribute('aria-required', 'true');
  await expectAccessible(page);
  await page.keyboard.type('Brandt');
  await page.keyboard.press('Tab');
  await page.keyboard.type('jonas@hallwerk.example');
  await page.keyboard.press('Tab');
  await page.keyboard.type(first);
  await page.getByLabel('I accept the terms').press('Space');
  await page.getByLabel('I accept the data processing agreement').press('Space');
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Create account' }).press('Enter');
  await expect(page.getByRole('alert')).toContainText('You are offline.');
  await page.context().setOffline(false);
  await page.getByRole('button', { name: 'Create account' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Your recovery kit' })).toBeVisible();

  // Who leaves now is reminded: the code was never confirmed.
  page.on('dialog', (dialog) => void dialog.accept());
  await open(page, '/meetings');
  await expect(page.getByText('Your recovery kit is not confirmed.')).toBeVisible();
});

test('[R81] an address is confirmed, changed and taken back; an account is closed, and kept', async ({
  browser,
}) => {
  const page = await freshPage(browser);
  const [former, next] = ['ada@hallwerk.example', 'ada@lindau-textil.example'];
  await confirmKit(page, await register(page, former));
  await expect(page.getByText('Your address is not confirmed')).toBeVisible();
  await open(page, await mailedLink(page, former));
  await page.getByRole('button', { name: 'Confirm the address' }).click();
  await expect(page.getByRole('heading', { name: 'Your address is confirmed' })).toBeFocused();
  await expectAccessible(page);

  await open(page, '/account');
  const section = page.getByRole('region', { name: 'E-mail address' });
  await section.getByRole('button', { name: 'Change the address' }).click();
  await field(section, 'New address').fill(next);
  await field(section, 'Current password').fill(first);
  await section.getByRole('button', { name: 'Mail the link' }).click();
  await expect(section.getByText(`A link is on its way to ${next}.`)).toBeVisible();

  const closing = page.getByRole('region', { name: 'Close the account' });
  await closing.getByRole('button', { name: 'Close the account' }).click();
  await expect(closing.getByText('Your vault: keys, topics')).toBeVisible();
  await field(closing, 'Current password').fill(first);
  await expectAccessible(page);
  await closing.getByRole('button', { name: 'Close the account' }).click();
  await expect(closing.getByText(/^Your account is deleted on/)).toBeVisible();
  await closing.getByRole('button', { name: 'Keep the account' }).click();
  await expect(closing.getByText(/^Your account is deleted on/)).toBeHidden();

  await open(page, await mailedLink(page, next));
  await field(page, 'Current password').fill(first);
  await page.getByRole('button', { name: 'Change the address' }).click();
  await expect(page.getByRole('heading', { name: 'Your address is changed' })).toBeFocused();

  await open(page, await mailedLink(page, former));
  await page.getByRole('button', { name: 'Take it back' }).click();
  await expect(page.getByRole('heading', { name: 'The change is taken back' })).toBeFocused();
  await page.getByRole('link', { name: 'Use the recovery kit' }).click();
  await expect(field(page, 'Recovery code')).toBeVisible();
});

test('asks for the password when the browser has lost the key', async ({ browser }) => {
  const page = await freshPage(browser);
  const code = await register(page, 'kim@hallwerk.example');
  await confirmKit(page, code);
  await expect(desk(page)).toBeVisible();
  await forgetDatabases(page, 'conclave-vault');
  await page.reload();
  await expect(page.getByText('does not hold the key to your vault')).toBeVisible();
  await expectAccessible(page);
  await field(page, 'Password').fill(first);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(desk(page)).toBeVisible();
});

test('works where the browser refuses storage, and says what that means', async ({ browser }) => {
  const page = await freshPage(browser);
  await page.addInitScript(() => {
    indexedDB.open = () => {
      throw new DOMException('blocked', 'SecurityError');
    };
  });
  const code = await register(page, 'uma@hallwerk.example');
  await confirmKit(page, code);
  await expect(page.getByText('This browser keeps nothing for this page')).toBeVisible();
  await page.reload();
  await expect(page.getByText('does not hold the key to your vault')).toBeVisible();
});
