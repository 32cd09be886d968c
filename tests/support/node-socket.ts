export * from '#rehearsal/node-socket.ts';
