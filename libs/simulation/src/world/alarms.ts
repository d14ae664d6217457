// The queue of a simulated case: reminders that ring when somebody lets them, can be lost, and are never the truth about anything.
// What is not here: workers, retries and dead letters (the adapters have their own contract).
import type { Job, JobRequest } from '@quanze/application';
import type { Instant } from '@quanze/kernel';

export class AlarmQueue {
  private readonly waiting = new Map<string, JobRequest>();

  /** The same id again moves the reminder. */
  set(request: JobRequest): void {
    this.waiting.set(request.id, request);
  }

  /** Takes out what is due, soonest first. */
  takeDue(now: Instant): readonly Job[] {
    const due = [...this.waiting.values()].filter(({ dueAt }) => dueAt <= now).sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1));
    for (const { id } of due) this.waiting.delete(id);
    return due.map(({ id, name, data, dueAt }) => ({ id, name, data, dueAt, attempt: 1 }));
  }

  /** A reminder that is not due yet. */
  get next(): Job | undefined {
    const [first] = this.waiting.values();
    return first === undefined ? undefined : { id: first.id, name: first.name, data: first.data, dueAt: first.dueAt, attempt: 1 };
  }
}
