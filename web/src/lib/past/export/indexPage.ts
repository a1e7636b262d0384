/** What the first page of an export says, in the language of whoever exports. */
export interface IndexContent {
  readonly language: string;
  readonly title: string;
  readonly lines: readonly string[];
  /** Paths inside the ZIP, by what they are. */
  readonly sections: readonly { readonly title: string; readonly paths: readonly string[] }[];
  readonly missingTitle: string;
  readonly missing: readonly string[];
}

/** A page that names and links everything in the ZIP. It runs nothing and loads nothing, whatever was written into it. */
export function indexPage(content: IndexContent): string {
  const { language, title, lines, sections, missingTitle, missing } = content;
  const lost =
    missing.length === 0
      ? ''
      : `<h2>${escaped(missingTitle)}</h2>\n<ul>${missing.map((one) => `<li>${escaped(one)}</li>`).join('')}</ul>`;
  return `<!doctype html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.6rem}h2{font-size:1.1rem;margin:1.5rem 0 .25rem}p{margin:0}ul{margin:0;padding-inline-start:1.2rem}li{overflow-wrap:anywhere}</style>
</head>
<body>
<h1><bdi>${escaped(title)}</bdi></h1>
${lines.map((line) => `<p>${escaped(line)}</p>`).join('\n')}
${sections.map(section).join('\n')}
${lost}
</body>
</html>
`;
}

function section({ title, paths }: IndexContent['sections'][number]): string {
  const items = paths.map(
    (path) =>
      `<li><a href="${escaped(address(path))}"><bdi>${escaped(lastOf(path))}</bdi></a></li>`,
  );
  return `<h2>${escaped(title)}</h2>\n<ul>${items.join('')}</ul>`;
}

/** Each step on its own, so that no name becomes another address; `./` keeps a colon from being a scheme. */
function address(path: string): string {
  return `./${path.split('/').map(encodeURIComponent).join('/')}`;
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/gu, (sign) => ENTITIES[sign] ?? sign);
}
