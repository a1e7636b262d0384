import { processing } from '@conclave/shared/dataMap/processing';
import type { Instance } from '@conclave/shared/wire/instanceApi';
import type { ServerExport } from '@conclave/shared/wire/rightsApi';
import { t } from '../../i18n/texts.svelte.ts';

/** [R96] What somebody who asks about their data is to be told, in the language of the page. */
export function aboutExport(
  { madeAt, policyVersion, tables }: ServerExport,
  instance: Instance,
  missing: readonly string[],
): object {
  const { data, recipients, rights, controller } = t.privacy;
  const { supervisoryAuthority: authority, processors, textMessages } = instance;
  const kept = (rule: (typeof processing)[number]['retention'][number]): string => {
    if (rule === 'log') return data.retention.log({ days: instance.logDays });
    if (rule === 'statistics') return data.retention.statistics({ days: instance.statisticsDays });
    return data.retention[rule];
  };
  return {
    madeAt,
    software: instance.softwareVersion,
    policyVersion,
    purposes: processing.map(({ purpose }) => data.purposes[purpose]),
    categories: processing.map(({ purpose, bases }) => ({
      purpose: data.purposes[purpose],
      data: data.contents[purpose],
      bases: bases.map((basis) => data.bases[basis]),
    })),
    recipients: [
      ...processors.map(({ name, purpose, country }) => `${name}, ${country}: ${purpose}`),
      recipients.mail,
    ],
    duration: processing.map(
      ({ purpose, retention }) => `${data.purposes[purpose]}: ${retention.map(kept).join('; ')}`,
    ),
    rights: rights.points,
    complaint: [
      ...(authority === null ? [] : [authority.name, authority.address]),
      controller.noAuthority,
    ],
    source: processing.map(
      ({ purpose, source }) => `${data.purposes[purpose]}: ${data.sources[source]}`,
    ),
    automatedDecisions: [rights.automated],
    thirdCountries: textMessages ? [recipients.textMessages] : [recipients.within],
    sealed: tables.flatMap(({ table, sealed }) => sealed.map((column) => `${table}.${column}`)),
    missing,
  };
}
