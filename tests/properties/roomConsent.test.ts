import { describe, expect, it } from 'vitest';
import { fromBase64Url, toBase64Url } from '@conclave/shared/bytes';
import type { ConsentNotice, ConsentPurpose } from '@conclave/shared/consent/ConsentNotice';
import { draftRecord } from '../../web/src/lib/consent/draftRecord.ts';
import type { SigningKey } from '../../web/src/lib/e2ee/crypto/sign.ts';
import { importHostKeys } from '../../web/src/lib/e2ee/host/HostKeys.ts';
import { replaceLinks } from '../../web/src/lib/e2ee/host/replaceLinks.ts';
import { encodeStatement } from '../../web/src/lib/e2ee/objects/consentStatement.ts';
import { sealCard, type SignedCard } from '../../web/src/lib/e2ee/objects/lobbyCard.ts';
import { NOBODY } from '../../web/src/lib/e2ee/session/presence.ts';
import { Browser, World, type Tab } from '../support/roomAgents.ts';

const statements = { live: 'Seen.', archive: 'Kept.', summary: 'Sent.' };
const notice: ConsentNotice = {
  ...{ format: 1, templateId: 'neutral', version: 1, purposes: ['live', 'archive'] },
  controller: { name: 'Hallwerk', address: '', contact: '', dpo: '', authority: '' },
  texts: { en: { intro: 'Health may come up.', statements, details: 'Kept.' } },
};

/** What this person's browser would show the others after the button. */
async function stated(tab: Tab, granted: readonly ConsentPurpose[]) {
  const { participantId } = await tab.agent.consent.place();
  const record = await draftRecord({
    ...{ meetingId: tab.agent.view.meetingId, participantId, notice, granted },
    ...{ displayName: 'Bob', language: 'en', previous: undefined, withdraws: false },
    ...{ at: Date.UTC(2026, 10, 22), softwareVersion: '1' },
  });
  const { request } = await tab.agent.consent.seal(JSON.stringify(record));
  const { commitment, signature } = request;
  const { sha256 } = record.notice;
  return { sha256, consent: encodeStatement({ notice: sha256, commitment, signature }) };
}

async function two(text = '') {
  const world = await World.make({ server: 'rooms' });
  const created = await world.meeting({ notice: text });
  const ada = await world.hostInside(created);
  const bob = await world.guestInside(created, 'Bob');
  await world.until(() => ada.agent.view.members.every(({ name }) => name !== ''), 'names');
  return { world, created, ada, bob };
}

describe('[G-13] what members show each other of their consent', () => {
  async function shown() {
    const { world, ada, bob } = await two(JSON.stringify(notice));
    const say = async (name: string, consent: string): Promise<string | undefined> => {
      await world.during(bob.agent.setPresence({ ...NOBODY, name, consent }));
      const found = () => ada.agent.view.members.find((member) => member.name === name);
      await world.until(() => found() !== undefined, name);
      return found()?.agreedTo;
    };
    return { ada, bob, say };
  }

  it('counts as the participant key signed it, and is taken back with the next word', async () => {
    const { bob, say } = await shown();
    const { sha256, consent } = await stated(bob, ['live']);
    expect(await say('One', consent)).toBe(sha256);
    expect(await say('Two', '')).toBe('');
    expect(await say('Three', consent)).toBe(sha256);
  });

  it("is nothing where it is another's, altered, of a refusal, or without a signature", async () => {
    const { ada, bob, say } = await shown();
    const { consent } = await stated(bob, ['live']);
    const altered = (at: number): string => {
      const bytes = fromBase64Url(consent);
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      return toBase64Url(bytes);
    };
    const bad = [
      (await stated(ada, ['live'])).consent,
      (await stated(bob, ['archive'])).consent,
      (await stated(bob, [])).consent,
      altered(40), // the commitment
      altered(127), // the signature
      toBase64Url(new Uint8Array(128)),
    ];
    for (const [at, one] of bad.entries()) expect(await say(`No ${at}`, one)).toBe('');
  });
});

describe('[C-4, G-15] a card that its host renews while people are inside', () => {
  it('reaches members and those at the door, and asks them from then on', async () => {
    const { world, created, ada, bob } = await two();
    const cem = await world.open(created, {
      browser: new Browser('Cem'),
      link: created.links.mailed,
    });
    const { hostMeeting, createRequest } = created;
    const record = fromBase64Url(createRequest.record.record);
    const text = { ...hostMeeting.text, notice: JSON.stringify(notice) };
    const { request } = await replaceLinks(hostMeeting, record, { links: 'same', text });
    expect(request.asksConsent).toBe(true);
    world.server.replaceLinks(hostMeeting.meetingId, request);
    const asks = (tab: Tab): boolean => tab.agent.view.card?.notice === text.notice;
    await world.until(() => [ada, bob, cem].every(asks), 'the question');
    expect(bob.agent.view.phase.kind).toBe('inside');
    expect(cem.agent.view.phase).toMatchObject({ kind: 'atDoor', card: { notice: text.notice } });
  });

  it('is not taken from before, nor from another host', async () => {
    const { world, created, bob } = await two();
    const { hostMeeting, createRequest } = created;
    const { meetingId } = hostMeeting;
    const record = fromBase64Url(createRequest.record.record);
    const text = { ...hostMeeting.text, topic: 'The second' };
    const { request } = await replaceLinks(hostMeeting, record, { links: 'same', text });
    const topic = (): string | undefined => bob.agent.view.card?.topic;
    world.server.replaceLinks(meetingId, request);
    await world.until(() => topic() === 'The second', 'the second card');
    // Under the very key and for the very place of this link: only what the card says of its host is in the way.
    const keys = await importHostKeys(hostMeeting);
    const other = await importHostKeys((await world.meeting()).hostMeeting);
    const card = { ...keys.card, version: keys.card.version + 5, topic: 'The third' };
    const sealed = (changed: SignedCard, signing: SigningKey): Promise<string[]> =>
      Promise.all(
        keys.links.map(async (link) => toBase64Url(await sealCard(changed, signing, link))),
      );
    const { hostKey } = other.card;
    const cards = [
      createRequest.links.map(({ sealedCard }) => sealedCard),
      await sealed(card, other.signing),
      await sealed({ ...card, hostKey }, other.signing),
    ];
    for (const sealedCards of cards) {
      const links = request.links.map((link, at) => {
        return { ...link, sealedCard: sealedCards[at] ?? '' };
      });
      world.server.replaceLinks(meetingId, { ...request, links });
      await world.pass(1_000);
      expect(topic()).toBe('The second');
    }
    // And nothing else was: the same by this host is taken.
    const genuine = await sealed(card, keys.signing);
    const links = request.links.map((link, at) => ({ ...link, sealedCard: genuine[at] ?? '' }));
    world.server.replaceLinks(meetingId, { ...request, links });
    await world.until(() => topic() === 'The third', 'the third card');
  });
});
