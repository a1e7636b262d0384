import { policyVersions } from '@conclave/shared/dataMap/policyVersions';

import { Instance } from '@conclave/shared/wire/instanceApi';
import type { Config } from '../../config.ts';
import { DAY_MS } from '../../retention/due.ts';
import { route, type Route } from '../Route.ts';

/** What an instance says about itself to anyone, before any account exists. */
export function instanceRoutes(config: Config, softwareVersion: string): Route[] {
  const { controller, registration, retention } = config;
  const instance: Instance = {
    controller: controller.who,
    dataProtectionOfficer: controller.officer ?? null,
    supervisoryAuthority: controller.authority ?? null,
    hostingLocation: controller.hostingLocation,
    processors: controller.processors,
    termsVersion: policyVersions.terms,
    dpaVersion: policyVersions.dpa,
    policyVersion: policyVersions.policy,
    minimumAge: controller.minimumAge,
    registration,
    textMessages: config.texts !== undefined,
    logDays: Math.ceil(retention.logMs / DAY_MS),
    statisticsDays: Math.ceil(retention.statisticsMs / DAY_MS),
    softwareVersion,
  };
  return [
    route({
      method: 'GET',
      path: '/api/instance',
      audience: 'anyone',
      takes: {},
      reply: Instance,
      handle: () => instance,
    }),
  ];
}
