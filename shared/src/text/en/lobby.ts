/** Before the room: the page a link opens, the waiting room, and everything that may stand in the way. */
export const text = {
  invites: ({ organizer, company }: { organizer: string; company: string }): string =>
    company === '' ? `${organizer} invites you.` : `${organizer} of ${company} invites you.`,
  plannedFor: ({ when }: { when: string }): string => `Planned for ${when}.`,
  noTopic: 'A meeting',
  yours: 'Your own meeting. You open it as its host.',
  sealedOnceIn: 'Sealed from browser to browser once you are in',
  opensWith: ({ organizer }: { organizer: string }): string =>
    `The meeting opens when ${organizer} arrives.`,
  papers:
    'By going in you accept the [terms](/terms). Your name is shown to the others: [privacy](/privacy).',
  /** [S-16] At the level that puts the text into mails; also part of what consent is given to. */
  mails:
    'What is written to everybody in this meeting, chat and minutes among it, also stands in mails to those who ask for one. These mails are not encrypted: the program that sends them and mail providers can read them. Private notes and direct messages are in none of them.',
  picture: {
    region: 'Your picture and sound',
    onlyYou: 'Only you see this',
    cameraOff: 'Your camera is off',
    starting: 'Your browser asks whether this page may use microphone and camera.',
    muteMicrophone: 'Mute microphone',
    unmuteMicrophone: 'Switch microphone on',
    cameraOn: 'Switch camera on',
    stopCamera: 'Switch camera off',
  },
  devices: {
    choose: 'Choose microphone, speaker, camera',
    microphone: 'Microphone',
    speaker: 'Speaker',
    camera: 'Camera',
    none: 'None found',
    system: 'As the system has it',
    unnamed: ({ n }: { n: number }): string => `Device ${n}`,
    testSpeaker: 'Test the speaker',
    testing: 'You should hear three notes',
    silent: 'This microphone gives no sound at all. It may be switched off on the device itself.',
    unplugged: ({ lost, instead }: { lost: string; instead: string }): string =>
      `${lost} was unplugged. Now in use: ${instead}.`,
    unpluggedNone: ({ lost }: { lost: string }): string =>
      `${lost} was unplugged, and there is no other.`,
    returned: ({ device }: { device: string }): string => `${device} is back and in use again.`,
  },
  faults: {
    microphone: {
      denied: 'This page may not use your microphone',
      blockedBySystem: 'Your system keeps the browser from the microphone',
      inUse: 'Another program holds the microphone',
      none: 'No microphone found',
      unsupported: 'This page cannot reach a microphone',
      failed: 'The microphone did not start',
    },
    camera: {
      denied: 'This page may not use your camera',
      blockedBySystem: 'Your system keeps the browser from the camera',
      inUse: 'Another program holds the camera',
      none: 'No camera found',
      unsupported: 'This page cannot reach a camera',
      failed: 'The camera did not start',
    },
    both: {
      denied: 'This page may not use microphone and camera',
      blockedBySystem: 'Your system keeps the browser from microphone and camera',
      inUse: 'Other programs hold microphone and camera',
      none: 'No microphone and no camera found',
      unsupported: 'This page cannot reach microphone and camera',
      failed: 'Microphone and camera did not start',
    },
    ways: {
      denied: {
        chromium:
          'Click the sign left of the address, allow microphone and camera, then try again.',
        firefox:
          'Click the crossed-out sign left of the address, remove the block, then try again.',
        safari: 'In the menu Safari, under Settings for This Website, allow both, then try again.',
        phone: 'Tap the sign beside the address, open the permissions, allow both, then try again.',
      },
      blockedBySystem: {
        windows:
          'Windows: Settings, Privacy and security, Camera and Microphone. Switch both on for your browser.',
        mac: 'macOS: System Settings, Privacy and Security, Camera and Microphone. Tick your browser, then start it anew.',
        other: 'Allow your browser to use them in the privacy settings of your system.',
      },
      inUse: 'Close the other program, for instance another meeting, then try again.',
      none: 'Plug one in; it is found at once.',
      unsupported:
        'Open the link in a browser of its own: apps that show pages inside often cannot do this.',
      failed: 'Unplug it, plug it in again, or choose another one.',
    },
    joinAnyway: 'You can join and hear and see everyone.',
    tryAgain: 'Try again',
  },
  consent: {
    unreadable:
      'The organizer asks for consent with a text that this page cannot read. You can listen and watch.',
    loading: 'The organizer asks for your consent. The text is loading.',
  },
  name: 'Your name',
  nameHint: 'The others see it. The server does not.',
  nameMissing: 'Type a name, so that the others know who comes.',
  nameLong: 'This name is too long. Shorten it.',
  join: 'Join',
  knock: 'Knock',
  start: 'Open the meeting',
  joinWithout: 'Join without microphone and camera',
  knockWithout: 'Knock without microphone and camera',
  startWithout: 'Open without microphone and camera',
  willKnock: 'You knock, and someone inside lets you in.',
  willKnockHost: ({ organizer }: { organizer: string }): string =>
    `You knock, and ${organizer} or a deputy lets you in.`,
  getsIn: 'With this link you are let in without a click, unless the host has changed the door.',
  leave: 'Leave',
  waiting: {
    title: ({ name }: { name: string }): string => `You have knocked, ${name}`,
    person: ({ organizer }: { organizer: string }): string =>
      `${organizer} and those inside have been told. People are let in one by one, so it can take a moment.`,
    answer: 'A browser inside is checking your link.',
    since: ({ time }: { time: string }): string =>
      `Waiting since ${time}. You are not connected yet.`,
    again: 'Knock again',
    rename: 'Change my name',
    renameDone: 'Knock with this name',
  },
  early: {
    at: ({ when }: { when: string }): string => `It is planned for ${when}.`,
    title: ({ organizer }: { organizer: string }): string =>
      `The meeting opens when ${organizer} arrives`,
    text: 'You are early. Leave this page open. It takes you in as soon as the meeting opens.',
    ended: {
      title: 'The meeting is over',
      text: 'It was ended while you waited at the door. If it is opened again, this page takes you in; otherwise you can leave.',
    },
  },
  held: {
    lock: {
      title: 'The room is locked',
      text: 'Those inside let nobody new in for now, and see that you are waiting. Leave this page open: it knocks again by itself as soon as the room is unlocked.',
    },
    fullRoom: {
      title: 'The room is full',
      text: '200 people are inside. Leave this page open: it knocks again by itself when somebody leaves.',
    },
    /** To the host, who needs nobody to be let in. */
    fullForHost:
      '200 people are inside. Leave this page open: as the host you come in by yourself as soon as somebody leaves. Deputies inside can remove somebody.',
    since: ({ time }: { time: string }): string =>
      `Waiting since ${time}. You are told here when that changes.`,
  },
  joining: {
    turn: 'People are let in one at a time. Your turn is next.',
    keys: 'Taking over the key of the room',
    confirmation: 'Someone inside confirms that you hold the same key',
    entering: 'Reading your link',
    connecting: 'Connecting',
  },
  errors: {
    damagedLink: {
      title: 'This link is damaged',
      text: 'The end of it is missing. Some mail programs cut long links. Copy it whole from the invitation, or type the code from it.',
      code: 'The code at the end of the link',
      codeHint:
        'Paste the whole link, or type the letters and digits behind the # sign. Capitals, spaces and hyphens do not matter.',
      codeWrong: 'This is not the code of this meeting. Check it letter by letter.',
      open: 'Open',
    },
    wrongKey: {
      title: 'This link does not open the meeting',
      text: 'It was replaced by a new one. Ask for the new link.',
    },
    linkUnknown: {
      title: 'No meeting answers to this link',
      text: 'It may have been deleted, or the link was replaced by a new one. Ask whoever invited you.',
    },
    noLink: {
      title: 'The end of this address is missing',
      text: 'A meeting is opened by the whole link from the invitation, or by the code at its end. If the meeting is your own, sign in.',
      signIn: 'Sign in',
    },
    forgedCard: {
      title: 'This invitation cannot be trusted',
      text: 'What the server shows was not signed by the host of this meeting. Nothing was opened. Tell whoever invited you.',
    },
    forked: {
      title: 'The room does not fit together',
      text: 'The others hold another state of the room than the server shows to this browser, so it stopped. Leave, and tell the organizer by another way.',
    },
    locked: {
      title: 'The room is locked',
      text: 'Everybody who was expected is inside. Ask the organizer by phone or mail, then try again.',
    },
    full: {
      title: 'The room is full',
      text: '200 people are inside. Try again when someone has left.',
    },
    ended: {
      title: 'This meeting is over',
      text: 'The room is closed and its keys are gone.',
      reopen: 'Open it again',
      past: 'Minutes and files',
    },
    expired: {
      title: 'This meeting has ended by itself',
      text: 'Nobody was in the room for a while. The organizer can open it again.',
    },
    removed: {
      title: 'You were removed',
      text: 'Someone with the right to do so has removed you from this meeting. What is said from now on is sealed with another key.',
    },
    turnedAway: {
      title: 'You were not let in',
      text: ({ organizer }: { organizer: string }): string =>
        `${organizer} or someone inside has declined. Perhaps your name was not known. Ask by phone or mail, then knock again.`,
    },
    left: {
      title: 'You have left',
      text: 'Microphone and camera are off.',
      again: 'Come back',
    },
    replaced: {
      title: 'You are in this meeting elsewhere',
      text: 'It goes on in another tab or on another device of yours.',
      here: 'Continue here',
    },
    otherTab: {
      title: 'This meeting is open in another tab',
      text: 'Only one tab can hold your place in the room.',
      here: 'Continue here',
    },
    unsupported: {
      title: 'This browser cannot seal a meeting',
      text: 'Update the browser, or open the link in a current Firefox, Chrome, Edge or Safari. Apps that show pages inside themselves often cannot do it. There is no unsealed way in.',
      copied: 'Link copied',
      copyByHand: 'Your browser does not copy by itself. This is the link:',
      copyLink: 'Copy the link',
      missing: 'What is missing',
      features: {
        frames: 'Sealing of sound and picture (encoded transforms)',
        webrtc: 'Sound and picture over the network (WebRTC)',
        crypto: 'Cryptography in a secure page',
        workers: 'Programs in the background (workers)',
      },
    },
    reload: {
      title: 'There is a newer Conclave',
      text: 'This page is older or newer than the server. Reload it; your link is kept.',
      button: 'Reload',
    },
    unavailable: {
      title: 'The server does not answer',
      text: 'Check your connection. This page tries again by itself.',
    },
    foreignOrigin: {
      title: 'This page was opened from elsewhere',
      text: 'It does not belong to this server. Open the link from your invitation.',
    },
    other: {
      title: 'This did not work',
      text: 'The server refused. Try again in a moment.',
    },
    tryAgain: 'Try again',
    home: 'To the start page',
  },
  exposed:
    'A mail program wrote this link in a form that showed it to the server. It works, but someone inside has to let you in.',
  storageBlocked:
    'Your browser keeps nothing for this site. After a reload you have to knock again.',
};
