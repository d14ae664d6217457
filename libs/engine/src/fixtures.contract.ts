// A small path with everything the kernel knows – two regions, options at two levels, a wait, clocks, a recusal – for the
// specs of this library. Facts on top; every helper has defaults, so that what a spec sets is what matters. Specs only.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { compilePowerList, parsePowerList, type CompiledPowerList } from '@quanze/authority';
import { compileCalendar, parseCalendar, parseDeadlineRules, type Calendar } from '@quanze/calendar';
import { expectOk, type AppointmentId, type CaseId, type DelegationId, type HashFunction, type HashHex, type Instant, type JsonObject, type LocalDate, type OfficeId, type PersonId } from '@quanze/kernel';
import { compileRelease, decide, openCase, type ApprovalFlowDocument, type CasePathDocument, type CaseSnapshot, type Command, type CompiledPath, type Outcome, type PersonFacts, type PostRole, type Release, type World } from './index.js';

const WORKFLOWS = new URL('../../../workflows/', import.meta.url);
export const readYaml = (file: string): never => parse(readFileSync(new URL(file, WORKFLOWS), 'utf8')) as never;

export const OFFICE = '00000000-0000-4000-8000-0000000000aa' as OfficeId;
export const SUPERIOR = '00000000-0000-4000-8000-0000000000bb' as OfficeId;
export const T0 = '2026-03-02T01:00:00.000Z' as Instant;

export const hash: HashFunction = {
  algorithm: 'sha-256',
  ofText: (text) => createHash('sha256').update(text, 'utf8').digest('hex') as HashHex,
  ofBytes: (bytes) => new Uint8Array(createHash('sha256').update(bytes).digest()),
};

const l = (zh: string) => ({ zh, en: zh });
const reasons = { facts: { type: 'text', label: l('事实'), required: true, sensitive: true }, evidence: { type: 'text', label: l('证据'), required: true, sensitive: true }, law: { type: 'text', label: l('法律'), required: true } } as const;
export const REASONS = { facts: '查明的事实', evidence: '采信的证据', law: '刑诉法第177条' };

