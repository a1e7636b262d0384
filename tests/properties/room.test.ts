import { describe, expect, it } from 'vitest';
import type { CreatedMeeting } from '../../web/src/lib/e2ee/host/createMeeting.ts';
import { RefusedError } from '@conclave/shared/RefusedError';
import { Browser, isInside, World, type Tab } from '../support/roomAgents.ts';
import { SeededRandom } from '../support/seededRandom.ts';

/** Schedules in one run; `CONCLAVE_ROUNDS=500` for a long one. */
const ROUNDS = Number(process.env['CONCLAVE_ROUNDS'] ?? 12);
const FIRST_SEED = Number(process.env['CONCLAVE_SEED'] ?? 1);
/** Half of the rounds against our double, half against the server's own rooms. */
const SERVERS = ['double', 'rooms'] as const;
const ACTIONS = 24;
const PEOPLE = ['Ada', 'Bob', 'Eve', 'Kim', 'Sam'] as const;
type Person = (typeof PEOPLE)[number];

/** Five people in one meeting over a network that delivers in any order and breaks. */
class Schedule {
  readonly #random: SeededRandom;
  readonly #world: World;
  readonly #created: CreatedMeeting;
  readonly #browsers = new Map<Person, Browser>();
  readonly tabs = new Map<Person, Tab>();
  readonly told: string[] = [];

  private constructor(random: SeededRandom, world: World, created: CreatedMeeting) {
    this.#random = random;
    this.#world = world;
    this.#created = created;
  }

  static async begin(seed: number, server: (typeof SERVERS)[number]): Promise<Schedule> {
    const random = new SeededRandom(seed);
    const world = await World.make({ choose: (count) => random.below(count), server });
    const created = await world.meeting();
    const schedule = new Schedule(random, world, created);
    schedule.tabs.set('Ada', await world.hostInside(created, schedule.#browser('Ada')));
    return schedule;
  }

  async act(): Promise<void> {
    const person = this.#random.pick(PEOPLE);
    const tab = this.tabs.get(person);
    if (tab === undefined) return this.#arrive(person);
    const doings = [
      'cut',
      'plug',
      'shut',
      'shut',
      'kick',
      'lock',
      'door',
      'appoint',
      'wait',
      'wait',
    ];
    const doing = this.#random.pick(doings);
    this.told.push(`${person} ${doing}`);
    await this.#do(doing, person, tab);
  }

  /** The network heals, the doors open, everybody who left by mistake is let back in. */
  async heal(): Promise<void> {
    for (const tab of this.tabs.values()) tab.port.plug();
    if (!this.tabs.has('Ada')) await this.#arrive('Ada');
    const settled = (): boolean => {
      this.#greet();
      this.#unlock();
      return PEOPLE.every((person) => {
        const tab = this.tabs.get(person);
        return tab === undefined || isAtRest(tab);
      });
    };
    // What settles may stir once more: a knock answered, a leaf tidied.
    for (let i = 0; i < 3; i++) {
      await this.#world.until(settled, `rest after ${this.told.join(', ')}`);
      await this.#world.pass(10_000);
    }
    expect(settled(), this.told.join(', ')).toBe(true);
  }

  get inside(): Tab[] {
    return [...this.tabs.values()].filter(isInside);
  }

  /** Leaves that the server believes in. */
  get leaves(): number[] {
    const { session } = this.#world.server.meeting(this.#created.hostMeeting.meetingId);
    return [...(session?.leaves.keys() ?? [])].sort((a, b) => a - b);
  }

  async #do(doing: string, person: Person, tab: Tab): Promise<void> {
    switch (doing) {
      case 'cut':
        tab.port.cut();
        return;
      case 'plug':
        tab.port.plug();
        return;
      case 'shut':
        this.#world.shut(tab);
        this.tabs.delete(person);
        return;
      case 'wait':
        await this.#world.pass(this.#random.below(4_000));
        return;
      default:
        this.#order(doing, tab);
        await this.#world.steps(this.#random.below(30));
    }
  }

  /** What only hosts and deputies may; others are refused, and so may be whoever was too late. */
  #order(doing: string, { agent }: Tab): void {
    const { members, locked } = agent.view;
    const others = members.filter(({ self }) => !self).map(({ participantId }) => participantId);
    const target = others.length === 0 ? undefined : this.#random.pick(others);
    const wanted =
      doing === 'lock'
        ? agent.setLocked(!locked)
        : doing === 'door'
          ? agent.setDoor(this.#random.pick(['greeted', 'guarded']))
          : target === undefined
            ? Promise.resolve()
            : doing === 'kick'
              ? agent.kick([target])
              : agent.appoint(target);
    wanted.catch((error: unknown) => {
      if (!(error instanceof RefusedError)) throw error;
    });
  }

  async #arrive(person: Person): Promise<void> {
    this.told.push(`${person} arrives`);
    const browser = this.#browser(person);
    const host = person === 'Ada' ? this.#created.hostMeeting : undefined;
    const link = this.#created.links.copied;
    const opening = this.#world.open(this.#created, { browser, host, link });
    const tab = await opening;
    this.tabs.set(person, tab);
    if (tab.agent.view.phase.kind === 'atDoor') this.#goIn(tab);
    await this.#world.steps(this.#random.below(40));
  }

