/** What a meeting asks of its participants, and what they answered. */
export const text = {
  title: 'Your consent',
  asks: ({ controller }: { controller: string }): string =>
    `${controller} asks before anything of you is seen, heard or kept.`,
  otherLanguage: ({ language }: { language: string }): string =>
    `This text is there in ${language} only. What you agree to is what stands here.`,
  purposes: {
    live: 'Voice, picture and screen, live',
    archive: 'What you write, draw and upload',
    summary: 'A summary by mail',
  },
  details: 'Who sees it, how long it stays, and your rights',
  controller: 'Controller',
  contact: 'Contact',
  dpo: 'Data protection officer',
  authority: 'Supervisory authority',
  optional:
    'Nothing here is a condition. Whoever agrees to nothing joins all the same, and listens and watches.',
  agree: 'Agree and join',
  agreeKnock: 'Agree and knock',
  without: 'Join without agreeing',
  withoutKnock: 'Knock without agreeing',
  tickFirst: 'Tick what you agree to, or join without agreeing.',
  notRecorded:
    'The server did not take your answer, so nothing was sent. Check your connection and try again.',
  room: {
    menu: 'Your consent',
    state: {
      unanswered: 'You have not answered yet. Until then you listen and watch.',
      given: 'You agreed to what is ticked.',
      refused: 'You agreed to nothing. You listen and watch.',
      withdrawn: 'You took your consent back. You listen and watch.',
    },
    answered: ({ at }: { at: string }): string => `Answered on ${at}.`,
    unconfirmed: 'The server has not confirmed it yet.',
    save: 'Save my answer',
    withdraw: 'Take all of it back',
    withdrawn: 'Taken back. Nothing of you is sent any more.',
    saved: 'Your answer is recorded.',
    earlier:
      'If you take it back, what happened before stays lawful, and from then on nothing more is sent.',
    erase: 'Delete what I contributed',
    eraseToo: 'And delete what I contributed',
    eraseNote:
      'Your messages to all, your files, your drawings and your words in the minutes and the agenda vanish for everybody, and your own notes with them. Sealed remains stay in the log until the organizer deletes the document or the meeting. Summaries that were mailed, what others saved and direct messages cannot be taken back.',
    erased: 'What you contributed is deleted.',
    notErased:
      'Your consent is taken back. Not everything you contributed could be reached; delete it again.',
    receipt: 'Download my receipt',
    review: 'What the others answered',
    receiptPage: 'Receipt to print',
    receiptFile: 'consent-receipt.json',
    mediaLocked:
      'You did not agree to be seen and heard. You can change that under “Your consent”.',
    writingLocked:
      'You did not agree that what you write is kept. You can change that under “Your consent”.',
    change: 'Your consent',
  },
  receipt: {
    title: 'Consent on record',
    file: 'consent-receipt.html',
    by: 'By',
    answer: 'Answer',
    said: 'Answered',
    recorded: 'On record',
    recordedAs: ({ at, position }: { at: string; position: number }): string =>
      `${at}, no. ${position}`,
    unconfirmed: 'not confirmed by the server yet',
    agreed: 'Agreed',
    declined: 'Not agreed',
    read: 'Text',
    neutral: 'Neutral text',
    company: 'Text of the organizer’s company',
    readAs: ({
      text,
      version,
      language,
    }: Record<'text' | 'version' | 'language', string>): string =>
      `${text}, version ${version}, read in ${language}`,
    textHash: 'Hash of the text',
    commitment: 'Commitment',
    head: 'Head of the chain',
    key: 'Signed with the key',
    signature: 'Signature',
    proof:
      'This page is for reading. The proof is the file in JSON: “npm run verify-consent -- FILE” checks it without any server.',
  },
  organizer: {
    title: 'Consent',
    none: 'Nobody has answered yet.',
    notAsked: 'This meeting asked for no consent.',
    states: {
      given: 'agreed',
      refused: 'agreed to nothing',
      withdrawn: 'took it back',
    },
    checked: 'Checked: signed by this person, unchanged, and in the chain.',
    faults: {
      sealed: 'It does not open with this meeting’s key.',
      malformed: 'It is not a record.',
      signature: 'Its signature is wrong.',
      principal: 'It names somebody else than it was handed in for.',
      meeting: 'It is about another meeting.',
      notice: 'The text it agrees to is not one of this meeting.',
      commitment: 'It is not what was committed to.',
      chain: 'The server’s chain of commitments is broken.',
      order: 'It does not follow the record before it.',
      claim: 'The server lets this person send, or not, against what the record says.',
    },
    unnamed: 'A record that cannot be read',
    download: 'Download all records',
    lead: 'What each person answered, opened with your vault and checked in this browser.',
    noneText: 'Each answer stands here as soon as it is given, refused or taken back.',
    notAskedText: 'Choose “Ask for consent first” when you start or schedule a meeting.',
    look: 'Look again',
    red: 'Do not rely on this record',
    earlier: 'Earlier answers',
    record: 'Text and proof',
    print: 'To print',
    printFile: 'consent.html',
    texts: {
      title: 'Texts that were asked with',
      version: ({ text, version }: { text: string; version: number }): string =>
        `${text}, version ${version}`,
      newest: 'on the card now',
      answers: ({ n }: { n: number }): string => (n === 1 ? '1 answer' : `${n} answers`),
    },
    end: ({ position }: { position: number }): string =>
      `The chain has ${position} steps. The newest mail about consent must end with the same head; if it tells more steps, the server left some out:`,
    downloadFile: 'consents.json',
    verify:
      'The file proves itself: “npm run verify-consent -- consents.json” checks it without any server.',
  },
};