export const flow: ApprovalFlowDocument = {
  kind: 'approval-flow', id: 'upward', version: '1', label: l('逐级报请'), source: '规则 4-7', status: 'verified', initial: 'drafted',
  steps: {
    drafted: { type: 'propose', label: l('已拟意见'), level: 'procurator', task: { verb: 'decide', by: 'handler' } },
    conference: { type: 'advise', label: l('联席会议'), task: { verb: 'record', by: 'dept_head' } },
    departmentReview: { type: 'review', label: l('部门审核'), task: { verb: 'review', by: 'dept_head' } },
    chief: { type: 'decide', label: l('检察长'), level: 'chief', task: { verb: 'decide', by: 'chief' } },
    committee: { type: 'vote', label: l('检委会'), level: 'committee', task: { verb: 'vote', by: 'committee_member' } },
    consent: { type: 'consent', label: l('上级批准'), level: 'superior', task: { verb: 'decide', by: 'superior_official' } },
    superior: { type: 'decide', label: l('上级决定'), level: 'superior', task: { verb: 'decide', by: 'superior_official' } },
  },
  acts: {
    propose: { kind: 'propose', label: l('提出意见'), from: ['home', 'drafted'], to: 'drafted', by: ['handler'], capacity: 'handle', fields: { opinion: { type: 'text', label: l('意见'), sensitive: true } } },
    withdraw: { kind: 'withdraw', label: l('撤回'), from: ['drafted'], to: 'home', by: ['handler'], capacity: 'handle' },
    decide: { kind: 'decide', label: l('决定'), from: ['drafted'], to: 'decided', by: ['handler'], capacity: 'decide', fields: reasons },
    'send-up': { kind: 'send-up', label: l('报请'), from: ['drafted'], to: 'departmentReview', by: ['handler'], capacity: 'handle', fields: { escalationReason: { type: 'text', label: l('理由') } } },
    convene: { kind: 'convene', label: l('召集联席会议'), from: ['drafted', 'departmentReview'], to: 'conference', by: ['dept_head'], capacity: 'supervise' },
    advise: { kind: 'advise', label: l('记录联席会议意见'), from: ['conference'], to: 'back', by: ['dept_head'], capacity: 'record', fields: { participants: { type: 'people', label: l('参加人') }, majority: { type: 'text', label: l('多数意见') } } },
    review: { kind: 'review', label: l('审核'), from: ['departmentReview'], to: 'chief', by: ['dept_head'], capacity: 'review', fields: { reasons: { type: 'text', label: l('理由'), sensitive: true } } },
    approve: { kind: 'approve', label: l('同意'), from: ['chief'], to: 'decided', by: ['chief', 'deputy_chief'], capacity: 'decide', fields: { ...reasons, changedPart: { type: 'text', label: l('改变部分') } } },
    override: { kind: 'override', label: l('作出不同决定'), from: ['chief'], to: 'decided', by: ['chief', 'deputy_chief'], capacity: 'decide', matter: 'general.chief.override', fields: { ...reasons, changedPart: { type: 'text', label: l('改变部分') } } },
    reconsider: { kind: 'reconsider', label: l('要求复核'), from: ['chief'], to: 'drafted', by: ['chief', 'deputy_chief'], capacity: 'instruct' },
    refer: { kind: 'refer', label: l('提交检委会'), from: ['chief'], to: 'committee', by: ['chief'], capacity: 'handle' },
    'open-meeting': { kind: 'open-meeting', label: l('开会'), from: ['committee'], by: ['chief', 'deputy_chief'], capacity: 'record' },
    vote: { kind: 'vote', label: l('表决'), from: ['committee'], by: ['committee_member'], capacity: 'vote' },
    'written-opinion': { kind: 'written-opinion', label: l('书面意见'), from: ['committee'], by: ['committee_member'], capacity: 'vote' },
    conclude: { kind: 'conclude', label: l('宣布结果'), from: ['committee'], to: [{ to: 'decided', outcome: 'majority' }, { to: 'superior', outcome: 'no-majority' }, { to: 'consent', outcome: 'needs-consent' }], by: ['chief', 'deputy_chief'], capacity: 'record', fields: reasons },
    dissent: { kind: 'dissent', label: l('检察长不同意'), from: ['committee'], to: 'superior', by: ['chief'], capacity: 'handle', matter: 'general.committee.escalate' },
    'report-up': { kind: 'report-up', label: l('报上级批准'), from: ['chief'], to: 'consent', by: ['chief', 'deputy_chief'], capacity: 'decide', fields: reasons },
    consent: { kind: 'consent', label: l('批准'), from: ['consent'], to: 'decided', by: ['superior_official'], capacity: 'consent', fields: reasons },
    'refuse-consent': { kind: 'refuse-consent', label: l('不批准'), from: ['consent'], to: 'drafted', by: ['superior_official'], capacity: 'consent', fields: reasons },
    'superior-decide': { kind: 'superior-decide', label: l('上级决定'), from: ['superior'], to: 'decided', by: ['superior_official'], capacity: 'decide', fields: reasons },
    object: { kind: 'object', label: l('书面异议'), from: ['decided'], by: ['handler'], capacity: 'handle', fields: { objection: { type: 'text', label: l('异议'), required: true, sensitive: true } } },
    issue: { kind: 'issue', label: l('制作送达'), from: ['decided'], to: 'target', by: ['handler'], capacity: 'sign' },
    'set-aside': { kind: 'set-aside', label: l('上级改变'), from: ['decided'], to: 'decided', by: ['superior_official'], capacity: 'decide', fields: reasons },
  },
  conflicts: [['propose', 'review'], ['review', 'decide'], ['propose', 'decide'], ['propose', 'consent'], ['review', 'consent'], ['decide', 'consent']],
};

