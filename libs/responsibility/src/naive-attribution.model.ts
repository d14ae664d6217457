// A second, plain reading of the decision tables, for specs only: it works on the raw record, knows no table, no conditions and no
// parties, and states each rule as a line of code. Where the two disagree, one of them misreads the rules. What is not here: rule ids of
// allocation, basis, refusals of records.

import type { NaiveAttribution, NaiveRow, NaiveSettings, Raw } from './naive-record.model.js';

const FAULTS = ['none', 'ordinary', 'gross', 'intentional'];

/** Attributes a record that the program can read. */
export function naiveAttribution(raw: unknown, settings: NaiveSettings): NaiveAttribution {
  const naive = new Naive(raw as Raw, settings);
  naive.allocate();
  naive.place();
  return { rows: naive.rows.map((row) => ({ ...row, bears: naive.bears(row) })), flags: naive.flags() };
}

class Naive {
  readonly rows: NaiveRow[] = [];
  private readonly faults = new Map<string, string>();
  private ruled: ReadonlySet<string> = new Set();
  private readonly team: boolean;
  private readonly boss: string;
  private readonly present: string;
  private readonly carriers: Set<string>;
  private readonly decider: string | undefined;
  private readonly carries: boolean;
  private readonly ultraVires: boolean;
  private readonly post: string;
  private readonly voters: string[];
  private readonly aside: Raw['instruction'];

  constructor(private readonly r: Raw, private readonly settings: NaiveSettings) {
    this.team = r.org === 'team';
    this.boss = (this.team ? r.lead : undefined) ?? r.handler ?? r.lead ?? r.handlers?.at(-1)?.person ?? '';
    this.present = r.handler ?? this.boss;
    this.carriers = new Set([this.boss, this.present, ...(r.handlers ?? []).map((h) => h.person), ...(r.members ?? [])]);
    this.decider = r.decider ?? (r.decider_level === 'procurator' ? this.boss : undefined);
    this.carries = this.decider !== undefined && this.carriers.has(this.decider);
    this.ultraVires = this.decider !== undefined && this.lacksAuthority(this.decider);
    this.post = this.decider === undefined ? '' : this.postOfDecider(this.decider);
    this.voters = (r.votes ?? []).map((v) => v.person).concat(r.decider_level === 'committee' && this.decider !== undefined && !this.ultraVires ? [this.decider] : []);
    this.aside = r.instruction !== undefined && r.instruction.by !== this.decider ? r.instruction : undefined;
  }

  private lacksAuthority(decider: string): boolean {
    const { r } = this;
    if (r.decided_outside_role) return true;
    const said = this.stated(decider);
    if (r.decider_level === 'superior') return r.instruction?.by === decider && r.instruction.form === 'oral';
    if (r.decider_level === 'committee') return false;
    if (r.decider_level === 'procurator') {
      if (this.team ? decider !== this.boss : !this.carries) return true;
      if (said === 'chief') return false;
      return r.delegation === 'none' || (r.list_changed_at !== undefined && r.decided_at !== undefined && r.list_changed_at <= r.decided_at);
    }
    if (said === 'dept_head' && r.delegation !== 'in_force' && r.delegation !== 'in_force_at_act') return true;
    if (said === undefined && r.assistants?.some((a) => a.person === decider)) return true;
    if (said === 'assistant' || said === 'clerk' || said === 'case_mgmt') return true;
    return r.delegation === 'none' && !this.carries && said !== 'chief';
  }

  private postOfDecider(decider: string): string {
    const { decider_level: level, decided_outside_role: role, delegation } = this.r;
    if (this.ultraVires) {
      if (typeof role === 'string') return role;
      if (this.carries) return this.handling(decider);
      return this.seen(decider) ?? { procurator: 'procurator', chief: 'deputy_chief', committee: 'chief', superior: 'superior_official' }[level];
    }
    if (level === 'committee') return '';
    if (level === 'procurator') return this.team ? 'lead' : 'procurator';
    if (level === 'superior') return 'superior_official';
    const said = this.stated(decider);
    if (said === 'chief' || said === 'deputy_chief') return said;
    return delegation === 'in_force' || delegation === 'in_force_at_act' ? 'deputy_chief' : 'chief';
  }

  private has(person: string, area: string): boolean {
    return this.rows.some((row) => row.person === person && row.area === area);
  }

  private put(person: string, area: string, capacity: string): void {
    if (!this.has(person, area)) this.rows.push({ person, area, capacity, bears: '' });
  }

  private handling(person: string): string {
    if (!this.team || !this.carriers.has(person)) return 'procurator';
    return person === this.boss ? 'lead' : 'team_member';
  }

  private stated(person: string): string | undefined {
    const { r } = this;
    return r.findings?.find((f) => f.person === person && f.role !== undefined)?.role ?? r.reviews?.find((v) => v.by === person)?.role ?? r.votes?.find((v) => v.person === person)?.role;
  }

