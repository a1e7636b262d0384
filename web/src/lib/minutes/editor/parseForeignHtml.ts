/** What may come in from other programs: the editor's schema takes from it what it knows. */
const taken = {
  elements: [
    'a b blockquote br code div del em figure h1 h2 h3 h4 h5 h6 hr i input label li ol p pre s section span strong',
    'strike table tbody td tfoot th thead tr u ul',
  ].flatMap((line) => line.split(' ')),
  attributes: [
    'href class start colspan rowspan type checked aria-label data-type data-checked data-file',
  ].flatMap((line) => line.split(' ')),
};

interface CanSanitize {
  setHTML(html: string, options: { sanitizer: typeof taken }): void;
}

/** Parses foreign markup in a document apart; nothing of it runs or is loaded. Nothing where the browser has no sanitizer. */
export function parseForeignHtml(html: string): HTMLElement | undefined {
  const { body } = document.implementation.createHTMLDocument('');
  if (!canSanitize(body)) return undefined;
  body.setHTML(html, { sanitizer: taken });
  return body;
}

function canSanitize(body: object): body is CanSanitize {
  return 'setHTML' in body && typeof body.setHTML === 'function';
}
