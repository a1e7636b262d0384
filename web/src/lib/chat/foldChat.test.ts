import * as Y from 'yjs';
import { beforeEach, describe, expect, it } from 'vitest';
import { newRequestId } from '../e2ee/crypto/random.ts';
import { chatArray, ChatItems } from './chatItems.ts';
import { ChatFold, type ChatMessage } from './foldChat.ts';
import { LinkedDocument, personId } from '../../../../tests/support/LinkedDocument.ts';
import { workedMs } from '../../../../tests/support/workedMs.ts';

const [ada, bob] = [personId('Ada'), personId('Bob')];
const NOW = Date.UTC(2026, 10, 24, 10, 0);

let adas: LinkedDocument;
let bobs: LinkedDocument;

beforeEach(() => {
  [adas, bobs] = [new LinkedDocument(ada), new LinkedDocument(bob)];
  LinkedDocument.link(adas, bobs);
});

function put(document: LinkedDocument, ...events: unknown[]): void {
  chatArray(document.doc).push(events);
}

function read(document = adas): ChatMessage[] {
  const fold = new ChatFold();
  fold.add(new ChatItems().read(chatArray(document.doc), (id) => document.authorOf(id)).events);
  return fold.messages(NOW);
}

function message(
  text: string,
  part: Record<string, unknown> = {},
): Record<string, unknown> & { id: string } {
  return { kind: 'message', id: newRequestId(), at: NOW, text, ...part } as const;
}

describe('the chat of what everybody put into its array', () => {
  it('is the same for all, each message with its author', () => {
    put(adas, message('Hello.'));
    put(bobs, message('Hi, Ada.'));
    expect(read(bobs)).toEqual(read(adas));
    expect(read().map(({ by, text }) => [by, text])).toEqual([
      [ada, 'Hello.'],
      [bob, 'Hi, Ada.'],
    ]);
  });

  it('keeps its order whatever clocks say, and shows no time that its neighbours contradict', () => {
    const minute = 60_000;
    put(adas, message('one', { at: NOW - 10 * minute }));
    put(bobs, message('from tomorrow', { at: NOW + 24 * 60 * minute }));
    put(adas, message('two', { at: NOW - 5 * minute }));
    put(bobs, message('from 1970', { at: 0 }));
    put(adas, message('three', { at: NOW - minute }));
    const shown = read();
    expect(shown.map(({ text }) => text)).toEqual([
      'one',
      'from tomorrow',
      'two',
      'from 1970',
      'three',
    ]);
    expect(shown.map(({ at }) => (at - NOW) / minute)).toEqual([-10, -5, -5, -5, -1]);
  });

  it('takes the newest edit, and a delete until it is taken back', () => {
    const said = message('Frist');
    put(adas, said);
    put(adas, { kind: 'edit', of: said.id, text: 'First' });
    expect(read()).toMatchObject([{ text: 'First', edited: true }]);
    put(adas, { kind: 'delete', of: said.id, on: true });
    expect(read()).toMatchObject([{ text: '', deleted: true }]);
    put(adas, { kind: 'delete', of: said.id, on: false });
    expect(read()).toMatchObject([{ text: 'First', deleted: false }]);
  });

  it('counts each person once under a sign', () => {
    const said = message('Cake');
    put(adas, said);
    const reaction = { kind: 'reaction', of: { by: ada, id: said.id }, emoji: '🎉', on: true };
    put(bobs, reaction, reaction);
    put(adas, reaction);
    expect([...(read()[0]?.reactions ?? [])]).toEqual([['🎉', [bob, ada]]]);
    put(bobs, { ...reaction, on: false });
    expect([...(read()[0]?.reactions ?? [])]).toEqual([['🎉', [ada]]]);
  });
});

describe('reading on', () => {
  /** Reads after every step, and compares with who reads everything at once at the end. */
  function following(): { step: () => boolean; messages: () => ChatMessage[] } {
    const items = new ChatItems();
    const fold = new ChatFold();
    return {
      step: () => {
        const { fromStart, events } = items.read(chatArray(adas.doc), (id) => adas.authorOf(id));
        if (fromStart) fold.clear();
        fold.add(events);
        return fromStart;
      },
      messages: () => fold.messages(NOW),
    };
  }

  it('comes to the same as reading all, also where a change came before its message', () => {
    const { step, messages } = following();
    const said = message('Later');
    const of = { by: bob, id: said.id };
    const steps = [
      () => put(adas, message('One')),
      () => put(bobs, { kind: 'edit', of: said.id, text: 'Edited before' }),
      () => put(adas, { kind: 'reaction', of, emoji: '👍', on: true }),
      () => put(bobs, said),
      () => put(bobs, { kind: 'delete', of: said.id, on: true }),
      () => put(bobs, { kind: 'delete', of: said.id, on: false }),
      () => chatArray(bobs.doc).insert(0, [message('First of all')]),
      () => put(adas, message('Last')),
    ];
    step();
    const fromStart = steps.map((next) => {
      next();
      const again = step();
      expect(messages()).toEqual(read());
      return again;
    });
    expect(messages().map(({ text }) => text)).toEqual([
      'First of all',
      'One',
      'Edited before',
      'Last',
    ]);
    expect(fromStart.filter(Boolean)).toHaveLength(1);
  });

  it('gives the same objects for what did not change', () => {
    const { step, messages } = following();
    put(adas, message('One'), message('Two'));
    step();
    const before = messages();
    put(bobs, message('Three'));
    step();
    expect(messages()[0]).toBe(before[0]);
    expect(messages()).toHaveLength(3);
  });
});

