export * from '#rehearsal/participant.ts';
