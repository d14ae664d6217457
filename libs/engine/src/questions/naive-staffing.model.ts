// A slow second answer to "can this decision be staffed?": every assignment of people to acts is really played, with `decide`, until
// the document is issued or everything was tried. It shares nothing with the rehearsal but the kernel. Specs only.
import type { JsonObject, PersonId } from '@quanze/kernel';
import { decide, handlerAt, type CaseSnapshot, type CompiledPath, type PersonFacts, type World } from '../index.js';

export interface NaiveOffice {
  readonly path: CompiledPath;
  readonly people: readonly PersonFacts[];
  readonly away: ReadonlySet<PersonId>;
  readonly committee: readonly PersonId[];
  readonly worldOf: (actor: PersonFacts) => World;
  /** Brings a handler in; not one of the office. */
  readonly caseManagement: PersonFacts;
}

const REASONS = { facts: '事实', evidence: '证据', law: '法律' };
const WAY_UP = ['decide', 'send-up', 'review', 'approve', 'report-up', 'refer', 'open-meeting', 'consent', 'superior-decide', 'issue'] as const;

/** Fields of an act of the test path's flow. */
export function payloadFor(act: string, option: string): JsonObject {
  switch (act) {
    case 'propose': return { option };
    case 'send-up': return { escalationReason: '请示' };
    case 'review': return { opinion: 'agree' };
    case 'superior-decide': return { option, ...REASONS };
    case 'vote': return { option };
    case 'refer': case 'issue': return {};
    default: return { ...REASONS };
  }
}

export function tryAct(office: NaiveOffice, snapshot: CaseSnapshot, person: PersonFacts, act: string, payload: JsonObject): CaseSnapshot | null {
  const result = decide(office.path, snapshot, { act, payload }, office.worldOf(person), snapshot.version + 1);
  return result.ok ? result.value.snapshot : null;
}

const present = (office: NaiveOffice) => office.people.filter(({ person }) => !office.away.has(person));

/** Whether somebody can bring a decision that is not open to its document. @param another whether the handler in place may not handle it */
export function canBeStaffed(office: NaiveOffice, snapshot: CaseSnapshot, decision: string, option: string, another: readonly PersonId[]): boolean {
  const now = handlerAt(snapshot, office.worldOf(office.caseManagement).at)?.person;
  const begun = now !== undefined && !another.includes(now)
    ? [snapshot]
    : present(office).filter(({ person }) => !another.includes(person)).map(({ person }) => tryAct(office, snapshot, office.caseManagement, now === undefined ? 'assign' : 'replace', { person }));
  return begun.some((from) => from !== null && present(office).some((who) => {
    const proposed = tryAct(office, from, who, `${decision}.propose`, payloadFor('propose', option));
    return proposed !== null && canBeFinished(office, proposed, decision, option);
  }));
}

/** Whether an open decision can be brought to its document, whoever does what. */
export function canBeFinished(office: NaiveOffice, snapshot: CaseSnapshot, decision: string, option: string): boolean {
  const key = [...office.path.decisions.values()].find(({ name }) => name === decision)?.key ?? '';
  if (snapshot.decisions[key] === undefined) return true;
  return WAY_UP.some((act) => present(office).some((who) => {
    const payloads = act === 'open-meeting' ? subsets(office.committee.filter((member) => !office.away.has(member))).map((members): JsonObject => ({ present: [...members] })) : [payloadFor(act, option)];
    return payloads.some((payload) => {
      const next = tryAct(office, snapshot, who, `${decision}.${act}`, payload);
      if (next === null) return false;
      return act === 'open-meeting' ? canConclude(office, next, key, decision, option) : canBeFinished(office, next, decision, option);
    });
  }));
}

/** Everybody present votes for the option, the chair last; then somebody concludes. */
function canConclude(office: NaiveOffice, opened: CaseSnapshot, key: string, decision: string, option: string): boolean {
  const meeting = opened.decisions[key]?.meeting;
  if (meeting === undefined) return false;
  let now: CaseSnapshot | null = opened;
  for (const voter of [...meeting.present.filter((p) => p !== meeting.chair), meeting.chair]) {
    const facts = office.people.find(({ person }) => person === voter);
    now = facts === undefined || now === null || office.away.has(voter) ? null : tryAct(office, now, facts, `${decision}.vote`, payloadFor('vote', option));
  }
  const voted = now;
  return voted !== null && present(office).some((who) => {
    const concluded = tryAct(office, voted, who, `${decision}.conclude`, payloadFor('conclude', option));
    return concluded !== null && canBeFinished(office, concluded, decision, option);
  });
}

function subsets<T>(items: readonly T[]): readonly (readonly T[])[] {
  return items.reduce<readonly (readonly T[])[]>((all, item) => [...all, ...all.map((some) => [...some, item])], [[]]);
}
