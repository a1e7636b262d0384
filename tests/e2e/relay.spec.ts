import { expect, test } from '@playwright/test';
import { canMeetByRelay, meetByRelay } from './proof/meetByRelay.ts';

test.skip(!canMeetByRelay(), 'needs network namespaces, coturn and nginx');

test('[R129, T09] where a firewall lets through nothing but TLS on port 443, two people see and hear each other by the relay', async () => {
  const { open, ways } = await meetByRelay();
  const byRelay = ['relay tls', 'relay tls'];
  expect({ open, ways }).toEqual({
    open: ['tcp 443', 'tcp 80'],
    ways: { host: byRelay, guest: byRelay },
  });
});
