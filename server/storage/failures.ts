import {
  StorageConflict,
  StorageDamaged,
  StorageInUse,
  StorageNotWritable,
  StorageTooNew,
  StorageUnavailable,
} from './storage.ts';

/** Errors lose their class on the way between threads; this keeps it. */
export type Failure = { kind: keyof typeof classes | 'bug'; message: string; stack?: string | undefined };

const classes = {
  conflict: StorageConflict,
  unavailable: StorageUnavailable,
  damaged: StorageDamaged,
  'in-use': StorageInUse,
  'too-new': StorageTooNew,
  'not-writable': StorageNotWritable,
};

export function toError(failure: Failure): Error {
  if (failure.kind === 'bug') return new Error(failure.message, { cause: failure.stack });
  return new classes[failure.kind](failure.message);
}

export function toFailure(error: unknown): Failure {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  for (const [kind, Class] of Object.entries(classes)) {
    if (error instanceof Class) return { kind: kind as keyof typeof classes, message };
  }
  if (isUnavailable(error)) return { kind: 'unavailable', message };
  if (isDamage(error)) return { kind: 'damaged', message };
  return { kind: 'bug', message, stack };
}

/** The engine cannot do it now, perhaps later: disk full or failing, file locked by another, no memory. */
export function isUnavailable(error: unknown): boolean {
  return /^SQLITE_(FULL|IOERR|BUSY|LOCKED|CANTOPEN|READONLY|NOMEM|PROTOCOL)/.test(codeOf(error));
}

export function isDamage(error: unknown): boolean {
  return /^SQLITE_(CORRUPT|NOTADB)/.test(codeOf(error));
}

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
