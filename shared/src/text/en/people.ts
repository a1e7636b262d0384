import { counter } from '../counter.ts';

const count = counter('en');

/** People to invite: the field with chips, the address book, and bringing lists in. */
export const text = {
  field: {
    label: 'People',
    hint: 'Names or addresses. A pasted list is fine.',
    most: ({ most }: { most: number }): string =>
      `Up to ${most} people by mail. Everybody else gets the copied link.`,
    placeholder: 'Name or address',
    chosen: ({ n }: { n: number }): string => count(n, { one: 'One person', other: '# people' }),
    list: 'People from your address book',
    remove: ({ name }: { name: string }): string => `Remove ${name}`,
    added: ({ name }: { name: string }): string => `${name} added.`,
    addedMany: ({ n }: { n: number }): string =>
      count(n, { one: 'One person added.', other: '# people added.' }),
    removed: ({ name }: { name: string }): string => `${name} removed.`,
    suggestions: ({ n }: { n: number }): string =>
      count(n, { one: 'One suggestion.', other: '# suggestions.' }),
  },
  faults: {
    address: ({ text }: { text: string }): string =>
      `“${text}” is not an e-mail address. It looks like name@example.org.`,
    addresses: ({ n }: { n: number }): string =>
      count(n, {
        one: 'One entry is not an e-mail address. It is still in the field.',
        other: '# entries are not e-mail addresses. They are still in the field.',
      }),
    twice: ({ name }: { name: string }): string => `${name} is already in the list.`,
    many: ({ most }: { most: number }): string =>
      `At most ${most} people can be invited at once. Take some out, or send them the copied link.`,
  },
  book: {
    title: 'Address book',
    lead: 'Everybody you have invited, and whom you bring in. Sealed in your vault, offered while you type, used for nothing else.',
    search: 'Search names and addresses',
    opening: 'Opening your address book.',
    import: 'Import',
    invited: ({ n, when }: { n: number; when: string }): string =>
      count(n, { one: `Invited once, on ${when}`, other: `Invited # times, last on ${when}` }),
    never: ({ when }: { when: string }): string => `Brought in on ${when}`,
    forget: 'Forget',
    forgetOne: ({ name }: { name: string }): string => `Forget ${name}`,
    forgotten: ({ name }: { name: string }): string => `${name} is forgotten.`,
    forgottenPlans: ({ name, n }: { name: string; n: number }): string =>
      count(n, {
        one: `${name} is forgotten, also in one meeting. Mails about it do not go there any more.`,
        other: `${name} is forgotten, also in # meetings. Mails about them do not go there any more.`,
      }),
    empty: {
      title: 'Nobody here yet',
      text: 'Whoever you invite stands here afterwards. You can also import address cards (vCard) or a table (CSV).',
    },
    none: ({ typed }: { typed: string }): string => `Nobody fits “${typed}”.`,
    full: 'Your address book is full. Forget somebody, then try again.',
    sealed:
      'Names and addresses were opened in your browser. The server keeps them sealed and cannot search them.',
  },
  import: {
    title: 'Import people',
    text: 'The file is read in this browser and goes nowhere. Only names and addresses are kept.',
    file: 'Address cards (.vcf) or a table (.csv)',
    paste: 'Or paste a list',
    large: 'This file is larger than 2 MB. Export fewer people, or cut it in two.',
    unreadable: 'This file cannot be read. Choose it again, or paste its content.',
    nobody: 'No address was found in it.',
    found: ({ n }: { n: number }): string =>
      count(n, { one: 'One person found', other: '# people found' }),
    unread: ({ n }: { n: number }): string =>
      count(n, {
        one: 'One entry without a usable address',
        other: '# entries without a usable address',
      }),
    place: ({ n, text }: { n: number; text: string }): string => `${n}: ${text}`,
    cut: ({ most }: { most: number }): string => `Only the first ${most} entries were read.`,
    add: ({ n }: { n: number }): string =>
      count(n, { one: 'Add one person', other: 'Add # people' }),
    done: ({ n }: { n: number }): string =>
      count(n, {
        one: 'One person is in your address book.',
        other: '# people are in your address book.',
      }),
  },
};
