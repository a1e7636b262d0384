/** The start page, the pages about the product and the page that is not there. */
export const text = {
  start: {
    title: 'A meeting room that its own server cannot enter',
    lead: 'Voice, picture, chat, whiteboard, minutes and files are sealed in your browser and opened in the browsers of the people you meet. Nobody in between holds the key.',
    signIn: 'Sign in',
    createAccount: 'Create an account',
    byInvitation: 'Organizers get their account here by invitation. Guests need none.',
    closed: 'No new accounts are given here. Guests need none.',
    guestsNeedNone: 'Guests need no account: a link and a name will do.',
    enter: {
      title: 'You were invited',
      label: 'Your link, or the whole invitation',
      placeholder: 'Paste it here',
      go: 'Go to the meeting',
      faults: {
        empty: 'Paste the link from your invitation.',
        noLink: 'There is no meeting link in this text.',
        cut: 'The end of this link is missing. Copy it whole from the invitation.',
        elsewhere: ({ host }: { host: string }): string =>
          `This link belongs to ${host}. Open it there.`,
      },
      staysHere:
        'The link is read in this browser only. Its secret part is never sent to the server.',
    },
    show: {
      label: 'What passes through the server',
      you: 'You write',
      yours: 'Type something',
      sample: 'Mara takes the night shift from March.',
      server: 'The server holds',
      serverNote:
        'Sealed just now, in this browser, with a key made for this page. [Who can read what](/about/encryption)',
      they: 'They read',
    },
    facts: [
      {
        title: 'Always sealed',
        text: 'There is no switch that turns encryption off and no size of meeting at which it stops.',
      },
      {
        title: 'Who is let in',
        text: 'A link only knocks. Someone in the room opens the door, and a code read aloud shows everyone that no stranger listens.',
      },
      {
        title: 'Gone when you say so',
        text: 'Delete a meeting and its minutes, board, chat and files go everywhere, for good.',
      },
    ],
  },
  about: {
    title: 'About Conclave',
    lead: 'Cum clave: with a key. A room for meetings whose content stays with the people in it.',
    body: [
      'Conclave runs in the browser. There is nothing to install, no account for guests, nothing loaded from other websites, no advertising and no analysis of what you do.',
      'Everything a meeting produces is encrypted before it leaves your browser: voice, picture, screen, chat, direct messages, whiteboard, minutes, notes, files and their names, topic, agenda and the names of those who take part. The server forwards, orders and keeps it sealed. [Who can read what](/about/encryption) lists what it sees all the same.',
    ],
    runs: {
      title: 'Who runs this instance',
      by: 'Run by',
      hosting: 'The machines stand in',
      version: 'Version',
      nobody:
        'This is a development instance. Nobody answers for it: use it for trying out, not for real meetings.',
    },
    program: {
      title: 'Which program is running here',
      text: 'The same files are given to everybody. Their SHA-256 sums are listed in one file, so anyone can compare what this server delivers with what was released, or build it again and get the same bytes.',
      list: 'Open the list of sums',
    },
    thanks: {
      title: 'Made with',
      text: 'The typeface is Archivo by Omnibus-Type (SIL Open Font License). The icons are from Lucide (ISC License).',
    },
  },
  encryption: {
    title: 'Who can read what',
    lead: 'Content is encrypted from browser to browser. This table says, for everything that exists, who in between can read it.',
    caption: 'What each party between the browsers can read',
    datumHead: 'What',
    parties: {
      server: 'This server',
      sfu: 'Media forwarder',
      turn: 'Relay for difficult networks',
      mail: 'Mail relay and mailbox providers',
    },
    data: {
      media: 'Voice, picture, screen',
      content:
        'Chat, direct messages, whiteboard, minutes, notes, files and their names, topic, agenda, names',
      summary: 'Content of the summary and one’s own notes',
      allDocuments: 'All documents, once somebody asks for a summary by sealed link',
      mailedLink: 'The link in a mailed invitation',
      organizer: 'Organizer’s name, address and language; company name; company templates',
      addresses: 'Addresses of invited people and participants',
      phone: 'Telephone number for codes by text message, if an organizer chooses them',
      existence:
        'That a meeting exists, its random number, times, number of connections, sizes, who writes when, who is muted',
      network: 'IP addresses and times of access',
      consent: 'Consent',
    },
    readings: {
      yes: 'Yes',
      no: 'No',
      never: 'Does not pass here',
      sizes: 'Sizes only',
      commitment: 'A commitment only',
      commitmentMade: 'That a commitment was made',
      whileSending: 'While it is sent',
      knockOnly: 'Yes. It only knocks, and a person must let the knocker in',
      shortened: 'Yes, shortened after 7 days',
      sealedUntilSent: 'Sealed to the relay’s key until sent',
      ifShown: 'Only the topic, and only if the organizer shows it in the invitation',
      whoHasTheLink:
        'Whoever reads the mail can open the link. With a code: no. Where the organizer chose the text in the mail: they read it',
      tamperedRelay: 'Only an operator who tampers with the mail relay. With a code: no',
    },
    phoneNote: 'Codes by text message pass through Twilio, which sees the number and the text.',
    limits: {
      title: 'What encryption in a browser cannot do',
      program:
        'The program that encrypts is delivered by this server each time you open the page. If the server or its operator is forced or hacked to deliver a changed program, it could read your meeting.',
      help: 'If this matters to you, compare the program with its [published sums](/about), use an extension that checks them, or run the server yourself.',
      device:
        'Whoever controls your device sees what you see. So does everyone in the room: they can write it down or film the screen.',
      kept: 'What someone could read before being removed stays readable to them.',
      omission:
        'A server can withhold or delay. Browsers notice missing and reordered entries and say so, but they cannot force delivery.',
    },
    check: {
      title: 'How to be sure of the room',
      text: 'Open Encryption in the room and have someone read the code aloud. If yours is the same, everybody in the room holds the same key and nobody else does. Compare again when someone new matters to you.',
    },
    how: {
      title: 'How it is done',
      points: [
        'Keys of a meeting are agreed with Messaging Layer Security (RFC 9420) and change when someone joins, leaves or is removed.',
        'Every frame of sound and picture is sealed with SFrame (RFC 9605, AES-128-GCM). A frame that does not fit its sender’s key is dropped.',
        'Documents are sealed under keys of the meeting and signed by their author before they are sent.',
        'The secret part of a link stands behind the # and never reaches the server.',
        'Your password opens your data and never leaves the browser. Nobody can reset it: keep the recovery kit.',
      ],
    },
  },
};
