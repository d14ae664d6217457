// Work that is done again and again beside the requests: at intervals, and at once when somebody says there is something to do.
// Never twice at the same time; a poke during a round gives one more round.

export interface RoundOptions {
  readonly everyMs: number;
  readonly work: () => Promise<unknown>;
  readonly onFault: (error: unknown) => void;
}

export class Rounds {
  private running: Promise<void> | null = null;
  private again = false;
  private stopped = false;
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly options: RoundOptions) {
    this.timer = setInterval(() => this.poke(), options.everyMs);
    this.timer.unref();
  }

  poke(): void {
    if (this.stopped) return;
    this.again = true;
    this.running ??= this.run().finally(() => (this.running = null));
  }

  /** Takes no new work and resolves when the round under way has ended. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.running;
  }

  private async run(): Promise<void> {
    while (this.again && !this.stopped) {
      this.again = false;
      try {
        await this.options.work();
      } catch (error) {
        // The next interval tries again; a round that fails at once must not spin.
        this.again = false;
        this.options.onFault(error);
      }
    }
  }
}
