// Random people doing random acts in the shipped flows with panels – signing, adding, handing on, asking, sending back, taking back, deciding.
// Whatever is accepted: nobody fills two conflicting capacities, a decision exists only through a deciding act of somebody who was asked by
// no panel and proposed nothing, and the journal folds to the snapshot.
import fc from 'fast-check';
import { attempt, caseUnderReview, REASONS, staff } from '../fixtures.contract.js';
import { fold, isDeciding, replaySteps, type CaseSnapshot, type FoldableEntry, type PersonFacts } from '../index.js';
import type { JsonObject, PersonId } from '@quanze/kernel';
import { KEY, on, third } from './panel-story.contract.js';
import { peopleOfPanels } from './panel-run.js';

const PEOPLE: readonly PersonFacts[] = [staff.handler, staff.other, staff.head, staff.headElsewhere, third, staff.deputy, staff.deputyElsewhere, { ...staff.chief, posts: [...staff.chief.posts, ...staff.head.posts] }];
const NAMED = new Map(PEOPLE.map((facts) => [facts.person, facts]));
const STEPS = ['drafted', 'departmentReview', 'signing', 'chief'];
const FLOWS = ['countersign', 'either', 'ballot', 'majority', 'in-turn'];

interface Try { readonly act: string; readonly who: number; readonly other: number; readonly choice: 'agree' | 'disagree' | 'abstain'; readonly place: string; readonly step: string; readonly mode: string; readonly option: string }

const tries: fc.Arbitrary<Try> = fc.record({
  act: fc.constantFrom('propose', 'propose', 'send-up', 'send-up', 'review', 'review', 'ask', 'ask', 'sign', 'sign', 'sign', 'sign', 'add-signer', 'remove-signer', 'hand-on', 'ask-opinion', 'opinion',
    'recall-opinion', 'close-panel', 'send-back', 'send-back', 'return', 'return', 'resubmit', 'resubmit', 'resubmit', 'withdraw', 'copy', 'urge', 'approve', 'approve', 'override', 'decide', 'issue'),
  who: fc.nat(PEOPLE.length - 1), other: fc.nat(PEOPLE.length - 1), choice: fc.constantFrom('agree', 'agree', 'disagree', 'abstain'),
  place: fc.constantFrom('before', 'after', 'beside'), step: fc.constantFrom(...STEPS), mode: fc.constantFrom('resume', 'again'), option: fc.constantFrom('minor', 'prosecute'),
});

function payloadOf({ act, who, other, choice, place, step, mode, option }: Try): JsonObject {
  const [me, you] = [PEOPLE[who], PEOPLE[other]].map((facts) => facts?.person ?? '') as [PersonId, PersonId];
  const next = PEOPLE[(other + 1) % PEOPLE.length]?.person ?? me;
  const reasons = '理由';
  switch (act) {
    case 'propose': case 'override': return { option, ...REASONS };
    case 'approve': case 'decide': return REASONS;
    case 'review': return { opinion: choice === 'agree' ? 'agree' : 'disagree', reasons };
    case 'ask': return { signers: [...new Set([you, next])], chair: you };
    case 'sign': case 'opinion': return { choice, reasons };
    case 'add-signer': return { person: you, place, reasons };
    case 'remove-signer': case 'hand-on': return { person: you, reasons };
    case 'ask-opinion': return { person: you };
    case 'close-panel': return { reasons };
    case 'send-back': case 'return': return { step, mode, reasons };
    case 'copy': return { people: [you] };
    case 'issue': return { documentNumber: '1号' };
    case 'send-up': return { escalationReason: '社会影响大' };
    default: return {};
  }
}

const LEGAL_TWICE: readonly string[] = ['propose'];

