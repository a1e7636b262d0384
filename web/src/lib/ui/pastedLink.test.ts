import { expect, it } from 'vitest';
import { pastedLink } from './pastedLink.ts';

const origin = 'https://meet.example';
const link = { kind: 'link', address: '/m/abc-1#k7' };

it.each([
  'https://meet.example/m/abc-1#k7',
  '  https://meet.example/m/abc-1#k7  ',
  'Mara invites you.\nhttps://meet.example/privacy\nJoin: <https://meet.example/m/abc-1#k7>.',
  'Join (https://meet.example/m/abc-1#k7), please',
])('finds the link in %j', (text) => {
  expect(pastedLink(text, origin)).toEqual(link);
});

it.each(['%23', '%2523'])('puts a secret behind %s back behind a #', (sign) => {
  expect(pastedLink(`https://meet.example/m/abc-1${sign}k7`, origin)).toEqual(link);
});

it('finds the link of a summary', () => {
  expect(pastedLink('https://meet.example/s/x#y', origin)).toEqual({
    kind: 'link',
    address: '/s/x#y',
  });
});

it('says when the secret part was cut off', () => {
  expect(pastedLink('https://meet.example/m/abc-1', origin)).toEqual({ kind: 'cut' });
  expect(pastedLink('https://meet.example/m/abc-1#', origin)).toEqual({ kind: 'cut' });
});

it('says where a link belongs that is not of this site', () => {
  expect(pastedLink('https://other.example:8443/m/abc#k', origin)).toEqual({
    kind: 'elsewhere',
    host: 'other.example:8443',
  });
});

it.each(['see you', 'https://meet.example/about', 'javascript:alert(1)', 'https://'])(
  'finds no link in %j',
  (text) => {
    expect(pastedLink(text, origin)).toEqual({ kind: 'noLink' });
  },
);

it('says when there is nothing at all', () => {
  expect(pastedLink(' \n', origin)).toEqual({ kind: 'empty' });
});
