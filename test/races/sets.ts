// The races: who races whom, and where the case stands when they begin. What is not here: what must come of them.
import type { Application } from '@quanze/application';
import { addMs, lawDateOf, type Instant, type JsonObject } from '@quanze/kernel';
import type { Race, Racer } from './race.js';
import { sideRaces } from './side-sets.js';
import {
  approve, ask, blindly, conclude, DAY_MS, decideAlone, flow, identityOf, move, OFFICE, person, propose, REASONS, review, reviewed, sign, TENANT, underReview, vote, type Move, type Stage,
} from './stage.js';

const racer = (caseId: string, step: Move, more: { expectedVersion?: number; idempotencyKey?: string } = {}): Racer => ({ name: `${step.act.replace('outcome.', '')} by ${step.by}`, act: (application) => blindly(application, caseId, step, more) });
const to = (login: string, more: JsonObject = {}): JsonObject => ({ person: person(login), ...more });
const back = (step: string, mode: string): JsonObject => ({ step, mode, reasons: REASONS });
const add = (by: string, login: string, place: string): Move => flow(by, 'add-signer', to(login, { place, reasons: REASONS }));
const handOn = (by: string, login: string): Move => flow(by, 'hand-on', to(login, { reasons: REASONS }));
const NOTE = (by: string): Move => move(by, 'add-note', { text: '附记' });

const WITH_COMMITTEE = (today: string): readonly Move[] => [
  ...reviewed(today), flow('chief', 'refer', { reasons: REASONS }), flow('chief', 'open-meeting', { present: ['deputy', 'head2', 'head3'].map(person) }),
];

/** Case under a flow with the panel asked. */
const asked = (...signers: readonly string[]) => (today: string): readonly Move[] => [...reviewed(today), ask(...signers)];

