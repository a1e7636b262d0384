import { expect, it } from 'vitest';
import { newSecret } from '../schedule/Scheduler.ts';
import { readHostLink } from './hostLink.ts';

it.each(['%23', '%2523', '/%23'])(
  '[L-3] a secret behind %s has been seen by the server',
  (sign) => {
    const secret = newSecret();
    const read = readHostLink({ pathname: `/deputy${sign}${secret}`, hash: '' });
    expect(read).toEqual({ secret, exposed: true });
    expect(readHostLink({ pathname: `/deputy${sign}${secret}/`, hash: '#top' })).toEqual(read);
  },
);

it('[L-3] a secret behind the # has not', () => {
  const secret = newSecret();
  const whole = { secret, exposed: false };
  expect(readHostLink({ pathname: '/deputy', hash: `#${secret}` })).toEqual(whole);
  expect(readHostLink({ pathname: '/deputy', hash: '' })).toEqual({ ...whole, secret: '' });
});
