/**
 * The words in which every stored column, blob class, log field and browser-storage key is
 * described. Closed lists: a purpose or a rule that is not here cannot be used, and changing what
 * one of them means needs a new version of the policy (R7).
 */

export const purposes = {
  login: 'Recognise the person who signs in.',
  secondFactor: 'Ask for a second proof at sign-in.',
  vault: 'Keep the keys of the account, sealed by its own password.',
  meeting: 'Hold the meeting: who may knock, what is its door, in which order things happened.',
  documents: 'Keep what a meeting writes, sealed, for those who hold its key.',
  invitation: 'Send the invitation to whom the organizer named.',
  summary: 'Send the summary to whoever asked for one.',
  consent: 'Prove which consent was given, and honour its withdrawal.',
  company: 'Administer the organizers and the policy of a company.',
  terms: 'Prove which terms were accepted.',
  abuse: 'Keep strangers from guessing, flooding and misusing the server.',
  deletion: 'Delete in time, and keep deleted things deleted.',
  rights: 'Answer requests of the people whose data this is.',
  support: 'Help with bad connections.',
  troubleshooting: 'Find faults of the server.',
  operation: 'Run the server itself. Nobody is described by it.',
} as const;
export type Purpose = keyof typeof purposes;

/** Articles of the GDPR. `none`: no personal data. */
export const bases = ['6.1.a', '6.1.b', '6.1.c', '6.1.f', '9.2.a', 'none'] as const;
export type Basis = (typeof bases)[number];

/** How long something stays, and counted from when. Configuration may shorten, never lengthen. */
export const retentionRules = {
  account: { from: 'the account has lapsed', maxDays: 360 },
  untilReplaced: { from: 'a newer value came, or its row went', maxDays: 0 },
  meeting: { from: 'the organizer deletes the meeting, or its date of deletion', maxDays: 0 },
  session: { from: 'the session has ended', maxDays: 1 },
  signIn: { from: 'the sign-in', maxDays: 30 },
  oneTimeToken: { from: 'the token was made', maxDays: 7 },
  mailJob: { from: 'the mail was accepted, or given up', maxDays: 3 },
  shortAddress: { from: 'it was written; then shortened to its network', maxDays: 7 },
  securityLog: { from: 'it was written', maxDays: 7 },
  log: { from: 'it was written', maxDays: 30 },
  statistics: { from: 'it was written', maxDays: 90 },
  deletionLedger: { from: 'the deletion', maxDays: 65 },
  suppression: { from: 'the refusal', maxDays: 360 },
  instance: { from: 'the server is given up', maxDays: 0 },
} as const;
export type Retention = keyof typeof retentionRules;

/** Who can read the value as it is stored. What is sealed is read by holders of its key only. */
export const readers = [
  'server',
  'operator',
  'owner',
  'organizer',
  'deputies',
  'members',
  'companyAdmin',
  'relay',
  'nobody',
] as const;
export type Reader = (typeof readers)[number];

/** Whose data it is. */
export const subjects = [
  'organizer',
  'companyAdmin',
  'participant',
  'invitee',
  'visitor',
  'nobody',
] as const;
export type Subject = (typeof subjects)[number];

/** How it goes when its subject goes. `reference`: with the row of what it points to. */
export const erasures = ['row', 'blank', 'reference', 'expiry', 'stays'] as const;
export type Erasure = (typeof erasures)[number];

/** A requirement of REQUIREMENTS.md, a section of the design, or a rule of the protocol. */
export type Requirement = `R${number}` | `design ${number}` | `T${number}`;
