/**
 * The neutral consent text that comes with the program, for companies that wrote none [R68]. A starting
 * point in plain words: the controller, its address and rights stand beside it in every notice.
 */
export const text = {
  name: 'Neutral text',
  intro:
    'In this meeting people speak with each other, show themselves and may write, draw and share files. What you say or show can tell something about your health, your beliefs or other matters that the law protects in particular.',
  statements: {
    live: 'I agree that my voice, my picture and what I share on my screen are passed to the other participants during this meeting, including what they tell about matters that the law protects in particular.',
    archive:
      'I agree that what I write, draw and upload is kept, encrypted, with this meeting and can be read by its participants and its organizer.',
    summary:
      'I agree that a summary of this meeting, which can contain what I contributed, is sent to participants who asked for one.',
  },
  details:
    'Only participants can open what is said and written; the server passes it on encrypted. Voice, picture and screen are not recorded. What is kept is deleted with the meeting. Consent is voluntary: without it you join, listen and watch. You can withdraw it at any time under “Your consent” in the meeting; what happened before stays lawful. You have the right to access, rectification, erasure, restriction and data portability, and you can complain to a supervisory authority.',
};
