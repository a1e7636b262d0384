/** What may come in from other programs: the editor's schema takes from it what it knows. */
const taken = {
  elements: [
    'a b blockquote br code div del em figure h1 h2 h3 h4 h5 h6 hr i input label li ol p pre s section span strong',
    'strike table tbody td tfoot th thead tr u ul',
  ].flatMap((line) => line.split(' ')),
  attributes: [
    'href class start colspan rowspan type checked aria-label data-type data-checked data-file data-look',
  ].flatMap((line) => line.split(' ')),
};

interface CanSanitize {
  setHTML(html: string, options: { sanitizer: typeof taken }): void;
}

/** Parses foreign markup in a document apart; nothing of it runs or is loaded. Nothing where the browser has no sanitizer. */
export function parseForeignHtml(html: string): HTMLElement | undefined {
  const { body } = document.implementation.createHTMLDocument('');
  if (!canSanitize(body)) return undefined;
  body.setHTML(withoutStyle(html), { sanitizer: taken });
  for (const element of body.querySelectorAll('[data-look]')) giveLook(element);
  return body;
}

/**
 * Style and handler attributes never come to life, but the content policy reports each that is parsed. They are renamed
 * before; what is missed here is refused there.
 */
function withoutStyle(html: string): string {
  return html
    .replaceAll(/<(style|script)\b[^]*?<\/\1\s*>/gi, '')
    .replaceAll(/<[a-z][^>]*>/gi, (tag) =>
      tag
        .replaceAll(/(["'\s])style\s*=/gi, '$1data-look=')
        .replaceAll(/(["'\s])on[a-z]+\s*=/gi, '$1data-off='),
    );
}

/** Some programs say bold and italic in style attributes only, and one says "not bold" with a b. */
function giveLook(element: Element): void {
  const look = element.getAttribute('data-look') ?? '';
  const has = (rule: RegExp): boolean => rule.test(look);
  if (has(/font-weight:\s*(normal|400)/i) && element.localName === 'b') {
    element.replaceWith(...element.childNodes);
    return;
  }
  if (has(/font-weight:\s*(bold|[6-9]00)/i)) wrap(element, 'strong');
  if (has(/font-style:\s*italic/i)) wrap(element, 'em');
}

function wrap(element: Element, name: string): void {
  const inner = element.ownerDocument.createElement(name);
  inner.append(...element.childNodes);
  element.append(inner);
}

function canSanitize(body: object): body is CanSanitize {
  return 'setHTML' in body && typeof body.setHTML === 'function';
}