export const pathDocument: CasePathDocument = {
  kind: 'case-path', id: 'test.path', version: '1', label: l('测试'), source: '规则', status: 'verified', business: 'criminal', numberWord: '测',
  type: 'parallel', main: 'stage', custody: { fact: 'custody', held: ['detained'] },
  facts: {
    custody: { type: 'enum', values: ['none', 'detained'], label: l('强制措施'), initial: 'none' },
    origin: { type: 'enum', values: ['police', 'supervisory'], label: l('来源'), initial: 'police', authority: 'origin' },
    complexity: { type: 'enum', values: ['ordinary', 'major_difficult_complex', 'major_case'], label: l('难易'), initial: 'ordinary', authority: 'complexity' },
    interrogated: { type: 'boolean', label: l('已讯问'), initial: true },
    returns: { type: 'integer', min: 0, max: 2, label: l('退回次数'), initial: 0, authority: 'returns_so_far' },
    mustRelease: { type: 'boolean', label: l('应当不起诉'), initial: false },
    silent: { type: 'boolean', label: l('逾期'), initial: false },
  },
  states: {
    stage: {
      type: 'group', label: l('办案'), initial: 'reviewing',
      states: {
        reviewing: { type: 'work', label: l('审查'), task: { verb: 'handle', by: 'handler', clock: 'review' } },
        outcome: {
          type: 'decision', label: l('处理决定'), question: l('如何处理'), home: ['stage.reviewing'],
          when: [{ if: 'interrogated', else: l('尚未讯问'), source: '规则 331' }],
          options: {
            prosecute: { label: l('起诉'), matter: 'criminal.prosecute.charge', to: 'stage.prosecuted', clocks: [{ satisfy: 'review' }] },
            minor: { label: l('酌定不起诉'), matter: 'criminal.nonpros.discretionary', to: 'stage.released', clocks: [{ satisfy: 'review' }] },
            statutory: { label: l('法定不起诉'), matter: 'criminal.nonpros.statutory', to: 'stage.released', must: { if: 'mustRelease', else: l('无'), source: '刑诉法 177' } },
          },
        },
        returned: { type: 'wait', label: l('退回'), organ: l('公安机关'), clock: 'supplement' },
        prosecuted: { type: 'work', label: l('已起诉'), task: { verb: 'handle', by: 'handler' } },
        released: { type: 'work', label: l('不起诉'), task: { verb: 'handle', by: 'handler' } },
        closed: { type: 'final', label: l('办结'), ending: 'closed' },
      },
    },
    extension: {
      type: 'group', label: l('延长'), initial: 'idle',
      states: {
        idle: { type: 'work', label: l('无') },
        asking: {
          type: 'decision', label: l('延长期限'), question: l('是否延长'), home: ['extension.idle'], while: ['stage.reviewing', 'stage.outcome'],
          options: {
            grant: { label: l('延长'), matter: 'criminal.prosecute.supplement', to: 'extension.idle', clocks: [{ event: 'review', add: { event: 'extension', by: 'P15D' } }] },
            refuse: { label: l('不延长'), matter: 'criminal.prosecute.supplement', to: 'extension.idle' },
          },
        },
      },
    },
  },
  clocks: {
    review: { rule: 'crim.prosecution.review', label: l('审查起诉期限'), owner: 'handler', warnDays: [5, 2] },
    supplement: { rule: 'crim.supplementary.investigation', label: l('补充侦查期限'), owner: 'handler', onExpiry: { set: { silent: 'true' }, note: l('未移送') } },
  },
  acts: {
    receive: { label: l('受理'), from: ['new'], by: ['case_mgmt'], capacity: 'record', fields: { on: { type: 'date', required: true, label: l('收案日期') } }, clocks: [{ start: 'review', at: 'payload.on' }] },
    assign: { label: l('分案'), from: ['*'], by: ['case_mgmt'], fields: { person: { type: 'person', required: true, label: l('承办人') } }, effect: { kind: 'assign-handler', person: 'payload.person' } },
    replace: { label: l('变更承办人'), from: ['*'], by: ['case_mgmt'], fields: { person: { type: 'person', required: true, label: l('承办人') } }, effect: { kind: 'reassign-handler', person: 'payload.person' } },
    recuse: { label: l('申请回避'), from: ['*'], by: ['handler', 'case_mgmt'], fields: { person: { type: 'person', required: true, label: l('人员') } }, effect: { kind: 'request-recusal', person: 'payload.person' } },
    orderRecusal: { label: l('决定回避'), from: ['*'], by: ['chief'], matter: 'general.recusal.staff', fields: { person: { type: 'person', required: true, label: l('人员') }, granted: { type: 'boolean', required: true, label: l('是否回避') } }, effect: { kind: 'order-recusal', person: 'payload.person', granted: 'payload.granted' } },
    sendBack: { label: l('退回'), from: ['stage.reviewing'], to: 'stage.returned', by: ['handler'], matter: 'criminal.prosecute.supplement', when: [{ if: 'returns < 2', else: l('已退回两次'), source: '规则 346' }], set: { returns: 'returns + 1' }, clocks: [{ event: 'review', add: { event: 'returned', at: 'now' } }, { start: 'supplement' }] },
    comeBack: { label: l('重新移送'), from: ['stage.returned'], to: 'stage.reviewing', by: ['case_mgmt'], clocks: [{ satisfy: 'supplement' }, { event: 'review', add: { event: 'retransferred', at: 'now' } }] },
    bail: { label: l('取保'), from: ['stage.reviewing'], by: ['handler'], set: { custody: '"none"' } },
    detain: { label: l('拘留'), from: ['stage.reviewing'], by: ['handler'], set: { custody: '"detained"' } },
    classify: { label: l('确定难易'), from: ['stage.reviewing'], by: ['handler'], fields: { complexity: { type: 'enum', values: ['ordinary', 'major_difficult_complex', 'major_case'], required: true, label: l('难易') } }, set: { complexity: 'payload.complexity' } },
    close: { label: l('办结'), from: ['stage.prosecuted', 'stage.released'], to: 'stage.closed', by: ['handler'] },
    note: { label: l('备注'), from: ['*'], by: ['handler', 'case_mgmt'], afterEnding: true, fields: { text: { type: 'text', required: true, sensitive: true, label: l('内容') } } },
  },
};

