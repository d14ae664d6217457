// Measuring and telling: rates, percentiles and the line that says on which machine. What is not here: what is measured.
import { availableParallelism, cpus, loadavg } from 'node:os';

/** Sorted durations of one call of `work` per item, in nanoseconds. The clock's own cost is in them; see `clockFloor`. */
export function timesOf(items, work) {
  const times = new Float64Array(items.length);
  for (let i = 0; i < items.length; i += 1) {
    const begin = process.hrtime.bigint();
    work(items[i], i);
    times[i] = Number(process.hrtime.bigint() - begin);
  }
  return times.sort();
}

/** Calls per second of `work` over all items, the best of `rounds`: what the code can do when nothing else takes the processor.
 *  `prepare` makes the items of a round and is not measured; without fresh items a round would find what the last one remembered. */
export function rateOf(rounds, prepare, work) {
  let best = 0;
  for (let round = 0; round < rounds; round += 1) {
    const items = prepare();
    const begin = process.hrtime.bigint();
    for (let i = 0; i < items.length; i += 1) work(items[i], i);
    best = Math.max(best, (items.length / Number(process.hrtime.bigint() - begin)) * 1e9);
  }
  return best;
}

export function at(sorted, part) {
  return sorted.length === 0 ? 0 : sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
}

/** The clock read twice around nothing. */
export function clockFloor(count) {
  const times = timesOf(Array.from({ length: count }), () => undefined);
  return { p50: at(times, 0.5), p99: at(times, 0.99) };
}

export function machine() {
  const [load] = loadavg();
  return { node: process.version, platform: `${process.platform} ${process.arch}`, cpu: cpus()[0]?.model.trim() ?? 'unknown', cores: availableParallelism(), loadBefore: Number(load.toFixed(1)) };
}

export function perSecond(rate) {
  return `${Math.round(rate).toLocaleString('en-US')}/s`;
}

export function micros(nanoseconds) {
  return `${(nanoseconds / 1000).toFixed(nanoseconds < 10_000 ? 1 : 0)} µs`;
}
