/**
 * Every reason for which the server refuses a request, on HTTP and on signaling. A closed list:
 * a code that is not here does not exist, and each has a text in every language (shared/src/text).
 */
export const errorCodes = {
  // any request
  malformed: 'The request does not have the agreed form.',
  tooLarge: 'The request is larger than allowed.',
  tooMany: 'Too many requests in a short time.',
  notFound: 'There is no such thing, or it is not yours.',
  notAllowed: 'You may not do this.',
  notNow: 'This does not fit the present state.',
  protocolMismatch: 'This page is older or newer than the server.',
  foreignOrigin: 'The request came from another site.',
  unavailable: 'The server cannot do this at the moment.',
  // accounts
  signedOut: 'You are not signed in.',
  wrongCredentials: 'The address and the password do not fit together.',
  registrationClosed: 'This server does not take new accounts.',
  inviteInvalid: 'The invitation is used up or unknown.',
  addressTaken: 'This address has an account.',
  termsRequired: 'The terms in force must be accepted.',
  wrongCode: 'This code does not fit, or was used already.',
  stepOver: 'This attempt has ended; begin again.',
  secondFactorRequired: 'A second factor must be set up first.',
  numberRefused: 'No text can be sent to this number.',
  addressUnverified: 'The address of the account is not confirmed yet.',
  suspended: 'The company of this account has suspended it.',
  lapsed: 'The company of this account is not paid for; it reads and exports.',
  policyForbids: 'The rules of the company do not allow this.',
  restricted: 'The data of this account is kept and not used, as its owner asked.',
  lastAdmin: 'Nobody would be left to administer the company.',
  versionConflict: 'Somebody else changed this in the meantime.',
  // meetings and rooms
  linkUnknown: 'No meeting answers to this link.',
  meetingEnded: 'The meeting is over.',
  roomFull: 'The room is full.',
  roomLocked: 'The room is locked.',
  noSession: 'Nobody has opened the meeting yet.',
  sessionRunning: 'The meeting is already open.',
  letterOutdated: 'The admission letter is outdated.',
  staleEpoch: 'Another change came first.',
  ticketRequired: 'It is not your turn to join.',
  kickWaiting: 'Somebody is being removed; joining waits.',
  commitRefused: 'The members refused the change.',
  knockUnknown: 'This knock is not waiting any more.',
  unknownPeer: 'This person is not connected.',
  mediaLost: 'The media connection is gone and must be opened again.',
  consentMissing: 'Nothing is sent before consent was given.',
  tooManyMicrophones: 'Sixteen microphones are open.',
  // documents and files
  recordOutdated: 'The keys of this meeting changed; the entry has to be sealed anew.',
  entryConflict: 'The author wrote something else under this number.',
  generationOver: 'The document was begun anew.',
  quotaExceeded: 'There is no room left for this.',
  // mails
  tooManyRecipients: 'These are more people than one mailing reaches.',
  mailLimit: 'No more mails go out today.',
  relayKeyOutdated: 'The mail has to be sealed anew.',
} as const;

export type ErrorCode = keyof typeof errorCodes;

export const ERROR_CODES: readonly ErrorCode[] = Object.keys(errorCodes).filter(isErrorCode);

/** Whether a string is one of the codes. */
export function isErrorCode(text: string): text is ErrorCode {
  return Object.hasOwn(errorCodes, text);
}
