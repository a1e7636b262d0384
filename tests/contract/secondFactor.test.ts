import { Secret as TotpSecret, TOTP } from 'otpauth';
import { expect, it } from 'vitest';
import { RefusedError } from '../../shared/src/RefusedError.ts';
import { Secret } from '../../shared/src/Secret.ts';
import type { AccountId } from '../../shared/src/ids.ts';
import type { SecondProof, SecondStep } from '../../shared/src/wire/secondFactorApi.ts';
import { buildAccounts, type Accounts } from '../../server/src/accounts/buildAccounts.ts';
import type { SecondFactorRule } from '../../server/src/accounts/secondFactor/SecondFactorPolicy.ts';
import { STEP_MS, TRIES_PER_HOUR } from '../../server/src/accounts/secondFactor/SecondSteps.ts';
import type { Caller } from '../../server/src/accounts/SignIns.ts';
import { tokenHash } from '../../server/src/accounts/tokens.ts';
import type { Log } from '../../server/src/ops/Log.ts';
import { sql, type Database } from '../../server/src/store/Database.ts';
import { describeDatabases, type OpenDatabase } from '../support/databases.ts';
import { ManualClock } from '../support/ManualClock.ts';
import { NodeBrowser } from '../support/NodeBrowser.ts';

/** With which code something was refused. */
const codeOf = (error: unknown): string => (error instanceof RefusedError ? error.code : 'bug');

const silent = (): void => undefined;
const log: Log = { debug: silent, info: silent, warn: silent, error: silent, security: silent };

const HOUR_MS = 3_600_000;
const NUMBER = '+4915112345678';
const refusal = (code: string): object => ({ name: 'RefusedError', code });

let places = 0;
/** A network address where nobody has tried anything yet. */
const newPlace = (): string => `198.18.${Math.floor(places / 250)}.${places++ % 250}`;

class World {
  readonly accounts: Accounts;
  readonly database: Database;
  readonly clock: ManualClock;
  readonly texts: { to: string; body: string }[] = [];
  readonly forgotten: string[] = [];
  rule: SecondFactorRule = { secondFactor: 'optional', textMessages: true };
  providerDown = false;

  static async open(open: OpenDatabase): Promise<World> {
    const clock = new ManualClock();
    return new World(await open(clock), clock);
  }

  constructor(database: Database, clock: ManualClock) {
    this.database = database;
    this.clock = clock;
    const sender = {
      send: (text: { to: string; body: string }) => {
        if (this.providerDown) return Promise.reject(new RefusedError('unavailable'));
        this.texts.push(text);
        return Promise.resolve(`SM${this.texts.length}`);
      },
      forget: (id: string) => {
        this.forgotten.push(id);
        return Promise.resolve();
      },
    };
    this.accounts = buildAccounts({
      ...{ database, clock, log, registration: 'open' },
      pepper: new Secret('p'.repeat(32)),
      policy: { of: () => Promise.resolve(this.rule) },
      texting: { sender, countries: ['49', '43'], perDay: 12, host: 'meet.example.org' },
    });
  }

  /** Somebody new. */
  async register(): Promise<Person> {
    const input = await new NodeBrowser('http://localhost').draftRegistration();
    const token = await this.accounts.registrar.register(input, newPlace());
    const person = new Person(this, {
      accountId: input.accountId,
      address: input.address,
      authKey: input.password.authKey,
      kitKey: input.kit.authKey,
    });
    person.token = token;
    return person;
  }

  lastCode(): string {
    return this.texts.at(-1)?.body.slice(0, 6) ?? 'none';
  }

  async rows(table: string): Promise<Record<string, unknown>[]> {
    const query = sql<Record<string, unknown>>`select * from ${sql.raw(table)}`;
    return (await query.execute(this.database.query)).rows;
  }
}

class Person {
  readonly world: World;
  readonly who: { accountId: AccountId; address: string; authKey: string; kitKey: string };
  token = '';
  secret = '';
  backupCodes: readonly string[] = [];

  constructor(world: World, who: Person['who']) {
    this.world = world;
    this.who = who;
  }

