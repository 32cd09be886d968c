import type { FastifyReply, FastifyRequest } from 'fastify';
import { REFUSALS, type Refusal } from '#shared/protocol/refusals.ts';
import type { Problem } from '#shared/protocol/rest.ts';
import {
  errorTexts,
  fieldErrorTexts,
  INTERFACE_LANGUAGES,
  type InterfaceLanguage,
} from '#shared/i18n/server.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The language of the seat that asks, once it is known. */
    seatLanguage: string | null;
  }
}

/** The seat's language, else what the browser prefers, else English. */
export function languageOf(request: FastifyRequest): InterfaceLanguage {
  const accepted = (request.headers['accept-language'] ?? '')
    .split(',')
    .map((entry) => {
      const [tag = '', ...parameters] = entry.trim().split(';');
      const q = parameters.find((parameter) => parameter.trim().startsWith('q='));
      return { tag, q: q ? Number(q.trim().slice(2)) || 0 : 1 };
    })
    .sort((a, b) => b.q - a.q)
    .map(({ tag }) => tag);
  for (const tag of [request.seatLanguage ?? '', ...accepted]) {
    const language = INTERFACE_LANGUAGES.find((known) => known === tag.toLowerCase().split('-')[0]);
    if (language) return language;
  }
  return 'en';
}

/** Answers with the refusal's status and its sentences in the reader's language (RFC 9457). */
export function sendRefusal(
  request: FastifyRequest,
  reply: FastifyReply,
  refusal: Refusal,
  fields: { path: string; reason: string }[] = [],
): FastifyReply {
  const language = languageOf(request);
  const status = REFUSALS[refusal.code];
  const { title, detail, kept, todo } = errorTexts(language)[refusal.code];
  const fill = (sentence: string) => withDetails(sentence, refusal.details);
  const problem: Problem = {
    type: 'about:blank',
    title: fill(title),
    status,
    code: refusal.code,
    detail: fill(detail),
    ...(kept === undefined ? {} : { kept: fill(kept) }),
    ...(todo === undefined ? {} : { todo: fill(todo) }),
    ...(fields.length === 0 ? {} : { errors: fields.map((field) => fieldError(field, language)) }),
    ...(refusal.details === undefined ? {} : { details: refusal.details }),
  };
  if (status < 500) request.log.info({ code: refusal.code, route: request.routeOptions.url }, 'refused');
  const seconds = refusal.details?.['seconds'];
  if (status === 429) void reply.header('retry-after', typeof seconds === 'number' ? seconds : 1);
  if (status === 401) void reply.header('www-authenticate', 'Bearer');
  return reply
    .code(status)
    .header('content-language', language)
    .header('cache-control', 'no-store')
    .type('application/problem+json')
    .serializer((body: unknown) => JSON.stringify(body))
    .send(problem);
}

const withDetails = (sentence: string, details: Record<string, unknown> = {}): string =>
  sentence.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => String(details[name] ?? whole));

function fieldError({ path, reason }: { path: string; reason: string }, language: InterfaceLanguage) {
  const texts: Record<string, string> = fieldErrorTexts(language);
  return { path, message: texts[reason] ?? texts['bad-form'] ?? reason };
}

type ZodIssue = {
  path?: (string | number)[];
  instancePath?: string;
  params?: unknown;
  message?: string;
  keyword?: string;
};

/** Fields of a body that is not of the shape, with a reason the texts know. */
export function fieldsOf(validation: ZodIssue[]): { path: string; reason: string }[] {
  return validation.slice(0, 20).map((issue) => ({
    path: (issue.instancePath ?? '').replace(/^\//, '').replaceAll('/', '.'),
    reason: reasonOf(issue),
  }));
}

function reasonOf(issue: ZodIssue): string {
  const { message = '', keyword = '' } = issue;
  if (/^[a-z]+(-[a-z]+)*$/.test(message)) return message;
  const byKeyword: Record<string, string> = {
    unrecognized_keys: 'unknown-field',
    invalid_type: /undefined/.test(message) ? 'missing' : 'wrong-type',
    too_big: 'too-big',
    too_small: 'too-small',
  };
  return byKeyword[keyword] ?? 'bad-form';
}
