/** The privacy notice [R1-R9, R12, R14-R16, R96-R110]. A change of a purpose needs a new policy version. */
export const text = {
  title: 'Privacy',
  lead: 'What this site knows about you, why, for how long, and what you can do about it.',
  version: ({ version }: { version: string }): string => `Version ${version} of this notice`,
  short: {
    title: 'In short',
    points: [
      'What you say, show and write in a meeting is encrypted in your browser. This server cannot read it. [Who can read what](/about/encryption)',
      'Guests need no account. Mail addresses are used to send what was asked for, and for nothing else.',
      'Nothing is loaded from other websites. There is no analysis of your behaviour, no advertising and no profile.',
      'Data is not sold, rented out or given away, and nobody gets it for marketing.',
      'The organizer of a meeting deletes it when they want. Then it is gone everywhere.',
    ],
  },
  controller: {
    title: 'Who answers for this site',
    controller: 'Controller',
    officer: 'Data protection officer',
    noOfficer: 'None is appointed.',
    authority: 'Supervisory authority',
    noAuthority:
      'You may complain to the authority of the place where you live, where you work, or where you think your rights were violated.',
    nobody:
      'This is a development instance. No controller is named, so it must not be used for real meetings.',
  },
  roles: {
    title: 'Who is responsible for what',
    paragraphs: [
      'The organization that invites to a meeting is the controller for that meeting: it decides who comes, what is discussed, what is kept and how long, and it needs a legal basis for it. The waiting room names it before you enter.',
      'Whoever runs this site is its processor for that, under a [data processing agreement](/terms#dpa). For accounts, mails, logs and the security of the site the controller named above is responsible itself.',
      'Whoever takes part in a meeting turns to its organizer with requests about that meeting. Requests that arrive here are passed on to the organizer with a date by which to answer.',
    ],
  },
  data: {
    title: 'What is processed, why, and for how long',
    lead: 'One row for each purpose. Data of one purpose is not used for another; a new purpose is announced here before it begins.',
    heads: {
      purpose: 'Purpose',
      data: 'Data',
      source: 'From',
      basis: 'Legal basis',
      kept: 'Kept',
    },
    voluntary: 'voluntary',
    required: 'needed',
    purposes: {
      login: 'Recognise the person who signs in',
      secondFactor: 'Ask for a second proof at sign-in',
      vault: 'Keep the keys of the account',
      meeting: 'Hold the meeting: its door, its order, its connections',
      documents: 'Keep what a meeting writes',
      invitation: 'Send invitations',
      summary: 'Send a summary to whoever asked for one',
      consent: 'Prove which consent was given, honour its withdrawal',
      company: 'Administer the organizers and rules of a company',
      terms: 'Prove which terms were accepted',
      abuse: 'Keep strangers from guessing, flooding and misusing the server',
      support: 'Help with bad connections',
      troubleshooting: 'Find faults of the server',
      rights: 'Answer requests about your data',
      deletion: 'Delete in time, and keep deleted things deleted',
    },
    contents: {
      login:
        'First and last name, mail address, language, a proof made from the password, sign-ins',
      secondFactor: 'Second factors; a telephone number only if you choose codes by text message',
      vault: 'Keys, address book and settings, sealed by the password',
      meeting: 'A random number, times, number of connections, sizes; names and topic are sealed',
      documents: 'Chat, whiteboard, minutes, notes, files; all of it sealed',
      invitation: 'Mail address and the invitation, sealed until it is sent',
      summary: 'Mail address, language and link, sealed until it is sent',
      consent: 'The record of consent, sealed to the organizer, and a commitment to it',
      company: 'Company name, rules, templates, list of organizers',
      terms: 'Version and time',
      abuse: 'IP address, counters of failed attempts',
      support: 'Operating system, browser, quality of the connection, under a random number',
      troubleshooting: 'Time, IP address, kind of request, error; never contents or names',
      rights: 'Your request and what was answered',
      deletion: 'Random numbers of what was deleted',
    },
    sources: {
      self: 'you',
      organizer: 'the organizer who invites you',
      use: 'the use of this site',
    },
    bases: {
      '6.1.a': 'Consent, Art. 6(1)(a) GDPR',
      '6.1.b': 'Contract, Art. 6(1)(b) GDPR',
      '6.1.c': 'Legal obligation, Art. 6(1)(c) GDPR',
      '6.1.f': 'Legitimate interests, Art. 6(1)(f) GDPR',
      '9.2.a': 'Explicit consent, Art. 9(2)(a) GDPR',
    },
    retention: {
      account: 'With the account; 360 days after it lapses, 7 days after you close it',
      untilReplaced: 'Until replaced or removed',
      meeting: 'Until the organizer deletes the meeting or its date of deletion comes',
      session: 'Until a day after the meeting',
      signIn: 'Sign-ins: 30 days at most',
      oneTimeToken: 'One-time links: 7 days at most',
      mailJob: 'The mail: until it is accepted, 72 hours at most',
      shortAddress: 'IP addresses: 7 days, then shortened to the network',
      securityLog: 'Failed attempts: 7 days',
      log: ({ days }: { days: number }): string => `${days} days`,
      statistics: ({ days }: { days: number }): string => `${days} days`,
      deletionLedger: 'As long as backups reach back, and 30 days more',
      suppression:
        'Refused addresses: 360 days, as a sum that cannot be turned back into the address',
      instance: 'As long as this server runs',
    },
    interests:
      'The legitimate interests are: meetings that reach the people invited to them, and a server that works and withstands misuse.',
    noDuty:
      'No law obliges you to give any of this. Without what is needed, that purpose cannot be served; what is voluntary changes nothing else when you leave it out.',
  },
  special: {
    title: 'Voice, picture and sensitive topics',
    paragraphs: [
      'Voice and picture, and what people say, can reveal health, belief or other sensitive things. The organizer therefore asks for your explicit consent before you enter. You can also enter without it and only listen and watch.',
      'You can take consent back in the room at any time, with two clicks. From then on nothing more of you is sent; what was lawful before stays lawful.',
      'Clearing this site’s data in your browser resets consent, microphone and camera choices.',
    ],
  },
  recipients: {
    title: 'Who else receives data, and where it lies',
    hosting: 'The servers stand in',
    noHosting: 'The location of the servers has not been given.',
    processors: 'Processors under contract (Art. 28 GDPR, bound to secrecy)',
    noProcessors: 'No other company processes data for this site.',
    heads: { name: 'Who', purpose: 'What for', country: 'Where', safeguard: 'Safeguard' },
    within: 'Inside the European Economic Area',
    mail: 'A mail passes the providers of sender and recipient. They can read it; [this table](/about/encryption) says what is in it.',
    textMessages:
      'Codes by text message are sent by Twilio Inc., USA. Twilio receives the number and the text, may store the number in the USA, and may use it as its own [privacy notice](https://www.twilio.com/legal/privacy) says. Nobody has to give a number: other second factors do the same.',
    law: 'Otherwise data is disclosed only where a law compels it, and then only what exists in readable form here: the rows marked “Yes” in [this table](/about/encryption). If this site changes hands, you are told before.',
  },
  storage: {
    title: 'Cookies and storage in your browser',
    text: 'Only what signing in, your settings and running meetings need; no consent banner is necessary for that. [What this site stores in your browser](/storage) lists every entry and deletes them all.',
  },
  rights: {
    title: 'Your rights',
    lead: 'Most of them you can exercise yourself: in the account under “My data”, as a guest with your meeting link. For everything else write to the controller; you have an answer within a month.',
    points: [
      '**Access**: whether and which data about you is processed, for what, who receives it, how long, and where it came from.',
      '**Rectification**: correct wrong data and complete what is missing.',
      '**Erasure**: have your data deleted.',
      '**Restriction of processing**: have it kept but not used; you are told before that ends.',
      '**Notification**: whoever received your data is told of corrections and deletions, and you are told who that is.',
      '**Data portability**: take your data with you in a common machine-readable format, or have it sent elsewhere where that is possible.',
      '**Objection** to what rests on legitimate interests, also by a switch in the account.',
      '**Withdrawal** of any consent, at any time, for the future.',
      '**Complaint** to a supervisory authority.',
    ],
    sealed:
      'What is encrypted can only be handed over encrypted if the key is not here. Your browser opens what you hold the key for.',
    identity:
      'To prove who you are, signing in is enough, or your meeting link. Nobody asks for a copy of your passport.',
    death: 'In the account you can say what should happen to your data after your death.',
    automated:
      'No decision about you is made by a machine alone. Locks after failed attempts end by themselves.',
    gone: 'What has been deleted cannot be restored.',
  },
  age: {
    title: 'Age',
    text: ({ age }: { age: number }): string =>
      `Accounts are for people aged ${age} or older. Younger people take part only with the agreement of whoever has custody.`,
  },
  changes: {
    title: 'Changes',
    text: 'A change of this notice is announced before it takes effect: by mail to active accounts, and at the next sign-in.',
  },
};
