/** Registering, signing in, recovering, one's account, and the desk of meetings. */
export const text = {
  address: 'E-mail address',
  password: 'Password',
  newPassword: 'New password',
  presentPassword: 'Current password',
  firstName: 'First name',
  lastName: 'Last name',
  companyName: 'Company',
  companyNameHint: 'Appears on invoices only.',
  language: 'Language of your invitations and summaries',
  working: {
    keys: 'Making your keys. This takes a moment, on purpose.',
    signIn: 'Signing in and opening your vault.',
    asking: 'Checking who is signed in.',
    saving: 'Saving.',
    recover: 'Opening your vault with the kit.',
  },

  password12: 'At least 12 characters. Three or four unusual words do well.',
  strength: {
    label: 'How hard it is to guess',
    short: ({ n }: { n: number }): string => `${n} of 12 characters`,
    repeats: 'Easy to guess: it repeats itself. Add other words.',
    sequence: 'Easy to guess: keys or letters in a row. Add other words.',
    personal: 'Easy to guess: it contains your name or address. Take other words.',
    common: 'Easy to guess: this is one of the first that is tried. Take other words.',
    fair: 'Good enough. Another word makes it much harder.',
    good: 'Hard to guess.',
  },

  faults: {
    required: 'Fill this in.',
    address: 'This is not an e-mail address. It looks like name@example.org.',
    name: 'This is too long, or has characters that cannot be shown.',
    terms: 'Without this, no account can be made.',
    kit: 'A letter is wrong or missing. The code has nine groups of four.',
    group: ({ n }: { n: number }): string => `This is not group ${n} of the code above.`,
    presentPassword: 'This is not your current password.',
    samePassword: 'This is the password you have now.',
  },

  register: {
    title: 'Create an account',
    lead: 'With an account you hold meetings. Guests need none.',
    invited: ({ company }: { company: string }): string => `You are invited to **${company}**.`,
    invitedPlain: 'You are invited.',
    terms: ({ age }: { age: number }): string =>
      `I accept the [terms](/terms). I am at least ${age} years old.`,
    agreement: 'I accept the [data processing agreement](/terms#dpa).',
    submit: 'Create account',
    haveAccount: 'You have an account? [Sign in](/sign-in)',
    aside: {
      title: 'Before you begin',
      points: [
        'Your password stays in this browser. The server gets something made from it, which opens nothing.',
        'After this page you get a **recovery kit**: a code to print or save. It is the only way back when the password is lost.',
        'If password and kit are both lost, nobody can open your vault: not we, not the operator. You would begin with a new, empty one.',
      ],
    },
    closed: {
      title: 'No new accounts here',
      text: 'This server takes no new accounts. Meetings are open to guests all the same: a link is enough.',
    },
    byInvitation: {
      title: 'By invitation',
      text: 'Accounts on this server are made by invitation. Ask the admin of your company for a link. If you have one, open it again.',
    },
    inviteUsed: {
      title: 'This invitation is used up',
      text: 'An invitation works once, for seven days. Ask whoever sent it for another one. If you have registered with it, sign in.',
    },
  },

  kit: {
    title: 'Your recovery kit',
    lead: 'This code opens your vault when the password is lost. It is shown this once.',
    code: 'Recovery code',
    print: 'Print',
    download: 'Save as a file',
    copy: 'Copy',
    copied: 'Copied. Paste it into your password manager now.',
    downloaded: 'Saved as a file. Move it to where others do not look.',
    printed: 'Printed? Put the sheet where you keep papers that matter.',
    keep: 'Keep it apart from this device. Whoever has it and your address can open your vault.',
    confirm: {
      title: 'Show that you have it',
      group: ({ n }: { n: number }): string => `Type group ${n} of the code`,
      box: 'I have printed, saved or copied the code and keep it in a safe place.',
      boxFirst: 'Print, save or copy the code first, or type the group.',
      submit: 'Continue',
    },
    sheet: {
      title: 'Conclave recovery kit',
      for: 'Account',
      at: 'Server',
      made: 'Made on',
      how: 'How to use it: open the address below, type your e-mail address, this code and a new password. The code stays valid until you make another one.',
    },
    file: 'conclave-recovery-kit.txt',
  },

  signIn: {
    title: 'Sign in',
    submit: 'Sign in',
    forgot: 'Forgotten the password? [Use your recovery kit](/recover)',
    noAccount: 'No account yet? [Create one](/register)',
    next: 'Sign in to go on. You come back to where you were.',
    signedOut: 'You are signed out. The key to your vault is gone from this browser.',
    again: {
      title: 'Sign in again',
      text: 'Your sign-in has ended. What you were doing is still here.',
      locked:
        'You are signed in, but this browser does not hold the key to your vault. Your password opens it.',
      somebodyElse: 'Sign in as somebody else',
    },
  },

  recover: {
    title: 'Back in with the recovery kit',
    lead: 'The code from your kit opens your vault. You choose a new password; the kit stays valid.',
    code: 'Recovery code',
    codeHint: 'Nine groups of four. Capitals and spaces do not matter.',
    submit: 'Set the new password',
    lost: {
      title: 'The kit is lost too',
      text: 'Then nobody can open your vault. If you are signed in on some device, make a new kit there, in your account. Otherwise register with another address and begin with an empty vault.',
    },
    done: 'Your password is changed. All other devices are signed out.',
    remembered: 'Remembered it? [Sign in](/sign-in)',
  },

  own: {
    title: 'Your account',
    profile: {
      title: 'About you',
      text: 'Your name and address stand in your invitations.',
      saved: 'Saved.',
    },
    company: {
      title: 'The account of your company',
      accountName: 'Name of the account',
      accountNameHint: 'By this the operator tells accounts apart.',
    },
    password: {
      title: 'Password',
      text: 'A new password signs out all other devices. Your recovery kit stays valid.',
      submit: 'Change the password',
      done: 'Your password is changed. All other devices are signed out.',
    },
    kit: {
      title: 'Recovery kit',
      confirmed: 'You have said that your kit is in a safe place.',
      unconfirmed:
        'You have not confirmed your kit. If the code is lost, make a new one now, while you are signed in.',
      text: 'With a new kit the former one opens nothing any more.',
      open: 'Make a new kit',
      submit: 'Make it',
    },
    browser: {
      title: 'This browser',
      keeps:
        'It keeps the key to your vault until you sign out. The key cannot be taken out, not even by this page.',
      keepsNot:
        'It allows this page no storage. After a reload you type your password again, and what has not reached the server is lost.',
      all: 'What this site stores',
    },
  },

  desk: {
    title: 'Meetings',
    greeting: {
      morning: ({ name }: { name: string }): string => `Good morning, ${name}`,
      day: ({ name }: { name: string }): string => `Hello, ${name}`,
      evening: ({ name }: { name: string }): string => `Good evening, ${name}`,
    },
    start: 'Start a meeting',
    topic: 'Topic',
    topicHint: 'Guests see it before they come in. The server does not.',
    whoMayEnter: 'Who may come in',
    doorChoice: {
      greeted: {
        title: 'Greeted',
        text: 'Whoever has the link is let in as soon as somebody is here. For almost everything.',
      },
      guarded: { title: 'Guarded', text: 'You let each person in yourself.' },
      open: {
        title: 'Open',
        text: 'Whoever has the link walks in, also when nobody is here. For public meetings: if you mail this link, this server and the mail providers could come in too.',
      },
    },
    consent: {
      title: 'Ask for consent first',
      text: 'For meetings in which health, beliefs or other protected matters may come up: guests agree, purpose by purpose, before they are seen or heard.',
    },
    startNow: 'Start',
    list: 'Your meetings',
    opening: 'Opening your vault.',
    open: 'Open',
    untitled: 'Meeting without a topic',
    made: ({ when }: { when: string }): string => `made ${when}`,
    doors: { open: 'open door', greeted: 'greeted', guarded: 'guarded' },
    empty: {
      title: 'Nothing here yet',
      text: 'Start a meeting, copy its link and send it to whomever you want to see. They need a browser and their name, nothing else.',
    },
    needsYou: 'Needs you',
    kit: 'Your recovery kit is not confirmed.',
    kitAct: 'Go to the recovery kit',
    unverified: 'Your address is not confirmed: no invitations go out by mail yet.',
    unverifiedAct: 'Confirm the address',
    sealed:
      'Topics on this page were opened in your browser. The server keeps them sealed. It knows when a meeting starts and ends.',
    sealedLink: 'What the server sees',
    noStorage: 'This browser keeps nothing for this page: a reload asks for your password again.',
  },

  failed: {
    unreachable:
      'The server did not answer. Check your connection, then try again. What you typed is still here.',
    offline: 'You are offline. Nothing was sent; what you typed is still here.',
    wrongCredentials: 'Address and password do not fit together.',
    wrongKit: 'Address and code do not fit together.',
    tooMany:
      'Too many attempts. Wait a quarter of an hour, then try again. Nothing is locked for good.',
    addressTaken:
      'This address cannot be used for a new account. If it is yours, [sign in](/sign-in) or [use your recovery kit](/recover).',
    registrationClosed: 'This server takes no new accounts at the moment.',
    inviteInvalid: 'The invitation is used up or too old. Ask for another one.',
    lastAdmin:
      'Nobody would be left to administer your company. Make somebody else an admin first.',
    addressUnverified:
      'Confirm your address first: the link is in your mailbox, and your account mails it again.',
    termsRequired:
      'The terms were changed while this page was open. Reload it and read them again.',
    signedOut: 'Your sign-in has ended. Sign in again, then repeat this.',
    suspended: 'Your company has suspended this account. Ask its admins.',
    lapsed:
      'The account of your company has lapsed. You can read, export and delete, not start or plan meetings.',
    policyForbids: 'The rules of your company do not allow this.',
    restricted:
      'Your data is kept and not used, as you asked. End that under [My data](/account/data) first.',
    stepOver: 'The sign-in was not finished. Begin again.',
    versionConflict: 'Another device changed this at the same time. Try again.',
    unavailable: 'The server cannot do this at the moment. Try again in a minute.',
    other: 'The server refused this. Reload the page and try again.',
    signOutOffline:
      'The key is gone from this browser, but the server did not answer. Sign out once more when you are online.',
    unexpected: 'Something went wrong in this page. Reload it and try again.',
  },

  refused: {
    title: 'Your vault stays closed',
    stop: 'Nothing more was sent. Tell whoever runs this server, and do not type your password here until it is explained.',
    backup:
      'If the operator says that a backup was restored: [delete what this browser remembers](/storage), then sign in again.',
    kdfUnknown: 'The server asks for a way of deriving keys that this page does not know.',
    kdfTooWeak:
      'The server asks to protect your password less than agreed. With that it could be guessed.',
    kdfTooCostly: 'The server asks for more work than any honest server would.',
    kdfSalt: 'The server sent something unusable for your password.',
    openerDoesNotFit: 'What the server says is your vault’s key was not made by your password.',
    openerOutdated:
      'The server accepts a former password or kit, but your vault knows of a newer one.',
    vaultRolledBack: 'The server shows an older state of your vault than this browser has seen.',
    vaultForked: 'The server shows this browser another vault than before.',
    manifestDamaged: 'The list of what lies in your vault does not open.',
    shelfDoesNotFit: 'Something in your vault is missing, old or in the wrong place.',
    itemDamaged: 'Something in your vault does not open.',
    formatUnknown: 'Your vault was written by a newer version of this page. Reload the page.',
    itemChanged: 'Another device changed this first. Look at it again, then decide.',
    kitMistyped: 'A letter of the code is wrong or missing.',
    keyShareWorthless: 'A key that was sent to you is worthless. It was refused.',
    browserTooOld:
      'This browser lacks the encryption that a vault needs. A newer version of it, or of Firefox or Chrome, has it.',
    again: 'Try again',
    signOut: 'Sign out',
  },
};
