// Goal: nobody who has something to do in a case is left out of its tasks. Method: cases in which a person's only part is an own role of the
// path, a copy, an opinion, a seat that was added or handed on, or a word in writing; the tasks read off each. What is not here: the inbox.
import { expectOk, type CaseId, type JsonObject } from '@quanze/kernel';
import { caseUnderReview, OFFICE, pathDocument, pathWith, person, REASONS, run, staff, worldOf } from '../fixtures.contract.js';
import { AGREE, KEY, on, shippedFlow, storyOf, pathThrough, third, to } from '../flow/panel-story.contract.js';
import { openCase, tasksOf, type CaseSnapshot, type CompiledPath, type PersonFacts, type Task } from '../index.js';
import { awaitedIn } from './told-tasks.js';

const { admin, chief, deputyElsewhere, handler, head, headElsewhere, other } = staff;
const story = storyOf(on('countersign'));
const of = (snapshot: CaseSnapshot, path: CompiledPath = story.path): readonly Task[] => tasksOf(path, snapshot, snapshot.openedAt);
const askedOf = (snapshot: CaseSnapshot, who: PersonFacts) => of(snapshot).filter((task) => task.person === who.person).map(({ verb }) => verb);

describe('a role of the path\'s own', () => {
  const l = (zh: string) => ({ zh, en: zh });
  const stage = (pathDocument.states['stage'] as unknown as { readonly states: Record<string, JsonObject> }).states;
  const bare = (state: string): JsonObject => Object.fromEntries(Object.entries(stage[state] as JsonObject).filter(([name]) => name !== 'task'));
  const registrar = person('registrar');
  const own = pathWith({
    roles: { judge: { label: l('法官') }, registrar: { label: l('登记员') } },
    'states/stage/states/reviewing': { ...bare('reviewing'), actors: ['registrar', 'handler', 'judge'] }, 'states/stage/states/returned': { type: 'work', label: l('已退回'), actors: ['judge'] },
    'acts/receive': { label: l('受理'), from: ['new'], by: ['registrar'] },
    'acts/note': { label: l('备注'), from: ['*'], by: ['judge', 'registrar', 'clerk'] },
    'acts/move': { label: l('移转'), from: ['stage.reviewing'], to: 'stage.returned', by: ['judge', 'registrar', 'handler'] },
    'acts/back': { label: l('恢复'), from: ['stage.returned'], to: 'stage.reviewing', by: ['judge', 'registrar'] },
  });
  const opened = expectOk(openCase(own, { caseId: 'cccccccc-0000-4000-8000-0000000000f2' as CaseId, office: OFFICE, department: 'd1' }, {}, { act: 'receive', payload: {} }, worldOf(registrar)), 'open').snapshot;
  const rolesIn = (path: CompiledPath, snapshot: CaseSnapshot) => of(snapshot, path).filter(({ key }) => key.includes('@')).map(({ key, verb, role, person: who }) => [key, verb, role, who]);

  it('is asked in a state that names no task, in the order of the path, when it can lead the case on and the state admits it', () => {
    expect(rolesIn(own, opened)).toEqual([['stage.reviewing@judge', 'handle', 'judge', undefined], ['stage.reviewing@registrar', 'handle', 'registrar', undefined]]);
    const returned = run(opened, registrar, 'move', {}, { on: own });
    expect(rolesIn(own, returned)).toEqual([['stage.returned@judge', 'handle', 'judge', undefined]]);
  });

  it('is not asked for an act that leads nowhere, where a task is declared, nor where a path has no roles of its own', () => {
    const roles = { judge: { label: l('法官') } };
    const noting = pathWith({ roles, 'states/stage/states/reviewing': bare('reviewing'), 'acts/note': { label: l('备注'), from: ['*'], by: ['judge'] } });
    expect(rolesIn(noting, caseUnderReview())).toEqual([]);
    const declared = pathWith({
      roles, 'states/stage/states/reviewing': { ...bare('reviewing'), task: { verb: 'handle', by: 'handler' } },
      'acts/move': { label: l('移转'), from: ['stage.reviewing'], to: 'stage.returned', by: ['judge'] },
    });
    expect(of(caseUnderReview(), declared).filter(({ state }) => state === 'stage.reviewing').map(({ key, role }) => [key, role])).toEqual([['stage.reviewing', 'handler']]);
    const without = pathWith({ 'states/stage/states/reviewing': bare('reviewing') });
    expect(of(caseUnderReview(), without).filter(({ state }) => state === 'stage.reviewing')).toEqual([]);
  });
});

