// Copies for information with receipts (抄送、已阅), and reminders (催办). Neither changes what is asked nor who answers. What is not here:
// showing a reminder at the task (`../runtime/tasks.ts`).
import { addMs, ok, refused, type OfficeId, type PersonId } from '@quanze/kernel';
import type { ActorRole } from '../definition/case-path.js';
import { NO_NEED } from '../runtime/gate.js';
import type { PersonFacts } from '../runtime/world.js';
import { onOpen, stepOf } from './flow-context.js';
import { factsOf } from './invite.js';

/** When a flow says nothing: one reminder a day. */
const URGE_HOURS_DEFAULT = 24;
const HOUR_MS = 3_600_000;
/** Where a question is that has left its steps. */
export const DECIDED = 'decided';

/** Gives people the question to read. Refuses `PERSON.UNKNOWN`, `FLOW.COPY_NOT_POSSIBLE` for somebody recused, barred or without a post in
 *  the office, `FLOW.ALREADY_COPIED`. */
export const copy = onOpen({
  need: () => ok(NO_NEED),
  apply({ open, snapshot, world, payload, seq }, grant) {
    const people = (payload['people'] ?? []) as readonly string[] as readonly PersonId[];
    const copies = open.copies ?? [];
    for (const person of people) {
      const facts = factsOf(world, person);
      if (facts === undefined) return refused('PERSON.UNKNOWN', { person });
      const isOut = snapshot.recusals.some((r) => r.person === person && r.state !== 'rejected') || snapshot.bars.some((bar) => bar.person === person);
      if (isOut || !facts.posts.some(({ office }) => office === snapshot.office)) return refused('FLOW.COPY_NOT_POSSIBLE', { person });
      if (copies.some(({ to }) => to === person)) return refused('FLOW.ALREADY_COPIED', { person });
    }
    return ok({ open: { ...open, copies: [...copies, ...people.map((to) => ({ to, by: grant.signatory, seq, ...officeOf(factsOf(world, to), snapshot.office) }))] }, outcome: null, readers: people });
  },
});

/** The office a person holds where the case is; its holder finds the copy under it. */
function officeOf(facts: PersonFacts | undefined, office: OfficeId): { readonly as?: ActorRole } {
  const role = facts?.posts.find((post) => post.office === office)?.role;
  return role === undefined ? {} : { as: role };
}

/** The receipt. Refuses `FLOW.NOT_COPIED`, `FLOW.COPY_READ`. */
export const readCopy = onOpen({
  need({ open, world }) {
    const own = open.copies?.find(({ to }) => to === world.actor.person);
    if (own === undefined) return refused('FLOW.NOT_COPIED', {});
    return own.readSeq === undefined ? ok(NO_NEED) : refused('FLOW.COPY_READ', {});
  },
  apply({ open, seq }, { signatory }) {
    return ok({ open: { ...open, copies: (open.copies ?? []).map((each) => (each.to === signatory.person ? { ...each, readSeq: seq } : each)) }, outcome: null });
  },
});

/** Reminds whoever the step asks now. Refuses `FLOW.URGED_RECENTLY` with the moment from which it is possible again at this step. */
export const urge = onOpen({
  need(context) {
    const { open, decision, world } = context;
    const last = open.urges?.findLast(({ step }) => step === (stepOf(context) ?? DECIDED));
    const next = last === undefined ? null : addMs(last.at, (decision.flow.urgeEveryHours ?? URGE_HOURS_DEFAULT) * HOUR_MS);
    return next !== null && world.at < next ? refused('FLOW.URGED_RECENTLY', { next }) : ok(NO_NEED);
  },
  apply(context, { signatory }) {
    const { open, seq, world } = context;
    return ok({ open: { ...open, urges: [...(open.urges ?? []), { by: signatory, seq, at: world.at, step: stepOf(context) ?? DECIDED }] }, outcome: null });
  },
});
