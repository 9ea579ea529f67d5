import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';

/** A pack and its index, as git reads them (gitformat-pack(5)); both files are called `pack-<name>`. */
export interface PackFile {
  readonly name: string;
  readonly pack: Buffer;
  readonly index: Buffer;
  /** Ids of the objects, in the order given. */
  readonly ids: readonly string[];
}

type ObjectFormat = 'sha1' | 'sha256';

export interface NewObject {
  readonly type: 'commit' | 'tree';
  readonly body: Buffer;
}

const TYPES = { commit: 1, tree: 2 } as const;

/** @param news different objects. */
export function packObjects(news: readonly NewObject[], format: ObjectFormat): PackFile {
  const header = Buffer.concat([Buffer.from('PACK'), words([2, news.length])]);
  let offset = header.length;
  const objects = news.map(({ type, body }) => {
    const bytes = Buffer.concat([typeAndSize(type, body.length), deflateSync(body, { level: 1 })]);
    const id = digest(Buffer.concat([Buffer.from(`${type} ${body.length}\0`), body]), format);
    const object = { bytes, id, offset };
    offset += bytes.length;
    return object;
  });
  const content = Buffer.concat([header, ...objects.map(({ bytes }) => bytes)]);
  const checksum = digest(content, format);
  return {
    name: checksum.toString('hex'),
    pack: Buffer.concat([content, checksum]),
    index: indexOf(objects, checksum, format),
    ids: objects.map(({ id }) => id.toString('hex')),
  };
}

/** Three bits of type and four of size, then seven bits of size a byte; the highest bit says that one more comes. */
function typeAndSize(type: NewObject['type'], size: number): Buffer {
  const bytes = [(TYPES[type] << 4) | (size & 15)];
  for (let left = size >>> 4; left > 0; left >>>= 7) {
    bytes.push((bytes.pop() as number) | 0x80, left & 0x7f);
  }
  return Buffer.from(bytes);
}

interface PackedObject {
  readonly bytes: Buffer;
  readonly id: Buffer;
  readonly offset: number;
}

/** Version 2: how many ids begin with each byte or a smaller one, then ids, checksums and places, all in order of ids. */
function indexOf(
  objects: readonly PackedObject[],
  packChecksum: Buffer,
  format: ObjectFormat,
): Buffer {
  const sorted = [...objects].sort((a, b) => a.id.compare(b.id));
  const fanout = Array.from(
    { length: 256 },
    (_, byte) => sorted.filter(({ id }) => (id[0] as number) <= byte).length,
  );
  const content = Buffer.concat([
    Buffer.from([0xff, 0x74, 0x4f, 0x63]),
    words([2, ...fanout]),
    ...sorted.map(({ id }) => id),
    words(sorted.map(({ bytes }) => crc32(bytes))),
    words(sorted.map(({ offset }) => offset)),
    packChecksum,
  ]);
  return Buffer.concat([content, digest(content, format)]);
}

/** Numbers of four bytes, the highest first. */
function words(numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * numbers.length);
  for (const [at, number] of numbers.entries()) bytes.writeUInt32BE(number, 4 * at);
  return bytes;
}

function digest(bytes: Buffer, format: ObjectFormat): Buffer {
  return createHash(format).update(bytes).digest();
}
