// Which bodies a power needs in a given case: the local decider and the consents still missing, seen from the procuratorate that
// has the case. What is not here: who the actor is and what he or she may do (`judge.ts`).
import { SLOT, VALUE } from './builtin-facts.js';
import type { FactRow } from './compile-condition.js';
import type { CompiledConsent, CompiledPower, CompiledPowerList } from './compile.js';
import { BODIES, BODY, type Body } from './vocabulary.js';

export interface Required {
  /** Position in `BODIES` of the deciding body. */
  readonly local: number;
  /** Where the deciding body came from. */
  readonly by: 'clause' | 'residual' | 'law' | 'committee';
  readonly source: string;
  /** Consents still missing, lowest first; none of them is the procuratorate's own. */
  readonly consents: readonly CompiledConsent[];
}

/** The next level up as a concrete rank: the city counts as `superior` itself, because no power names the city. */
export function superiorRank(row: FactRow): number {
  const procuratorate = row[SLOT.procuratorate] as number;
  if (procuratorate === VALUE.city) return BODY.provincial;
  return procuratorate >= VALUE.provincial ? BODY.spp : BODY.superior;
}

/** A body above the procuratorate as a rank that can be compared: `superior` is whatever stands one level up. */
export function concreteRank(body: number, row: FactRow): number {
  return body === BODY.superior ? superiorRank(row) : body;
}

/** Whether a body named from below is this procuratorate itself: the provincial level needs no provincial consent. */
function isOwnLevel(body: number, row: FactRow): boolean {
  const procuratorate = row[SLOT.procuratorate] as number;
  if (body === BODY.provincial) return procuratorate >= VALUE.provincial;
  return (body === BODY.superior || body === BODY.spp) && procuratorate === VALUE.spp;
}

/** INVARIANT: never an empty answer: some body decides in every case. */
export function requiredBodies(compiled: CompiledPowerList, power: CompiledPower, row: FactRow): Required {
  const { local, by, source } = decidingBody(compiled, power, row);
  const own = isOwnLevel(local, row) ? BODY.chief : local;
  let consents = NONE;
  for (const consent of power.consents) {
    if (!isOwnLevel(consent.body, row) && consent.body !== own && consent.test(row)) consents = insert(consents, consent, row);
  }
  return { local: own, by, source, consents };
}

const NONE: readonly CompiledConsent[] = [];

/** Keeps the order of bodies, and names one organ once: next to the provincial level or the SPP, `superior` says nothing more. */
function insert(consents: readonly CompiledConsent[], added: CompiledConsent, row: FactRow): readonly CompiledConsent[] {
  const rank = concreteRank(added.body, row);
  const twin = consents.find((consent) => concreteRank(consent.body, row) === rank);
  if (twin !== undefined && added.body === BODY.superior) return consents;
  return [...consents.filter((consent) => consent !== twin), added].sort((a, b) => a.body - b.body);
}

/** The deciding body and the missing consents in order, each organ once. */
export function bodiesOf(required: Required, row: FactRow): readonly Body[] {
  const positions = [required.local, ...required.consents.map((consent) => consent.body)].sort((a, b) => a - b);
  const twice = (body: number, i: number): boolean => positions.some((other, j) => j !== i && concreteRank(other, row) === concreteRank(body, row));
  return positions.filter((body, i) => body !== BODY.superior || !twice(body, i)).map((body) => BODIES[body] as Body);
}

/** The order of rules: a clause fixed by the nation, then the list in force, then silence. Silence never takes from the chief
 *  what the law gives the chief. @source 人民检察院刑事诉讼规则 4; 人民检察院组织法 29 */
function decidingBody(compiled: CompiledPowerList, power: CompiledPower, row: FactRow): Pick<Required, 'local' | 'by' | 'source'> {
  const { entry } = power;
  const listed = entry.listed && row[SLOT.list] !== VALUE.notListed;
  let local: number = entry.lawNamesChief || compiled.list.residual === 'chief' ? BODY.chief : BODY.procurator;
  let by: Required['by'] = entry.lawNamesChief ? 'law' : 'residual';
  let source = entry.source;
  for (const clause of power.clauses) {
    if ((listed || clause.national) && clause.test(row)) {
      local = clause.body;
      by = 'clause';
      source = clause.source;
      break;
    }
  }
  const raise = entry.takeover && (local === BODY.procurator || local === BODY.chief) ? compiled.raises.find(({ test }) => test(row)) : undefined;
  return raise === undefined ? { local, by, source } : { local: BODY.committee, by: 'committee', source: raise.source };
}
