import type { Id } from '../session/state.ts';
import type { Told } from '../synthesis/shape.ts';

/** What is told of a block, or of all together (`overall`), as far as it could be read. */
export type NarrativeEntry = Told & { block: Id };
