import { lookup } from 'node:dns/promises';
import { networkInterfaces } from 'node:os';
import { fault, note, reasonOf, well, type Finding } from './Finding.ts';

const ABOUT = 'names';

/** Whether names lead somewhere, and to the address that browsers are told for media. */
export async function checkNames(
  names: readonly string[],
  announced: string | undefined,
): Promise<Finding[]> {
  const findings = await Promise.all(names.map((name) => checkName(name, announced)));
  return announced === undefined ? findings : [...findings, checkOwn(announced)];
}

async function checkName(name: string, announced: string | undefined): Promise<Finding> {
  try {
    const addresses = (await lookup(name, { all: true })).map(({ address }) => address);
    const found = `${name} is ${addresses.join(', ')}`;
    if (announced === undefined || addresses.includes(announced)) return well(ABOUT, found);
    return note(
      ABOUT,
      `${found}, and RTC_ANNOUNCED is ${announced}`,
      'If both reach this machine all is well; else change the A record or RTC_ANNOUNCED.',
    );
  } catch (error) {
    const found = `${name} leads nowhere (${reasonOf(error)})`;
    return fault(ABOUT, found, `Make an A record (and AAAA) for ${name} that names this machine.`);
  }
}

/** A relay on this machine sends to the announced address: behind a translation it may not get back in. */
function checkOwn(announced: string): Finding {
  const own = Object.values(networkInterfaces()).flatMap((list = []) =>
    list.map(({ address }) => address),
  );
  if (own.includes(announced)) return well(ABOUT, `${announced} is an address of this machine`);
  return note(
    ABOUT,
    `${announced} is not an address of this machine, so there is a translation in front of it`,
    `So that the relay reaches the media workers without it: ip address add ${announced}/32 dev lo`,
  );
}
