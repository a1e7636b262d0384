import { isIPv4 } from 'node:net';

/**
 * What only the company knows. Everything else is derived or generated.
 * @typedef {object} Question
 * @property {string} name the setting that it becomes
 * @property {string} ask
 * @property {(known: Readonly<Record<string, string>>) => string} [suggest]
 * @property {(value: string) => boolean} fits
 * @property {string} otherwise what an answer must look like
 */

const HOST = /^(?=.{4,253}$)(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z\d-]{2,63}$/u;
const MAIL = /^[^\s@<>]+@[^\s@<>]+$/u;

/** @param {string} value */
const isText = (value) => value.length > 1 && value.length <= 400;

/** @type {readonly Question[]} */
export const questions = [
  {
    name: 'DOMAIN',
    ask: 'Name under which people open it, as meet.example.org',
    fits: (value) => HOST.test(value),
    otherwise: 'a host name in small letters, without https://',
  },
  {
    name: 'TURN_REALM',
    ask: 'Second name of the same machine, for the media relay',
    suggest: ({ DOMAIN = '' }) => `turn.${DOMAIN}`,
    fits: (value) => HOST.test(value),
    otherwise: 'a host name in small letters, other than the first',
  },
  {
    name: 'RTC_ANNOUNCED',
    ask: 'IPv4 address by which people reach this machine',
    fits: isIPv4,
    otherwise: 'an IPv4 address, as 203.0.113.10',
  },
  {
    name: 'CADDY_TLS',
    ask: 'Certificates: a mail address gets them automatically, "internal" makes them here (no internet)',
    suggest: () => 'internal',
    fits: (value) => value === 'internal' || MAIL.test(value),
    otherwise: 'a mail address, or the word internal',
  },
  {
    name: 'CONTROLLER_NAME',
    ask: 'Name of the controller under the GDPR',
    fits: isText,
    otherwise: 'the name of your company',
  },
  {
    name: 'CONTROLLER_ADDRESS',
    ask: 'Its postal address, in one line',
    fits: isText,
    otherwise: 'an address in one line',
  },
  {
    name: 'CONTROLLER_EMAIL',
    ask: 'Its mail address',
    fits: (value) => MAIL.test(value),
    otherwise: 'a mail address',
  },
  {
    name: 'DPO',
    ask: 'Data protection officer, as Name <mail@example.org>, or none',
    suggest: () => 'none',
    fits: (value) => value === 'none' || /^[^<>]{0,200}<[^\s@<>]+@[^\s@<>]+>$/u.test(value),
    otherwise: 'as Name <mail@example.org>, or the word none',
  },
  {
    name: 'HOSTING_LOCATION',
    ask: 'Where the machine stands, as people will read it',
    fits: isText,
    otherwise: 'a place, as Kiel, Germany',
  },
  {
    name: 'SMTP_URL',
    ask: 'Mail relay, as smtps://user:password@mail.example.org:465',
    fits: (value) => /^smtps?:\/\/\S+$/u.test(value) && URL.canParse(value),
    otherwise: 'an address that begins with smtps:// or smtp://',
  },
  {
    name: 'MAIL_FROM',
    ask: 'Whom mails come from',
    suggest: ({ DOMAIN = '' }) => `Conclave <no-reply@${DOMAIN}>`,
    fits: (value) => /^(?:[^<>"]{1,200} <[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/u.test(value),
    otherwise: 'as Name <mail@example.org>, or a mail address',
  },
];

/**
 * Whether a value can stand between single quotes, where neither Docker, systemd nor a shell reads
 * anything into it.
 * @param {string} value
 */
const isPlain = (value) => !/['\\\p{Cc}]/u.test(value);

/**
 * @param {Question} question
 * @param {string} value
 */
export const accepts = ({ fits }, value) => isPlain(value) && fits(value);
