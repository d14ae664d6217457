// "What may this person do?": every power of the list, once as handler of an ordinary case and once otherwise. The answer is the
// gate's own verdict in the person's own standings. What is not here: a particular case, and acts that need no power.
import type { Verdict } from '@quanze/authority';
import type { CaseId, DelegationId, HashHex, Label, OfficeId } from '@quanze/kernel';
import { verdictFor } from '../runtime/gate.js';
import type { CaseSnapshot } from '../runtime/snapshot.js';
import { delegationFor, qualifies, standingsOf, type AuthorityRole } from '../runtime/standing.js';
import type { Delegation, PersonFacts, World } from '../runtime/world.js';
import { worldFor, type Surroundings } from './surroundings.js';

export interface PowerAnswer {
  /** `propose`: the person may send it to the bodies in `of`. */
  readonly may: 'permit' | 'propose' | 'no';
  /** In which right; null when the person has no standing in such a case. */
  readonly as: AuthorityRole | null;
  readonly rule: string | null;
  readonly of: readonly string[];
  /** The delegation the permit rests on, and the cases it is limited to. */
  readonly delegation: { readonly id: DelegationId; readonly paths: readonly string[] | null; readonly departments: readonly string[] | null } | null;
}

export interface PowerRow {
  readonly power: string;
  readonly label: Label;
  readonly group: string;
  readonly source: string;
  readonly asHandler: PowerAnswer;
  readonly otherwise: PowerAnswer;
}

export interface WhatMay {
  readonly list: string;
  /** Whether the person's posts allow carrying a case at all; if not, `asHandler` is `otherwise`. */
  readonly mayHandle: boolean;
  readonly rows: readonly PowerRow[];
}

/** The ordinary case that is meant: where, and of which kind if that matters. */
export interface OrdinaryCase {
  readonly office: OfficeId;
  readonly department?: string;
  readonly path?: string;
}

// An ordinary case states no facts, so each takes the harmless default of the list; the routine review has been made.
const NO_WORDS = { authorityWords: [] } as const;
const REVIEWED = { dept_review: 'done' } as const;

/** All powers of the list in force. A delegation is also asked about inside its own limits, and then told with them. */
export function whatMay(around: Surroundings, facts: PersonFacts, where: OrdinaryCase): WhatMay {
  const world = worldFor(around, [facts], facts);
  const mayHandle = qualifies(facts, where.office, 'handler');
  const inside = facts.delegations.filter((d) => d.office === where.office).map((d) => limitedTo(where, d));
  const cases = [where, ...inside];
  const rows = around.powers.list.entries.map((entry): PowerRow => {
    const ask = (handles: boolean) => bestOf(cases.map((ordinary) => answerIn(world, snapshotOf(world, ordinary, handles), entry.id)));
    const otherwise = ask(false);
    return { power: entry.id, label: entry.label, group: entry.group, source: entry.source, asHandler: mayHandle ? ask(true) : otherwise, otherwise };
  });
  return { list: around.powers.listVersion, mayHandle, rows };
}

function limitedTo(where: OrdinaryCase, { departments, paths }: Delegation): OrdinaryCase {
  const [department = where.department, path = where.path] = [departments?.[0], paths?.[0]];
  return { office: where.office, ...(department === undefined ? {} : { department }), ...(path === undefined ? {} : { path }) };
}

function snapshotOf(world: World, { office, department, path }: OrdinaryCase, handles: boolean): CaseSnapshot {
  return {
    caseId: '' as CaseId, office, ...(department === undefined ? {} : { department }), path: path ?? '', release: '' as HashHex, version: 0, states: [], status: 'open',
    openedAt: world.at, facts: {}, team: handles ? [{ person: world.actor.person, role: 'handler', from: world.at }] : [], recusals: [], bars: [], decisions: {}, clocks: {},
  };
}

const NOTHING: PowerAnswer = { may: 'no', as: null, rule: null, of: [], delegation: null };

function answerIn(world: World, snapshot: CaseSnapshot, power: string): PowerAnswer {
  return bestOf(standingsOf(snapshot, world).flatMap((standing) => {
    const verdict = verdictFor(NO_WORDS, snapshot, world, standing, power, REVIEWED);
    return verdict === null ? [] : [answerOf(verdict, standing.authority, verdict.delegation ? delegationFor(world, snapshot, power) : undefined)];
  }));
}

function answerOf(verdict: Verdict, as: AuthorityRole | null, delegation: Delegation | undefined): PowerAnswer {
  const may = verdict.verdict === 'permit' ? 'permit' : verdict.verdict === 'refer' ? 'propose' : 'no';
  return {
    may, as, rule: verdict.rule, of: verdict.of,
    delegation: delegation === undefined ? null : { id: delegation.id, paths: delegation.paths ?? null, departments: delegation.departments ?? null },
  };
}

const RANK = { permit: 2, propose: 1, no: 0 } as const;

/** The answer that goes furthest; of equals the first, so that an unlimited right stands before a limited one. */
function bestOf(answers: readonly PowerAnswer[]): PowerAnswer {
  return answers.reduce((best, answer) => (best.as === null || RANK[answer.may] > RANK[best.may] ? answer : best), NOTHING);
}
