import { runSeeds, type Outcome } from './seeds.ts';

/** A process that lives through the seeds it is sent, and tells what came of each. */
process.on('message', (seeds: number[]) => {
  const tell = ({ seed, differences, journal, deeds, kept }: Outcome): void =>
    void process.send?.({ seed, differences, journal, deeds, kept });
  runSeeds(seeds, tell).then(
    () => process.send?.('done'),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
      process.exit(1);
    },
  );
});
process.on('disconnect', () => process.exit(0));
