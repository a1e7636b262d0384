/** How a file is shown in the list; says nothing of what it really is. */
export type FileKind = 'image' | 'text' | 'pdf' | 'sheet' | 'archive' | 'sound' | 'film' | 'other';

const ENDINGS: readonly (readonly [FileKind, readonly string[]])[] = [
  ['image', ['png', 'jpg', 'jpeg', 'gif', 'webp', 'bmp', 'avif', 'heic', 'tif', 'tiff', 'ico']],
  // SVG is a program as much as a picture: it is shown as what it says.
  ['text', ['txt', 'md', 'csv', 'tsv', 'log', 'json', 'xml', 'html', 'htm', 'svg', 'yaml', 'yml']],
  ['text', ['ts', 'js', 'css', 'py', 'sh', 'ics', 'vcf', 'ini', 'toml', 'srt']],
  ['pdf', ['pdf']],
  ['sheet', ['xlsx', 'xls', 'ods', 'numbers']],
  ['archive', ['zip', 'gz', 'tgz', 'tar', '7z', 'rar', 'xz', 'bz2', 'zst', 'jar']],
  ['sound', ['mp3', 'wav', 'ogg', 'opus', 'm4a', 'flac', 'aac']],
  ['film', ['mp4', 'webm', 'mov', 'mkv', 'avi']],
];

/** By the ending of its name: the type that a browser said is the uploader's word as well. */
export function fileKind(name: string): FileKind {
  const ending = /\.([^.]+)$/u.exec(name)?.[1]?.toLowerCase() ?? '';
  return ENDINGS.find(([, endings]) => endings.includes(ending))?.[0] ?? 'other';
}
