export * from '#client/rehearsal/node-socket.ts';
