/** Who is signed in, as every signed-in page shows it [R26]. */
export type Owner = {
  name: string;
  mail: string;
  company?: string;
  /** Of the company: sees the company pages. */
  admin: boolean;
  /** `personTone(accountId)`. */
  tone: number;
  /** Address of the own picture in this page. */
  picture?: string | undefined;
};