  async caller(): Promise<Caller> {
    return this.world.accounts.signIns.requireSignedIn({ cookie: () => this.token });
  }

  async signIn(step: string | null = null): Promise<unknown> {
    const { address, authKey } = this.who;
    const at = { from: { ip: newPlace() }, presented: undefined };
    const { token, reply } = await this.world.accounts.twoStep.signIn(
      { address, authKey, step },
      at,
    );
    if (token !== undefined) this.token = token;
    return reply;
  }

  /** The step that the server asks for after the password. */
  async step(): Promise<SecondStep> {
    const reply = await this.signIn();
    expect(reply).toMatchObject({ state: 'secondStep' });
    // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- just looked at
    return reply as SecondStep;
  }

  prove(proof: SecondProof): Promise<void> {
    return this.world.accounts.steps.prove(proof, newPlace());
  }

  code(ahead = 0): string {
    const secret = TotpSecret.fromBase32(this.secret);
    return new TOTP({ secret }).generate({ timestamp: this.world.clock.now() + ahead * 30_000 });
  }

  /** A code that does not count now, nor a step earlier or later. */
  wrongCode(): string {
    const counting = new Set([-1, 0, 1].map((ahead) => this.code(ahead)));
    return ['000000', '111111', '222222', '333333'].find((code) => !counting.has(code)) ?? '';
  }

  /** A ticket of a step after which second factors may change. */
  async changing(): Promise<string> {
    const { twoStep } = this.world.accounts;
    const step = await twoStep.changeStep(await this.caller(), this.who.authKey, newPlace());
    if (step.state === 'secondStep') {
      await this.prove({ ticket: step.ticket, way: 'totp', code: this.code() });
    }
    return step.ticket;
  }

  /** Its sign-in, which changes something. */
  get here(): { accountId: AccountId; signInId: string } {
    return { accountId: this.who.accountId, signInId: tokenHash(this.token) };
  }

  async setUpTotp(): Promise<void> {
    const { secondFactors } = this.world.accounts;
    const { accountId, address } = this.who;
    this.secret = (await secondFactors.offerTotp(accountId, address)).secret;
    const { backupCodes } = await secondFactors.confirm(this.here, 'totp', this.code());
    this.backupCodes = backupCodes ?? [];
    this.world.clock.advance(60_000);
  }

  async setUpTexts(number = NUMBER): Promise<void> {
    const { secondFactors } = this.world.accounts;
    await secondFactors.offerNumber(this.who.accountId, number, newPlace());
    const { backupCodes } = await secondFactors.confirm(this.here, 'sms', this.world.lastCode());
    this.backupCodes = backupCodes ?? this.backupCodes;
    this.world.clock.advance(60_000);
  }
}

