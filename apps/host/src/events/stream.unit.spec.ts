// Event streams: order, visibility, coming back, slow readers, and the end.
import { EventHub, EVENTS_KEPT_MAX, type LiveEvent } from './hub.js';
import { openStream, type StreamOptions } from './stream.js';

const event = (id: number, caseId = 'c1'): LiveEvent => ({ id: String(id), topic: 'case.changed', caseId, data: { caseId, version: id } });
const settle = () => new Promise((resolve) => setImmediate(resolve));

function begin(hub: EventHub, more: Partial<StreamOptions> = {}) {
  const out = { text: '', ended: 0 };
  const faults: unknown[] = [];
  const close = openStream({
    hub, lastEventId: null, mayKnow: async () => true, heartbeatMs: 60_000, onFault: (error) => faults.push(error),
    output: { write: (text) => (out.text += text, true), end: () => (out.ended += 1) }, ...more,
  });
  const ids = () => [...out.text.matchAll(/^id: (\d+)$/gm)].map((match) => Number(match[1]));
  return { out, ids, close, faults };
}

describe('an event stream', () => {
  it('tells events in order, also when finding out about the first takes longer', async () => {
    const hub = new EventHub();
    let release = (): void => undefined;
    const slow = new Promise<void>((resolve) => (release = resolve));
    const stream = begin(hub, { mayKnow: async ({ id }) => (id === '1' ? slow.then(() => true) : true) });
    [1, 2, 3].forEach((id) => hub.publish(event(id)));
    await settle();
    expect(stream.ids()).toEqual([]);
    release();
    await settle();
    expect(stream.ids()).toEqual([1, 2, 3]);
    stream.close();
  });

  it('leaves out what the person may not know of', async () => {
    const hub = new EventHub();
    const stream = begin(hub, { mayKnow: async ({ caseId }) => caseId === 'mine' });
    hub.publish(event(1, 'theirs'));
    hub.publish(event(2, 'mine'));
    await settle();
    expect(stream.ids()).toEqual([2]);
    expect(stream.out.text).not.toContain('theirs');
    stream.close();
  });

  it('ends when visibility cannot be found out, and tells nothing', async () => {
    const hub = new EventHub();
    const stream = begin(hub, { mayKnow: () => Promise.reject(new Error('database away')) });
    hub.publish(event(1));
    await settle();
    expect([stream.ids(), stream.out.ended, stream.faults.length, hub.listening]).toEqual([[], 1, 1, 0]);
  });

  it('sends again what came after the last number, each once', async () => {
    const hub = new EventHub();
    [1, 2, 2, 3].forEach((id) => hub.publish(event(id)));
    const stream = begin(hub, { lastEventId: '1' });
    await settle();
    expect(stream.ids()).toEqual([2, 3]);
    stream.close();
  });

  it('tells who comes back too late to load anew', async () => {
    const hub = new EventHub();
    for (let id = 1; id <= EVENTS_KEPT_MAX + 1; id += 1) hub.publish(event(id));
    expect(hub.since('1')).toBeNull();
    expect(hub.since('2')).toHaveLength(EVENTS_KEPT_MAX - 1);
    const stream = begin(hub, { lastEventId: '1' });
    await settle();
    expect(stream.out.text).toContain('event: reset\ndata: {}\n\n');
    expect(stream.ids()).toEqual([]);
    stream.close();
  });

  it('tells everybody to load anew when events were missed, and keeps no older number', async () => {
    const hub = new EventHub();
    const stream = begin(hub);
    hub.publish(event(1));
    await settle();
    hub.reset('reset');
    await settle();
    expect(stream.out.text).toContain('event: reset');
    expect(hub.since('1')).toBeNull();
    stream.close();
  });

  it('lets go of a reader for whom too much waits', async () => {
    const hub = new EventHub();
    const stream = begin(hub, { mayKnow: () => new Promise(() => undefined) });
    for (let id = 1; id <= 502; id += 1) hub.publish(event(id));
    expect([stream.out.ended, hub.listening]).toEqual([1, 0]);
  });

  it('ends once, whoever ends it, and hears nothing after', async () => {
    const hub = new EventHub();
    const stream = begin(hub);
    hub.close();
    stream.close();
    hub.publish(event(1));
    await settle();
    expect([stream.out.ended, stream.ids(), hub.listening]).toEqual([1, [], 0]);
  });
});