/** Prepares every case and gives the races; the stage is left with the last flow bound. */
export async function racesOn(stage: Stage): Promise<readonly Race[]> {
  const { application, clock } = stage;
  const delegation = await application.office.delegate(identityOf('chief'), OFFICE, { to: person('deputy'), powers: ['*'], until: addMs(clock.now(), 300 * DAY_MS), order: '云岭检授〔2026〕1号' });
  if (!delegation.ok) throw new Error(JSON.stringify(delegation.refusal));
  const revoke: Racer = { name: 'the delegation ends', act: (app: Application) => app.office.revokeDelegation(identityOf('chief'), OFFICE, delegation.value.delegation) };
  const made: (Omit<Race, 'at'> & { readonly at: Instant | null })[] = [];
  const race = async (name: string, moves: (today: string) => readonly Move[], racers: (caseId: string) => Race['racers'], at?: (caseId: string) => Promise<Instant>, lossesMax?: number): Promise<void> => {
    const caseId = await stage.walked(moves);
    made.push({ name, cases: [caseId], at: at === undefined ? null : await at(caseId), racers: racers(caseId), ...(lossesMax === undefined ? {} : { lossesMax }) });
  };
  const all = (...steps: readonly Move[]) => (caseId: string): readonly Racer[] => steps.map((step) => racer(caseId, step));

  // The ordinary way and the committee.
  await race('three members vote', WITH_COMMITTEE, all(vote('head2'), vote('head3', 'abstain'), vote('deputy')));
  await race('the last member votes, the chair votes, the chair concludes', (today) => [...WITH_COMMITTEE(today), vote('head2'), vote('head3')], all(vote('deputy'), vote('chief'), conclude('chief')));
  await race('the chair votes and concludes twice', (today) => [...WITH_COMMITTEE(today), vote('head2'), vote('head3'), vote('deputy')], all(vote('chief'), conclude('chief'), conclude('chief')));
  await race('one member votes twice', WITH_COMMITTEE, all(vote('head2'), vote('head2', 'abstain'), vote('head3')));
  await race('the handler withdraws, decides, sends up', (today) => [...underReview(today, false), propose()], all(flow('procurator1', 'withdraw'), decideAlone(), flow('procurator1', 'send-up', { escalationReason: REASONS })));
  await race('two proposals and a change of the handler', (today) => underReview(today), all(propose(), flow('procurator1', 'propose', { ...propose().payload, option: 'refuseNoDanger' }), move('chief', 'reassign', { handler: person('procurator2'), reasons: REASONS })));
  await race('the chief decides, asks to reconsider, the deputy decides', reviewed, all(approve('chief'), flow('chief', 'reconsider', { reasons: REASONS }), approve('deputy')));
  await race('a delegation ends while the deputy acts under it', reviewed, (caseId) => [racer(caseId, approve('deputy')), revoke]);
  await race('a delegation ends, the deputy acts under it, the chief decides', reviewed, (caseId) => [racer(caseId, approve('deputy')), revoke, racer(caseId, approve('chief'))]);
  const lastDay = lawDateOf(addMs(clock.now(), 30 * DAY_MS));
  await race('a substitution ends while the substitute acts', (day) => [...underReview(day), move('chief', 'appoint-substitute', { person: person('procurator2'), firstDay: day, lastDay, cause: 'leave', alone: true })],
    all(propose('procurator2'), move('chief', 'end-substitution', { person: person('procurator2') }), propose('procurator1')));
  await race('a limit passes while the chief decides', reviewed, (caseId) => [racer(caseId, approve('chief')), { name: 'the alarm', act: (app) => app.clockwork.fire({ tenant: TENANT, caseId: caseId as never, clock: 'reviewNotDetained' }) }],
    async (caseId) => endOf(stage, caseId));
  await race('a limit passes twice beside a note', reviewed, (caseId) => [racer(caseId, NOTE('procurator1')), ...[1, 2].map((n): Racer => ({ name: `alarm ${n}`, act: (app) => app.clockwork.fire({ tenant: TENANT, caseId: caseId as never, clock: 'reviewNotDetained' }) }))],
    async (caseId) => endOf(stage, caseId));
  await race('one key twice', reviewed, (caseId) => [1, 2, 3].map(() => racer(caseId, approve('chief'), { idempotencyKey: 'key-one' })));
  await race('one version, three acts', reviewed, (caseId) => [approve('chief'), approve('deputy'), NOTE('head1')].map((step) => racer(caseId, step, { expectedVersion: 8 })));
  const [left, right] = [await stage.walked(reviewed), await stage.walked(reviewed)];
  made.push({ name: 'one key for two cases', cases: [left, right], at: null, racers: [left, right].map((caseId) => racer(caseId, approve('chief'), { idempotencyKey: 'key-two' })) });
  await race('a recusal is ordered while the person proposes', (day) => [...underReview(day), move('intake', 'request-recusal', { person: person('procurator1'), reasons: REASONS, applicant: 'party', form: 'written', ground: 'interest' })],
    all(propose(), move('chief', 'order-recusal', { person: person('procurator1'), granted: true, reasons: REASONS }), NOTE('procurator1')));
  await race('a draft is kept while the case moves out of its reach', (day) => [...underReview(day), propose()], (caseId) => [racer(caseId, flow('procurator1', 'withdraw')), racer(caseId, NOTE('procurator1')),
    { name: 'the draft', act: (app) => app.cases.keepDraft(identityOf('procurator1'), caseId, 'outcome.send-up', { escalationReason: '草稿' }) }]);

  made.push(...(await sideRaces(stage)));

  // All of them sign.
  await stage.bind('countersign');
  await race('the last signer signs, another adds a signer after', (day) => [...asked('head2', 'deputy2')(day), sign('head2')], all(sign('deputy2'), add('head2', 'head3', 'after')));
  await race('one hands a seat on, signs, and so does the other', asked('head2', 'deputy2'), all(handOn('head2', 'head3'), sign('head2'), sign('deputy2')));
  await race('withdrawn, reviewed, sent back', (day) => [...underReview(day), propose(), flow('procurator1', 'send-up')], all(flow('procurator1', 'withdraw'), review(), flow('head1', 'send-back', back('drafted', 'resume'))));
  await race('the chief sends back, the deputy decides, the handler withdraws', (day) => [...asked('head2', 'deputy2')(day), sign('head2'), sign('deputy2')], all(flow('chief', 'return', back('signing', 'resume')), approve('deputy'), flow('procurator1', 'withdraw')));
  await race('a signer is recused while signing', (day) => [...asked('head2', 'deputy2')(day), move('intake', 'request-recusal', { person: person('head2'), reasons: REASONS, applicant: 'party', form: 'written', ground: 'interest' }), sign('deputy2')],
    all(sign('head2'), move('chief', 'order-recusal', { person: person('head2'), granted: true, reasons: REASONS }), NOTE('procurator1')));
  await race('an opinion comes, is called back, the holder signs', (day) => [...asked('head2', 'deputy2')(day), flow('head2', 'ask-opinion', to('head3'))], all(flow('head3', 'opinion', { choice: 'agree', reasons: REASONS }), flow('head2', 'recall-opinion'), sign('head2')));
  await race('four acts at once of a countersigned question', asked('head2', 'head3', 'deputy2'), all(sign('head2'), sign('head3', 'disagree'), add('deputy2', 'deputy', 'before'), flow('head1', 'send-back', back('drafted', 'again'))), undefined, process.env['QUANZE_RACES'] === 'full' ? undefined : 1);

  // Two thirds of those who answer.
  await stage.bind('ballot');
  await race('three people vote by ballot', asked('head2', 'deputy2', 'procurator3'), all(sign('head2'), sign('deputy2'), sign('procurator3', 'disagree')));
  await race('two vote by ballot and the panel is closed', asked('head2', 'deputy2', 'procurator3'), all(sign('head2'), sign('deputy2', 'abstain'), flow('head1', 'close-panel', { reasons: REASONS })));

  // One who signs is enough; and each in turn.
  await stage.bind('either');
  await race('either of two signs, each another way', asked('head2', 'deputy2'), all(sign('head2'), sign('deputy2', 'disagree'), flow('procurator1', 'withdraw')));
  await stage.bind('in-turn');
  await race('both sign out of turn, and one is put between them', asked('head2', 'deputy2'), all(sign('deputy2'), sign('head2'), add('head2', 'head3', 'after')));
  // The journal of the office has gone on while flows were bound, and nothing is recorded before it.
  return made.map((race) => ({ ...race, at: race.at ?? clock.now() }));
}

/** The moment after the period of the review has ended. */
async function endOf(stage: Stage, caseId: string): Promise<Instant> {
  const snapshot = await stage.stores.cases.snapshot(caseId as never);
  const end = snapshot?.clocks['reviewNotDetained']?.endsAt;
  if (end === undefined) throw new Error(`no period runs: ${JSON.stringify(snapshot?.clocks)}`);
  return addMs(end, 60_000);
}
