// Numbers for Prometheus. Labels are routes, codes and job names: no ids, no names, nothing about a case.
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { JobPort } from '@quanze/application';

export class Metrics {
  readonly registry = new Registry();
  private readonly duration = new Histogram({
    name: 'quanze_http_request_seconds', help: 'Time to answer a request', labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10], registers: [this.registry],
  });
  private readonly refusals = new Counter({ name: 'quanze_refusals_total', help: 'Requests refused, by code', labelNames: ['code'], registers: [this.registry] });
  private readonly streams = new Gauge({ name: 'quanze_event_streams', help: 'Event streams open now', registers: [this.registry] });

  constructor(jobs?: Pick<JobPort, 'depth'>) {
    collectDefaultMetrics({ register: this.registry, prefix: 'quanze_' });
    if (jobs !== undefined) this.watchJobs(jobs);
  }

  answered(method: string, route: string, status: number, seconds: number): void {
    this.duration.observe({ method, route, status: String(status) }, seconds);
  }

  refused(code: string): void {
    this.refusals.inc({ code });
  }

  streamsOpen(count: number): void {
    this.streams.set(count);
  }

  private watchJobs(jobs: Pick<JobPort, 'depth'>): void {
    const gauge = new Gauge({
      name: 'quanze_jobs', help: 'Jobs by name and state', labelNames: ['name', 'state'], registers: [this.registry],
      async collect() {
        gauge.reset();
        // Numbers of a queue that is away are left out; the other numbers are still of use.
        const depth = await jobs.depth().catch(() => ({}));
        for (const [name, counts] of Object.entries(depth)) for (const [state, count] of Object.entries(counts)) gauge.set({ name, state }, count);
      },
    });
  }
}

export const METRICS = Symbol('metrics');
