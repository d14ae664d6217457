// A second, plain reading of the decision tables, for specs only: it works on the raw record, knows no table, no conditions and no
// parties, and states each rule as a line of code. Where the two disagree, one of them misreads the rules. What is not here: rule ids of
// allocation, basis, refusals of records.

interface Raw {
  org?: 'sole' | 'team'; handler?: string; handlers?: { person: string }[]; lead?: string; members?: string[];
  assistants?: { person: string; task?: string; deviation?: unknown }[];
  reviews?: { by: string; role: string }[]; conference?: { members: string[] };
  decider_level: 'procurator' | 'chief' | 'committee' | 'superior'; decider?: string; decided_outside_role?: boolean | string;
  relation_to_handler_opinion?: string; votes?: { person: string; vote: string; role?: string }[];
  instruction?: { by: string; form: string; lawfulness?: string; outside_channel?: boolean };
  objection?: string; signature?: string; misstatement?: { by: string; kind: string }; detectable?: unknown; delegation?: string;
  interference?: { by: string; recipients: string[]; followed: boolean }[];
  recusal_ground?: { person: string; known: boolean; rejected_by?: string };
  exemption?: string; decided_at?: string; list_changed_at?: string;
  outcome?: { result: string; serious_consequence: boolean; cause_areas: string[] };
  findings?: { person: string; area: string; fault: string; role?: string; crime?: boolean }[];
  alerts?: { raised_by: string }[];
}
export interface NaiveSettings { readonly joint: boolean; readonly reviewJudicial: boolean; readonly clears: boolean }
export interface NaiveRow { person: string; area: string; capacity: string; bears: string }
export interface NaiveAttribution { readonly rows: readonly NaiveRow[]; readonly flags: readonly string[] }

const FAULTS = ['none', 'ordinary', 'gross', 'intentional'];

