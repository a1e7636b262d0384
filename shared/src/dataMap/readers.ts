/**
 * Who can read what: the table of `/about/encryption`. Typed data, so that the data map can be
 * checked against it and no page can claim more than the program keeps.
 */
/** Everything between the browsers: the columns of the table. */
export const parties = ['server', 'sfu', 'turn', 'mail'] as const;

export type Party = (typeof parties)[number];

/** `no`: sees ciphertext or nothing. `never`: it does not even pass this reader. */
export type Reading =
  | 'yes'
  | 'no'
  | 'never'
  | 'sizes'
  | 'commitment'
  | 'commitmentMade'
  | 'whileSending'
  | 'knockOnly'
  | 'shortened'
  | 'sealedUntilSent'
  | 'ifShown'
  | 'whoHasTheLink'
  | 'tamperedRelay';

export type ReadersRow = { datum: string } & Record<Party, Reading>;

export const whoReadsWhat = [
  { datum: 'media', server: 'no', sfu: 'no', turn: 'no', mail: 'never' },
  { datum: 'content', server: 'no', sfu: 'no', turn: 'no', mail: 'ifShown' },
  { datum: 'summary', server: 'no', sfu: 'no', turn: 'no', mail: 'whoHasTheLink' },
  { datum: 'allDocuments', server: 'tamperedRelay', sfu: 'no', turn: 'no', mail: 'whoHasTheLink' },
  { datum: 'mailedLink', server: 'whileSending', sfu: 'never', turn: 'never', mail: 'knockOnly' },
  { datum: 'organizer', server: 'yes', sfu: 'never', turn: 'never', mail: 'yes' },
  { datum: 'addresses', server: 'sealedUntilSent', sfu: 'never', turn: 'never', mail: 'yes' },
  { datum: 'phone', server: 'yes', sfu: 'never', turn: 'never', mail: 'never' },
  { datum: 'existence', server: 'yes', sfu: 'yes', turn: 'sizes', mail: 'never' },
  { datum: 'network', server: 'shortened', sfu: 'yes', turn: 'yes', mail: 'never' },
  { datum: 'consent', server: 'commitmentMade', sfu: 'never', turn: 'never', mail: 'commitment' },
] as const satisfies readonly ReadersRow[];

export type Datum = (typeof whoReadsWhat)[number]['datum'];