describe('a copy', () => {
  const copied = story.act(story.reviewed, handler, 'copy', { people: [other.person, admin.person] });

  it('asks for a receipt in the office of whoever got it, at every step, until it is given', () => {
    expect(of(copied).filter(({ verb }) => verb === 'read')).toEqual([
      { key: `copy#${KEY}#${other.person}`, state: 'copy', verb: 'read', role: 'procurator', person: other.person }, { key: `copy#${KEY}#${admin.person}`, state: 'copy', verb: 'read', role: 'admin', person: admin.person },
    ]);
    const asked = story.act(copied, head, 'ask', { signers: [headElsewhere.person] });
    expect(askedOf(story.act(asked, headElsewhere, 'sign', AGREE), other)).toEqual(['read']);
    expect(askedOf(story.act(copied, other, 'read-copy'), other)).toEqual([]);
    expect(askedOf(story.act(copied, other, 'read-copy'), admin)).toEqual(['read']);
  });

  it('can be read wherever the question is', () => {
    for (const id of ['countersign', 'either', 'ballot', 'majority', 'in-turn', 'upward']) {
      const flow = shippedFlow(id);
      expect([id, [...(flow.acts['read-copy']?.from ?? [])].sort()]).toEqual([id, [...Object.keys(flow.steps), 'decided'].sort()]);
    }
    const convened = story.act(story.act(story.act(caseUnderReview(), handler, 'propose', { option: 'minor', ...REASONS }), handler, 'copy', { people: [other.person] }), head, 'convene', { reasons: '疑难' });
    expect([askedOf(convened, other), story.code(convened, other, 'read-copy')]).toEqual([['read'], 'ok']);
  });

  it('asks nobody who was recused, and goes with the question; one of an earlier form asks a procurator', () => {
    const recused = run(copied, chief, 'orderRecusal', { person: other.person, granted: true }, { on: story.path, world: { named: new Map([[other.person, other]]) } });
    expect(askedOf(recused, other)).toEqual([]);
    const open = copied.decisions[KEY] as CaseSnapshot['decisions'][string];
    const old = { ...copied, decisions: { [KEY]: { ...open, copies: (open.copies ?? []).map(({ as: _as, ...copy }) => copy) } } };
    expect(of(old).filter(({ verb }) => verb === 'read').map(({ role }) => role)).toEqual(['procurator', 'procurator']);
    expect(of({ ...copied, decisions: {} }).filter(({ verb }) => verb === 'read')).toEqual([]);
  });
});

describe('a panel', () => {
  it('asks whoever was asked for an opinion, added, or handed a seat, and nobody who handed it on', () => {
    const asked = story.asked(headElsewhere);
    expect([askedOf(asked, headElsewhere), askedOf(story.act(asked, headElsewhere, 'ask-opinion', to(third)), third)]).toEqual([['review'], ['answer']]);
    const added = story.act(asked, headElsewhere, 'add-signer', to(third, { place: 'before', reasons: 'x' }));
    expect([askedOf(added, third), askedOf(added, headElsewhere)]).toEqual([['review'], []]);
    const handed = story.act(asked, headElsewhere, 'hand-on', to(deputyElsewhere, { reasons: 'x' }));
    expect([askedOf(handed, deputyElsewhere), askedOf(handed, headElsewhere)]).toEqual([['review'], []]);
  });
});

describe('a session of the committee', () => {
  const rules = { quorumShareMin: 0.5, majorityShareMin: 0.5, chairLast: true };
  const id = (name: string) => name as CaseSnapshot['team'][number]['person'];
  const [A, B, C, D, E] = ['a', 'b', 'c', 'd', 'e'].map(id) as [ReturnType<typeof id>, ReturnType<typeof id>, ReturnType<typeof id>, ReturnType<typeof id>, ReturnType<typeof id>];
  const session = (votes: readonly (readonly [ReturnType<typeof id>, string])[]) => ({ seq: 1, chair: A, members: [A, B, C, D, E], present: [A, B, C], steppedAside: [E], votes: votes.map(([who, option], seq) => ({ person: who, option, seq })) });

  it('waits for those present, without a majority for the written word of the absent, at last for the chair', () => {
    expect(awaitedIn(session([]), rules)).toEqual([A, B, C]);
    expect(awaitedIn(session([[A, 'x'], [B, 'x']]), rules)).toEqual([C]);
    expect(awaitedIn(session([[A, 'x'], [B, 'x'], [C, 'x']]), rules)).toEqual([A]);
    expect(awaitedIn(session([[A, 'x'], [B, 'x'], [C, 'y']]), rules)).toEqual([D]);
    expect(awaitedIn(session([[A, 'x'], [B, 'x'], [C, 'y'], [D, 'y']]), rules)).toEqual([A]);
  });
});

it('a reminder after the decision stands at the task of whoever serves it', () => {
  const flow = shippedFlow('countersign');
  const urging = storyOf(pathThrough({ ...flow, acts: { ...flow.acts, urge: { ...flow.acts['urge'], from: ['decided'] } as never } }));
  const decided = urging.act(urging.act(urging.act(urging.reviewed, head, 'ask', { signers: [headElsewhere.person] }), headElsewhere, 'sign', AGREE), chief, 'approve', REASONS);
  const urged = urging.act(decided, head, 'urge');
  expect(of(urged, urging.path).filter(({ verb }) => verb === 'sign').map(({ urged: reminded }) => reminded?.times)).toEqual([1]);
});
