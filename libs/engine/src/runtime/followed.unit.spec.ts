// What a case learns of linked cases: when, with what effect, and what never happens. What is not here: sequences of news (`followed.prop.spec.ts`).
import { caseUnderReview, path, run, staff, worldOf } from '../fixtures.contract.js';
import { reachOf, takeNotice, type LinkNews } from './followed.js';
import { fold, replaySteps } from './fold.js';
import { CHILD, linkingPath, news, OTHER_CHILD, WORLD_AT } from './link-story.contract.js';
import type { Outcome } from './outcome.js';
import type { CaseSnapshot } from './snapshot.js';

const world = worldOf(staff.counter, WORLD_AT);
const notice = (snapshot: CaseSnapshot, what: LinkNews, seq = 9): Outcome | null => takeNotice(linkingPath, snapshot, what, world, seq);
const noticed = (snapshot: CaseSnapshot, what: LinkNews, seq = 9): Outcome => {
  const outcome = notice(snapshot, what, seq);
  if (outcome === null) throw new Error('nothing was noticed');
  return outcome;
};
const review = caseUnderReview();
const linked = noticed(review, news(1, { states: ['stage', 'stage.registered'] })).snapshot;

describe('the first entry of a linked case', () => {
  it('is noted by an entry that nobody made, with number, entry and hash, and takes effect', () => {
    const { entry, snapshot } = noticed(review, news(1, { states: ['stage', 'stage.registered'] }), 3);
    expect(entry).toMatchObject({
      kind: 'linked', act: 'link.advice', actor: null, authority: null, from: [], to: [], sealed: [],
      payload: { input: { case: CHILD, number: '云检建〔2026〕1号', entry: { seq: 1, hash: news(1, {}).hash }, on: [{ state: 'stage.registered' }], notes: [{ zh: '已登记', en: '已登记' }] } },
    });
    expect(snapshot).toMatchObject({ version: review.version + 1, states: review.states, clocks: { supplement: { phase: 'running' } } });
    expect(snapshot.linked).toEqual({ [CHILD]: { link: 'advice', path: 'support.suggestion', number: '云检建〔2026〕1号', seq: 1, followed: [{ on: [{ state: 'stage.registered' }], seq: 1, entry: 3 }] } });
  });

  it('is noted even where nothing follows from it', () => {
    expect(noticed(review, news(1, { states: ['stage.elsewhere'] }))).toMatchObject({ entry: { kind: 'linked', payload: { input: { on: [] } } }, snapshot: { linked: { [CHILD]: { seq: 1 } } } });
  });

  it('is noted of a link that this release of the path does not have', () => {
    expect(noticed(review, news(1, { states: ['stage.registered'] }, { link: 'gone' }))).toMatchObject({ entry: { kind: 'linked', act: 'link.gone' } });
  });

  it('comes before any other: a later one is a fault of whoever carries it', () => {
    expect(() => notice(review, news(2, { clocks: ['reply'] }))).toThrow('before it knows of it');
  });
});

describe('what a linked case gets to', () => {
  it('by silence sets the facts that the path says', () => {
    expect(noticed(linked, news(4, { clocks: ['reply'] }))).toMatchObject({ entry: { kind: 'followed', actor: null }, snapshot: { facts: { silent: true }, linked: { [CHILD]: { seq: 4 } } } });
  });

  it('in several ways at once takes all of them, in the order of the document', () => {
    const { snapshot, entry } = noticed(linked, news(6, { states: ['stage.closed'], ending: 'closed' }));
    expect(snapshot).toMatchObject({ facts: { returns: 2 }, clocks: { supplement: { phase: 'satisfied' } } });
    expect(entry.payload).toMatchObject({ input: { on: [{ state: 'stage.closed' }, { ending: 'closed' }] } });
  });

  it('is nothing where nothing follows', () => {
    expect(notice(linked, news(5, { states: ['stage.serving'], clocks: ['record'] }))).toBeNull();
    expect(notice(linked, news(5, { ending: 'withdrawn' }))).toBeNull();
  });

  it('counts once: the same entry, or an earlier one, has no effect', () => {
    const silent = noticed(linked, news(4, { clocks: ['reply'] })).snapshot;
    expect([notice(silent, news(4, { clocks: ['reply'] })), notice(silent, news(3, { clocks: ['reply'] })), notice(silent, news(1, { states: ['stage.registered'] }))]).toEqual([null, null, null]);
  });

  it('of two cases by one link is kept apart', () => {
    const both = noticed(linked, news(1, { states: ['stage.registered'] }, { case: OTHER_CHILD, number: '云检建〔2026〕2号' })).snapshot;
    expect(Object.values(both.linked ?? {}).map(({ number, seq }) => [number, seq])).toEqual([['云检建〔2026〕1号', 1], ['云检建〔2026〕2号', 1]]);
  });

  it('that would break a rule is noted with the refusal, and nothing of it takes effect', () => {
    const known = noticed(review, news(1, {}, { link: 'odd' })).snapshot;
    const { snapshot, entry } = noticed(known, news(2, { states: ['stage.closed'] }, { link: 'odd' }));
    expect(snapshot.facts).toEqual(known.facts);
    expect(entry.payload).toMatchObject({ input: { effectsRefused: { code: 'FACTS.OUT_OF_RANGE', params: { fact: 'returns' } } } });
  });
});

