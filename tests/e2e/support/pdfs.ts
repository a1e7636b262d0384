/** The body of an object, or a stream with its entries. */
type Part = string | { readonly entries?: string; readonly stream: string };

/** A PDF of these objects, numbered from 1; the first is its catalog. */
function pdf(parts: readonly Part[], trailer = ''): Buffer {
  let bytes = '%PDF-1.7\n';
  const offsets = parts.map((part, index) => {
    const at = bytes.length;
    bytes += `${index + 1} 0 obj\n${bodyOf(part)}\nendobj\n`;
    return at;
  });
  const table = bytes.length;
  const rows = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  const size = parts.length + 1;
  bytes += `xref\n0 ${size}\n0000000000 65535 f \n${rows}`;
  bytes += `trailer\n<< /Size ${size} /Root 1 0 R ${trailer} >>\nstartxref\n${table}\n%%EOF\n`;
  return Buffer.from(bytes, 'latin1');
}

function bodyOf(part: Part): string {
  if (typeof part === 'string') return part;
  const { entries = '', stream } = part;
  return `<< /Length ${stream.length} ${entries} >>\nstream\n${stream}\nendstream`;
}

const FONT = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>';
const says = (words: string): Part => ({ stream: `BT /F1 36 Tf 60 600 Td (${words}) Tj ET` });

/** Pages that say which one they are, in a font that a PDF need not bring. */
export function pagesPdf(count: number): Buffer {
  const numbers = Array.from({ length: count }, (_, index) => index);
  return pdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${count} /MediaBox [0 0 595 842] /Kids [${numbers.map((n) => `${4 + n * 2} 0 R`).join(' ')}] >>`,
    FONT,
    ...numbers.flatMap((n) => [
      `<< /Type /Page /Parent 2 0 R /Contents ${5 + n * 2} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
      says(`This is page ${n + 1}`),
    ]),
  ]);
}

/** One page; `catalog`, `page` and `more` are what is wrong with it. */
function onePage(
  given: { catalog?: string; page?: string; content?: Part; more?: readonly Part[] },
  trailer = '',
): Buffer {
  const { catalog = '', page = '/MediaBox [0 0 595 842]', content, more = [] } = given;
  return pdf(
    [
      `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
      '<< /Type /Pages /Count 1 /Kids [4 0 R] >>',
      FONT,
      `<< /Type /Page /Parent 2 0 R /Contents 5 0 R ${page} >>`,
      content ?? says('Read me'),
      ...more,
    ],
    trailer,
  );
}

/** Scripts on opening and on every page, a program to launch, addresses to send to and to open. */
export function actingPdf(elsewhere: string): Buffer {
  const script = `app.alert(1); this.submitForm('${elsewhere}/js'); app.launchURL('${elsewhere}/url');`;
  const links = [
    `<< /S /URI /URI (${elsewhere}/uri) >>`,
    '<< /S /Launch /F (cmd.exe) >>',
    `<< /S /SubmitForm /F (${elsewhere}/form) >>`,
    `<< /S /GoToR /F (${elsewhere}/other.pdf) /D [0 /Fit] >>`,
    `<< /S /JavaScript /JS (${script}) >>`,
  ].map((action) => `<< /Type /Annot /Subtype /Link /Rect [0 0 595 842] /A ${action} >>`);
  const acts = `<< /S /JavaScript /JS (${script}) >>`;
  return onePage({
    catalog: `/OpenAction ${acts} /AA << /WC ${acts} >> /Names << /JavaScript << /Names [(a) ${acts}] >> >>`,
    page: `/MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /AA << /O ${acts} >> /Annots [${links.join(' ')}]`,
  });
}

/** Forms inside of forms, ten times each, twelve deep: a page that is never done. */
export function endlessPdf(): Buffer {
  const depth = 12;
  const forms = Array.from({ length: depth }, (_, level) => ({
    entries: `/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X ${7 + level} 0 R >> >>`,
    stream: level + 1 < depth ? '/X Do '.repeat(10) : '0 0 1 1 re f',
  }));
  return onePage({
    page: '/MediaBox [0 0 595 842] /Resources << /XObject << /X 6 0 R >> >>',
    content: { stream: '/X Do' },
    more: [...forms, 'null'],
  });
}

/** As large as a country. */
export function hugePdf(): Buffer {
  return onePage({
    page: '/MediaBox [0 0 900000000 900000000] /Resources << /Font << /F1 3 0 R >> >>',
  });
}

/** Locked with a password that nobody knows. */
export function lockedPdf(): Buffer {
  const hex = 'a5'.repeat(32);
  const lock = `<< /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <${hex}> /U <${hex}> >>`;
  return onePage({}, `/Encrypt ${lock} /ID [<${hex}> <${hex}>]`);
}

/** A list of pages that holds itself. */
export function circularPdf(): Buffer {
  return pdf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Count 3 /Kids [2 0 R] >>']);
}

/** The table of contents points to nowhere. */
export function brokenTablePdf(): Buffer {
  const text = pagesPdf(1).toString('latin1');
  return Buffer.from(text.replace(/startxref\n\d+/, 'startxref\n99999999'), 'latin1');
}
