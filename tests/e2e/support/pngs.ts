import { crc32, deflateSync } from 'node:zlib';

/** A red picture. */
export function picturePng(width: number, height: number): Buffer {
  const row = Buffer.alloc(1 + width * 3);
  for (let x = 0; x < width; x++) row[1 + x * 3] = 0xc0;
  return png(
    { width, height },
    deflateSync(Buffer.concat(Array.from({ length: height }, () => row))),
  );
}

/** A head that promises so many points, with next to nothing behind it. */
export function bombPng(width: number, height: number): Buffer {
  return png({ width, height }, deflateSync(Buffer.alloc(1_000_000)));
}

function png({ width, height }: { width: number; height: number }, data: Buffer): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name), data]);
  const sized = Buffer.alloc(4);
  sized.writeUInt32BE(data.length);
  const checked = Buffer.alloc(4);
  checked.writeUInt32BE(crc32(body));
  return Buffer.concat([sized, body, checked]);
}
