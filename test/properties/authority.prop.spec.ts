// Goal: whatever happens to delegations, posts, recusals and handlers while a case runs, nobody exceeds authority or fills two
// conflicting capacities; less delegation is never more right; a new list changes what comes and nothing that was. Method: a model-based
// office over both shipped paths, judged a second time by the naive reading of the list. FC_SEED repeats, FC_RUNS lengthens.
import { decide, decisionsAhead, isAboutRecused, whoCould } from '@quanze/engine';
import { addMs } from '@quanze/kernel';
import fc from 'fast-check';
import { plainAct, surroundingsOf } from '../walk/attempts.js';
import { CAST, OFFICE, SUPERIOR } from '../walk/cast.js';
import { clashes } from '../walk/clashes.js';
import { naiveGate, type NaiveCase } from '../walk/naive-gate.model.js';
import { compiledPath, PATHS } from '../walk/release.js';
import { changes, listAt, Office, twoLists, type Attempt } from './moving-office.js';

const seed = Number(process.env['FC_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const numRuns = Number(process.env['FC_RUNS'] ?? 2000);
const lists = twoLists();
const DAY_MS = 86_400_000;
const bare = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe.each(PATHS)(`authority while the office moves, on %s (seed ${seed})`, (id) => {
  const path = compiledPath(id);
  const judges = new Map([...lists.plain].map(([version, document]) => [version, naiveGate({ ...surroundingsOf(path), list: document })]));
  const offices: Office[] = [];
  beforeAll(() => {
    fc.sample(changes, { seed, numRuns: numRuns / 2 }).forEach((sequence, index) => {
      const office = new Office(path, lists, index);
      for (const change of sequence) office.step(change);
      offices.push(office);
    });
  }, 1_800_000);
  const each = (check: (attempt: Attempt, office: Office) => void): void => offices.forEach((office) => office.attempts.forEach((attempt) => check(attempt, office)));

  test('chance met permits, refusals, decisions, both lists, deputies under delegation and substitutes', () => {
    const met = { permitted: 0, refused: 0, decisions: 0, delegated: 0, substituted: 0, later: 0 };
    each(({ result, world }) => {
      met[result.ok ? 'permitted' : 'refused'] += 1;
      if (!result.ok) return;
      if (result.value.record !== null) met.decisions += 1;
      if (result.value.entry.actor?.delegation !== undefined) met.delegated += 1;
      if (result.value.entry.actor?.standsInFor !== undefined) met.substituted += 1;
      if (world.powers.list.version !== lists.all[0]?.version) met.later += 1;
    });
    console.log(`${id}: ${offices.length} sequences, ${JSON.stringify(met)}, seed ${seed}`);
    expect(Object.entries(met).filter(([, count]) => count < numRuns / 100)).toEqual([]);
  }, 60_000);

  test('whatever was permitted, the naive reading of the list of that day permits to this person', () => {
    for (const office of offices) {
      const decidedAt: Record<string, string> = {};
      for (const { before, act, command, world, result } of office.attempts) {
        if (!result.ok) continue;
        const option = command.payload['option'];
        const verdict = judges.get(listAt(lists, world.at).version)?.(before as unknown as NaiveCase, { act: plainAct(path, act), option: typeof option === 'string' ? option : undefined, person: world.actor, at: world.at, superior: SUPERIOR, decidedAt });
        expect({ act: act.id, person: world.actor.posts.map(({ role }) => role), right: verdict?.right }).toEqual({ act: act.id, person: world.actor.posts.map(({ role }) => role), right: true });
        if (result.value.record !== null) decidedAt[result.value.record.question.state] = result.value.record.decidedAt;
      }
    }
  }, 1_800_000);

  test('nobody fills two conflicting capacities in one decision', () => {
    each(({ result }) => {
      if (result.ok) expect(clashes(path, result.value.snapshot)).toEqual([]);
    });
  }, 1_800_000);

  test('nobody recused or barred acts, nobody decides the own recusal, and that of the chief is not the chief\'s or a deputy\'s', () => {
    each(({ before, act, command, world, result }) => {
      if (!result.ok) return;
      const { person } = world.actor;
      expect(before.recusals.some((one) => one.person === person && one.state === 'ordered') || before.bars.some((bar) => bar.person === person)).toBe(false);
      if (act.effect === null || act.effect === undefined || !isAboutRecused(act.effect)) return;
      const about = command.payload['person'];
      const isChief = world.named.get(about as never)?.posts.some((post) => post.office === OFFICE && post.role === 'chief') ?? false;
      expect({ own: about === person, isChief }).toEqual({ own: false, isChief: false });
    });
  }, 1_800_000);

  test('taking every delegation away, or any one of them, never adds a permit', () => {
    each(({ before, command, world, seq, result }) => {
      const { delegations } = world.actor;
      const fewer = [[], ...delegations.map((gone) => delegations.filter((one) => one !== gone))];
      if (delegations.length === 0 || result.ok) return;
      for (const left of fewer) expect(decide(path, before, command, { ...world, actor: { ...world.actor, delegations: left } }, seq).ok).toBe(false);
    });
  }, 1_800_000);

  test('who acts on a delegation has one in force that covers the power, from the chief, as deputy, and never beyond what may be delegated', () => {
    each(({ before, world, result }) => {
      const actor = result.ok ? result.value.entry.actor : null;
      if (!result.ok || actor?.delegation === undefined) return;
      const power = result.value.entry.authority?.power as string;
      const used = world.actor.delegations.find((one) => one.id === actor.delegation);
      expect(used).toMatchObject({ from: CAST.chief.person, office: before.office });
      expect(used?.powers.some((one) => one === '*' || one === power)).toBe(true);
      expect(used?.departments?.includes(before.department ?? '') ?? true).toBe(true);
      expect(used?.paths?.includes(before.path) ?? true).toBe(true);
      expect(world.powers.list.entries.find((entry) => entry.id === power)?.delegable).toBe(true);
      expect(world.actor.posts.some((post) => post.office === before.office && post.role === 'deputy_chief')).toBe(true);
    });
  }, 1_800_000);

  test('a list published for tomorrow changes nothing of today and yesterday, and is what tomorrow is judged by', () => {
    const [old, next] = lists.all;
    let changed = 0;
    each(({ before, command, world, seq, result }, office) => {
      const known = listAt(lists, world.at) === old ? [old] : [];
      // Judged again as of its moment, with or without what was published later: the same answer, word for word.
      if (known.length > 0) {
        const powers = lists.compiled.get(listAt(lists, world.at, known as never));
        expect(bare(decide(path, before, command, { ...world, powers: powers as never }, seq))).toEqual(bare(result));
      }
      const tomorrow = addMs(world.at, 10 * DAY_MS);
      expect(listAt(office.lists, tomorrow)).toBe(next);
      const later = decide(path, before, command, { ...world, at: tomorrow, powers: lists.compiled.get(next as never) as never }, seq);
      if (later.ok && later.value.entry.authority !== null) expect(later.value.entry.authority.list).toContain('2026.next');
      if (known.length > 0 && later.ok !== result.ok) changed += 1;
    });
    expect(changed).toBeGreaterThan(0);
  }, 1_800_000);

  test('who could is what the kernel does: whoever it names is not stopped by the gate, whoever it does not name is stopped', () => {
    const people = Object.values(CAST);
    // What an effect says of the recusal of somebody else is no matter of right.
    const gate = /^(AUTHORITY\.|PARTICIPATION\.|RECUSAL\.(IN_FORCE|PENDING)$)/;
    for (const office of offices.slice(0, Math.ceil(numRuns / 20))) {
      for (const { before, act, command, world, result } of office.attempts.slice(-6)) {
        if (before.status === 'ended') continue;
        const { actor, named, ...around } = world;
        const option = command.payload['option'];
        const everybody = [...named.values()];
        const told = whoCould(path, before, act, typeof option === 'string' ? option : undefined, everybody, around).people.find((one) => one.person === actor.person);
        const aboutOthers = act.effect !== null && act.effect !== undefined && isAboutRecused(act.effect);
        if (result.ok) expect({ act: act.id, may: told?.may }).toEqual({ act: act.id, may: true });
        else if (gate.test(result.refusal.code) && !aboutOthers) expect({ act: act.id, code: result.refusal.code, may: told?.may }).toEqual({ act: act.id, code: result.refusal.code, may: false });
      }
    }
    expect(people.length).toBeGreaterThan(20);
  }, 1_800_000);

  test('no decision comes up that was not seen ahead', () => {
    for (const office of offices) {
      let ahead: ReadonlySet<string> | null = null;
      for (const { before, result } of office.attempts) {
        if (!result.ok) continue;
        ahead ??= new Set(decisionsAhead(path, before).map(({ decision }) => decision.key));
        for (const key of Object.keys(result.value.snapshot.decisions)) expect({ key, ahead: ahead.has(key) }).toEqual({ key, ahead: true });
      }
    }
  }, 1_800_000);
});
