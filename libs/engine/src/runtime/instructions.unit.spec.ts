// Instructions through the acts of a path: in writing, answered, objected to, kept or withdrawn; by word of mouth, which changes nothing until
// its giver confirms it. Not here: what follows for responsibility.
import type { Instant, JsonObject } from '@quanze/kernel';
import { attempt, caseUnderReview, codeOf, outcomeOf, pathWith, person, run, staff, SUPERIOR, withDelegation, worldOf } from '../fixtures.contract.js';
import { explainActs } from './explain.js';
import type { CaseSnapshot } from './snapshot.js';
import { tasksOf } from './tasks.js';

const l = (zh: string) => ({ zh, en: zh });
const number = { type: 'integer', required: true, min: 1, label: l('序号') };
const text = { type: 'text', sensitive: true, label: l('内容') };
const document = { type: 'text', required: true, label: l('文号') };
const written = { document, question: { type: 'text', label: l('事项') }, content: text };
const kept = { number, upheld: { type: 'boolean', required: true, label: l('坚持') } };
const OFFICE_ACT = { from: ['*'], by: ['chief', 'deputy_chief'], capacity: 'instruct', matter: 'general.chief.instruct' };
const ABOVE_ACT = { from: ['*'], by: ['superior_official'], capacity: 'instruct', matter: 'general.superior.instruct' };
const on = pathWith({
  'acts/instruct': { ...OFFICE_ACT, label: l('指示'), fields: written, effect: { kind: 'instruct', level: 'office', document: 'payload.document', question: 'payload.question' } },
  'acts/instructAbove': { ...ABOVE_ACT, label: l('上级指令'), fields: written, effect: { kind: 'instruct', level: 'superior', document: 'payload.document', question: 'payload.question' } },
  'acts/answer': { label: l('答复'), from: ['*'], by: ['handler'], fields: { number, answer: { type: 'enum', values: ['carried_out', 'objected'], required: true, label: l('答复') }, reasons: text }, effect: { kind: 'answer-instruction', number: 'payload.number', answer: 'payload.answer', reasons: 'payload.reasons' } },
  'acts/settle': { ...OFFICE_ACT, label: l('处理异议'), fields: kept, effect: { kind: 'settle-objection', level: 'office', number: 'payload.number', upheld: 'payload.upheld' } },
  'acts/settleAbove': { ...ABOVE_ACT, label: l('上级处理异议'), fields: kept, effect: { kind: 'settle-objection', level: 'superior', number: 'payload.number', upheld: 'payload.upheld' } },
  'acts/log': {
    label: l('记录'), from: ['*'], by: ['handler', 'dept_head', 'case_mgmt'], capacity: 'record', afterEnding: true,
    fields: { giver: { type: 'person', label: l('指示人') }, outside: text, on: { type: 'date', required: true, label: l('日期') }, question: written.question, objected: { type: 'boolean', label: l('异议') }, content: text },
    effect: { kind: 'log-oral-instruction', person: 'payload.giver', outside: 'payload.outside', on: 'payload.on', question: 'payload.question', objected: 'payload.objected' },
  },
  'acts/confirm': { ...OFFICE_ACT, label: l('确认'), fields: { number, document }, effect: { kind: 'confirm-instruction', level: 'office', number: 'payload.number', document: 'payload.document' } },
  'acts/confirmAbove': { ...ABOVE_ACT, label: l('上级确认'), fields: { number, document }, effect: { kind: 'confirm-instruction', level: 'superior', number: 'payload.number', document: 'payload.document' } },
});
const AT = '2026-03-03T01:00:00.000Z';
const START = caseUnderReview();
const elsewhere = person(['dept_head', { department: 'd2' }]);
const ofSuperior = person(['procurator', { office: SUPERIOR }]);
const named = new Map([...Object.values(staff).flat(), elsewhere, ofSuperior].map((facts) => [facts.person, facts]));
const go = (snapshot: CaseSnapshot, who: typeof elsewhere, act: string, payload: JsonObject) => run(snapshot, who, act, payload, { on, at: AT, world: { named } });
const refusal = (snapshot: CaseSnapshot, who: typeof elsewhere, act: string, payload: JsonObject) => codeOf(attempt(snapshot, who, act, payload, { on, at: AT, world: { named } }));
const desk = (snapshot: CaseSnapshot) => tasksOf(on, snapshot, AT as Instant).filter(({ key }) => key.startsWith('instruction#')).map(({ key, verb, role, person: who }) => [key, verb, role, who]);
const inWriting = { document: '检指1号', content: '补充讯问' };
const log = (giver: typeof elsewhere, more: JsonObject = {}) => ({ giver: giver.person, on: '2026-03-02', content: '口头要求', ...more });
const open = go(START, staff.chief, 'instruct', inWriting);
const objected = go(open, staff.handler, 'answer', { number: 1, answer: 'objected', reasons: '与证据不符' });

