/** What was looked at, how it is, and what to do where it is not well. */
export type Finding =
  | { readonly about: string; readonly state: 'well'; readonly found: string }
  | {
      readonly about: string;
      /** `note`: it works, and something could be better, or could not be seen from here. */
      readonly state: 'fault' | 'note';
      readonly found: string;
      readonly todo: string;
    };

export const well = (about: string, found: string): Finding => ({ about, state: 'well', found });

export const fault = (about: string, found: string, todo: string): Finding => {
  return { about, state: 'fault', found, todo };
};

export const note = (about: string, found: string, todo: string): Finding => {
  return { about, state: 'note', found, todo };
};

/** A short word for why something did not work; never an address with a password in it. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'it failed';
  const code: unknown = Reflect.get(error, 'code');
  return typeof code === 'string' ? code : error.message.slice(0, 120);
}
