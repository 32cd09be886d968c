/**
 * Counts up to how many there are, so many more in each task: what takes long to draw keeps nobody waiting who presses something
 * meanwhile. Made while a component is.
 */
export class InTurns {
  count = $state(0);

  constructor(all: () => number, each = 1) {
    this.count = each;
    $effect(() => {
      if (this.count >= all()) return;
      const timer = setTimeout(() => (this.count += each));
      return () => clearTimeout(timer);
    });
  }
}
