export * from '#rehearsal/http.ts';
