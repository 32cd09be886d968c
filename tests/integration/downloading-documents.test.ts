import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { DOCUMENT_FORMATS } from '#server/documents/documents.ts';
import type { StartWriting } from '#server/documents/document-writer.ts';
import { addCard } from '#shared/canvas/edit.ts';
import { request } from '../support/http.ts';
import { readPdf, wordsOf } from '../support/office.ts';
import { problemsOf } from '../support/json-schema.ts';
import { until } from '../support/until.ts';
import { createWorkshop, startApp, type Workshop } from '../support/workshop.ts';

const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

async function workshopOn(startWriting?: StartWriting): Promise<Workshop> {
  const { url, stop } = await startApp(startWriting ? { startWriting } : {});
  open.push(stop);
  const workshop = await createWorkshop(url);
  open.push(() => workshop.leave());
  return workshop;
}

async function written(workshop: Workshop, text: string): Promise<void> {
  const group = workshop.moderator.view.groups[0];
  const person = await workshop.join({ name: 'Dulce', language: 'fr', groupId: group?.id ?? '' });
  const canvas = await person.openCanvas(group?.id ?? '', group?.blocks[0] ?? '');
  addCard(canvas.doc, person.writer, { zone: 'gaps', text, lang: 'fr', territory: null });
  await person.saved();
}

const address = ({ url, sessionId }: Workshop, format: string, language: string) =>
  `${url}/api/sessions/${sessionId}/synthesis.${format}?lang=${language}`;
const download = (workshop: Workshop, format: string, language = 'fr', signal?: AbortSignal) =>
  fetch(address(workshop, format, language), {
    headers: { authorization: `Bearer ${workshop.keys.moderator}` },
    ...(signal && { signal }),
  });
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

/** Threads that never answer, and how many of them run. */
function silentThreads() {
  const running = new Set<Worker>();
  const start: StartWriting = () => {
    const thread = new Worker('setInterval(() => undefined, 1000)', { eval: true });
    running.add(thread);
    thread.once('exit', () => running.delete(thread));
    return thread;
  };
  return { start, running };
}

describe('documents over HTTP', () => {
  it('are there in the middle of a session, in each of its languages, for other programs to open', async () => {
    const workshop = await workshopOn();
    await written(workshop, 'Pas de crédit à São Tomé');
    for (const language of ['fr', 'es', 'en']) {
      const [docx, pdf] = await Promise.all(
        ['docx', 'pdf'].map((format) => download(workshop, format, language)),
      );
      expect(docx?.headers.get('content-type')).toContain('wordprocessingml.document');
      expect(pdf?.headers.get('content-type')).toBe('application/pdf');
      expect(pdf?.headers.get('content-disposition')).toMatch(new RegExp(`-${language}\\.pdf"$`));
      if (docx) expect(await wordsOf(await bytesOf(docx))).toContain('Pas de crédit à São Tomé');
      if (pdf) expect(readPdf(await bytesOf(pdf)).text).toContain('Pas de crédit à São Tomé');
    }
  }, 180_000);

  it('as JSON are as the published schema says, which anybody may read', async () => {
    const workshop = await workshopOn();
    await written(workshop, 'Pas de crédit');
    const schema = await request(`${workshop.url}/api/synthesis.schema.json`);
    const json = await download(workshop, 'json');
    expect(problemsOf(await json.json(), schema.body)).toEqual([]);
  });

  it('are refused to who may not see the synthesis yet, and in a language the session does not have', async () => {
    const workshop = await workshopOn();
    const person = await workshop.join({ name: 'Ama', language: 'en' });
    for (const format of DOCUMENT_FORMATS) {
      const early = await request(address(workshop, format, 'fr'), { key: person.key });
      expect([early.status, early.body.code]).toEqual([403, 'session/not-moderator']);
      const unknown = await request(address(workshop, format, 'pt'), { key: workshop.keys.moderator });
      expect([unknown.status, unknown.body.code]).toEqual([422, 'session/language-unknown']);
    }
  });

  it('come with drawings for the page, for those who may see the synthesis, and pictures of canvases for all', async () => {
    const workshop = await workshopOn();
    await written(workshop, 'Pas de crédit');
    const person = await workshop.join({ name: 'Ama', language: 'en' });
    const group = workshop.moderator.view.groups[0];
    const below = `${workshop.url}/api/sessions/${workshop.sessionId}`;
    const figures = await request(`${below}/figures.json?lang=fr`, { key: workshop.keys.moderator });
    expect((figures.body as unknown as { id: string }[]).map(({ id }) => id)).toContain('threads');
    const early = await request(`${below}/figures.json`, { key: person.key });
    expect([early.status, early.body.code]).toEqual([403, 'session/not-moderator']);

    const picture = (path: string) =>
      fetch(`${below}/canvases/${path}.png?lang=fr`, { headers: { authorization: `Bearer ${person.key}` } });
    const own = await picture(`${group?.id}/${group?.blocks[0]}`);
    expect([own.status, own.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect((await bytesOf(own)).subarray(1, 4).toString()).toBe('PNG');
    expect((await picture(`${group?.id}/nothing`)).status).toBe(404);
    expect((await picture(`synthesis/overall`)).status).toBe(404);
    expect((await fetch(`${below}/canvases/${group?.id}/${group?.blocks[0]}.png`)).status).toBe(401);
  }, 60_000);

  it('twenty at once all arrive, the same bytes for the same session', async () => {
    const workshop = await workshopOn();
    await written(workshop, 'Une carte');
    // Until then people come and go, and the synthesis tells how many.
    await workshop.moderator.must({ type: 'session.close' });
    const formats = Array.from({ length: 20 }, (_, index) => ['xlsx', 'pdf'][index % 2] ?? '');
    const files = await Promise.all(
      formats.map(async (format) => {
        const response = await download(workshop, format);
        return [response.status, format, (await bytesOf(response)).toString('base64')].join();
      }),
    );
    expect(files.every((file) => file.startsWith('200,'))).toBe(true);
    expect(new Set(files).size).toBe(2);
  }, 240_000);

  it('of a thread that dies are refused in words, and the next one is written', async () => {
    let isBroken = true;
    const workshop = await workshopOn(
      () =>
        new Worker(
          isBroken
            ? 'throw new Error("broken")'
            : 'require("node:worker_threads").parentPort.postMessage([{ body: "x", contentType: "text/plain", fileName: "x" }])',
          { eval: true },
        ),
    );
    const failed = await request(address(workshop, 'pdf', 'fr'), { key: workshop.keys.moderator });
    expect([failed.status, failed.body.code]).toEqual([503, 'document/failed']);
    expect(failed.body.todo).toBeTruthy();
    isBroken = false;
    expect((await download(workshop, 'pdf')).status).toBe(200);
  });

  it('that nobody waits for any more give their turn to others', async () => {
    const { start, running } = silentThreads();
    const workshop = await workshopOn(start);
    const clients = Array.from({ length: 3 }, () => new AbortController());
    const answers = clients.map((client) =>
      download(workshop, 'pdf', 'fr', client.signal).catch(() => 'gone'),
    );
    await until('two to be written, and no more', () => running.size === 2);
    const [first, second] = [...running];
    clients[0]?.abort();
    clients[1]?.abort();
    await until(
      'the third to have its turn',
      () => running.size === 1 && !running.has(first as Worker) && !running.has(second as Worker),
    );
    clients[2]?.abort();
    await until('nothing to be written', () => running.size === 0);
    expect(await Promise.all(answers)).toEqual(['gone', 'gone', 'gone']);
  });
});
