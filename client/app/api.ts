/** A refusal as the server words it: sentences in the reader's language. */
export type Refused = {
  ok: false;
  code: string;
  detail: string;
  kept?: string;
  todo?: string;
  errors?: { path: string; message: string }[];
  /** Of the sentences; the seat's own may differ from the page's. Absent where the page words them itself. */
  language?: string;
};
export type Answer<T> = { ok: true; body: T } | Refused;

type Asking = {
  /** Of the sentences in a refusal. */
  language: string;
  /** Sent with POST, a file as it is and of its own type; absent: GET. */
  body?: unknown;
  /** A key for this request alone, instead of the browser's cookies. */
  key?: string;
  method?: 'GET' | 'POST' | 'DELETE';
  /** Keeps the answer's cookies out of this browser: the seat is somebody else's. */
  isForSomebodyElse?: boolean;
};

/** Asks the server. Without a network it answers with the code `network`, for the page to word. */
export async function ask<T>(path: string, asking: Asking): Promise<Answer<T>> {
  const { language, body, key, isForSomebodyElse = false } = asking;
  const method = asking.method ?? (body === undefined ? 'GET' : 'POST');
  const isFile = body instanceof Blob;
  try {
    const response = await fetch(path, {
      method,
      credentials: isForSomebodyElse ? 'omit' : 'same-origin',
      headers: {
        'accept-language': language,
        ...(body === undefined || isFile ? {} : { 'content-type': 'application/json' }),
        ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      },
      ...(body === undefined ? {} : { body: isFile ? body : JSON.stringify(body) }),
    });
    const answer = (await response.json()) as T & Omit<Refused, 'ok'>;
    if (response.ok) return { ok: true, body: answer };
    return { ...answer, ok: false, language: response.headers.get('content-language') ?? language };
  } catch {
    return { ok: false, code: 'network', detail: '' };
  }
}