describe('an instruction in writing', () => {
  it('asks the handler for an answer and changes nothing else', () => {
    expect(open).toEqual({ ...START, version: START.version + 1, instructions: [{
      number: 1, form: 'written', level: 'office', from: staff.chief.person, role: 'chief', document: '检指1号', givenOn: '2026-03-03', recordedAt: AT, phase: 'open',
    }] });
    expect(desk(open)).toEqual([['instruction#1', 'answer', 'handler', staff.handler.person]]);
    expect(desk({ ...open, team: [] })).toEqual([['instruction#1', 'answer', 'handler', undefined]]);
    expect(desk(go(open, staff.handler, 'answer', { number: 1, answer: 'carried_out' }))).toEqual([]);
  });

  it('comes from the chief, a deputy with a delegation, or the superior, each by the own act', () => {
    expect(go(START, withDelegation(staff.deputy), 'instruct', inWriting).instructions?.[0]).toMatchObject({ level: 'office', role: 'deputy_chief' });
    expect(go(START, staff.superior, 'instructAbove', inWriting).instructions?.[0]).toMatchObject({ level: 'superior', role: 'superior_official' });
    expect(refusal(START, staff.deputy, 'instruct', inWriting)).toMatch(/^AUTHORITY\.REFE?/);
    expect([staff.head, staff.handler, staff.superior].map((who) => refusal(START, who, 'instruct', inWriting))).toEqual(Array(3).fill('AUTHORITY.NOT_YOUR_ROLE'));
    expect(refusal(START, staff.chief, 'instructAbove', inWriting)).toBe('AUTHORITY.NOT_YOUR_ROLE');
  });

  it('may name a question the path knows', () => {
    expect(go(START, staff.chief, 'instruct', { ...inWriting, question: 'outcome' }).instructions?.[0]?.question).toBe('stage.outcome');
    expect(refusal(START, staff.chief, 'instruct', { ...inWriting, question: 'weather' })).toBe('INSTRUCTION.UNKNOWN_QUESTION');
  });

  it('is objected to in writing with reasons, and then waits for whoever gave it', () => {
    expect(refusal(open, staff.handler, 'answer', { number: 1, answer: 'objected' })).toBe('INSTRUCTION.REASONS_REQUIRED');
    expect(objected.instructions?.[0]).toMatchObject({ phase: 'objected', objections: [{ by: staff.handler.person, form: 'written', at: AT }] });
    expect(desk(objected)).toEqual([['instruction#1', 'decide', 'chief', undefined]]);
    expect(refusal(objected, staff.handler, 'answer', { number: 1, answer: 'objected', reasons: '再次' })).toBe('INSTRUCTION.NOT_OPEN');
    expect(refusal(objected, staff.handler, 'answer', { number: 1, answer: 'carried_out' })).toBe('ok');
    const above = go(go(START, staff.superior, 'instructAbove', inWriting), staff.handler, 'answer', { number: 1, answer: 'objected', reasons: '意见' });
    expect(desk(above)).toEqual([['instruction#1', 'decide', 'superior_official', undefined]]);
    expect([refusal(above, staff.chief, 'settle', { number: 1, upheld: true }), refusal(above, staff.superior, 'settleAbove', { number: 1, upheld: true })]).toEqual(['INSTRUCTION.NOT_YOURS', 'ok']);
  });

  it('once kept is carried out, and once withdrawn asks nobody', () => {
    const upheld = go(objected, staff.chief, 'settle', { number: 1, upheld: true });
    expect(desk(upheld)).toEqual([['instruction#1', 'answer', 'handler', staff.handler.person]]);
    expect(refusal(upheld, staff.handler, 'answer', { number: 1, answer: 'objected', reasons: '仍有异议' })).toBe('INSTRUCTION.UPHELD');
    expect(go(upheld, staff.handler, 'answer', { number: 1, answer: 'carried_out' }).instructions?.[0]?.phase).toBe('carried_out');
    const withdrawn = go(objected, staff.chief, 'settle', { number: 1, upheld: false });
    expect([withdrawn.instructions?.[0]?.phase, desk(withdrawn)]).toEqual(['withdrawn', []]);
    expect([refusal(open, staff.chief, 'settle', { number: 1, upheld: true }), refusal(withdrawn, staff.handler, 'answer', { number: 1, answer: 'carried_out' })]).toEqual(['INSTRUCTION.NOT_OPEN', 'INSTRUCTION.NOT_OPEN']);
    expect([refusal(open, staff.chief, 'settle', { number: 7, upheld: true }), refusal(open, staff.handler, 'answer', { number: 7, answer: 'carried_out' })]).toEqual(['INSTRUCTION.UNKNOWN', 'INSTRUCTION.UNKNOWN']);
  });
});

