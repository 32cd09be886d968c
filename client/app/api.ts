/** A refusal as the server words it: sentences in the reader's language. */
export type Refused = {
  ok: false;
  code: string;
  detail: string;
  kept?: string;
  todo?: string;
  errors?: { path: string; message: string }[];
};
export type Answer<T> = { ok: true; body: T } | Refused;

/** Posts to the server. Without a network it answers with the code `network`, for the page to word. */
export async function post<T>(
  path: string,
  body: unknown,
  language: string,
  key?: string,
): Promise<Answer<T>> {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: {
        'accept-language': language,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as T & Omit<Refused, 'ok'>;
    return response.ok ? { ok: true, body: answer } : { ...answer, ok: false };
  } catch {
    return { ok: false, code: 'network', detail: '' };
  }
}
