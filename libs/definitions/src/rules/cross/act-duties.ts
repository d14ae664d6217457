// Every act of a path and of the flows bound to it maps to the lists: one that uses power by its matter or its option to the power list,
// every other, for each role that may do it, to exactly one duty (R112). What nobody has a duty for, nobody would answer for. What is not
// here: whether a matter is in the power list (`./matter-unknown`), and the look-up itself, which the journal uses too
// (`compileDuties` of `@quanze/responsibility`).
import { isBuiltInRole, POWER_KINDS, type ActorRole, type ApprovalFlowDocument, type Capacity } from '@quanze/engine';
import { compileDuties, dutyRolesOf, type CompiledDuties, type DutyRole } from '@quanze/responsibility';
import type { Label } from '@quanze/kernel';
import { pointerTo } from '../../places.js';
import { label } from '../../problem.js';
import { suggestion } from '../../suggest.js';
import type { PathModel } from '../path-model.js';
import type { Finding, Rule } from '../rule.js';
import type { Placed } from './surroundings.js';

/** An act that uses no power. */
interface DutifulAct {
  readonly pointer: string;
  readonly by: readonly ActorRole[];
  readonly capacity: Capacity;
  readonly duty: string | null;
}

/** Acts of a path by which no power is used; a link stands for one. */
function actsOfPath({ document }: PathModel): readonly DutifulAct[] {
  const acts = Object.entries(document.acts).filter(([, act]) => act.matter === undefined).map(([name, act]) => [pointerTo('/acts', name), act] as const);
  const links = Object.entries(document.links ?? {}).map(([name, link]) => [pointerTo('/links', name), link] as const);
  return [...acts, ...links].map(([pointer, { by, capacity = 'handle', duty = null }]) => ({ pointer, by, capacity, duty }));
}

/** Of a flow also those whose kind does not take the power of the option. */
function actsOfFlow(flow: ApprovalFlowDocument): readonly DutifulAct[] {
  return Object.entries(flow.acts).filter(([, act]) => act.matter === undefined && !POWER_KINDS.includes(act.kind))
    .map(([name, { by, capacity, duty = null }]) => ({ pointer: pointerTo('/acts', name), by, capacity, duty }));
}

type Judge = (act: DutifulAct, duties: CompiledDuties) => Iterable<Finding>;

/** No duty of a role fits: neither the one the act names, nor one for its capacity. */
const unmapped: Judge = function* ({ pointer, by, capacity, duty }, duties) {
  for (const [index, actor] of by.entries()) {
    const roles = dutyRolesOf(actor);
    // A role of the path's own is none of the procuratorate's, and the list knows nothing of it.
    if (!isBuiltInRole(actor)) continue;
    const without = roles.length === 0 ? [actor] : roles.filter((role) => duties.fit(role, capacity, duty).entries.length === 0);
    for (const role of without) {
      const near = nearestTo(duties, role as DutyRole, capacity);
      yield { key: pointerTo(pointer, 'by', index), message: label(`职责清单 ${duties.listVersion} 中，${role} 没有以 ${capacity} 身份办理的职责${near.zh}`, `by the duty list ${duties.listVersion} ${role} has no duty of acting in the capacity ${capacity}${near.en}`) };
    }
  }
};

/** Several duties of a role fit, so nobody could say by which of them one answers. */
const ambiguous: Judge = function* ({ pointer, by, capacity, duty }, duties) {
  for (const [index, actor] of by.entries()) {
    for (const role of dutyRolesOf(actor)) {
      const { entries } = duties.fit(role, capacity, duty);
      const ids = entries.map((entry) => entry.duty.id).join(', ');
      const message = label(`职责清单 ${duties.listVersion} 中，${role} 以 ${capacity} 身份办理有多项职责：${ids}`, `by the duty list ${duties.listVersion} several duties of ${role} fit the capacity ${capacity}: ${ids}`);
      if (entries.length > 1) yield { key: pointerTo(pointer, 'by', index), message };
    }
  }
};

/** The act names a duty that none of its roles has; it would pass over in silence to the usual one. */
const unknown: Judge = function* ({ pointer, by, capacity, duty }, duties) {
  if (duty === null || by.some((actor) => dutyRolesOf(actor).some((role) => duties.fit(role, capacity, duty).isNamed))) return;
  const ids = by.flatMap((actor) => dutyRolesOf(actor)).flatMap((role) => [...idsOf(duties, role), ...idsOf(duties, 'everyone')]);
  const meant = suggestion(duty, ids);
  yield { key: pointerTo(pointer, 'duty'), message: label(`职责清单 ${duties.listVersion} 中，能办理的人均没有职责 ${duty}${meant.zh}`, `by the duty list ${duties.listVersion} nobody who may do it has a duty ${duty}${meant.en}`) };
};

function idsOf({ list }: CompiledDuties, role: DutyRole): readonly string[] {
  const own = list.roles[role];
  return own === undefined ? [] : [...own.duties, ...own.supervision].map(({ id }) => id);
}

/** The entry to which the capacity most likely belongs: one of the role for a related kind of act, else its first. */
function nearestTo(duties: CompiledDuties, role: DutyRole, capacity: Capacity): Label {
  const own = duties.list.roles[role];
  const entries = own === undefined ? [] : [...own.duties, ...own.supervision];
  const near = entries.find(({ kind }) => kind === capacity) ?? entries.find(({ capacities }) => capacities !== undefined) ?? entries[0];
  return near === undefined ? label('', '') : label(`；最接近的是 ${role}/${near.id}`, `; the nearest entry is ${role}/${near.id}`);
}

/** With several lists around – the document is in no release – one that maps the act is enough, as with powers. */
function* judged(acts: readonly DutifulAct[], lists: readonly CompiledDuties[], judge: Judge): Generator<Finding> {
  for (const act of acts) {
    const found = lists.map((duties) => [...judge(act, duties)]);
    if (found.length > 0 && found.every(({ length }) => length > 0)) yield* found[0] as readonly Finding[];
  }
}

function ruleOn<Subject>(id: string, acts: (subject: Subject) => readonly DutifulAct[], judge: Judge): Rule<Placed<Subject>> {
  return { id, severity: 'error', check: ({ subject, around }) => judged(acts(subject), around.dutyLists.map(compileDuties), judge) };
}

const RULES = [['act-unmapped', unmapped], ['act-duty-ambiguous', ambiguous], ['act-duty-unknown', unknown]] as const;

/** @source 人民检察院刑事诉讼规则 4-7; R112 */
export const PATH_DUTY_RULES: readonly Rule<Placed<PathModel>>[] = RULES.map(([id, judge]) => ruleOn(id, actsOfPath, judge));
export const FLOW_DUTY_RULES: readonly Rule<Placed<ApprovalFlowDocument>>[] = RULES.map(([id, judge]) => ruleOn(id, actsOfFlow, judge));
