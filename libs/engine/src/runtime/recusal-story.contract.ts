// A case led act by act with its journal, on the test path with the shipped parts on recusal and its flow: what the host would hand in about
// earlier entries is taken from the journal. For the specs of recusal only.
import { expectOk, type Instant, type JsonObject, type PersonId } from '@quanze/kernel';
import type { Result } from '@quanze/kernel';
import { caseUnderReview, flow, pathDocument, readYaml, releaseOf, staff, T0, worldOf } from '../fixtures.contract.js';
import { asksEntriesOf, compileRelease, decide, fold, replaySteps, type ApprovalFlowDocument, type CasePathDocument, type CaseSnapshot, type CompiledPath, type FlowBindingDocument, type Outcome, type PersonFacts, type World } from '../index.js';

const part: Pick<CasePathDocument, 'states' | 'acts' | 'clocks' | 'facts'> = readYaml('path-parts/recusal.yaml');
const limits: Pick<CasePathDocument, 'clocks'> = readYaml('path-parts/recusal-general.yaml');
export const committeeDirect: ApprovalFlowDocument = readYaml('approval-flows/committee-direct.yaml');
const shipped: FlowBindingDocument = readYaml('flow-bindings/model.yaml');

const document: CasePathDocument = {
  ...pathDocument, states: { ...pathDocument.states, ...part.states }, acts: { ...pathDocument.acts, ...part.acts }, clocks: { ...pathDocument.clocks, ...part.clocks, ...limits.clocks },
  facts: { ...pathDocument.facts, ...part.facts },
};
const bindings = [...shipped.bindings.filter((row) => row.path === '*'), { path: '*', decision: '*', flow: 'upward' }];
const release = releaseOf(document, [flow, committeeDirect]);
/** The release with an ordinary flow for every question but those of the committee. */
export const recusalRelease = { ...release, documents: { ...release.documents, binding: { ...release.documents.binding, bindings } } };
export const recusalPath: CompiledPath = expectOk(compileRelease(recusalRelease), 'path with recusal');

/** The deputy of the office is a member of its committee here, so that somebody can preside without the chief. */
export const deputy: PersonFacts = staff.deputy;
export const COMMITTEE: readonly PersonId[] = [staff.chief, deputy, ...staff.members].map((facts) => facts.person).slice(0, 5);

export class Story {
  snapshot: CaseSnapshot;
  private readonly journal: { readonly seq: number; readonly kind: string; readonly act: string; readonly payload: JsonObject; readonly person: PersonId | undefined; readonly at: Instant }[] = [];

  constructor(facts: JsonObject = {}, private readonly on = recusalPath) {
    const opened = caseUnderReview({});
    const states = [...opened.states, ...on.machine.initial().states.filter((state) => state.startsWith('recusal.'))];
    this.snapshot = { ...opened, states, facts: { ...opened.facts, policeHeadRecusal: 'none', ...facts } };
    this.journal.push({ seq: 1, kind: 'opened', act: 'receive', payload: { patch: this.snapshot as unknown as JsonObject }, person: staff.counter.person, at: T0 });
  }

  get seq(): number {
    return this.journal.length;
  }

  /** Tries an act without doing it. */
  attempt(actor: PersonFacts, act: string, payload: JsonObject = {}, at: string = T0, change: Partial<World> = {}): Result<Outcome> {
    const person = asksEntriesOf(this.on, this.snapshot, act, payload);
    const entries = person === null ? {} : { entries: new Map([[person, this.journal.filter((entry) => entry.person === person)]]) };
    return decide(this.on, this.snapshot, { act, payload }, worldOf(actor, at, { committee: COMMITTEE, ...entries, ...change }), this.seq + 1);
  }

  code(actor: PersonFacts, act: string, payload: JsonObject = {}, at: string = T0): string {
    const result = this.attempt(actor, act, payload, at);
    return result.ok ? 'ok' : result.refusal.code;
  }

  /** Does an act. @returns the number of its entry */
  run(actor: PersonFacts, act: string, payload: JsonObject = {}, at: string = T0): number {
    const { snapshot, entry } = expectOk(this.attempt(actor, act, payload, at), act);
    this.snapshot = snapshot;
    this.journal.push({ seq: this.seq + 1, kind: entry.kind, act: entry.act, payload: entry.payload, person: actor.person, at: at as Instant });
    return this.seq;
  }

  /** What the journal gives: the snapshot it folds to, and whether every step is one of the definition. */
  replayed(): { readonly snapshot: CaseSnapshot; readonly steps: boolean } {
    return { snapshot: expectOk(fold(this.journal), 'fold'), steps: replaySteps(this.on, this.journal).ok };
  }
}

/** What a request says beside the person. */
export const BY_PARTY = { applicant: 'party', form: 'written', ground: 'interest', reasons: '当事人申请' } as const;
export const requestOf = (who: PersonFacts, more: JsonObject = {}): JsonObject => ({ person: who.person, ...BY_PARTY, ...more });
export const orderOf = (who: PersonFacts, granted = true): JsonObject => ({ person: who.person, granted, reasons: '理由' });
