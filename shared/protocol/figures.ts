/** What a synthesis is drawn as; a long one of a kind comes in several, one after the other. */
export type FigureId = 'threads' | 'spread' | 'standing' | 'medians' | 'coverage';

/**
 * A figure as SVG for a wide place (760 px) and a narrow one (360 px), in the colours of the pages' tokens, without styles, scripts or
 * ids. `caption` is in the synthesis's language.
 */
export type DrawnFigure = { id: FigureId; caption: string; wide: string; narrow: string };