export const powers: CompiledPowerList = compilePowerList(expectOk(parsePowerList(readYaml('power-lists/model.yaml')), 'model list'));
const calendarDocument = parseCalendar(readYaml('calendars/china.yaml'));
if (!calendarDocument.ok) throw new Error('the calendar does not load');
export const calendar: Calendar = compileCalendar(calendarDocument.value);
const rules = parseDeadlineRules(readYaml('deadline-rules/national.yaml'));
if (!rules.ok) throw new Error('the deadline rules do not load');
export const deadlineRules = rules.value;

export function releaseOf(document: CasePathDocument = pathDocument, flows: readonly ApprovalFlowDocument[] = [flow]): Release {
  const binding = { kind: 'flow-binding', id: 'b', version: '1', label: l('绑定'), source: '-', status: 'verified', office: '*', bindings: [{ path: '*', decision: '*', flow: 'upward' }] } as const;
  return { hash: hash.ofText(JSON.stringify(document)), label: 'test', effectiveFrom: '2024-01-01' as LocalDate, documents: { path: document, flows, binding, deadlineRules }, source: null };
}

export const path: CompiledPath = expectOk(compileRelease(releaseOf()), 'test path');

type Parts = Readonly<Record<string, unknown>>;
/** A copy of a document with parts put in their places (`acts/close/to` → value). */
function withParts<T>(document: T, parts: Parts): T {
  const copy = structuredClone(document);
  for (const [place, value] of Object.entries(parts)) {
    const keys = place.split('/');
    const last = keys.pop() as string;
    keys.reduce<Record<string, unknown>>((here, key) => here[key] as Record<string, unknown>, copy as Record<string, unknown>)[last] = value;
  }
  return copy;
}

