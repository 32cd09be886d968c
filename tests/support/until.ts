export * from '#client/rehearsal/until.ts';
