import type { Group } from './state.ts';

/** [S122] What was written in a dissolved group stays where it is; people go only to those still open. */
export const isOpenGroup = (group: Pick<Group, 'dissolvedAt'>): boolean => group.dissolvedAt === undefined;

export const openGroups = ({ groups }: { groups: Group[] }): Group[] => groups.filter(isOpenGroup);
