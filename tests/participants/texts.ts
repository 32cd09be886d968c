export * from '#rehearsal/texts.ts';