  #goIn({ agent, browser }: Tab): void {
    agent.join(browser.name).catch((error: unknown) => {
      if (!(error instanceof RefusedError)) throw error;
    });
  }

  #browser(person: Person): Browser {
    const known = this.#browsers.get(person);
    if (known !== undefined) return known;
    const browser = new Browser(person);
    this.#browsers.set(person, browser);
    return browser;
  }

  /** Whoever may answers all knocks with yes; whoever stands at the door goes in. */
  #greet(): void {
    for (const tab of this.tabs.values()) {
      const { knocks, phase } = tab.agent.view;
      for (const { knockId, mayAnswer, heldBy } of knocks) {
        if (mayAnswer && heldBy === null)
          tab.agent.answerKnock(knockId, true).catch(() => undefined);
      }
      if (phase.kind === 'atDoor') this.#goIn(tab);
    }
  }

  /** The host opens a locked room again. */
  #unlock(): void {
    const ada = this.tabs.get('Ada');
    if (ada !== undefined && isInside(ada) && ada.agent.view.locked) this.#order('lock', ada);
  }
}

/** Inside and connected, or at an end that a rule wants. */
function isAtRest(tab: Tab): boolean {
  const { phase } = tab.agent.view;
  const wantedEnd = phase.kind === 'over' || phase.kind === 'turnedAway';
  const isHeld = phase.kind === 'knocking' && phase.waitingFor === 'unlock';
  return isInside(tab) || wantedEnd || isHeld;
}

function common({ agent }: Tab): object {
  const { epoch, digits, door, locked, members } = agent.view;
  const people = members.map(({ participantId, role, leaf, name, admittedBy }) => {
    return { participantId, role, leaf, name, admittedBy };
  });
  return { epoch, digits, door, locked, people };
}

describe('five people, any order of arrival, breaks at any moment', () => {
  const rounds = Array.from({ length: ROUNDS }, (_, i) => FIRST_SEED + i).flatMap((seed) =>
    SERVERS.map((server) => ({ seed, server })),
  );

  it.each(rounds)(
    '[S-1] seed $seed, $server: one state for all inside',
    async ({ seed, server }) => {
      const schedule = await Schedule.begin(seed, server);
      for (let i = 0; i < ACTIONS; i++) await schedule.act();
      await schedule.heal();
      const { inside } = schedule;
      const [first] = inside;
      for (const tab of inside) {
        expect(common(tab), `${seed}: ${schedule.told.join(', ')}`).toEqual(first && common(first));
        const epoch = BigInt(tab.agent.view.epoch);
        expect(tab.keys.keys.get(epoch)).toEqual(first?.keys.keys.get(epoch));
        expect(tab.keys.sending?.epoch).toBe(epoch);
      }
      if (first !== undefined) {
        const leaves = first.agent.view.members.map(({ leaf }) => leaf).sort((a, b) => a - b);
        expect(leaves).toEqual(schedule.leaves);
      }
      for (const { agent } of schedule.tabs.values()) {
        expect(agent.view.phase, schedule.told.join(', ')).not.toMatchObject({ code: 'forked' });
      }
    },
  );
});
