import { policyVersions } from '@conclave/shared/dataMap/policyVersions';
import { PublicDataMap } from '@conclave/shared/wire/dataMapApi';
import { dataMap } from '../../dataMap/MapEntry.ts';
import { route, type Route } from '../Route.ts';

/** [R4] What this program stores, as its own schema says it: it cannot say less than there is. */
export function dataMapRoutes(): Route[] {
  const values = dataMap().map(({ place, name, annotation }) => {
    const { purpose, basis, retention, subject, required, erase, requirement } = annotation;
    const rest = { subject, required, export: annotation.export, erase, requirement };
    return { place, name, purpose, basis, retention, reads: [...annotation.reads], ...rest };
  });
  const map: PublicDataMap = { policyVersion: policyVersions.policy, values };
  return [
    route({
      method: 'GET',
      path: '/api/data-map',
      audience: 'anyone',
      takes: {},
      reply: PublicDataMap,
      handle: () => map,
    }),
  ];
}
