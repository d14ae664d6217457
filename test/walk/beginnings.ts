// How cases begin in the walk, who is brought into them at once, and the ways a proposal is sent up. What is not here: who is allowed to
// do any of it; an act that is refused is passed over.
import type { CompiledPath } from '@quanze/engine';
import type { JsonObject } from '@quanze/kernel';
import { CAST, type Part } from './cast.js';

/** First facts of cases: every value of every fact that must be given, and of every fact the power list reads. */
export function beginnings(path: CompiledPath): readonly JsonObject[] {
  const { facts } = path.document;
  const required = Object.entries(facts).filter(([, fact]) => fact.required === true);
  const base = Object.fromEntries(required.map(([name, fact]) => [name, fact.values?.[0] ?? true]));
  const turned = Object.entries(facts).filter(([name, fact]) => fact.required === true || ['procuratorate', 'npcDeputy'].includes(name));
  const single = turned.flatMap(([name, fact]) => (fact.values ?? [true]).map((value): JsonObject => ({ ...base, [name]: value })));
  const held = path.document.custody?.held ?? [];
  const pairs = (facts['origin']?.values ?? []).flatMap((origin) => held.map((custody): JsonObject => ({ ...base, origin, custody })));
  return [base, ...single, ...pairs];
}

/** Brings the people of doubtful standing into the case, by the acts of the path itself. */
export function dressing(): readonly (readonly [Part, string, JsonObject])[] {
  const reasons = '依法记录';
  const asking = { applicant: 'party', form: 'written', ground: 'interest' };
  const of = (part: Part) => CAST[part].person;
  return [
    ['caseManagement', 'join-team', { person: of('teamMember'), role: 'team_member' }],
    ['caseManagement', 'join-team', { person: of('assistant'), role: 'assistant' }],
    ['caseManagement', 'join-team', { person: of('clerk'), role: 'clerk' }],
    ['caseManagement', 'request-recusal', { person: of('recused'), ...asking, reasons }],
    ['chief', 'order-recusal', { person: of('recused'), granted: true, reasons }],
    ['caseManagement', 'request-recusal', { person: of('pendingRecusal'), ...asking, reasons }],
    ['caseManagement', 'bar-investigator', { person: of('barred') }],
  ];
}

/** One act on a way; `handler` stands for whoever handles the case then. */
export type Link = readonly [part: Part, act: string, option?: string];

/** Ways of one proposal to its end: alone, through the chief, through the superior's consent, through the committee, there without the chief. */
export function waysUp(decision: string, option: string): readonly (readonly Link[])[] {
  const act = (name: string) => `${decision}.${name}`;
  const toChief: readonly Link[] = [['handler', act('send-up')], ['head', act('review')]];
  const session: readonly Link[] = [...toChief, ['chief', act('refer')], ['chief', act('open-meeting')]];
  const votes = (vote: string): readonly Link[] => [['memberOne', act('vote'), vote], ['memberTwo', act('vote'), vote], ['chief', act('vote'), vote]];
  // Where the law keeps the chief out, a deputy presides.
  const direct: readonly Link[] = [['deputyDelegated', act('open-meeting')]];
  const votesOf = (vote: string): readonly Link[] => [['memberOne', act('vote'), vote], ['memberTwo', act('vote'), vote], ['deputyDelegated', act('vote'), vote]];
  return [
    [['handler', act('decide')], ['handler', act('issue')]],
    [...toChief, ['chief', act('approve')], ['handler', act('issue')]],
    [...toChief, ['chief', act('report-up')], ['superior', act('consent')], ['handler', act('issue')]],
    [...session, ...votes(option), ['chief', act('conclude')], ['handler', act('issue')]],
    [...session, ...votes('abstain'), ['memberAbsent', act('written-opinion'), 'abstain'], ['deputyDelegated', act('written-opinion'), 'abstain'], ['chief', act('conclude')], ['superior', act('superior-decide'), option]],
    [...session, ...votes(option), ['chief', act('dissent')]],
    [...direct, ...votesOf(option), ['deputyDelegated', act('conclude')], ['deputyDelegated', act('issue')]],
    ...[[], [['chief', act('written-opinion'), 'abstain'] as const]].map((chief): readonly Link[] => [
      ...direct, ...votesOf('abstain'), ['memberAbsent', act('written-opinion'), 'abstain'], ...chief, ['deputyDelegated', act('conclude')], ['superior', act('superior-decide'), option], ['deputyDelegated', act('issue')],
    ]),
  ];
}
