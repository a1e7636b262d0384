/** `/storage`: what this site keeps in a browser, and how to get rid of it [R19, R22, R23, R25]. */
export const text = {
  title: 'What this site stores in your browser',
  lead: 'Only what signing in, your settings and running meetings need. Nothing follows you to other websites. Nobody without an account is recognised later; an account knows the browsers it was used in, to tell its owner of others.',
  places: {
    cookie: 'Cookie',
    localStorage: 'Local storage',
    sessionStorage: 'Session storage',
    indexedDB: 'Database',
    cache: 'Cache',
  },
  purposes: {
    session: 'Keeps you signed in. Programs in the page cannot read it.',
    plainSession: 'The same, where this site is opened on one’s own machine without TLS.',
    browser:
      'A random number by which your account knows this browser again: of a sign-in in another one you are told by mail. It ends 90 days after the last sign-in. Programs in the page cannot read it.',
    plainBrowser: 'The same without TLS, on one’s own machine.',
    vault: 'The key to your own data, so that you need not type the password on every visit.',
    vaultSeen:
      'A number and a fingerprint of the newest state of your own data. By them this browser notices when a server shows it an older one.',
    meetings:
      'Your keys in the meetings you joined with this browser, the name you typed and how far you were: so that a reload brings you back without knocking. Sealed; programs cannot read the keys.',
    documents:
      'What you wrote in a meeting and the server has not confirmed yet, the key of your private notes, and how far you had read: so that nothing is lost with the tab. Sealed; programs cannot read the key.',
    directs:
      'Messages between you and one other person, until the meeting is over. Sealed; they are nowhere else but in the other person’s browser.',
    uploads:
      'Files whose upload was interrupted, with their bytes and keys, so that it goes on after a reload. Each goes when it has arrived or is cancelled.',
    scrolling: 'How far you had scrolled, for going back and reloading. No addresses.',
    language: 'The language you chose.',
    theme: 'Light or dark, if you chose.',
    devices: 'Which microphone, speaker and camera you chose.',
    tabDevices: 'Whether microphone and camera were on, so that a reload brings back what was.',
    chatSettings: 'Whether Enter sends a message.',
    roomSettings: 'How you like the room: layout, shortcuts, sounds.',
  },
  kept: {
    signOut: 'you sign out, 30 days at most',
    tabClosed: 'the tab is closed',
    meetingOver: 'the meeting is over or deleted',
    untilDeleted: 'you delete it here or in the browser',
  },
  who: {
    anyone: 'Everyone',
    participant: 'People in meetings',
    account: 'People with an account',
  },
  keptUntil: ({ until, who }: { until: string; who: string }): string => `${who}, until ${until}.`,
  keys: 'Keys in the database cannot be taken out of this browser, not even by this site.',
  prevent: {
    title: 'How to prevent it',
    text: 'In the settings of your browser, under privacy or site data, you can block storage for this site or clear it whenever the browser closes. A meeting works without it, but a reload then means knocking and consenting again, notes must be downloaded before you leave, and signing in is not possible.',
  },
  remove: {
    title: 'Delete it now',
    text: 'You are signed out. Consent, microphone and camera choices are forgotten. What a meeting has not yet sent is lost. What lies on the server stays there.',
    button: 'Delete everything here',
    confirmTitle: 'Delete everything this site stored here?',
    confirmText:
      'You are signed out in this browser, and running meetings in other tabs end. Writing that has not reached the server is lost.',
    verb: 'Delete now',
    done: 'Deleted',
    nothing: 'There was nothing to delete.',
    rest: 'These could not be deleted. Close other tabs of this site, then try again.',
    signOutFailed:
      'The server did not answer, so the sign-in cookie may still be there. Try again when you are connected, or delete it in the browser.',
    sessionEnded: 'The sign-in cookie was withdrawn by the server.',
  },
};
