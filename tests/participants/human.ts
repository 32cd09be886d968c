export * from '#rehearsal/human.ts';