  private seen(person: string): string | undefined {
    const helper = this.r.assistants?.find((a) => a.person === person);
    const place = helper !== undefined ? (helper.task === 'clerk' ? 'clerk' : 'assistant') : this.r.alerts?.some((a) => a.raised_by === person) ? 'case_mgmt' : undefined;
    return this.stated(person) ?? place;
  }

  private postOf(person: string): string | undefined {
    const acted = person === this.decider && this.post !== '' ? this.post : undefined;
    return (this.ultraVires ? acted : undefined) ?? this.stated(person) ?? acted ?? this.seen(person) ?? (this.voters.includes(person) ? 'committee_member' : undefined);
  }

  private supervisor(person: string): string {
    if (this.r.alerts?.some((a) => a.raised_by === person)) return 'case_mgmt';
    if (this.stated(person) === undefined && person !== this.decider && this.carriers.has(person)) return this.handling(person);
    return this.postOf(person) ?? (this.r.signature === person ? 'chief' : this.r.interference?.some((i) => i.by === person) ? 'interferer' : 'adviser');
  }

  /** Question one, without findings and without people who answer for nothing. */
  allocate(): void {
    const { r, decider, boss } = this;
    const level = r.decider_level;
    for (const person of this.carriers) for (const area of ['facts', 'procedure']) this.put(person, area, this.handling(person));
    if (decider !== undefined && (level !== 'committee' || this.ultraVires)) this.put(decider, 'decision', this.post);
    const joint = this.settings.joint && r.relation_to_handler_opinion === 'handler_changed_after_reconsideration';
    if (level === 'chief' && !this.ultraVires && !this.carries && joint) this.put(boss, 'decision', this.handling(boss));
    for (const person of this.voters) this.put(person, 'vote', 'committee_member');
    for (const { by, role } of r.reviews ?? []) if (role === 'appraiser' || by !== decider || this.ultraVires) this.put(by, 'review', role);
    if (decider !== undefined && this.ultraVires && this.post === 'dept_head') this.put(decider, 'review', 'dept_head');
    for (const person of this.rightful()) this.put(person, 'supervision', this.supervisor(person));
    this.allocateInstruction();
    for (const { person, task } of r.assistants ?? []) this.put(person, 'task', task === 'clerk' ? 'clerk' : 'assistant');
    if (r.assistants?.some((a) => a.deviation)) this.put(this.present, 'gatekeeping', this.handling(this.present));
    for (const { by, recipients } of r.interference ?? []) {
      this.put(by, 'interference', 'interferer');
      for (const person of recipients) this.put(person, 'recording', this.handling(person));
    }
    for (const { raised_by: person } of r.alerts ?? []) this.put(person, 'supervision', 'case_mgmt');
    this.allocateRecusal();
  }

  private rightful(): string[] {
    const { r, decider, boss } = this;
    if (!this.ultraVires || r.decider_level === 'committee' || r.decider_level === 'superior') return [];
    if (r.decider_level === 'procurator' && boss !== decider) return [boss];
    const named = [...(r.reviews ?? []).map((v) => v.by), ...(r.votes ?? []).map((v) => v.person), ...(r.findings ?? []).map((f) => f.person), r.signature ?? '', r.instruction?.by ?? ''];
    return named.filter((person) => person !== decider && this.stated(person) === 'chief');
  }

  private allocateInstruction(): void {
    const { r, aside, decider, boss } = this;
    if (aside !== undefined) this.put(aside.by, 'instruction', this.postOf(aside.by) ?? 'superior_official');
    if (aside?.outside_channel) this.put(aside.by, 'interference', 'interferer');
    const oral = r.instruction?.form === 'oral';
    if (aside === undefined ? !oral || r.decider_level !== 'superior' : !oral && !aside.outside_channel) return;
    const named = (r.interference ?? []).filter((i) => i.by === r.instruction?.by).flatMap((i) => i.recipients);
    const decidedAlone = decider !== undefined && (r.decider_level !== 'committee' || this.ultraVires);
    const meant = decidedAlone && aside !== undefined ? decider : boss;
    for (const person of named.length > 0 ? named : [meant]) this.put(person, 'recording', this.handling(person));
  }

  private allocateRecusal(): void {
    const { r } = this;
    const ground = r.recusal_ground;
    if (ground === undefined) return;
    const { person, rejected_by: rejecter } = ground;
    const placed = this.carriers.has(person) || person === this.decider || this.voters.includes(person) || r.reviews?.some((v) => v.by === person) || r.assistants?.some((a) => a.person === person);
    if (ground.known || !placed) this.put(person, 'procedure', this.handling(person));
    if (rejecter !== undefined) this.put(rejecter, 'decision', this.carriers.has(rejecter) ? this.handling(rejecter) : this.seen(rejecter) ?? 'chief');
  }