/** The test path with parts of its document, and of its flow, replaced. */
export function pathWith(parts: Parts, flowParts: Parts = {}): CompiledPath {
  return expectOk(compileRelease(releaseOf(withParts(pathDocument, parts), [withParts(flow, flowParts)])), 'variant of the test path');
}

let counter = 0;
export function person(...posts: readonly (PostRole | [PostRole, Partial<PersonFacts['posts'][number]>])[]): PersonFacts {
  counter += 1;
  const id = `00000000-0000-4000-8000-${String(counter).padStart(12, '0')}`;
  return {
    person: id as PersonId, delegations: [],
    posts: posts.map((post, index) => {
      const [role, rest] = typeof post === 'string' ? [post, {}] : post;
      return { appointment: `${id.slice(0, -2)}${index}a` as AppointmentId, office: OFFICE, role, ...(role === 'dept_head' ? { department: 'd1' } : {}), ...rest };
    }),
  };
}

export const staff = {
  counter: person('case_mgmt'), handler: person('procurator'), other: person('procurator'), head: person('dept_head'), headElsewhere: person(['dept_head', { department: 'd2' }]),
  deputy: person(['deputy_chief', { portfolio: ['d1'] }]), deputyElsewhere: person(['deputy_chief', { portfolio: ['d2'] }]), chief: person('chief', 'committee_member'),
  members: [person('procurator', 'committee_member'), person('procurator', 'committee_member'), person('dept_head', 'committee_member'), person('procurator', 'committee_member')],
  superior: person(['chief', { office: SUPERIOR }]), assistant: person('assistant'), admin: person('admin'),
};

export function withDelegation(facts: PersonFacts, powers_: readonly string[] = ['*']): PersonFacts {
  return { ...facts, delegations: [{ id: 'dddddddd-0000-4000-8000-000000000001' as DelegationId, from: staff.chief.person, office: OFFICE, powers: powers_ }] };
}

export function worldOf(actor: PersonFacts, at: string = T0, change: Partial<World> = {}): World {
  const everybody = [...Object.values(staff).flat(), actor];
  return {
    at: at as Instant, hash, powers, calendar, actor, superiorOffice: SUPERIOR,
    committee: [staff.chief.person, ...staff.members.map((m) => m.person)],
    named: new Map(everybody.map((facts) => [facts.person, facts])), entries: { get: () => [] }, ...change,
  };
}

/** A case under review with its handler, received on 2026-03-02. */
export function caseUnderReview(facts: JsonObject = {}): CaseSnapshot {
  const opened = expectOk(openCase(path, { caseId: 'cccccccc-0000-4000-8000-000000000001' as CaseId, office: OFFICE, department: 'd1' }, facts, { act: 'receive', payload: { on: '2026-03-02' } }, worldOf(staff.counter)), 'open');
  return run(opened.snapshot, staff.counter, 'assign', { person: staff.handler.person });
}

let seq = 1;
export function attempt(snapshot: CaseSnapshot, actor: PersonFacts, act: string, payload: JsonObject = {}, more: Partial<Command> & { at?: string; world?: Partial<World>; on?: CompiledPath } = {}) {
  const { at, world, on = path, ...command } = more;
  seq += 1;
  return decide(on, snapshot, { act, payload, ...command }, worldOf(actor, at, world), seq);
}

export function outcomeOf(snapshot: CaseSnapshot, actor: PersonFacts, act: string, payload: JsonObject = {}, more: Parameters<typeof attempt>[4] = {}): Outcome {
  return expectOk(attempt(snapshot, actor, act, payload, more), act);
}

export function run(snapshot: CaseSnapshot, actor: PersonFacts, act: string, payload: JsonObject = {}, more: Parameters<typeof attempt>[4] = {}): CaseSnapshot {
  return outcomeOf(snapshot, actor, act, payload, more).snapshot;
}

export function codeOf(result: ReturnType<typeof attempt>): string {
  return result.ok ? 'ok' : result.refusal.code;
}
