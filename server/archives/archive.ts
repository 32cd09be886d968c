import { canvasesOf, type CanvasAddress } from '#server/canvases/canvas-host.ts';
import type { Deps } from '#server/deps.ts';
import { DOCUMENT_FORMATS, fileNameOf, type Order } from '#server/documents/documents.ts';
import { lookupsOf } from '#server/documents/lookups.ts';
import { inputOf } from '#server/documents/synthesis-of.ts';
import type { LiveSession } from '#server/sessions/live-session.ts';
import type { RecordedCanvas } from '#server/storage/storage.ts';
import type { DrawnFigure } from '#shared/protocol/figures.ts';
import type { Refusal } from '#shared/protocol/refusals.ts';
import { SYNTHESIS_JSON_SCHEMA } from '#shared/synthesis/schema.ts';
import { synthesise, type SynthesisInput } from '#shared/synthesis/synthesis.ts';
import { exportTextsOf } from '#shared/synthesis/texts.ts';
import { archivePage, type PageLanguage } from './page.ts';
import {
  ARCHIVE_FORMAT,
  ARCHIVE_VERSION,
  PATHS,
  sha256,
  type ArchivedPerson,
  type Manifest,
} from './manifest.ts';
import { zipped, type Entry } from './zip-writing.ts';

/** Everything of a session but the people's names: to read from disk, and to be opened again. */
export async function archiveOf(
  deps: Deps,
  session: LiveSession,
): Promise<{ fileName: string; zip: Buffer } | Refusal> {
  const written = await documentsOf(deps, session);
  if ('code' in written) return written;
  const { languages, documents } = written;
  const { entries, unreadable, seq } = await recordOf(deps, session);
  const schema = text(PATHS.schema, SYNTHESIS_JSON_SCHEMA);
  const held = [text(PATHS.page, archivePage(languages)), ...documents, schema, ...entries];
  const manifest: Manifest = {
    format: ARCHIVE_FORMAT,
    version: ARCHIVE_VERSION,
    session: { id: session.id, createdAt: session.record.createdAt, seq },
    unreadable,
    entries: held.map(({ path, bytes }) => ({ path, bytes: bytes.length, sha256: sha256(bytes) })),
  };
  const zip = await zipped([text(PATHS.manifest, `${JSON.stringify(manifest, null, 2)}\n`), ...held]);
  const title = languages[0]?.synthesis;
  return { fileName: `${title ? fileNameOf(title) : session.id}.zip`, zip };
}

/** Every document in every language of the session, and what the page says of each language. */
async function documentsOf(
  deps: Deps,
  session: LiveSession,
): Promise<{ languages: PageLanguage[]; documents: Entry[] } | Refusal> {
  const everything = { session, actor: { role: 'organizer' as const, participantId: null } };
  const inputs: SynthesisInput[] = [];
  for (const language of session.state.languages) inputs.push(await inputOf(deps, everything, language));
  const files = inputs.flatMap((input) => DOCUMENT_FORMATS.map((format) => ({ format, input })));
  const figures = inputs.map((input) => ({ format: 'figures' as const, input, isPublic: false }));
  const pictured = pictureOrders(session, inputs);
  const written = await deps.documents.writeAll([...files, ...figures, ...pictured]);
  if ('code' in written) return written;
  const drawn = written.slice(files.length + figures.length);
  const documents = written.slice(0, files.length).map(({ body, fileName }, at) => ({
    path: `documents/${files[at]?.input.language ?? ''}/${fileName}`,
    bytes: Buffer.from(body),
  }));
  const pictures = drawn.map(({ body }, at) => ({
    path: `documents/canvases/${pictured[at]?.group ?? ''}/${pictured[at]?.block ?? ''}.png`,
    bytes: Buffer.from(body),
  }));
  const languages = inputs.map((input, at) => {
    const from = at * DOCUMENT_FORMATS.length;
    const inLanguage = DOCUMENT_FORMATS.map((format, nth) => ({
      path: documents[from + nth]?.path ?? '',
      ending: format.toUpperCase(),
    }));
    const synthesis = synthesise(input);
    const { roomName, blockTitle } = lookupsOf(synthesis, exportTextsOf(input.language));
    const canvases = pictured.map(({ group, block }, nth) => ({
      path: pictures[nth]?.path ?? '',
      ending: `${roomName(group)}, ${blockTitle(block)} (PNG)`,
    }));
    return {
      language: input.language,
      synthesis,
      figures: JSON.parse(String(written[files.length + at]?.body ?? '[]')) as DrawnFigure[],
      files: [...inLanguage, { path: PATHS.schema, ending: 'JSON Schema' }, ...canvases],
    };
  });
  return { languages, documents: [...documents, ...pictures] };
}

/** Every canvas that could be read, once: their cards are in the languages they were written in. */
function pictureOrders({ state }: LiveSession, [input]: SynthesisInput[]): (Order & { format: 'canvas' })[] {
  if (!input) return [];
  return state.canvases.flatMap((path) => {
    const [group = '', block = ''] = path.split('/');
    const isRead = input.canvases.some((one) => one.group === group && one.block === block);
    return isRead ? [{ format: 'canvas', group, block, input }] : [];
  });
}

/** What the session is rebuilt from. */
async function recordOf(
  deps: Deps,
  session: LiveSession,
): Promise<{ entries: Entry[]; unreadable: string[]; seq: number }> {
  const { state } = session;
  const events = (await session.log()).filter(({ seq }) => seq <= state.seq);
  const entries = [
    text(PATHS.scenario, session.record.scenario),
    text(PATHS.events, lines(events)),
    text(PATHS.people, `${JSON.stringify(archivedPeople(session), null, 1)}\n`),
  ];
  const unreadable: string[] = [];
  for (const address of canvasesOf(state)) {
    const recorded = await deps.canvases.recorded(state, address);
    if (!recorded) unreadable.push(canvasPath(address));
    else if (recorded.updates.length > 0) entries.push(text(canvasPath(address), canvasLines(recorded)));
  }
  return { entries, unreadable, seq: state.seq };
}

export const canvasPath = ({ groupId, blockId }: Pick<CanvasAddress, 'groupId' | 'blockId'>): string =>
  `${PATHS.canvases}${groupId}/${blockId}.jsonl`;

function canvasLines({ owners, updates }: RecordedCanvas): string {
  const order = (owner: RecordedCanvas['owners'][number]) => `${owner.kind} ${owner.key}`;
  const sorted = owners.toSorted((a, b) => (order(a) < order(b) ? -1 : 1));
  return lines([
    { owners: sorted.map(({ kind, key, person }) => ({ kind, key, person })) },
    ...updates.map(({ by, at, bytes }) => ({ by, at, update: Buffer.from(bytes).toString('base64') })),
  ]);
}

/** In the order in which they came. */
function archivedPeople(session: LiveSession): ArchivedPerson[] {
  const names = new Map<string, string>();
  return Object.values(session.state.seats)
    .sort((a, b) => (a.joinedAt === b.joinedAt ? (a.id < b.id ? -1 : 1) : a.joinedAt < b.joinedAt ? -1 : 1))
    .map(({ id }) => {
      const organisation = session.seat(id)?.organisation?.trim().toLowerCase();
      if (!organisation) return { id, organisation: null };
      const name = names.get(organisation) ?? `o${names.size + 1}`;
      names.set(organisation, name);
      return { id, organisation: name };
    });
}

const lines = (list: readonly object[]): string => list.map((one) => `${JSON.stringify(one)}\n`).join('');
const text = (path: string, body: string): Entry => ({ path, bytes: Buffer.from(body) });
