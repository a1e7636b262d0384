import type { Node } from '@tiptap/pm/model';
import type { NodeView } from '@tiptap/pm/view';
import { personOf } from '../text/personOf.ts';
import { allowsAttribute } from '../text/richRules.ts';
import type { ActionItemOptions } from './ActionItemOptions.ts';

type Fields = {
  done?: boolean;
  personId?: string | null;
  personName?: string | null;
  due?: string | null;
};

let lists = 0;

/** An action item on screen: the fields are elements of their own, the text between them is the editor's. */
export class ActionItemView implements NodeView {
  readonly dom = document.createElement('div');
  readonly contentDOM = document.createElement('span');
  onchange: (fields: Fields) => void = () => undefined;

  readonly #options: ActionItemOptions;
  readonly #done = document.createElement('input');
  readonly #person = document.createElement('input');
  readonly #due = document.createElement('input');
  readonly #names = document.createElement('datalist');
  #node: Node;

  constructor(node: Node, options: ActionItemOptions) {
    this.#node = node;
    this.#options = options;
    const { words } = options;
    this.dom.className = 'action-item';
    this.contentDOM.className = 'what';

    const box = around('box', this.#done);
    this.#done.type = 'checkbox';
    this.#done.addEventListener('change', () => this.onchange({ done: this.#done.checked }));

    const fields = around('fields', this.#person, this.#due, this.#names);
    this.#names.id = `action-names-${++lists}`;
    label(this.#person, words.person);
    this.#person.className = 'person';
    this.#person.placeholder = words.person;
    this.#person.maxLength = 120;
    this.#person.autocomplete = 'off';
    this.#person.setAttribute('list', this.#names.id);
    this.#person.addEventListener('focus', () => this.#offer());
    this.#person.addEventListener('change', () => this.onchange(this.#chosen()));

    label(this.#due, words.due);
    this.#due.type = 'date';
    this.#due.className = 'due';
    this.#due.addEventListener('change', () =>
      this.onchange({ due: this.#due.value === '' ? null : this.#due.value }),
    );

    this.dom.append(box, this.contentDOM, fields);
    this.#show();
  }

  update(node: Node): boolean {
    if (node.type !== this.#node.type) return false;
    this.#node = node;
    this.#show();
    return true;
  }

  /** Keys in the fields belong to the fields, not to the text. */
  stopEvent(event: Event): boolean {
    return event.target instanceof HTMLInputElement;
  }

  ignoreMutation(mutation: { target: globalThis.Node }): boolean {
    return !this.contentDOM.contains(mutation.target);
  }

  #show(): void {
    const words = (key: string): string | undefined => {
      const value: unknown = this.#node.attrs[key];
      return typeof value === 'string' && allowsAttribute('actionItem', key, value)
        ? value
        : undefined;
    };
    const done: unknown = this.#node.attrs['done'];
    this.#done.checked = done === true;
    this.dom.classList.toggle('done', done === true);
    label(this.#done, `${this.#options.words.done}: ${this.#node.textContent}`);
    this.dom.classList.toggle('empty', this.#node.content.size === 0);
    const who = { personId: words('personId'), personName: words('personName') };
    setUnlessFocused(this.#person, personOf(who, this.#options) ?? '');
    setUnlessFocused(this.#due, words('due') ?? '');
    this.#due.classList.toggle('unset', words('due') === undefined);
  }

  #offer(): void {
    const names = [...this.#options.offered().keys()];
    this.#names.replaceChildren(
      ...names.map((name) => {
        const option = document.createElement('option');
        option.value = name;
        return option;
      }),
    );
  }

  #chosen(): Fields {
    const name = this.#person.value.trim();
    const personId = this.#options.offered().get(name) ?? null;
    return { personId, personName: name === '' ? null : name };
  }
}

function around(className: string, ...children: readonly HTMLElement[]): HTMLSpanElement {
  const span = document.createElement('span');
  span.className = className;
  span.contentEditable = 'false';
  span.append(...children);
  return span;
}

function label(element: HTMLElement, words: string): void {
  element.setAttribute('aria-label', words);
  element.title = words;
}

/** What somebody is typing is not replaced under their hands. */
function setUnlessFocused(input: HTMLInputElement, value: string): void {
  if (document.activeElement !== input && input.value !== value) input.value = value;
}
