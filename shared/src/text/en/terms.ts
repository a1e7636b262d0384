/** Terms of use, the data processing agreement and its annex of measures [R10-R13, R17, R112]. */
export const text = {
  title: 'Terms',
  lead: 'What you agree to when you create an account or enter a meeting.',
  version: ({ terms, dpa }: { terms: string; dpa: string }): string =>
    `Terms, version ${terms}. Data processing agreement, version ${dpa}.`,
  contents: 'On this page',
  parties: {
    title: 'Between whom',
    text: ({ controller, mail }: { controller: string; mail: string }): string =>
      `These terms are between you and ${controller}, reachable at ${mail}.`,
    nobody:
      'This is a development instance. No operator is named, so these terms bind nobody and no real meeting must be held here.',
  },
  sections: [
    {
      title: 'What you get',
      paragraphs: [
        'A room for meetings in the browser, with whiteboard, minutes, chat and files. Content is encrypted from browser to browser; the operator cannot read it and cannot restore it.',
        'Your password opens your data. Nobody can reset it. Without password and recovery kit, what was sealed with them is lost.',
      ],
    },
    {
      title: 'Who may use it',
      paragraphs: [
        'Taking part in a meeting needs no account: a link and a name will do. Accounts are given to organizers.',
        'Keep your password, your recovery kit and your meeting links to yourself and those they are meant for. Say so to the operator if you think that someone else has them.',
      ],
    },
    {
      title: 'What you may not do',
      paragraphs: [
        'Do not use the rooms to harm, deceive or harass people, to break the law, or to spread malicious programs. Do not attack the server or other people’s connections, and do not try to get around its limits.',
        'Do not record a meeting, by whatever means, without the agreement of everyone in it.',
        'The operator can close an account that is used like that. It says why, and you can object.',
      ],
    },
    {
      title: 'What organizers answer for',
      paragraphs: [
        'Whoever invites to a meeting is responsible for it under data protection law. That includes a legal basis for inviting people and for what is said, shown and kept, the consent text shown before joining, the time after which the meeting deletes itself, and answering requests of those who took part.',
        'Addresses in the address book may only be used to invite and to send summaries.',
      ],
    },
    {
      title: 'Availability and liability',
      paragraphs: [
        'The operator keeps the service running with reasonable care and announces planned interruptions where possible. It owes no particular availability unless agreed otherwise in writing.',
        'The operator is liable without limit for intent and gross negligence and for harm to life, body and health; for slight negligence only where a duty is violated that the contract depends on, and then for the foreseeable damage. Mandatory law stays as it is.',
      ],
    },
    {
      title: 'End and changes',
      paragraphs: [
        'You can close your account at any time; everything in it is deleted within 7 days. A lapsed account can be taken up again for 360 days, then it is deleted.',
        'Changes of these terms are announced before they take effect. If you do not agree, you can close the account and export your data until then.',
      ],
    },
  ],
  age: {
    title: 'Age',
    text: ({ age }: { age: number }): string => `Accounts are for people aged ${age} or older.`,
  },
  dpa: {
    title: 'Data processing agreement',
    lead: 'Under Article 28 GDPR, between the organizer’s organization (controller) and the operator (processor). It is accepted together with these terms, before anything is processed.',
    sections: [
      {
        title: 'Subject and duration',
        text: 'The processor provides meeting rooms as described above. The agreement lasts as long as the account, and until everything is deleted.',
      },
      {
        title: 'Nature, purpose and kinds of data',
        text: 'Forwarding, ordering, storing and deleting of encrypted content of meetings; sending of invitations and summaries; the metadata listed under [Who can read what](/about/encryption). Concerned are organizers, invited people and participants. Content may include special categories of personal data (Art. 9 GDPR), which the processor cannot read.',
      },
      {
        title: 'Instructions',
        text: 'The processor acts on documented instructions only: these terms and what the controller sets in the product. If it thinks that an instruction violates the law, it says so.',
      },
      {
        title: 'Secrecy',
        text: 'Everyone with access is bound to confidentiality. Where the controller is subject to professional secrecy (for instance § 203 StGB, § 43e BRAO), the processor and its processors are bound to it in writing, know that a violation is punishable, and gain knowledge only as far as the contract requires.',
      },
      {
        title: 'Security',
        text: 'The processor keeps up the measures in the [annex](/terms#annex). It may replace them by better ones.',
      },
      {
        title: 'Further processors',
        text: 'Those listed on the [privacy page](/privacy) are approved, under contracts that demand the same protection. A new one is announced beforehand, and the controller may object.',
      },
      {
        title: 'Assistance',
        text: 'The processor passes on requests of data subjects, helps to answer them as far as it can without the keys, and assists with the duties of Articles 32 to 36 GDPR.',
      },
      {
        title: 'Breaches',
        text: 'The processor reports a breach of personal data to the controller without undue delay after becoming aware of it, with what it knows.',
      },
      {
        title: 'Deletion and return',
        text: 'The controller exports and deletes its data itself. When the agreement ends, what is left is deleted within the times on the [privacy page](/privacy), in backups when they expire.',
      },
      {
        title: 'Proof and audits',
        text: 'The processor shows what is needed to prove compliance and allows audits, with reasonable notice. The sums of all program files are [published](/about), so the program can be checked without anybody’s help.',
      },
    ],
  },
  annex: {
    title: 'Annex: technical and organizational measures',
    measures: [
      '**Encryption of content**: in the browser, before it is sent, for everything a meeting produces. The keys are not on the server.',
      '**Encryption on the way**: TLS 1.2 or 1.3 for pages and signaling; DTLS-SRTP for media, around what is already sealed.',
      '**Encryption at rest**: what the server can read is stored under a key of each account that is destroyed first when the account is deleted.',
      '**Access to accounts**: the server never sees the password; a second factor can be required; failed attempts are slowed down.',
      '**Separation**: mails are sent by a process of its own that holds nothing afterwards and whose key changes daily.',
      '**Minimization**: random numbers instead of names, IP addresses shortened after 7 days, no analysis, nothing from other websites.',
      '**Integrity**: entries are signed by their authors and chained; browsers notice what is missing, reordered or forged.',
      '**Availability**: written data is acknowledged only once it is safely stored; a node can fail without losing a meeting.',
      '**Deletion**: by a timetable that configuration may shorten but not lengthen, with a ledger that keeps deleted things deleted after a restore.',
      '**Review**: tests of these promises run with every change of the program.',
    ],
  },
};