describe('an instruction by word of mouth', () => {
  const logged = go(START, staff.handler, 'log', log(staff.chief, { objected: true }));

  it('is on record and changes nothing: no state, fact, clock or task, and nobody may do more or less', () => {
    const { instructions, ...rest } = logged;
    expect(rest).toEqual({ ...START, version: START.version + 1 });
    expect(instructions).toEqual([{
      number: 1, form: 'oral', level: 'office', from: staff.chief.person, role: 'chief', givenOn: '2026-03-02', recordedAt: AT, receivedBy: staff.handler.person, phase: 'logged',
      objections: [{ by: staff.handler.person, form: 'oral', at: AT }],
    }]);
    expect(tasksOf(on, logged, AT as Instant)).toEqual(tasksOf(on, START, AT as Instant));
    for (const who of Object.values(staff).flat()) expect(explainActs(on, logged, worldOf(who, AT), 'all')).toEqual(explainActs(on, START, worldOf(who, AT), 'all'));
  });

  it('keeps what was said and who is outside sealed', () => {
    const { entry } = outcomeOf(START, staff.handler, 'log', { outside: '某单位某人', on: '2026-03-02', content: '口头要求' }, { on, at: AT });
    expect(entry.sealed).toEqual(['outside', 'content']);
    expect(JSON.stringify(entry.payload['patch'])).not.toContain('某');
  });

  it.each([
    ['the superior', staff.superior, { level: 'superior', role: 'superior_official' }], ['the deputy of the department', staff.deputy, { level: 'office', role: 'deputy_chief' }],
    ['the own head', staff.head, { level: 'other', role: 'dept_head' }],
    ['a deputy for other departments', staff.deputyElsewhere, { level: 'other', role: 'deputy_chief', outsideChannel: true }],
    ['a procurator without the case', staff.other, { level: 'other', role: 'procurator', outsideChannel: true }], ['another head', elsewhere, { level: 'other', role: 'dept_head', outsideChannel: true }],
    ['staff of the superior', ofSuperior, { level: 'other', role: 'procurator', outsideChannel: true }],
  ])('says how its giver stands to the case: %s', (_, giver, expected) => {
    const instruction = go(START, staff.handler, 'log', log(giver)).instructions?.[0];
    expect(instruction).toMatchObject(expected);
    expect(instruction?.outsideChannel).toBe('outsideChannel' in expected ? true : undefined);
  });

  it('counts a deputy with a delegation as of the office, whatever the portfolio', () => {
    const around = new Map([...named, [staff.deputyElsewhere.person, withDelegation(staff.deputyElsewhere)]]);
    expect(run(START, staff.handler, 'log', log(staff.deputyElsewhere), { on, at: AT, world: { named: around } }).instructions?.[0]).toMatchObject({ level: 'office', role: 'deputy_chief' });
  });

  it('has one giver, who is not its recipient, and a day that has come', () => {
    expect(go(START, staff.handler, 'log', { outside: '某人', on: '2026-03-03' }).instructions?.[0]).toMatchObject({ level: 'other', role: 'outside', outsideChannel: true });
    expect([{ on: '2026-03-02' }, log(staff.chief, { outside: '某人' }), { outside: '  ', on: '2026-03-02' }].map((payload) => refusal(START, staff.handler, 'log', payload))).toEqual(Array(3).fill('INSTRUCTION.GIVER_UNCLEAR'));
    expect(refusal(START, staff.handler, 'log', log(staff.handler))).toBe('INSTRUCTION.OWN');
    expect(refusal(START, staff.handler, 'log', log(staff.chief, { on: '2026-03-04' }))).toBe('INSTRUCTION.IN_FUTURE');
    expect(refusal(START, staff.handler, 'log', { giver: '00000000-0000-4000-8000-00000000ffff', on: '2026-03-02' })).toBe('PERSON.UNKNOWN');
    expect(refusal(START, staff.handler, 'log', log(staff.chief, { question: 'weather' }))).toBe('INSTRUCTION.UNKNOWN_QUESTION');
  });

  it('becomes one to be answered when its giver confirms it in the own competence', () => {
    const confirmed = go(logged, staff.chief, 'confirm', { number: 1, document: '检指2号' });
    expect(confirmed.instructions?.[0]).toMatchObject({ form: 'oral', phase: 'open', document: '检指2号', confirmedAt: AT });
    expect(desk(confirmed)).toEqual([['instruction#1', 'answer', 'handler', staff.handler.person]]);
    expect(refusal(confirmed, staff.chief, 'confirm', { number: 1, document: '检指3号' })).toBe('INSTRUCTION.NOT_OPEN');
    const objectedTwice = go(confirmed, staff.handler, 'answer', { number: 1, answer: 'objected', reasons: '书面理由' });
    expect(objectedTwice.instructions?.[0]?.objections?.map(({ form }) => form)).toEqual(['oral', 'written']);
  });

  it('is confirmed by nobody else, and by nobody who could not give it in writing', () => {
    expect(refusal(logged, withDelegation(staff.deputy), 'confirm', { number: 1, document: 'x' })).toBe('INSTRUCTION.NOT_YOURS');
    expect(refusal(logged, staff.superior, 'confirmAbove', { number: 1, document: 'x' })).toBe('INSTRUCTION.NOT_YOURS');
    expect(refusal(logged, staff.chief, 'confirm', { number: 2, document: 'x' })).toBe('INSTRUCTION.UNKNOWN');
    const fromHead = go(START, staff.handler, 'log', log(staff.head));
    expect(refusal(fromHead, staff.head, 'confirm', { number: 1, document: 'x' })).toBe('AUTHORITY.NOT_YOUR_ROLE');
    const fromDeputy = go(START, staff.handler, 'log', log(staff.deputy));
    expect([refusal(fromDeputy, staff.deputy, 'confirm', { number: 1, document: 'x' }), refusal(fromDeputy, withDelegation(staff.deputy), 'confirm', { number: 1, document: 'x' })]).toEqual([expect.stringMatching(/^AUTHORITY\./), 'ok']);
    expect(go(go(START, staff.handler, 'log', log(staff.superior)), staff.superior, 'confirmAbove', { number: 1, document: '上检1号' }).instructions?.[0]).toMatchObject({ level: 'superior', phase: 'open' });
    expect([refusal(logged, staff.handler, 'answer', { number: 1, answer: 'carried_out' }), refusal(logged, staff.chief, 'settle', { number: 1, upheld: true })]).toEqual(['INSTRUCTION.NOT_OPEN', 'INSTRUCTION.NOT_OPEN']);
  });
});