describe('a case that has ended', () => {
  const over: CaseSnapshot = { ...linked, states: ['stage.closed', 'extension.idle'], status: 'ended', ending: 'closed' };

  it('notes what comes and changes nothing by it', () => {
    const { snapshot, entry } = noticed(over, news(4, { clocks: ['reply'] }));
    expect([snapshot.facts, snapshot.clocks, entry.payload['input']]).toEqual([over.facts, over.clocks, expect.objectContaining({ withheld: true, on: [{ clock: 'reply' }] })]);
    expect(snapshot.linked?.[CHILD]).toMatchObject({ seq: 4 });
  });

  it('changes where the link holds after the ending', () => {
    const graded = noticed(noticed(over, news(1, {}, { case: OTHER_CHILD, link: 'after' })).snapshot, news(3, { states: ['stage.graded'] }, { case: OTHER_CHILD, link: 'after' }));
    expect([graded.snapshot.facts['silent'], graded.snapshot.status, 'withheld' in (graded.entry.payload['input'] as object)]).toEqual([true, 'ended', false]);
  });
});

it('the journal folds to the case and replays through the machine', () => {
  const first = noticed(review, news(1, { states: ['stage.registered'] }));
  const second = noticed(first.snapshot, news(4, { clocks: ['reply'] }));
  const entries = [{ payload: { patch: review as never }, kind: 'opened', act: 'receive' }, first.entry, second.entry].map((entry, index) => ({ ...entry, seq: index + 1 }));
  expect(fold(entries)).toEqual({ ok: true, value: second.snapshot });
  expect(replaySteps(linkingPath, entries)).toEqual({ ok: true, value: 0 });
});

describe('where an entry brought a case', () => {
  const origin = { case: OTHER_CHILD, link: 'advice', path: 'x' };
  const from: CaseSnapshot = { ...review, origin };

  it('is nobody’s matter without an origin', () => {
    expect(reachOf(path, null, review)).toBeNull();
  });

  it('is everything active for the first entry, and what is new for others', () => {
    expect(reachOf(path, null, from)).toEqual({ states: ['stage', 'stage.reviewing', 'extension', 'extension.idle'], clocks: [] });
    expect(reachOf(path, from, { ...from, version: 3, facts: { returns: 1 } })).toBeNull();
    expect(reachOf(path, from, run(from, staff.handler, 'sendBack'))).toEqual({ states: ['stage.returned'], clocks: [] });
  });

  it('tells the ending once and the end of a clock once a run', () => {
    const closing: CaseSnapshot = { ...from, states: ['stage.closed', 'extension.idle'], status: 'ended', ending: 'closed' };
    expect(reachOf(path, from, closing)).toEqual({ states: ['stage.closed'], clocks: [], ending: 'closed' });
    expect(reachOf(path, closing, { ...closing, version: 9 })).toBeNull();
    const clock = from.clocks['review'] as never as object;
    const late: CaseSnapshot = { ...from, clocks: { review: { ...clock, phase: 'overdue' } as never } };
    expect(reachOf(path, from, late)).toEqual({ states: [], clocks: ['review'] });
    expect(reachOf(path, late, { ...late, version: 9 })).toBeNull();
    expect(reachOf(path, late, { ...late, clocks: { review: { ...clock, phase: 'overdue', run: 2 } as never } })).toEqual({ states: [], clocks: ['review'] });
  });
});
