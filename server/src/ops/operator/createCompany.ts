import * as v from 'valibot';
import { CompanyName } from '@conclave/shared/wire/accountApi';
import { isoTime } from '../Clock.ts';
import { option, type Command } from './Command.ts';
import { companiesOf } from './companies.ts';

/** A company without anybody, and the one-time link for its first admin. */
export const createCompany: Command = {
  help: 'creates a company and prints the one-time link for its first admin',
  options: ['name'],
  async run(context, options) {
    const { config } = context;
    const name = v.safeParse(CompanyName, option(options, 'name'));
    if (!name.success) return { lines: ['That is no name for a company.'], ok: false };
    const companies = await companiesOf(context);
    const { token, expiresAt } = await companies.create(name.output);
    const origin =
      config.publicOrigin ?? `${config.lan ? 'https' : 'http'}://localhost:${config.port}`;
    return {
      lines: [
        `${origin}/register#invite=${token}`,
        `It works once, until ${isoTime(expiresAt)}. Whoever opens it becomes admin of the company.`,
      ],
      ok: true,
    };
  },
};
