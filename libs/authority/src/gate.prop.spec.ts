// Goal: the compiled gate reads a list as the plain document does, and keeps its promises on any query. Method: queries made at random
// from the vocabulary of the model list, compared with a naive reading, and properties stated over pairs of queries.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { expectOk } from '@quanze/kernel';
import { createSeededRandom } from '@quanze/testkit';
import { compilePowerList } from './compile.js';
import { queryMaker, type GeneratedQuery } from './generated-queries.model.js';
import { judge } from './judge.js';
import { naiveReader } from './naive-authority.model.js';
import { parsePowerList } from './parse-power-list.js';
import type { Verdict } from './query.js';

const seed = Number(process.env.FC_SEED ?? Math.floor(Math.random() * 2 ** 31));
const document: unknown = parse(readFileSync(new URL('../../../workflows/power-lists/model.yaml', import.meta.url), 'utf8'));
const compiled = compilePowerList(expectOk(parsePowerList(document), 'model list'));
const naive = naiveReader(document);
const RESULT = { permit: 'allow', refer: 'needs-approval-of', refuse: 'deny' } as const;

/** The first query out of `count` for which `broken` says so; null when there is none. */
function counterexample(count: number, broken: (query: GeneratedQuery, verdict: Verdict) => boolean): unknown {
  const next = queryMaker(compiled, createSeededRandom(seed).fraction);
  for (let i = 0; i < count; i += 1) {
    const query = next();
    const verdict = judge(compiled, query);
    if (broken(query, verdict)) return { query, verdict, number: i };
  }
  return null;
}

describe(`the gate on generated queries (seed ${seed})`, () => {
  test('agrees with the naive reading on 120,000 queries, all three answers among them', () => {
    const seen = { allow: 0, 'needs-approval-of': 0, deny: 0 };
    const found = counterexample(120_000, (query, verdict) => {
      const expected = naive({ ...query, actor: { ...query.actor } });
      seen[expected.result] += 1;
      return expected.result !== RESULT[verdict.verdict] || expected.of.join() !== verdict.of.join();
    });
    expect(found).toBeNull();
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(10_000);
  });

  test('never permits more after a delegation is taken away', () => {
    expect(counterexample(10_000, (query, verdict) => {
      const without = judge(compiled, { ...query, actor: { ...query.actor, delegation: 'none' } });
      return without.verdict === 'permit' && verdict.verdict !== 'permit';
    })).toBeNull();
  });

  test('lets no support staff, team member, head or case management decide outside their own rows', () => {
    const rows: Record<string, string[]> = {
      dept_head: ['general.review.department', 'general.conference.convene', 'quality.check', 'quality.verify'],
      case_mgmt: ['general.case.assign', 'mgmt.flow.prompt', 'mgmt.flow.notice', 'mgmt.flow.report', 'mgmt.transfer.check', 'open.publish', 'quality.verify', 'quality.appraise'],
      assistant: [], clerk: [], team_member: [],
    };
    expect(counterexample(12_000, ({ actor, action, case: facts }, verdict) => {
      const handles = actor.is_handler ?? facts.handler === 'self';
      if (actor.role === 'dept_head' && handles) return verdict.verdict === 'permit' && verdict.decidesAs === 'dept_head' && !(rows.dept_head ?? []).includes(action);
      return verdict.verdict === 'permit' && rows[actor.role] !== undefined && !(rows[actor.role] ?? []).includes(action);
    })).toBeNull();
  });

  test('lets the chief take whatever the handler may decide', () => {
    expect(counterexample(10_000, (query, verdict) => {
      if (verdict.verdict !== 'permit' || verdict.decidesAs !== 'procurator') return false;
      const actor = { role: 'chief', is_handler: false };
      return judge(compiled, { ...query, actor, case: { ...query.case, dept_review: 'done' } }).verdict !== 'permit';
    })).toBeNull();
  });

  test('never lets the procurator decide what a higher level alone decides: a handler permits only at the level of the procurator', () => {
    expect(counterexample(10_000, ({ actor }, verdict) => verdict.verdict === 'permit' && (actor.role === 'procurator' || actor.role === 'lead') && verdict.level !== 'procurator')).toBeNull();
  });

  test('never lets a deputy decide at the committee or above', () => {
    const high = ['committee', 'superior', 'provincial', 'spp'];
    expect(counterexample(10_000, ({ actor }, verdict) => actor.role === 'deputy_chief' && verdict.verdict === 'permit' && high.includes(verdict.level ?? ''))).toBeNull();
  });

  test('keeps nationally fixed powers where they are when the list is silent', () => {
    expect(counterexample(10_000, (query, verdict) => {
      if (compiled.powers.get(query.action)?.entry.fixedBy !== 'nation' || query.case.list !== undefined) return false;
      const silent = judge(compiled, { ...query, case: { ...query.case, list: 'not_listed' } });
      return silent.verdict !== verdict.verdict || silent.of.join() !== verdict.of.join();
    })).toBeNull();
  });

  test('names bodies exactly when it refers, and always gives a reason and the list', () => {
    expect(counterexample(10_000, (_, { verdict, of, reasons, listVersion, decidesAs, rule }) => {
      const shape = (verdict === 'refer') === (of.length > 0) && (verdict === 'permit') === (decidesAs !== null);
      return !shape || reasons.length === 0 || listVersion !== 'model@2026-11-23' || rule === '' || of.some((body) => body === 'procurator' || body === 'case_mgmt');
    })).toBeNull();
  });

  test('refuses whenever a value that the power reads is not declared', () => {
    expect(counterexample(12_000, (query) => {
      const power = compiled.powers.get(query.action);
      const names = [...compiled.facts.values()].filter((fact) => fact.checked === 'always' || (fact.checked === 'when_read' && power?.reads[fact.slot] === 1));
      const spoilt = names[query.action.length % names.length];
      return judge(compiled, { ...query, case: { ...query.case, [spoilt?.name ?? '']: 'no such value' } }).verdict !== 'refuse';
    })).toBeNull();
  });

  test('gives equal verdicts to equal queries and leaves the query alone', () => {
    expect(counterexample(5_000, (query, verdict) => {
      const before = JSON.stringify(query);
      return JSON.stringify(judge(compiled, JSON.parse(before) as GeneratedQuery)) !== JSON.stringify(verdict) || JSON.stringify(query) !== before;
    })).toBeNull();
  });
});