describe('hostile events', () => {
  it('edit and delete nobody else’s message', () => {
    const said = message('Mine.');
    put(adas, said);
    put(bobs, { kind: 'edit', of: said.id, text: 'Yours?' });
    put(bobs, { kind: 'delete', of: said.id, on: true });
    expect(read()).toMatchObject([{ text: 'Mine.', edited: false, deleted: false }]);
  });

  it('take nobody else’s id: replies and reactions stay with whom they meant', () => {
    const said = message('The real one.');
    put(adas, said);
    chatArray(bobs.doc).insert(0, [{ ...said, text: 'The false one.' }]);
    put(adas, message('Reply', { replyTo: { by: ada, id: said.id } }));
    put(bobs, { kind: 'reaction', of: { by: ada, id: said.id }, emoji: '👍', on: true });
    expect(read().map(({ by, text, reactions }) => [by, text, reactions.size])).toEqual([
      [bob, 'The false one.', 0],
      [ada, 'The real one.', 1],
      [ada, 'Reply', 0],
    ]);
  });

  it('have no say in who their author is', () => {
    put(bobs, message('I am Ada.', { by: ada }), message('I am Ada.', { author: ada }));
    put(bobs, message('I am Bob.'));
    expect(read().map(({ by, text }) => [by, text])).toEqual([[bob, 'I am Bob.']]);
  });

  it('of whom the log does not say who wrote them are shown as nobody’s, and change nothing', () => {
    const stranger = new Y.Doc();
    Y.applyUpdate(stranger, Y.encodeStateAsUpdate(adas.doc));
    const said = message('Who am I?');
    chatArray(stranger).push([said, { kind: 'edit', of: said.id, text: 'Somebody' }]);
    chatArray(stranger).push([{ ...said, text: 'Again' }]);
    Y.applyUpdate(adas.doc, Y.encodeStateAsUpdate(stranger));
    expect(read().map(({ by, text, edited }) => [by, text, edited])).toEqual([
      [undefined, 'Who am I?', false],
      [undefined, 'Again', false],
    ]);
  });

  it.each<[string, unknown]>([
    ['of an unknown kind', { kind: 'poll', id: newRequestId(), at: NOW, text: 'x' }],
    ['that are no objects', 'message'],
    ['that are nothing', null],
    ['that are lists', [message('x')]],
    ['of monstrous text', message('x'.repeat(8_001))],
    ['without a word', message('  \n ')],
    ['with a field too many', message('x', { html: '<b>x</b>' })],
    ['at no time', message('x', { at: Number.NaN })],
    ['at a broken time', message('x', { at: 1.5 })],
    ['before all time', message('x', { at: -1 })],
    ['under no id', message('x', { id: 'x' })],
    ['that reply to no message', message('x', { replyTo: 'x' })],
    ['with a file without id', message('', { file: { name: 'a', type: 'b', size: 1 } })],
    [
      'with a file of a monstrous name',
      message('', {
        file: { fileId: newRequestId(), name: 'a'.repeat(256), type: '', size: 1 },
      }),
    ],
  ])('%s are not there', (_what, event) => {
    put(bobs, event, message('fine'));
    expect(read().map(({ text }) => text)).toEqual(['fine']);
  });

  it('that are Yjs types, empty edits or unknown signs are not there', () => {
    const said = message('fine');
    put(adas, said);
    chatArray(bobs.doc).push([new Y.Map([['kind', 'message']])]);
    put(adas, { kind: 'edit', of: said.id, text: ' ' });
    const of = { by: ada, id: said.id };
    put(bobs, { kind: 'reaction', of, emoji: '<script>', on: true });
    put(bobs, { kind: 'reaction', of, emoji: 'constructor', on: true });
    expect(read()).toMatchObject([{ text: 'fine', edited: false, reactions: new Map() }]);
  });

  it('of ten thousand are read in a moment, and again in less', () => {
    adas.doc.transact(() => {
      for (let n = 0; n < 10_000; n++) put(adas, message(`number ${n}`));
    });
    const begin = workedMs();
    expect(read(bobs)).toHaveLength(10_000);
    const took = workedMs() - begin;
    // Generous for a slow machine; measured are some 80 ms.
    expect(took).toBeLessThan(1_000);
  });
});
