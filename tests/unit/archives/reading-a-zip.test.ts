import { deflateRawSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { zipped } from '#server/archives/zip-writing.ts';
import { ARCHIVE_LIMITS, readZip, unpacked } from '#server/archives/zip-reading.ts';

const words = (text: string): Uint8Array => new TextEncoder().encode(text);

type Forged = {
  path: string;
  bytes?: Uint8Array;
  size?: number;
  mode?: number;
  method?: number;
  flags?: number;
  local?: string;
};

/** A zip with whatever somebody wants to claim in its list. */
function forged(entries: Forged[], claim: { count?: number } = {}): Buffer {
  const parts: Buffer[] = [];
  const list: Buffer[] = [];
  let at = 0;
  for (const {
    path,
    bytes = words('x'),
    size = bytes.length,
    mode = 0,
    method = 8,
    flags = 0,
    local,
  } of entries) {
    const packed = method === 8 ? deflateRawSync(bytes) : Buffer.from(bytes);
    const name = Buffer.from(path);
    const nameHere = Buffer.from(local ?? path);
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(nameHere.length, 26);
    const listed = Buffer.alloc(46);
    listed.writeUInt32LE(0x02014b50, 0);
    listed.writeUInt16LE(flags, 8);
    listed.writeUInt16LE(method, 10);
    listed.writeUInt32LE(packed.length, 20);
    listed.writeUInt32LE(size, 24);
    listed.writeUInt16LE(name.length, 28);
    listed.writeUInt32LE((mode << 16) >>> 0, 38);
    listed.writeUInt32LE(at, 42);
    parts.push(header, nameHere, packed);
    list.push(listed, name);
    at += header.length + nameHere.length + packed.length;
  }
  const directory = Buffer.concat(list);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(claim.count ?? entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, directory, end]);
}

/** What reading it all ends with: the refusal, or nothing. */
async function refusalOf(zip: Uint8Array): Promise<[string, unknown] | null> {
  const read = readZip(zip);
  if (!read.ok) return [read.code, read.details?.['entry']];
  for (const entry of read.entries.values()) {
    const bytes = await unpacked(entry);
    if (!(bytes instanceof Uint8Array)) return [bytes.code, bytes.details?.['entry']];
  }
  return null;
}

describe('a zip that comes from outside', () => {
  it('is read entry by entry, ours and those of other programs', async () => {
    const ours = await zipped([
      { path: 'a/b.json', bytes: words('Pas de crédit') },
      { path: 'empty', bytes: new Uint8Array() },
    ]);
    const theirs = zipSync({ 'a/b.json': words('Pas de crédit'), empty: [new Uint8Array(), { level: 0 }] });
    for (const zip of [ours, theirs]) {
      const read = readZip(zip);
      if (!read.ok) throw new Error(read.code);
      expect([...read.entries.keys()]).toEqual(['a/b.json', 'empty']);
      const bytes = await unpacked(read.entries.get('a/b.json')!);
      expect(Buffer.from(bytes as Uint8Array).toString()).toBe('Pas de crédit');
    }
  });

  it('is the same for the same entries', async () => {
    const entries = [{ path: 'a', bytes: new Uint8Array(300_000).map((_, at) => at % 251) }];
    expect(await zipped(entries)).toEqual(await zipped(entries));
  });

  it.each([
    '../up',
    'a/../../up',
    '/root',
    'C:/drive',
    'a\\b',
    '..\\up',
    './a',
    'a//b',
    'a/',
    '',
    'a/\u0000b',
    'a/\u202Eb',
    'ａ',
    '.hidden',
    `a/${'b'.repeat(300)}`,
  ])('is refused where a name could climb out or be taken for another: %j', async (path) => {
    expect((await refusalOf(forged([{ path: 'fine' }, { path }])))?.[0]).toBe('archive/unsafe');
  });

  it('is refused where an entry is a link, or a device', async () => {
    expect(await refusalOf(forged([{ path: 'link', mode: 0o120777 }]))).toEqual(['archive/unsafe', 'link']);
    expect(await refusalOf(forged([{ path: 'disk', mode: 0o060644 }]))).toEqual(['archive/unsafe', 'disk']);
    expect(await refusalOf(forged([{ path: 'file', mode: 0o100644 }]))).toBeNull();
  });

  it('is refused where an entry stands twice', async () => {
    const zip = forged([{ path: 'a' }, { path: 'b' }, { path: 'a' }]);
    expect(await refusalOf(zip)).toEqual(['archive/repeated', 'a']);
  });

  it('is refused where an entry unpacks to more than it says, after no more than that', async () => {
    const zeros = new Uint8Array(20 * 1024 * 1024);
    const bomb = forged([{ path: 'bomb', bytes: zeros, size: 100 }]);
    expect(await refusalOf(bomb)).toEqual(['archive/too-large', 'bomb']);
    expect(await refusalOf(forged([{ path: 'none', bytes: zeros, size: 0 }]))).toEqual([
      'archive/too-large',
      'none',
    ]);
    const plain = forged([{ path: 'plain', bytes: words('four'), size: 3, method: 0 }]);
    expect(await refusalOf(plain)).toEqual(['archive/too-large', 'plain']);
  });

  it('is refused where an entry unpacks to less', async () => {
    expect(await refusalOf(forged([{ path: 'short', size: 7 }]))).toEqual(['archive/damaged', 'short']);
  });

  it('is refused by what its entries say they hold, before any is unpacked', async () => {
    const big = ARCHIVE_LIMITS.entryBytes;
    expect(await refusalOf(forged([{ path: 'big', size: big + 1 }]))).toEqual(['archive/too-large', 'big']);
    const many = Array.from({ length: 5 }, (_, at) => ({ path: `part-${at}`, size: big }));
    expect(await refusalOf(forged(many))).toEqual(['archive/too-large', 'part-4']);
    const crowd = forged([{ path: 'a' }], { count: ARCHIVE_LIMITS.entries + 1 });
    expect(await refusalOf(crowd)).toEqual(['archive/too-large', 'zip']);
  });

  it('is refused where its parts contradict each other', async () => {
    expect(await refusalOf(forged([{ path: 'a', local: 'b' }]))).toEqual(['archive/damaged', 'a']);
    expect(await refusalOf(forged([{ path: 'a' }], { count: 2 }))).toEqual(['archive/damaged', 'zip']);
    expect(await refusalOf(forged([{ path: 'a', flags: 1 }]))).toEqual(['archive/damaged', 'zip']);
    expect(await refusalOf(forged([{ path: 'a', method: 99 }]))).toEqual(['archive/damaged', 'zip']);
  });

  it('is refused wherever it was cut off, and whichever byte of it was changed is read or refused and nothing else', async () => {
    const zip = await zipped([
      { path: 'one', bytes: words('one') },
      { path: 'two', bytes: words('two') },
    ]);
    for (let length = 0; length < zip.length; length += 1)
      expect(await refusalOf(zip.subarray(0, length)), `cut at ${length}`).not.toBeNull();
    for (let at = 0; at < zip.length; at += 1) {
      const changed = Buffer.from(zip);
      changed[at] = (changed[at] ?? 0) ^ 0xff;
      const refusal = await refusalOf(changed);
      if (refusal) expect(refusal[0]).toMatch(/^archive\//);
    }
  });
});