describeDatabases('second factors', (open) => {
  it('[T16] serves nothing after the password alone, and a new token after the second proof', async () => {
    const world = await World.open(open);
    const one = await world.register();
    const before = one.token;
    await one.setUpTotp();
    const { ticket, ways } = await one.step();
    expect(ways).toEqual(['totp', 'backup']);
    // A half sign-in is no sign-in, wherever its ticket is shown.
    expect(await world.accounts.signIns.ofToken(ticket)).toBeUndefined();
    await expect(one.signIn(ticket)).rejects.toMatchObject(refusal('stepOver'));
    await one.prove({ ticket, way: 'totp', code: one.code() });
    expect(await one.signIn(ticket)).toMatchObject({ state: 'signedIn' });
    expect(one.token).not.toBe(before);
    // It serves once.
    await expect(one.signIn(ticket)).rejects.toMatchObject(refusal('stepOver'));
  });

  it('[T17] takes a stolen proven ticket from nobody without the password, nor for another purpose or person', async () => {
    const world = await World.open(open);
    const one = await world.register();
    const thief = await world.register();
    await one.setUpTotp();
    await thief.setUpTotp();
    const { ticket } = await one.step();
    await one.prove({ ticket, way: 'totp', code: one.code() });
    await expect(thief.signIn(ticket)).rejects.toMatchObject(refusal('stepOver'));
    const { twoStep } = world.accounts;
    const { address, kitKey } = one.who;
    const byKit = twoStep.recover(
      { address, authKey: kitKey, link: null, step: ticket },
      newPlace(),
    );
    await expect(byKit).rejects.toMatchObject(refusal('stepOver'));
    const change = twoStep.demandChange(await one.caller(), ticket, { use: true });
    await expect(change).rejects.toMatchObject(refusal('stepOver'));
    expect(await one.signIn(ticket)).toMatchObject({ state: 'signedIn' });
  });

  it('[T17] refuses a code that was used, and codes two steps away', async () => {
    const world = await World.open(open);
    const one = await world.register();
    await one.setUpTotp();
    const code = one.code();
    const { ticket } = await one.step();
    await one.prove({ ticket, way: 'totp', code });
    const { ticket: second } = await one.step();
    const again = { ticket: second, way: 'totp', code } as const;
    await expect(one.prove(again)).rejects.toMatchObject(refusal('wrongCode'));
    for (const ahead of [-2, 2]) {
      // If by chance it is that of the next step, too, there is nothing to refuse.
      if (one.code(ahead) === one.code(1)) continue;
      const far = one.prove({ ...again, code: one.code(ahead) });
      await expect(far).rejects.toMatchObject(refusal('wrongCode'));
    }
    // Earlier than the one that was used: refused too. One step later: taken.
    const before = one.prove({ ...again, code: one.code(-1) });
    await expect(before).rejects.toMatchObject(refusal('wrongCode'));
    await one.prove({ ...again, code: one.code(1) });
  });

  it('[T17] lets one of many take the same code at once', async () => {
    const world = await World.open(open);
    const one = await world.register();
    await one.setUpTotp();
    const steps = [await one.step(), await one.step(), await one.step()];
    const code = one.code();
    const proofs = steps.map(({ ticket }) => one.prove({ ticket, way: 'totp', code }));
    const results = await Promise.allSettled(proofs);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('[T17] ends an attempt after five wrong codes, also when they come at once, and after ten minutes', async () => {
    const world = await World.open(open);
    const one = await world.register();
    await one.setUpTotp();
    const { ticket } = await one.step();
    const wrong = { ticket, way: 'totp', code: one.wrongCode() } as const;
    const results = await Promise.allSettled(Array.from({ length: 12 }, () => one.prove(wrong)));
    const codes = results.map((result) =>
      result.status === 'rejected' ? codeOf(result.reason) : '',
    );
    expect(codes.filter((code) => code === 'wrongCode')).toHaveLength(5);
    expect(codes.filter((code) => code === 'stepOver')).toHaveLength(7);
    const right = one.prove({ ...wrong, code: one.code() });
    await expect(right).rejects.toMatchObject(refusal('stepOver'));

    const { ticket: late } = await one.step();
    world.clock.advance(STEP_MS);
    const tooLate = one.prove({ ticket: late, way: 'totp', code: one.code() });
    await expect(tooLate).rejects.toMatchObject(refusal('stepOver'));
  });

  it('[T17] bounds wrong codes over all attempts; a code from paper still serves, and an hour later so does the app', async () => {
    const world = await World.open(open);
    const one = await world.register();
    await one.setUpTotp();
    const codes: string[] = [];
    for (let attempt = 0; attempt < 4; attempt++) {
      const { ticket } = await one.step();
      for (let guess = 0; guess < 5; guess++) {
        const wrong = { ticket, way: 'totp', code: one.wrongCode() } as const;
        codes.push(await one.prove(wrong).then(() => 'in', codeOf));
      }
    }
    expect(codes.slice(0, TRIES_PER_HOUR).every((code) => code === 'wrongCode')).toBe(true);
    expect(codes.slice(TRIES_PER_HOUR).every((code) => code === 'tooMany')).toBe(true);
    const { ticket } = await one.step();
    const byApp = one.prove({ ticket, way: 'totp', code: one.code() });
    await expect(byApp).rejects.toMatchObject(refusal('tooMany'));
    await one.prove({ ticket, way: 'backup', code: one.backupCodes[0] ?? '' });

    for (let guess = 0; guess < 5; guess++) {
      const { ticket: guessed } = await one.step();
      const wrong = { ticket: guessed, way: 'totp', code: one.wrongCode() } as const;
      await one.prove(wrong).catch(() => undefined);
    }
    world.clock.advance(HOUR_MS);
    const { ticket: later } = await one.step();
    await one.prove({ ticket: later, way: 'totp', code: one.code() });
  });

  it('[T17] takes each code from paper once, however it is typed, and forgets those it replaced', async () => {
    const world = await World.open(open);
    const one = await world.register();
    await one.setUpTotp();
    expect(new Set(one.backupCodes).size).toBe(10);
    const [first = '', second = ''] = one.backupCodes;
    const { ticket } = await one.step();
    await one.prove({ ticket, way: 'backup', code: ` ${first.toLowerCase().replace('-', ' ')}` });
    const { ticket: again } = await one.step();
    const twice = one.prove({ ticket: again, way: 'backup', code: first });
    await expect(twice).rejects.toMatchObject(refusal('wrongCode'));
    const { secondFactors } = world.accounts;
    expect((await secondFactors.state(one.who.accountId)).backupCodesLeft).toBe(9);
    await secondFactors.renewCodes(one.here);
    const former = one.prove({ ticket: again, way: 'backup', code: second });
    await expect(former).rejects.toMatchObject(refusal('wrongCode'));
  });

  it('[T17] binds a code by text to its attempt, once and for ten minutes', async () => {
    const world = await World.open(open);
    const one = await world.register();
    await one.setUpTexts();
    const { steps } = world.accounts;
    const step = await one.step();
    expect(step).toMatchObject({ ways: ['sms', 'backup'], numberEnd: '78' });
    await steps.sendCode(step.ticket, newPlace());
    const code = world.lastCode();
    const { ticket: other } = await one.step();
    const elsewhere = one.prove({ ticket: other, way: 'sms', code });
    await expect(elsewhere).rejects.toMatchObject(refusal('wrongCode'));
    await one.prove({ ticket: step.ticket, way: 'sms', code });
    const twice = one.prove({ ticket: step.ticket, way: 'sms', code });
    await expect(twice).rejects.toMatchObject(refusal('stepOver'));

    const late = await one.step();
    world.clock.advance(STEP_MS / 2);
    await steps.sendCode(late.ticket, newPlace());
    const first = world.lastCode();
    world.clock.advance(60_000);
    await steps.sendCode(late.ticket, newPlace());
    // The newest alone counts; and if by chance both are the same, there is nothing to refuse.
    if (first !== world.lastCode()) {
      const former = one.prove({ ticket: late.ticket, way: 'sms', code: first });
      await expect(former).rejects.toMatchObject(refusal('wrongCode'));
    }
  });

  it('[R117] sends number, code and host, and nothing else; [R119] forgets the number when it is switched off', async () => {
    const world = await World.open(open);
    const one = await world.register();
    await one.setUpTexts();
    expect(world.texts).toEqual([{ to: NUMBER, body: `${world.lastCode()} - meet.example.org` }]);
    await one.setUpTotp();
    await world.accounts.secondFactors.turnOff(one.here, 'sms');
    expect(world.forgotten).toEqual(['SM1']);
    const kept = JSON.stringify([await world.rows('second_factor'), await world.rows('text_sent')]);
    expect(kept).not.toContain(NUMBER);
    const { factors } = await world.accounts.secondFactors.state(one.who.accountId);
    expect(factors.map(({ kind }) => kind)).toEqual(['totp']);
  });

  it('[R119] has texts forgotten a day after they were sent, here and at the provider', async () => {
    const world = await World.open(open);
    const one = await world.register();
    await one.setUpTexts();
    world.clock.advance(24 * HOUR_MS - 60_001);
    await world.accounts.texts.sweep(world.clock.now());
    expect(world.forgotten).toEqual([]);
    expect(await world.rows('text_sent')).toHaveLength(1);
    world.clock.advance(60_001);
    await world.accounts.texts.sweep(world.clock.now());
    expect(world.forgotten).toEqual(['SM1']);
    expect(await world.rows('text_sent')).toEqual([]);
  });

  it('[T17] is no pump: so many texts for an account, a number and the instance', async () => {
    const world = await World.open(open);
    const { secondFactors } = world.accounts;
    const one = await world.register();
    const send = (who: Person, number: string, ip = newPlace()): Promise<string> =>
      secondFactors.offerNumber(who.who.accountId, number, ip).then(() => 'sent', codeOf);
    const number = (n: number): string => `+4915100000${String(n).padStart(3, '0')}`;
    // For one account: one in 30 s, five an hour, to whichever numbers.
    expect(await send(one, number(0))).toBe('sent');
    expect(await send(one, number(1))).toBe('tooMany');
    for (let n = 0; n < 4; n++) {
      world.clock.advance(30_000);
      expect(await send(one, number(n + 1))).toBe('sent');
    }
    world.clock.advance(30_000);
    expect(await send(one, number(9))).toBe('tooMany');
    // For one number: the same, from whichever accounts.
    const others = await Promise.all(Array.from({ length: 7 }, () => world.register()));
    const sent: string[] = [];
    for (const other of others) {
      world.clock.advance(30_000);
      sent.push(await send(other, NUMBER));
    }
    expect(sent).toEqual([...Array<string>(5).fill('sent'), 'tooMany', 'tooMany']);
    // For all together: twelve, whoever asks.
    world.clock.advance(30_000);
    expect(await send(others[5] ?? one, number(21))).toBe('sent');
    expect(await send(others[6] ?? one, number(22))).toBe('sent');
    expect(await send(await world.register(), number(23))).toBe('tooMany');
    expect(world.texts).toHaveLength(12);
    world.clock.advance(24 * HOUR_MS);
    expect(await send(await world.register(), number(201))).toBe('sent');
  });

  it('[T17] counts texts that come at once, and those that the provider did not take', async () => {
    const world = await World.open(open);
    const { secondFactors } = world.accounts;
    const one = await world.register();
    const send = (): Promise<unknown> =>
      secondFactors.offerNumber(one.who.accountId, NUMBER, newPlace());
    world.providerDown = true;
    await expect(send()).rejects.toMatchObject(refusal('unavailable'));
    world.providerDown = false;
    await expect(send()).rejects.toMatchObject(refusal('tooMany'));
    world.clock.advance(30_000);
    const results = await Promise.allSettled(Array.from({ length: 8 }, send));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it.each(['+19005550100', '+881612345678', '+3245678901'])(
    '[T17] sends nothing to a country that is not listed (%s)',
    async (number) => {
      const world = await World.open(open);
      const one = await world.register();
      const sent = world.accounts.secondFactors.offerNumber(one.who.accountId, number, newPlace());
      await expect(sent).rejects.toMatchObject(refusal('numberRefused'));
      expect(world.texts).toEqual([]);
    },
  );

  it('[T17] with the provider down the app and the codes from paper still serve', async () => {
    const world = await World.open(open);
    const one = await world.register();
    await one.setUpTotp();
    await one.setUpTexts();
    world.providerDown = true;
    const { ticket, ways } = await one.step();
    expect(ways).toEqual(['totp', 'sms', 'backup']);
    const text = world.accounts.steps.sendCode(ticket, newPlace());
    await expect(text).rejects.toMatchObject(refusal('unavailable'));
    await one.prove({ ticket, way: 'totp', code: one.code() });
    expect(await one.signIn(ticket)).toMatchObject({ state: 'signedIn' });
    const { ticket: other } = await one.step();
    await one.prove({ ticket: other, way: 'backup', code: one.backupCodes[0] ?? '' });
  });

  it('asks for a second proof after the kit, too, and before anything changes', async () => {
    const world = await World.open(open);
    const one = await world.register();
    await one.setUpTotp();
    const { twoStep, secondFactors } = world.accounts;
    const { address, kitKey } = one.who;
    const proof = { address, authKey: kitKey, link: null };
    const step = await twoStep.recover({ ...proof, step: null }, newPlace());
    expect(step).toMatchObject({ state: 'secondStep' });
    expect(step).not.toHaveProperty('opener');
    const caller = await one.caller();
    const noPassword = twoStep.changeStep(caller, null, newPlace());
    await expect(noPassword).rejects.toMatchObject(refusal('wrongCredentials'));
    const unproven = await twoStep.changeStep(caller, one.who.authKey, newPlace());
    const early = twoStep.demandChange(caller, unproven.ticket, { use: true });
    await expect(early).rejects.toMatchObject(refusal('stepOver'));
    const ticket = await one.changing();
    await twoStep.demandChange(caller, ticket, { use: true });
    await secondFactors.turnOff(one.here, 'totp');
    expect(await one.signIn()).toMatchObject({ state: 'signedIn' });
    expect(await world.rows('backup_code')).toEqual([]);
  });

  it('[R120] serves nothing but setting one up where the company requires one, which takes no number, and lets the last not go', async () => {
    const world = await World.open(open);
    const one = await world.register();
    world.rule = { secondFactor: 'required', textMessages: false };
    const { signIns, twoStep, secondFactors } = world.accounts;
    const call = { cookie: () => one.token };
    await expect(signIns.requireAccount(call)).rejects.toMatchObject(
      refusal('secondFactorRequired'),
    );
    await expect(signIns.requireAdmin(call)).rejects.toMatchObject(refusal('secondFactorRequired'));
    // Freshly signed in it takes no password; later it does.
    const step = await twoStep.changeStep(await one.caller(), null, newPlace());
    expect(step.state).toBe('proven');
    const texts = secondFactors.offerNumber(one.who.accountId, NUMBER, newPlace());
    await expect(texts).rejects.toMatchObject(refusal('notAllowed'));
    await one.setUpTotp();
    expect(await signIns.requireAccount(call)).toMatchObject({ mustEnrol: false });
    const off = secondFactors.turnOff(one.here, 'totp');
    await expect(off).rejects.toMatchObject(refusal('notAllowed'));
    expect((await secondFactors.state(one.who.accountId)).factors).toHaveLength(1);

    const late = await world.register();
    world.clock.advance(HOUR_MS);
    const stale = twoStep.changeStep(await late.caller(), null, newPlace());
    await expect(stale).rejects.toMatchObject(refusal('wrongCredentials'));
  });

  it('keeps asking for what is set up where the company switched second factors off', async () => {
    const world = await World.open(open);
    const one = await world.register();
    await one.setUpTotp();
    world.rule = { secondFactor: 'off', textMessages: false };
    await one.step();
    const other = await world.register();
    const offer = world.accounts.secondFactors.offerTotp(other.who.accountId, other.who.address);
    await expect(offer).rejects.toMatchObject(refusal('notAllowed'));
  });

  it('lets five codes be tried while one is set up, and keeps secrets and codes sealed', async () => {
    const world = await World.open(open);
    const one = await world.register();
    const { secondFactors } = world.accounts;
    const { accountId, address } = one.who;
    one.secret = (await secondFactors.offerTotp(accountId, address)).secret;
    const wrong = one.wrongCode();
    for (let guess = 0; guess < 5; guess++) {
      const refused = secondFactors.confirm(one.here, 'totp', wrong);
      await expect(refused).rejects.toMatchObject(refusal('wrongCode'));
    }
    const right = secondFactors.confirm(one.here, 'totp', one.code());
    await expect(right).rejects.toMatchObject(refusal('stepOver'));
    await one.setUpTotp();
    await one.setUpTexts();
    const tables = ['second_factor', 'factor_offer', 'backup_code', 'second_step', 'text_sent'];
    const all = JSON.stringify(await Promise.all(tables.map((table) => world.rows(table))));
    for (const code of one.backupCodes) expect(all).not.toContain(code.replace('-', ''));
    expect(all).not.toContain(one.secret);
    const sealed = (await world.rows('second_factor')).map(({ sealed_value: value }) => value);
    expect(sealed).toHaveLength(2);
    for (const value of sealed) {
      const bytes = value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : NUMBER;
      expect(bytes).not.toContain(NUMBER);
      expect(bytes).not.toContain(one.secret);
    }
  });
});
