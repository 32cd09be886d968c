export * from '#client/rehearsal/texts.ts';
