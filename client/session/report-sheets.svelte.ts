import type { CanvasSnapshot, CardSnapshot } from '#shared/canvas/snapshot.ts';
import { newestTranslation } from '#shared/canvas/translations.ts';
import { CanvasCopies } from './canvas-copies.svelte.ts';
import type { SessionState } from './session-state.svelte.ts';

/** What a group tells the plenary about one of its blocks. */
export type ReportSheet = {
  groupId: string;
  blockId: string;
  ref: string | null;
  action: CardSnapshot | null;
  /** Of the action, in the reader's language, where somebody has translated it. */
  translation: string | null;
  question: string;
  lines: string[];
  lang: string;
};

/** Report sheets as they were when they were last asked for. */
export class ReportSheets {
  #session: SessionState;
  #copies: CanvasCopies;

  constructor(session: SessionState) {
    this.#session = session;
    this.#copies = new CanvasCopies(session);
  }

  /** A canvas that cannot be read now leaves what was read before. */
  async load(groupIds: string[], language: string): Promise<void> {
    const groups = this.#session.view?.groups.filter((group) => groupIds.includes(group.id)) ?? [];
    const paths = groups.flatMap((group) => group.blocks.map((blockId) => `${group.id}/${blockId}`));
    await this.#copies.load(paths, language);
  }

  /** The sheets of a group, for a reader of this language. */
  of(groupId: string, language: string): ReportSheet[] {
    const blocks = this.#session.view?.groups.find(({ id }) => id === groupId)?.blocks ?? [];
    return blocks.flatMap((blockId) => {
      const canvas = this.#copies.of(`${groupId}/${blockId}`);
      return canvas ? [sheetOf(canvas, language)] : [];
    });
  }
}

function sheetOf(canvas: CanvasSnapshot, language: string): ReportSheet {
  const { group: groupId, block: blockId, report, cards } = canvas;
  const action = cards.find(({ id }) => id === report.action) ?? null;
  const isForeign = action !== null && action.lang !== language;
  const translation = isForeign ? newestTranslation(canvas, action.id, language) : null;
  return {
    groupId,
    blockId,
    ref: action && `${groupId}/${blockId}/${action.id}`,
    action,
    translation: translation?.text ?? null,
    question: report.question.trim(),
    lines: report.lines.split('\n').flatMap((line) => line.trim() || []),
    lang: report.lang,
  };
}
