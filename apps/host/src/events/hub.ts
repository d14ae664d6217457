// Live events of this host: what happened, kept for a while, and who listens. An event says that something changed, never what:
// whoever may know of it reads it through the ordinary door. What is not here: HTTP, and how events reach this host.

/** `id` is the number of the outbox message; `caseId` is null for changes of the office. */
export interface LiveEvent {
  readonly id: string;
  readonly topic: string;
  readonly caseId: string | null;
  readonly data: Readonly<Record<string, unknown>>;
}

export type Listener = (event: LiveEvent) => void;

/** How many events are kept for those who come back. */
export const EVENTS_KEPT_MAX = 2000;

export class EventHub {
  private readonly kept: LiveEvent[] = [];
  private readonly ids = new Set<string>();
  private readonly listeners = new Set<Listener>();
  private readonly closers = new Set<() => void>();

  /** Tells everybody. The same message again (a repeated delivery) is told once. */
  publish(event: LiveEvent): void {
    if (this.ids.has(event.id)) return;
    this.kept.push(event);
    this.ids.add(event.id);
    const oldest = this.kept.length > EVENTS_KEPT_MAX ? this.kept.shift() : undefined;
    if (oldest !== undefined) this.ids.delete(oldest.id);
    for (const listener of [...this.listeners]) listener(event);
  }

  /** Events were missed: nobody can come back to an earlier number, and everybody is told to load anew. */
  reset(topic: string): void {
    this.kept.length = 0;
    this.ids.clear();
    for (const listener of [...this.listeners]) listener({ id: '', topic, caseId: null, data: {} });
  }

  /** Events after `lastId`, oldest first; null when that one is not kept any more, so that nobody can say what was missed. */
  since(lastId: string): readonly LiveEvent[] | null {
    const at = this.kept.findIndex((event) => event.id === lastId);
    return at === -1 ? null : this.kept.slice(at + 1);
  }

  /** Listens until the returned function is called. @param onClose called when the host stops */
  listen(listener: Listener, onClose: () => void): () => void {
    this.listeners.add(listener);
    this.closers.add(onClose);
    return () => {
      this.listeners.delete(listener);
      this.closers.delete(onClose);
    };
  }

  get listening(): number {
    return this.listeners.size;
  }

  /** Ends every stream, so that the host can stop. */
  close(): void {
    for (const close of [...this.closers]) close();
  }
}
