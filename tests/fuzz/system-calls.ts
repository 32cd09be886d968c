/** What strace writes down, one file for each thread (`-ff -ttt -T -yy -xx`), read as calls in the order they returned. */
export type Call = {
  isRead: boolean;
  /** Both ends of the connection. */
  socket: string;
  bytes: Buffer;
  begin: number;
  end: number;
};
export type Sync = { file: string; begin: number; end: number };
export type Trace = { calls: Call[]; syncs: Sync[] };

const LINE = /^(\d+\.\d+) (\w+)\((\d+)<((?:->|[^>])*)>(.*)\) += (-?\d+)\b.*<(\d+\.\d+)>$/s;

export function readTrace(files: string[]): Trace {
  const trace: Trace = { calls: [], syncs: [] };
  for (const line of files.flatMap((file) => file.split('\n'))) {
    const [, begun = '', name = '', , target = '', rest = '', result = '', took = ''] = LINE.exec(line) ?? [];
    const begin = Number(begun);
    const end = begin + Number(took);
    const file = plain(target);
    if (name === 'fsync' || name === 'fdatasync') {
      if (result === '0') trace.syncs.push({ file: file.split('/').at(-1) ?? file, begin, end });
    } else if (file.startsWith('TCP') && Number(result) > 0) {
      const bytes = bytesIn(rest).subarray(0, Number(result));
      trace.calls.push({ isRead: name === 'read', socket: file, bytes, begin, end });
    }
  }
  trace.calls.sort((a, b) => a.end - b.end);
  return trace;
}

/** All strings of a call's arguments, one after the other. */
function bytesIn(text: string): Buffer {
  const strings = [...text.matchAll(/"((?:\\x[0-9a-f]{2})*)"/g)].map(([, hex = '']) =>
    hex.replaceAll('\\x', ''),
  );
  return Buffer.from(strings.join(''), 'hex');
}

const plain = (text: string): string =>
  text.replace(/\\x([0-9a-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