/** Conflicting capacities one person fills in the question of a snapshot, by the flow's own table. */
function conflictsIn(snapshot: CaseSnapshot, flow: string): readonly string[] {
  const open = snapshot.decisions[KEY];
  if (open === undefined) return [];
  const filled = (person: PersonId): ReadonlySet<string> => new Set([
    ...[...open.earlier, open.proposal].flatMap(({ by }) => (by.person === person ? ['propose'] : [])),
    ...(open.reviews.some(({ by }) => by.person === person) || peopleOfPanels(open).includes(person) ? ['review'] : []),
    ...(open.decided?.by ?? []).flatMap(({ person: decider }) => (decider === person ? ['decide'] : [])),
  ]);
  return PEOPLE.flatMap(({ person }) => (on(flow).decisions.get(KEY)?.flow.conflicts ?? [])
    .filter(([a, b]) => filled(person).has(a) && filled(person).has(b))
    // The handler who decides inside the own authority fills both halves lawfully (responsibility A31).
    .filter(([a]) => !(LEGAL_TWICE.includes(a) && person === staff.handler.person && open.decided?.level === 'procurator'))
    .map((pair) => `${person} ${pair.join('+')}`));
}

const PLAIN: Try = { act: '', who: 0, other: 3, choice: 'agree', place: 'after', step: 'drafted', mode: 'resume', option: 'minor' };
const TO_PANEL: readonly Try[] = ['propose', 'send-up', 'review', 'ask'].map((act) => ({ ...PLAIN, act }));

/** The first attempt that is accepted. */
function firstOf(people: readonly number[], doIt: (who: number) => ReturnType<typeof attempt>): ReturnType<typeof attempt> | null {
  for (const who of people) {
    const done = doIt(who);
    if (done.ok) return done;
  }
  return null;
}

const seen = new Map<string, number>();

test('whatever is accepted, four eyes hold, only deciding acts decide, and the journal folds', () => {
  fc.assert(fc.property(fc.constantFrom(...FLOWS), fc.array(tries, { minLength: 60, maxLength: 160, size: 'max' }), (flow, all) => {
    let snapshot = caseUnderReview();
    const journal: FoldableEntry[] = [{ seq: 1, kind: 'opened', act: 'receive', payload: { patch: snapshot as unknown as JsonObject } }];
    // Half of the runs begin where a panel can be asked; whoever may do an act does it, beginning with the one drawn.
    for (const each of [...(all.length % 2 === 0 ? [] : TO_PANEL), ...all]) {
      const done = firstOf(PEOPLE.map((_, index) => (each.who + index) % PEOPLE.length), (who) =>
        attempt(snapshot, PEOPLE[who] as PersonFacts, `outcome.${each.act}`, payloadOf({ ...each, who }), { on: on(flow), world: { named: NAMED } }));
      if (done === null || !done.ok) continue;
      const { snapshot: next, entry, record } = done.value;
      seen.set(each.act, (seen.get(each.act) ?? 0) + 1);
      journal.push({ seq: journal.length + 1, kind: entry.kind, act: entry.act, payload: entry.payload });
      const wasDecided = snapshot.states.some((state) => state.includes('.decided.'));
      if (!wasDecided && next.states.some((state) => state.includes('.decided.'))) {
        expect(record).not.toBeNull();
        expect(isDeciding(on(flow).acts.get(entry.act)?.flow?.kind ?? 'propose')).toBe(true);
      } else {
        expect(record).toBeNull();
      }
      expect(conflictsIn(next, flow)).toEqual([]);
      snapshot = next;
    }
    const folded = fold(journal);
    expect(folded.ok && folded.value).toEqual(snapshot);
    expect(replaySteps(on(flow), journal)).toMatchObject({ ok: true });
  }), { numRuns: 100, ...(process.env['FC_SEED'] === undefined ? {} : { seed: Number(process.env['FC_SEED']) }) });
  // The runs must come far enough to show anything.
  for (const act of ['ask', 'sign', 'send-back', 'return', 'resubmit', 'withdraw', 'add-signer', 'hand-on', 'issue']) expect([act, (seen.get(act) ?? 0) > 0]).toEqual([act, true]);
});