  /** Findings go to the row they are about, or to a new one that makes nobody a decider or voter; then who is left answers for nothing. */
  place(): void {
    const { r } = this;
    this.ruled = new Set(this.rows.map((row) => `${row.person}/${row.area}`));
    const elsewhere = JSON.stringify({ ...r, findings: undefined, misstatement: undefined, detectable: undefined });
    for (const { person, area: said, fault } of r.findings ?? []) {
      const owns = (area: string): boolean => this.ruled.has(`${person}/${area}`);
      const other = said === 'decision' ? 'vote' : said === 'vote' ? 'decision' : said === 'facts' || said === 'procedure' ? 'task' : said;
      const area = !owns(said) && owns(other) ? other : said;
      const known = elsewhere.includes(`"${person}"`);
      if (!owns(area) && known && (area === 'decision' || area === 'vote')) continue;
      this.put(person, area, this.capacityFound(person, area, known));
      const key = `${person}/${area}`;
      this.faults.set(key, FAULTS[Math.max(FAULTS.indexOf(this.faults.get(key) ?? 'none'), FAULTS.indexOf(fault))] ?? 'none');
    }
    const serving = new Set(this.rows.map((row) => row.person));
    if (r.signature !== undefined && !serving.has(r.signature)) this.put(r.signature, '', 'signer');
    const advised = [...(r.conference?.members ?? []), ...(r.opinions ?? []).map(({ by }) => by)];
    for (const person of advised) if (!serving.has(person) && person !== r.signature) this.put(person, '', 'adviser');
  }

  private capacityFound(person: string, area: string, known: boolean): string {
    if (area === 'vote') return 'committee_member';
    if (area === 'interference') return 'interferer';
    const role = this.r.findings?.find((f) => f.person === person && f.role !== undefined)?.role;
    if (!known && role !== undefined) return role;
    if (['facts', 'procedure', 'gatekeeping', 'recording'].includes(area)) return this.handling(person);
    if (area === 'task') return 'assistant';
    if (area === 'supervision') return this.supervisor(person);
    return this.postOf(person) ?? (area === 'review' ? 'appraiser' : 'superior_official');
  }

  /** An order of the decider that is manifestly unlawful and that somebody else carried out. */
  private unlawfulOrder(): boolean {
    const { decider_level: level, instruction } = this.r;
    return this.aside === undefined && instruction?.lawfulness === 'manifestly_unlawful' && (level === 'chief' || level === 'superior') && !this.carries;
  }

  /** Question two. */
  bears({ person, area }: NaiveRow): string {
    const { r } = this;
    const { result, serious_consequence: serious } = r.outcome ?? { result: 'correct', serious_consequence: false };
    const fault = this.faults.get(`${person}/${area}`);
    const bad = fault === 'ordinary' || fault === 'gross' || fault === 'intentional';
    const barred = r.recusal_ground?.known === true && r.recusal_ground.person === person;
    if (this.unlawfulOrder() && this.settings.clears && r.objection === 'written' && area === 'procedure' && this.carriers.has(person) && !barred) return 'none';
    if (area === 'interference') return bad ? 'interference_liability' : 'none';
    if (area === 'recording') return bad ? 'nonrecording_liability' : 'none';
    if (area === 'supervision') return fault === 'gross' || fault === 'intentional' ? 'supervision_liability' : 'none';
    if (fault === 'intentional') return 'intentional';
    if (area === 'review' && (fault !== 'gross' || !this.settings.reviewJudicial)) return fault === 'gross' ? 'supervision_liability' : 'none';
    if (area !== 'review') {
      if (result === 'flaw' && !serious && (this.isCause(person, area) || bad)) return 'flaw';
      if (!bad || (result === 'wrong' && r.exemption !== undefined)) return 'none';
      if (fault === 'ordinary') return 'ordinary_negligence';
    }
    return serious ? 'gross_negligence' : 'management_issue';
  }

  private isCause(person: string, area: string): boolean {
    const { r } = this;
    const causes = r.outcome?.cause_areas ?? [];
    if (!this.ruled.has(`${person}/${area}`)) return false;
    const fed = causes.includes('facts') || causes.includes('procedure');
    if (area === 'vote') return r.decider_level === 'committee' && causes.includes('decision') && !r.votes?.some((v) => v.person === person && v.vote !== 'for');
    if (area === 'task') return fed && (r.assistants ?? []).some((a) => a.person === person && Boolean(a.deviation));
    if (area === 'decision' && person !== this.decider && !this.carriers.has(person)) return false;
    return area === 'gatekeeping' ? fed : causes.includes(area);
  }

  flags(): string[] {
    const { r } = this;
    const oral = r.objection === 'oral' && (r.decider_level === 'procurator' ? r.instruction !== undefined : !this.carries);
    return [
      ...(oral ? ['objection_not_in_writing'] : []),
      ...(this.unlawfulOrder() && r.objection === 'written' ? ['manifest_illegality_review'] : []),
      ...(r.findings?.some((f) => f.crime) ? ['crime_referral'] : []),
    ];
  }
}
