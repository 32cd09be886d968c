export * from '#client/rehearsal/participant.ts';
