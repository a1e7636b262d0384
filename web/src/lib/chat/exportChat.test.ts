import { describe, expect, it } from 'vitest';
import { personId } from '../../../../tests/support/LinkedDocument.ts';
import { chatAsHtml, chatAsText } from './exportChat.ts';
import type { ChatMessage } from './foldChat.ts';

const ada = personId('Ada');
const at = Date.UTC(2026, 10, 24, 10, 8);
const words = {
  title: 'Chat <of> "today"',
  language: 'en',
  edited: 'edited',
  file: (name: string) => `File: ${name}`,
  moment: () => '24 Nov 2026, 10:08',
  nameOf: () => 'Ada <i>',
};

function message(part: Partial<ChatMessage>): ChatMessage {
  return {
    key: 'k',
    by: ada,
    reference: undefined,
    at,
    text: '',
    edited: false,
    deleted: false,
    replyTo: undefined,
    file: undefined,
    reactions: new Map(),
    ...part,
  };
}

describe('an exported chat', () => {
  it('says as text who wrote what and when, and nothing of what was deleted', () => {
    const all = [message({ text: 'One\ntwo', edited: true }), message({ deleted: true })];
    expect(chatAsText(all, words)).toBe(
      'Chat <of> "today"\n\n[24 Nov 2026, 10:08] Ada <i> (edited): One\n    two\n',
    );
  });

  it('holds as a page no markup but ours, and no link but to the web or to mail', () => {
    const text = `<script>alert(1)</script> https://example.org/"onclick="x javascript:alert(1) \u202e`;
    const file = { fileId: 'f', name: '<img src=x onerror=x>', type: '', size: 1 };
    const page = chatAsHtml([message({ text, file })], words);
    const tags = new Set([...page.matchAll(/<\/?([a-z0-9!]+)/giu)].map(([, tag]) => tag));
    expect([...tags].sort()).toEqual([
      '!doctype',
      'a',
      'b',
      'bdi',
      'body',
      'code',
      'h1',
      'head',
      'html',
      'li',
      'meta',
      'ol',
      'p',
      'style',
      'time',
      'title',
    ]);
    expect([...page.matchAll(/href="([^"]*)"/gu)].map(([, href]) => href)).toEqual([
      'https://example.org/',
    ]);
    expect(page).toContain("default-src 'none'");
    expect(page).toContain('datetime="2026-11-24T10:08:00Z"');
  });
});
