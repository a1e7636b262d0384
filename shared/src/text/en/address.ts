/** The address of an account: whether it is proven, changing it, and what mailed links lead to. */
export const text = {
  own: {
    title: 'E-mail address',
    text: 'Your login, and where answers to your invitations go.',
    verified: 'Confirmed',
    unverified: 'Not confirmed',
    why: 'Open the link that was mailed to you. Until then you hold meetings, but nothing is mailed to others: it would carry an address that may not be yours.',
    again: 'Mail the link again',
    mailed: ({ address }: { address: string }): string =>
      `A link is on its way to **${address}**. It works once, for seven days.`,
    change: 'Change the address',
    next: 'New address',
    changeText:
      'The new address gets a link, and nothing changes before you open it. The former address is told and can take the change back for seven days.',
    submit: 'Mail the link',
    same: 'This is the address you have now.',
  },
  /** What a mailed link about an address leads to. */
  link: {
    looking: 'Looking at the link.',
    over: {
      title: 'This link does not work any more',
      text: 'Such a link works once, for seven days. In your account you can have another one mailed.',
      go: 'Your account',
    },
    verify: {
      title: 'Confirm your address',
      text: ({ address }: { address: string }): string =>
        `Is **${address}** your address, and did you register with it? Then your invitations may carry it. If somebody mistyped theirs, close this page: nothing happens. Confirming says that mail arrives here and opens no account.`,
      submit: 'Confirm the address',
      done: {
        title: 'Your address is confirmed',
        text: 'Invitations can now go out in your name.',
        go: 'Go on',
      },
    },
    change: {
      title: 'Change the address',
      text: ({ address }: { address: string }): string =>
        `Your account gets the address **${address}**. Your password stays; it is needed here because the keys to your vault are made from address and password together.`,
      former: 'Address until now',
      submit: 'Change the address',
      done: {
        title: 'Your address is changed',
        text: 'Sign in with it from now on. All other browsers are signed out.',
        go: 'Go on',
      },
    },
    undo: {
      title: 'Take the change back',
      text: ({ address }: { address: string }): string =>
        `Your account gets **${address}** again, with the recovery kit and the second step of before, and all browsers are signed out. The present password opens nothing any more: you set a new one.`,
      submit: 'Take it back',
      done: {
        title: 'The change is taken back',
        text: 'Now set a new password: with the recovery kit that you had before the change, or with the password of before, once, on this page. Whoever has neither cannot open the vault: this server cannot either. What was deleted meanwhile does not come back.',
        go: 'Use the recovery kit',
      },
    },
    /** To the present address, when a recovery kit or a second factor changed. */
    restore: {
      title: 'Take the change back',
      text: ({ address }: { address: string }): string =>
        `The account of **${address}** gets the recovery kit and the second step back that it had before, and all browsers are signed out. The present password opens nothing any more: you set a new one.`,
      submit: 'Take it back',
      done: {
        title: 'The change is taken back',
        text: 'Now set a new password: with the recovery kit that you had before the change, or with the password of before, once, on this page. Whoever has neither cannot open the vault: this server cannot either. What was deleted meanwhile does not come back.',
        go: 'Use the recovery kit',
      },
    },
    /** Afterwards: another password, by the one of before. */
    back: {
      choose: 'Use the former password',
      former: 'Password before the change',
      submit: 'Set the new password',
    },
  },
};
