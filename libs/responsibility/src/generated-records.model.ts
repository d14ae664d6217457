// Makes decision records at random for specs: few people in many roles, so that roles meet in one person. What is not here: chance, which
// is handed in, and judgments.

const AREAS = ['facts', 'procedure', 'decision', 'vote', 'review', 'task', 'gatekeeping', 'instruction', 'supervision', 'interference', 'recording'];
const FAULTS = ['intentional', 'gross', 'ordinary', 'none'];

export type RawRecord = Record<string, unknown>;

/** Makes one record after another; nearly all of them can be read. @param number gives 0 up to but not including 1 */
export function recordMaker(number: () => number): () => RawRecord {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(number() * items.length)] as T;
  const chance = (share: number): boolean => number() < share;
  const maybe = (share: number, key: string, make: () => unknown): RawRecord => (chance(share) ? { [key]: make() } : {});
  const several = <T>(most: number, make: () => T): T[] => Array.from({ length: 1 + Math.floor(number() * most) }, make);
  // Mostly the usual person of a role, sometimes anybody.
  const someone = (usual: readonly string[]): string => (chance(0.8) ? pick(usual) : pick(['P', 'Q', 'L', 'M', 'C', 'D', 'H', 'X', 'V', 'I', 'S', 'K']));
  const distinct = (people: string[]): string[] => [...new Set(people)];

  return () => {
    const team = chance(0.3);
    const level = pick(['procurator', 'procurator', 'chief', 'chief', 'chief', 'committee', 'superior']);
    const handler = someone(['P']);
    const own = team ? someone(['L']) : handler;
    const usualDecider = { procurator: [own], chief: ['C', 'D'], committee: ['C'], superior: ['S'] }[level] ?? [];
    const votes = level === 'committee' || chance(0.1)
      ? distinct(several(4, () => someone(['C', 'V', 'W', 'H']))).map((person) => ({ person, vote: pick(['for', 'for', 'against', 'abstain']), ...maybe(0.2, 'role', () => pick(['chief', 'deputy_chief'])) }))
      : null;
    const record: RawRecord = {
      org: team ? 'team' : 'sole',
      ...(team ? { lead: own, members: distinct(several(2, () => someone(['M', 'N']))) } : {}),
      ...(!team || chance(0.2) ? { handler } : {}),
      ...maybe(0.1, 'handlers', () => distinct(several(2, () => someone(['P', 'Q']))).map((person) => ({ person, period: 'x' }))),
      ...maybe(0.25, 'assistants', () => several(2, () => ({ person: someone(['X', 'Y']), task: pick(['draft', 'clerk', 'technical opinion']), deviation: pick([true, false, 'falsified']) }))),
      ...maybe(0.3, 'reviews', () => several(2, () => ({ by: someone(['H', 'D']), role: pick(['dept_head', 'dept_head', 'deputy_chief', 'chief', 'appraiser']), opinion: pick(['agree', 'changed']) }))),
      ...maybe(0.15, 'conference', () => ({ held: true, members: several(3, () => someone(['A', 'B', 'P'])) })),
      ...maybe(0.15, 'opinions', () => several(3, () => ({ by: someone(['A', 'B', 'P']), ...maybe(0.5, 'followed', () => pick(['yes', 'partly', 'no'])), ...maybe(0.3, 'on', () => 'former_proposal') }))),
      decider_level: level,
      ...(level === 'committee' ? maybe(0.2, 'decider', () => someone(usualDecider)) : level === 'procurator' && chance(0.3) ? {} : { decider: someone(usualDecider) }),
      ...maybe(0.15, 'decided_outside_role', () => pick([true, false, 'dept_head', 'assistant'])),
      ...maybe(0.5, 'relation_to_handler_opinion', () => pick(['same', 'changed_part', 'changed_all', 'handler_changed_after_reconsideration'])),
      ...(votes === null ? {} : { votes }),
      ...maybe(0.3, 'instruction', () => ({ by: someone(['C', 'S']), form: pick(['written', 'oral']), ...maybe(0.6, 'lawfulness', () => pick(['lawful', 'wrong', 'manifestly_unlawful'])), ...maybe(0.3, 'outside_channel', () => chance(0.5)) })),
      ...maybe(0.4, 'objection', () => pick(['none', 'oral', 'written'])),
      ...maybe(0.2, 'signature', () => someone(['C', 'D'])),
      ...maybe(0.3, 'delegation', () => pick(['in_force', 'in_force_at_act', 'none'])),
      ...maybe(0.2, 'interference', () => several(2, () => ({ by: someone(['I', 'S']), recipients: distinct(several(2, () => someone(['P', 'X']))), recorded: chance(0.5), followed: chance(0.5) }))),
      ...maybe(0.1, 'recusal_ground', () => ({ person: someone(['P', 'C']), known: chance(0.7), ...maybe(0.3, 'rejected_by', () => someone(['C', 'D'])) })),
      ...maybe(0.15, 'exemption', () => 'new_evidence'),
      ...maybe(0.2, 'status_today', () => pick(['retired', 'in_post'])),
      ...maybe(0.1, 'decided_at', () => '2026-03-02'),
      ...maybe(0.8, 'outcome', () => ({ result: pick(['correct', 'flaw', 'wrong', 'wrong']), serious_consequence: chance(0.5), cause_areas: ['facts', 'procedure', 'decision'].filter(() => chance(0.4)) })),
      ...maybe(0.15, 'alerts', () => several(2, () => ({ raised_by: someone(['K']), kind: 'deadline', answered: chance(0.5) }))),
    };
    if (record.decided_at !== undefined && chance(0.7)) record.list_changed_at = pick(['2026-03-01', '2026-03-02', '2026-03-03']);
    if (chance(0.2)) record.misstatement = { by: own, kind: pick(['intentional', 'gross', 'ordinary']), what: 'x' };
    if (chance(0.2)) record.detectable = chance(0.5);
    if (chance(0.7)) record.findings = findingsOf(namesIn(record));
    return record;
  };

  function findingsOf(named: string[]): RawRecord[] {
    const roles: Record<string, string> = { Z: 'appraiser', J: 'case_mgmt', C: 'chief', H: 'dept_head', D: 'deputy_chief' };
    const seen = new Set<string>();
    return several(3, () => {
      const person = pick([...named, 'Z', 'J', 'C', 'H', 'D'].filter((each) => named.includes(each) || each in roles));
      return { person, area: pick(AREAS), fault: pick(FAULTS), ...(person in roles && (!named.includes(person) || chance(0.2)) ? { role: roles[person] } : {}), ...maybe(0.05, 'crime', () => true) };
    }).filter(({ person, area }) => {
      const key = `${person}/${area}`;
      return !seen.has(key) && seen.add(key) !== undefined;
    });
  }
}

/** Everybody a record names, found without knowing what its keys mean: people are single capital letters here. */
export function namesIn(value: unknown): string[] {
  if (typeof value === 'string') return /^[A-Z]$/.test(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return [...new Set(Object.values(value).flatMap(namesIn))];
}
