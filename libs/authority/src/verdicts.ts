// Puts verdicts together: rule id, reasons in both languages, list version, level. What is not here: which verdict is right.
import { assert, type RefusalParam } from '@quanze/kernel';
import type { Right } from './actor-rights.js';
import type { FactRow } from './compile-condition.js';
import type { CompiledCheck, CompiledConsent, CompiledPower, CompiledPowerList } from './compile.js';
import type { Reason, Verdict } from './query.js';
import type { ReadingProblem } from './read-facts.js';
import { ENGINE_RULES, type EngineRuleId } from './reasons.js';
import type { Required } from './required-bodies.js';
import { BODIES, type Body } from './vocabulary.js';

type Params = Readonly<Record<string, RefusalParam>>;

/** What every verdict about one query shares. */
export interface Matter {
  readonly compiled: CompiledPowerList;
  readonly action: string;
  readonly power: CompiledPower | null;
}

const NOBODY: readonly Body[] = [];

/** A refusal by a rule of the algorithm. @param required null when the deciding body was never determined */
export function refuse(matter: Matter, rule: EngineRuleId, required: Required | null, params: Params = {}): Verdict {
  return verdictOf(matter, 'refuse', rule, required, [reasonOf(matter, rule, required, params)]);
}

/** A refusal because something in the query cannot be read. */
export function refuseUnreadable(matter: Matter, problem: ReadingProblem): Verdict {
  const rule = UNREADABLE_RULE[problem.code];
  return refuse(matter, rule, null, { fact: problem.fact });
}

const UNREADABLE_RULE = {
  'AUTHORITY.UNKNOWN_FACT': 'R2.unknown-fact',
  'AUTHORITY.UNKNOWN_FACT_VALUE': 'R2.unknown-value',
  'AUTHORITY.LIST_MISMATCH': 'R2.other-list',
} as const satisfies Record<ReadingProblem['code'], EngineRuleId>;

/** A refusal by a bar or a block of the list; `show` names the facts that go into the params. */
export function refuseByCheck(matter: Matter, { id, check }: CompiledCheck, row: FactRow): Verdict {
  const params: Record<string, RefusalParam> = { power: matter.action };
  for (const name of check.show) {
    const slot = matter.compiled.factNames.indexOf(name);
    const value = row[slot] as number;
    params[name] = value < 0 ? null : (matter.compiled.valueNames[slot]?.[value] ?? value);
  }
  const rule = `${check.step === 'bar' ? 'R1' : 'R3a'}.${id}`;
  return verdictOf(matter, 'refuse', rule, null, [{ code: check.code, params, source: check.source, text: check.text }]);
}

export function permit(matter: Matter, right: Right, required: Required): Verdict {
  const verdict = verdictOf(matter, 'permit', right.rule, required, [reasonOf(matter, right.rule, required, {})]);
  return { ...verdict, decidesAs: right.decidesAs, delegation: right.delegation };
}

/** The actor may propose; `of` must decide or consent. */
export function refer(matter: Matter, rule: EngineRuleId, required: Required, of: readonly Body[]): Verdict {
  const reasons = [reasonOf(matter, rule, required, {}), ...required.consents.map((consent) => consentReason(matter, consent))];
  return { ...verdictOf(matter, 'refer', rule, required, reasons), of };
}

/** The actor decides, but not before `review` and the missing consents. */
export function referMissing(matter: Matter, required: Required, missing: readonly CompiledConsent[], review: boolean): Verdict {
  const reasons = missing.map((consent) => consentReason(matter, consent));
  const of = missing.map((consent) => BODIES[consent.body] as Body);
  const rule = review ? 'R3b.department-review' : 'R3b.consent';
  const verdict = verdictOf(matter, 'refer', rule, required, review ? [reasonOf(matter, rule, required, {}), ...reasons] : reasons);
  return { ...verdict, of: review ? ['dept_head_review', ...of] : of };
}

function reasonOf(matter: Matter, rule: EngineRuleId, required: Required | null, params: Params): Reason {
  const { code, text, source: article } = ENGINE_RULES[rule];
  const level = required === null ? {} : { decider: BODIES[required.local] as Body, by: required.by };
  const source = article ?? required?.source;
  assert(source !== undefined, `${rule} names no article and is applied before the deciding body is known`);
  return { code, params: { power: matter.action, ...level, ...params }, source, text };
}

function consentReason(matter: Matter, { consent, body }: CompiledConsent): Reason {
  return {
    code: ENGINE_RULES['R3b.consent'].code,
    params: { power: matter.action, body: BODIES[body] as Body },
    source: consent.source,
    text: consent.text,
  };
}

function verdictOf(matter: Matter, verdict: Verdict['verdict'], rule: string, required: Required | null, reasons: readonly Reason[]): Verdict {
  return {
    verdict,
    of: NOBODY,
    rule,
    power: matter.action,
    reasons,
    listVersion: matter.compiled.listVersion,
    level: required === null ? null : (BODIES[required.local] as Body),
    decidesAs: null,
    delegation: false,
  };
}
