/** The picture of oneself on the account page: chosen, made small, and seen by nobody else. */
export const text = {
  title: 'Picture',
  text: 'If you like. Only you see it: in your menu and, in meetings of yours, in your place while your camera is off. Others see your initials.',
  yours: 'Your picture',
  choose: 'Choose a picture',
  another: 'Choose another',
  remove: 'Remove it',
  drop: 'Or drop one here.',
  kinds:
    'PNG, JPEG, WebP or GIF. This browser cuts a small square out of the middle and keeps nothing else of the file. The server gets it sealed.',
  saved: 'Your picture is saved.',
  removed: 'Your picture is removed.',
  faults: {
    notPicture: 'This is no picture that can be used here. Take a PNG, JPEG, WebP or GIF.',
    tooLarge: 'This picture is too large. Take one of at most 30 MB and 50 million points.',
    damaged: 'This picture does not open. It may be damaged; take another one.',
    several: 'Take one picture only.',
  },
};
