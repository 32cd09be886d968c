export * from '#client/rehearsal/human.ts';
