import { buildAccounts } from '../../accounts/buildAccounts.ts';
import { buildCompanies } from '../../companies/buildCompanies.ts';
import type { Companies } from '../../companies/Companies.ts';
import { standingOf } from '../../companies/standing.ts';
import { CompanyStore } from '../../store/CompanyStore.ts';
import { fromIsoTime, isoDay } from '../Clock.ts';
import { loadSecrets } from '../secretsFile.ts';
import { option, type Command, type Context, type Outcome } from './Command.ts';

/** The part of the program that makes and changes companies, as the server has it. */
export async function companiesOf(context: Context): Promise<Companies> {
  const { config, clock, log } = context;
  const database = await context.database();
  const { pepper } = loadSecrets(config);
  const { registration } = config;
  const { signIns } = buildAccounts({ database, clock, log, pepper, registration });
  return buildCompanies({ database, clock, signIns, mailer: undefined }).companies;
}

/** All companies with their standing; the names are those that their admins gave. */
export const listCompanies: Command = {
  help: 'lists companies with their standing',
  options: [],
  async run({ clock, database }) {
    const all = await new CompanyStore(await database()).all();
    const lines = all.map(({ id, accountName, createdAt, paidUntil }) => {
      const standing = standingOf(paidUntil, clock.now());
      const until = paidUntil === null ? 'no end' : isoDay(paidUntil);
      return [id, isoDay(createdAt), standing.state.padEnd(6), until, accountName ?? '-'].join(
        '  ',
      );
    });
    return { lines: lines.length === 0 ? ['There is no company.'] : lines, ok: true };
  },
};

/** [R78] Paid to the end of a day in UTC, or without an end. */
export const markPaid: Command = {
  help: 'marks a company as paid until the end of a day (2027-01-31), or with no end (always)',
  options: ['company', 'until'],
  async run(context, options) {
    const until = option(options, 'until');
    const paidUntil = until === 'always' ? null : endOfDay(until);
    if (paidUntil === undefined) {
      return { lines: ['--until takes a day as 2027-01-31, or the word always.'], ok: false };
    }
    return mark(context, option(options, 'company'), paidUntil);
  },
};

/** [R79] From now on its organizers read and export; 360 days later everything goes. */
export const markLapsed: Command = {
  help: 'marks a company as lapsed from now on',
  options: ['company'],
  run: (context, options) => mark(context, option(options, 'company'), context.clock.now()),
};

async function mark(context: Context, id: string, paidUntil: number | null): Promise<Outcome> {
  const companies = await companiesOf(context);
  if (!(await companies.setPaidUntil(id, paidUntil))) {
    return { lines: ['There is no such company.'], ok: false };
  }
  const standing = standingOf(paidUntil, context.clock.now());
  const lines =
    standing.state === 'lapsed'
      ? [
          `Lapsed. Its organizers read and export. Everything goes on ${isoDay(standing.deletedAt)}.`,
        ]
      : [
          `Paid ${paidUntil === null ? 'with no end' : `until the end of ${isoDay(paidUntil - 1)}`}.`,
        ];
  return { lines, ok: true };
}

const DAY_MS = 24 * 3_600_000;

function endOfDay(day: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined;
  const begin = fromIsoTime(`${day}T00:00:00Z`);
  return begin === undefined || isoDay(begin) !== day ? undefined : begin + DAY_MS;
}
