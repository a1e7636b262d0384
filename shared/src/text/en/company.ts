import { counter } from '../counter.ts';

const count = counter('en');

/** What the admins of a company see and set, and the operator’s page of health. */
export const text = {
  title: 'Company',
  lead: 'Rules and people of the company. What happens in meetings stays sealed: admins see none of it.',
  notAdmin: {
    title: 'For admins',
    text: 'This page belongs to the admins of your company. Your own settings are in your account.',
    act: 'To your account',
  },
  loading: 'Asking the server.',
  failedTitle: 'This part could not be loaded',
  tabs: {
    label: 'Parts of the company',
    rules: 'Rules',
    people: 'Organizers',
    texts: 'Consent texts',
    numbers: 'Use in numbers',
    trail: 'Who changed what',
  },
  faults: {
    lastAdmin: 'Somebody must stay admin. Make another person admin first.',
    versionConflict:
      'Another admin changed this meanwhile. What is shown now is theirs: look at it, then repeat your change.',
    notFound: 'This is gone already. The list is up to date now.',
  },

  lapsed: ({ since, until }: { since: string; until: string }): string =>
    `The account lapsed on ${since}. Organizers can read and export, not start or plan meetings. Everything is deleted on ${until}, unless the account is renewed.`,

  name: {
    title: 'Name',
    account: 'Name of the account',
    accountHint: 'Stands in invitations to organizers. The operator tells accounts apart by it.',
    company: 'Company',
    companyHint: 'Appears on invoices only.',
    saved: 'The name is saved.',
  },

  rules: {
    saved: 'The rules are saved. They hold from now on.',
    unsaved: 'Not saved yet.',
    undo: 'Undo',
    version: ({ n, when }: { n: number; when: string }): string => `Version ${n}, set ${when}.`,
    never: 'Nothing was set yet: everything is allowed.',
    secondFactor: {
      title: 'Second factor at sign-in',
      text: 'Required: whoever has none sets one up at the next sign-in, before anything else.',
      off: 'Off',
      optional: 'Optional',
      required: 'Required',
    },
    textMessages: {
      title: 'Codes by text message',
      text: 'The phone number leaves this server. An app on the phone is safer.',
      off: 'Off',
      allowed: 'Allowed',
    },
    doors: {
      title: 'Doors',
      text: 'Which doors organizers may choose for a meeting. Open means: whoever has the link walks in.',
      none: 'Allow at least one door.',
      open: 'Open',
      greeted: 'Greeted',
      guarded: 'Guarded',
    },
    summary: {
      title: 'Summary by mail',
      text: 'What organizers may have sent to those who ask for it. Without any of these there are no summaries.',
      link: 'Sealed link',
      code: 'Sealed link and code',
      content: 'The text in the mail itself: mail providers can read it',
    },
    autoDelete: {
      title: 'Meetings delete themselves, at the latest',
      text: 'Organizers may choose less, not more. What exists keeps its own date.',
      never: 'no limit',
      days: ({ n }: { n: number }): string =>
        count(n, { one: 'after one day', other: 'after # days' }),
    },
    who: {
      title: 'Who keeps to the rules',
      text: 'The server refuses what it can see: signing in without a second factor, open doors, text messages. The other rules are kept by the browsers, as the server cannot look into meetings.',
    },
  },

  people: {
    invite: 'Invite an organizer',
    list: 'People of the company',
    you: 'you',
    roles: { admin: 'Admin', organizer: 'Organizer' },
    since: ({ when }: { when: string }): string => `since ${when}`,
    states: {
      active: 'active',
      suspended: ({ when }: { when: string }): string => `suspended ${when}`,
      removed: ({ when }: { when: string }): string => `removed, deleted ${when}`,
    },
    acts: ({ name }: { name: string }): string => `What can be done with ${name}`,
    suspend: 'Suspend',
    reinstate: 'Reinstate',
    remove: 'Remove',
    promote: 'Make admin',
    demote: 'Make organizer',
    waiting: 'Invitations that wait',
    invitedAs: { admin: 'Invited as admin', organizer: 'Invited as organizer' },
    worksUntil: ({ when }: { when: string }): string => `The link works once, until ${when}`,
    takeBack: 'Take back',
    takenBack: 'The invitation is taken back. Its link leads nowhere.',
    alone:
      'You are alone here. Invite those who hold meetings for the company; guests need no account.',
    done: {
      suspended: ({ name }: { name: string }): string => `${name} is suspended and signed out.`,
      active: ({ name }: { name: string }): string => `${name} can sign in again.`,
      removed: ({ name }: { name: string }): string => `${name} is removed and signed out.`,
      role: ({ name }: { name: string }): string => `The role of ${name} is changed.`,
    },
    suspendAsk: {
      title: ({ name }: { name: string }): string => `Suspend ${name}?`,
      points: [
        'All sign-ins end at once; nobody signs in with this account until you reinstate it.',
        'A meeting that runs goes on, so that guests are not put out.',
        'New meetings cannot be started or planned. A deputy with keys of their own can still open existing ones.',
        'Nothing is deleted.',
      ],
      verb: 'Suspend',
    },
    removeAsk: {
      title: ({ name }: { name: string }): string => `Remove ${name}?`,
      points: [
        'All sign-ins end at once.',
        'Meetings pass on only where a deputy holds the keys. Nobody else can ever open them: not you, not the operator.',
        'You can take the removal back for seven days. Then the account, its vault and its meetings are deleted for good.',
        'Who should keep something exports it, or makes somebody deputy, before you remove them.',
      ],
      meetings: ({ n }: { n: number }): string =>
        count(n, {
          one: 'One meeting of theirs is kept.',
          other: '# meetings of theirs are kept.',
        }),
      passOn: ({ n }: { n: number }): string =>
        n === 0
          ? 'None of them passes on: no deputy in the company holds keys.'
          : count(n, {
              one: 'One of them passes on to a deputy in the company.',
              other: '# of them pass on to deputies in the company.',
            }),
      files: ({ n }: { n: number }): string =>
        count(n, { one: 'One file lies in them.', other: '# files lie in them.' }),
      verb: 'Remove',
    },
    keep: 'Leave as it is',
  },

  inviting: {
    title: 'Invite an organizer',
    role: 'They become',
    roleHint: 'Admins set the rules and manage people. They see no content either.',
    address: 'E-mail address',
    addressHint:
      'The link is sent there once. The address is not kept. Leave it empty to copy the link only.',
    make: 'Make the link',
    made: 'The link is ready',
    link: 'One-time link',
    once: ({ when }: { when: string }): string =>
      `It works once, until ${when}, and is shown only now. Whoever has it joins the company: hand it to the right person.`,
    mailed: ({ address }: { address: string }): string => `It is on its way to ${address} as well.`,
    notMailed: 'This server sends no mail. Copy the link and hand it over yourself.',
    copy: 'Copy the link',
    copied: 'The link is copied.',
    done: 'Done',
  },

  texts: {
    lead: 'What guests agree to or are told before they join. Organizers choose one for each meeting. A version, once saved, never changes: what somebody agreed to stays readable.',
    add: 'Write a text',
    list: 'Texts of the company',
    name: 'Name inside the company',
    language: 'Language',
    intro: 'What it is about',
    introHint: 'What the meeting is about, and which sensitive matters may come up.',
    live: 'Sentence beside the box for voice, picture and screen',
    archive: 'Sentence beside the box for what is written and uploaded',
    summary: 'Sentence beside the box for a summary by mail',
    details: 'Details',
    detailsHint: 'Who sees it, how long it stays, the rights, and how to withdraw.',
    missing: 'Fill this in.',
    left: ({ n }: { n: number }): string =>
      count(n, {
        one: 'One byte is left, for all languages of this text together.',
        other:
          '# bytes are left, for all languages of this text together. A plain letter takes one, a letter with an accent two.',
      }),
    over: ({ n }: { n: number }): string =>
      count(n, {
        one: 'One byte too many. Shorten this or another language: guests load the whole text with the invitation.',
        other:
          '# bytes too many. Shorten this or another language: guests load the whole text with the invitation.',
      }),
    neutral: 'Begin with the neutral text',
    neutralHint: 'Without a text of your own, meetings use the neutral one.',
    saveVersion: 'Save as a new version',
    savedVersion: ({ n }: { n: number }): string => `Saved as version ${n}.`,
    version: ({ n, when }: { n: number; when: string }): string => `Version ${n}, ${when}`,
    noVersion: 'Not written in this language yet.',
    edit: 'Edit',
    history: 'All versions',
    retire: 'Retire',
    offer: 'Offer again',
    retired: 'retired',
    retiredDone: 'Not offered any more. What was agreed to with it stays readable.',
    offeredDone: 'Offered again.',
    unchanged: 'Nothing was changed.',
    empty: 'No text of your own',
    emptyText:
      'Meetings use the neutral text that comes with this program, in the language of each guest.',
    back: 'All texts',
  },

  numbers: {
    lead: 'Sums over the whole company. Nothing here says who met whom, when, or about what.',
    organizers: 'Organizers',
    admins: 'Admins',
    suspended: 'Suspended or removed',
    meetings: 'Meetings kept',
    files: 'Files, sealed',
    documents: 'Documents, sealed',
    months: 'Meetings made per month',
    month: 'Month',
    made: 'Meetings',
  },

  trail: {
    lead: 'What admins and the operator did to the company. Entries are only added; each carries a hash over all before it. They are deleted with the company.',
    intact: 'The chain is intact.',
    broken: 'The chain is broken: an earlier entry was changed. Tell whoever runs this server.',
    list: 'What was done',
    empty: 'Nothing was done yet',
    emptyText: 'Invitations, rules, texts and changes to people will stand here.',
    operator: 'The operator',
    gone: 'Somebody who is not here any more',
    older: 'Show older entries',
    download: 'Save as a file',
    acts: {
      companyCreated: 'made the company',
      companyRenamed: 'changed the name',
      companyPaid: 'marked the account as paid',
      companyLapsed: 'marked the account as lapsed',
      inviteMade: 'made an invitation',
      inviteTakenBack: 'took an invitation back',
      memberSuspended: 'suspended',
      memberReinstated: 'reinstated',
      memberRemoved: 'removed',
      memberDeleted: 'deleted an account after its week was over',
      roleChanged: 'changed the role of',
      policyChanged: 'changed the rules',
      textAdded: 'added a consent text',
      textChanged: 'wrote a new version of a consent text',
      textRetired: 'retired a consent text',
      textOffered: 'offered a consent text again',
    },
  },

  operator: {
    title: 'Health of this instance',
    lead: 'Numbers for whoever runs this server. No names, nothing of meetings, nothing to change.',
    token: 'Operator token',
    tokenHint: 'The value of OPERATOR_TOKEN. It stays in this page and is gone with it.',
    open: 'Show',
    refused: 'Nothing is shown with this token.',
    ready: 'Able to work',
    notReady: 'Not able to work',
    version: 'Version',
    up: 'Running since',
    database: 'Database',
    disk: 'Free on the disk',
    diskOf: ({ free, total }: { free: string; total: string }): string => `${free} of ${total}`,
    unknown: 'unknown',
    mail: 'Mail server',
    mailYes: 'configured',
    mailNo: 'none',
    rooms: 'Rooms open',
    companies: 'Companies',
    lapsed: 'of them lapsed',
    accounts: 'Accounts',
    meetings: 'Meetings kept',
    due: 'Deletions due in 30 days',
    overdue: 'Deletions overdue',
    overdueNone: 'none',
    overdueSince: ({ n, when }: { n: string; when: string }): string => `${n} since ${when}`,
    swept: 'Last swept',
    sweptNever: 'not yet',
    refresh: 'Ask again',
  },
};