export function naiveAttribution(raw: unknown, settings: NaiveSettings): NaiveAttribution {
  const r = raw as Raw;
  const team = r.org === 'team';
  const boss = (team ? r.lead : undefined) ?? r.handler ?? r.lead ?? r.handlers?.at(-1)?.person ?? '';
  const present = r.handler ?? boss;
  const carriers = new Set([boss, present, ...(r.handlers ?? []).map((h) => h.person), ...(r.members ?? [])]);
  const level = r.decider_level;
  const decider = r.decider ?? (level === 'procurator' ? boss : undefined);
  const assistants = r.assistants ?? [];
  const isExpert = (task?: string): boolean => task === 'technical opinion';
  const isClerk = (task?: string): boolean => task === 'clerk';
  const rows: NaiveRow[] = [];
  const has = (person: string, area: string): boolean => rows.some((row) => row.person === person && row.area === area);
  const put = (person: string, area: string, capacity: string): void => {
    if (!has(person, area)) rows.push({ person, area, capacity, bears: '' });
  };
  const handling = (person: string): string => (!team || !carriers.has(person) ? 'procurator' : person === boss ? 'lead' : 'team_member');
  const stated = (person: string): string | undefined =>
    r.findings?.find((f) => f.person === person && f.role !== undefined)?.role ?? r.reviews?.find((v) => v.by === person)?.role ?? r.votes?.find((v) => v.person === person)?.role;
  const seen = (person: string): string | undefined => {
    const helper = assistants.find((a) => a.person === person);
    return stated(person) ?? (helper ? (isClerk(helper.task) ? 'clerk' : 'assistant') : r.alerts?.some((a) => a.raised_by === person) ? 'case_mgmt' : undefined);
  };

  // Who decided, and with authority?
  const carries = decider !== undefined && carriers.has(decider);
  let ultraVires = false;
  if (decider !== undefined) {
    if (r.decided_outside_role) ultraVires = true;
    if (level === 'procurator' && (team ? decider !== boss : !carries)) ultraVires = true;
    if (level === 'procurator' && r.delegation === 'none') ultraVires = true;
    if (level === 'procurator' && r.list_changed_at !== undefined && r.decided_at !== undefined && r.list_changed_at <= r.decided_at) ultraVires = true;
    if (level === 'chief' && r.delegation === 'none' && !carries && stated(decider) !== 'chief') ultraVires = true;
  }
  let post = '';
  if (decider !== undefined && ultraVires) {
    post = typeof r.decided_outside_role === 'string' ? r.decided_outside_role : carries ? handling(decider)
      : seen(decider) ?? { procurator: 'procurator', chief: 'deputy_chief', committee: 'chief', superior: 'superior_official' }[level];
  } else if (decider !== undefined) {
    const said = stated(decider);
    post = level === 'procurator' ? (team ? 'lead' : 'procurator') : level === 'superior' ? 'superior_official'
      : said === 'chief' || said === 'deputy_chief' ? said : r.delegation === 'in_force' || r.delegation === 'in_force_at_act' ? 'deputy_chief' : 'chief';
  }
  const voters = (r.votes ?? []).map((v) => v.person).concat(level === 'committee' && decider !== undefined && !ultraVires ? [decider] : []);

  // Question one.
  for (const person of carriers) { put(person, 'facts', handling(person)); put(person, 'procedure', handling(person)); }
  if (decider !== undefined && (level !== 'committee' || ultraVires)) put(decider, 'decision', post);
  if (level === 'chief' && !ultraVires && !carries && r.relation_to_handler_opinion === 'handler_changed_after_reconsideration' && settings.joint) put(boss, 'decision', handling(boss));
  for (const person of voters) put(person, 'vote', 'committee_member');
  for (const { by, role } of r.reviews ?? []) if (role === 'appraiser' || by !== decider || ultraVires) put(by, 'review', role);
  if (decider !== undefined && ultraVires && post === 'dept_head') put(decider, 'review', 'dept_head');
  const chiefKnown = [...(r.reviews ?? []).map((v) => v.by), ...(r.votes ?? []).map((v) => v.person), ...(r.signature === undefined ? [] : [r.signature]), ...(r.findings ?? []).map((f) => f.person), ...(r.instruction === undefined ? [] : [r.instruction.by])]
    .filter((p) => p !== decider && stated(p) === 'chief');
  const rightful = !ultraVires ? [] : level === 'procurator' && boss !== decider ? [boss] : level === 'procurator' || level === 'chief' ? chiefKnown : [];
  const postOf = (person: string): string | undefined => stated(person) ?? (person === decider && post !== '' ? post : undefined) ?? seen(person) ?? (voters.includes(person) ? 'committee_member' : undefined);
  const supervisor = (person: string): string => {
    if (r.alerts?.some((a) => a.raised_by === person)) return 'case_mgmt';
    if (stated(person) === undefined && person !== decider && carriers.has(person)) return handling(person);
    return postOf(person) ?? (r.signature === person ? 'chief' : r.interference?.some((i) => i.by === person) ? 'interferer' : 'adviser');
  };
  for (const person of rightful) put(person, 'supervision', supervisor(person));
  const order = r.instruction;
  const aside = order !== undefined && order.by !== decider ? order : undefined;
  if (aside !== undefined) {
    put(aside.by, 'instruction', postOf(aside.by) ?? 'superior_official');
    if (aside.outside_channel) put(aside.by, 'interference', 'interferer');
    if (aside.form === 'oral' || aside.outside_channel) {
      const named = (r.interference ?? []).filter((i) => i.by === aside.by).flatMap((i) => i.recipients);
      for (const person of named.length > 0 ? named : [decider !== undefined && (level === 'procurator' || level === 'chief') ? decider : boss]) put(person, 'recording', handling(person));
    }
  }
  for (const { person, task } of assistants) put(person, 'task', isClerk(task) ? 'clerk' : 'assistant');
  if (assistants.some((a) => a.deviation)) put(present, 'gatekeeping', handling(present));
  for (const { by, recipients } of r.interference ?? []) {
    put(by, 'interference', 'interferer');
    for (const person of recipients) put(person, 'recording', handling(person));
  }
  for (const { raised_by: person } of r.alerts ?? []) put(person, 'supervision', 'case_mgmt');
  const ground = r.recusal_ground;
  if (ground !== undefined) {
    const elsewhere = carriers.has(ground.person) || ground.person === decider || voters.includes(ground.person) || r.reviews?.some((v) => v.by === ground.person) || assistants.some((a) => a.person === ground.person);
    if (ground.known || !elsewhere) put(ground.person, 'procedure', handling(ground.person));
    if (ground.rejected_by !== undefined) put(ground.rejected_by, 'decision', carriers.has(ground.rejected_by) ? handling(ground.rejected_by) : seen(ground.rejected_by) ?? 'chief');
  }

  // Findings: to the row they are about, or to a new one that does not make anybody a decider or voter.
  const ruled = rows.map((row) => `${row.person}/${row.area}`);
  const nothing = [...(r.signature === undefined ? [] : [[r.signature, 'signer']]), ...(r.conference?.members ?? []).map((p) => [p, 'adviser'])] as [string, string][];
  const named = (person: string): boolean => rows.some((row) => row.person === person && ruled.includes(`${person}/${row.area}`)) || nothing.some(([p]) => p === person);
  const faults = new Map<string, string>();
  for (const finding of r.findings ?? []) {
    const { person } = finding;
    const owns = (a: string): boolean => ruled.includes(`${person}/${a}`);
    let { area } = finding;
    if (!owns(area)) {
      if (area === 'decision' && owns('vote')) area = 'vote';
      else if (area === 'vote' && owns('decision')) area = 'decision';
      else if ((area === 'facts' || area === 'procedure') && owns('task')) area = 'task';
    }
    const known = named(person);
    if (!owns(area) && known && (area === 'decision' || area === 'vote')) continue;
    const byArea: Record<string, string> = { vote: 'committee_member', interference: 'interferer' };
    const handled = ['facts', 'procedure', 'gatekeeping', 'recording'].includes(area);
    put(person, area, byArea[area] ?? (!known && finding.role !== undefined ? (r.findings?.find((f) => f.person === person && f.role !== undefined)?.role ?? '') : handled ? handling(person)
      : area === 'task' ? 'assistant' : area === 'review' ? postOf(person) ?? 'appraiser' : area === 'instruction' ? postOf(person) ?? 'superior_official' : supervisor(person)));
    const key = `${person}/${area}`;
    faults.set(key, FAULTS[Math.max(FAULTS.indexOf(faults.get(key) ?? 'none'), FAULTS.indexOf(finding.fault))] ?? 'none');
  }
  const serving = new Set(rows.map((row) => row.person));
  for (const [person, capacity] of nothing) if (!serving.has(person)) put(person, '', capacity);

  // Question two.
  const { result, serious_consequence: serious, cause_areas: causes } = r.outcome ?? { result: 'correct', serious_consequence: false, cause_areas: [] as string[] };
  const unlawful = order !== undefined && aside === undefined && order.lawfulness === 'manifestly_unlawful' && (level === 'chief' || level === 'superior') && !carries;
  for (const row of rows) {
    const fault = faults.get(`${row.person}/${row.area}`);
    const bad = fault === 'ordinary' || fault === 'gross' || fault === 'intentional';
    const fed = causes.includes('facts') || causes.includes('procedure');
    const isCause = row.area === 'vote' ? level === 'committee' && causes.includes('decision') && !r.votes?.some((v) => v.person === row.person && v.vote !== 'for')
      : row.area === 'task' ? fed && assistants.some((a) => a.person === row.person && a.deviation) : row.area === 'gatekeeping' ? fed : causes.includes(row.area);
    row.bears = ((): string => {
      if (unlawful && settings.clears && r.objection === 'written' && row.area === 'procedure' && carriers.has(row.person)) return 'none';
      if (row.area === 'interference') return bad ? 'interference_liability' : 'none';
      if (row.area === 'recording') return bad ? 'nonrecording_liability' : 'none';
      if (row.area === 'supervision') return fault === 'gross' || fault === 'intentional' ? 'supervision_liability' : 'none';
      if (row.area === 'review') {
        if (fault === 'intentional') return 'intentional';
        return fault !== 'gross' ? 'none' : !settings.reviewJudicial ? 'supervision_liability' : serious ? 'gross_negligence' : 'management_issue';
      }
      if (fault === 'intentional') return 'intentional';
      if (result === 'flaw' && !serious && (isCause || bad)) return 'flaw';
      if (!bad) return 'none';
      if (result === 'wrong' && r.exemption !== undefined) return 'none';
      if (fault === 'ordinary') return 'ordinary_negligence';
      return serious ? 'gross_negligence' : 'management_issue';
    })();
  }
  const flags: string[] = [];
  if (r.objection === 'oral' && (level === 'procurator' ? order !== undefined : !carries)) flags.push('objection_not_in_writing');
  if (unlawful && r.objection === 'written') flags.push('manifest_illegality_review');
  if (r.findings?.some((f) => f.crime)) flags.push('crime_referral');
  return { rows, flags };
}
