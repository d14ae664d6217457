// Acts that take a number of the same series go one after another within a process: a number is only taken when the act is committed, and who
// loses it is judged again, so that many at once would repeat each other's work. Between processes the table decides alone.
// What is not here: giving numbers (`make.ts`).

/** Waits for one's turn in a series; a second call for the same series returns at once. */
export type TakeTurn = (series: string) => Promise<void>;

const queues = new WeakMap<object, Map<string, Promise<void>>>();

/** Runs `work`; turns it takes are given back when it ends, however it ends.   @param owner whose series they are: the store of documents */
export async function withTurns<T>(owner: object, work: (take: TakeTurn) => Promise<T>): Promise<T> {
  const held = new Map<string, () => void>();
  try {
    return await work(async (series) => {
      if (held.has(series)) return;
      const queue = queues.get(owner) ?? new Map<string, Promise<void>>();
      queues.set(owner, queue);
      const before = queue.get(series);
      let release = (): void => undefined;
      const mine = new Promise<void>((resolve) => { release = resolve; });
      queue.set(series, mine);
      held.set(series, () => {
        if (queue.get(series) === mine) queue.delete(series);
        release();
      });
      await before;
    });
  } finally {
    for (const release of held.values()) release();
  }
}
