export * from '#rehearsal/until.ts';
