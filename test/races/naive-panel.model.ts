// A panel as somebody would keep it on paper: seats in a list, who holds each, what was said. Every operation answers whether it may be done,
// and does it. Read from design and documents, slow on purpose. What is not here: the count (`naive-panel-rule.model.ts`), and who may
// be asked at all (`naive-flow.model.ts`).
import { settledAmong, type PanelRuleText, type Settled, type Word } from './naive-panel-rule.model.js';

export interface NaiveSeat {
  holders: string[];
  said: Word | null;
  chair: boolean;
  /** The seat that added this one, and where. */
  addedBy: NaiveSeat | null;
  place: string | null;
  opinionOf: string | null;
  opinion: string | null;
}

export class NaivePanel {
  closed = false;
  readonly seats: NaiveSeat[];

  constructor(readonly rule: PanelRuleText, people: readonly string[], chair: string | undefined, readonly content: string, readonly round: number) {
    this.seats = people.map((person) => ({ holders: [person], said: null, chair: person === chair, addedBy: null, place: null, opinionOf: null, opinion: null }));
  }

  /** Whether these people could pass at all, were they all to agree, and a chair is there where a tie is the chair's. */
  get canBegin(): boolean {
    if (this.seats.length === 0) return false;
    const ties = typeof this.rule.passes === 'object' && this.rule.passes.moreThan === '1/2';
    if (ties && this.rule.tie === 'chair' && !this.seats.some(({ chair }) => chair)) return false;
    return settledAmong(this.rule, this.seats.map(({ chair }) => ({ said: 'agree', chair })), false) === 'passed';
  }

  /** Those asked first must come to it alone, and all of them together as well; one failure is enough. */
  get outcome(): Settled | null {
    const among = (seats: readonly NaiveSeat[]): Settled | null => settledAmong(this.rule, seats.map(({ said, chair }) => ({ said, chair })), this.closed);
    if (this.rule.early === false && !this.closed && this.seats.some(({ said }) => said === null)) return null;
    const both = [among(this.seats.filter(({ addedBy }) => addedBy === null)), among(this.seats)];
    if (both.includes('failed')) return 'failed';
    if (both.includes(null)) return null;
    return both.includes('no-quorum') ? 'no-quorum' : both.includes('tied') ? 'tied' : 'passed';
  }

  get everybody(): readonly string[] {
    return this.seats.flatMap(({ holders, opinionOf }) => [...holders, ...(opinionOf === null ? [] : [opinionOf])]);
  }

  private seatOf(person: string): NaiveSeat | undefined {
    return this.seats.find(({ holders }) => holders[holders.length - 1] === person);
  }

  /** The own seat while an answer is still to come. */
  private own(person: string): NaiveSeat | null {
    const seat = this.seatOf(person);
    return this.outcome === null && seat !== undefined && seat.said === null ? seat : null;
  }

  private isAsked(seat: NaiveSeat): boolean {
    if (this.seats.some((other) => other.said === null && other.addedBy === seat && other.place === 'before')) return false;
    if (seat.place === 'after' && seat.addedBy?.said === null) return false;
    if (this.rule.order !== 'in-turn' || seat.addedBy !== null) return true;
    return this.seats.find((other) => other.said === null && other.addedBy === null) === seat;
  }

  sign(person: string, word: Word): boolean {
    const seat = this.own(person);
    if (seat === null || !this.isAsked(seat) || (seat.opinionOf !== null && seat.opinion === null)) return false;
    if (word === 'abstain' && (this.rule.abstention ?? 'refused') === 'refused') return false;
    seat.said = word;
    return true;
  }

  add(person: string, other: string, place: string): boolean {
    // Somebody who has answered can still have a further signer asked after.
    const seat = place === 'after' && this.outcome === null ? (this.seatOf(person) ?? null) : this.own(person);
    if (seat === null || !(this.rule.add ?? []).includes(place) || this.everybody.includes(other)) return false;
    this.seats.push({ holders: [other], said: null, chair: false, addedBy: seat, place, opinionOf: null, opinion: null });
    return true;
  }

  remove(person: string, other: string): boolean {
    const [own, seat] = [this.seatOf(person), this.seatOf(other)];
    if (this.outcome !== null || own === undefined || seat === undefined || seat.addedBy !== own || seat.said !== null || this.seats.some(({ addedBy }) => addedBy === seat)) return false;
    this.seats.splice(this.seats.indexOf(seat), 1);
    return true;
  }

  handOn(person: string, other: string): boolean {
    const seat = this.own(person);
    if (seat === null || this.rule.transfer !== true || (seat.opinionOf !== null && seat.opinion === null) || this.everybody.includes(other)) return false;
    seat.holders.push(other);
    return true;
  }

  askOpinion(person: string, other: string): boolean {
    const seat = this.own(person);
    if (seat === null || this.rule.entrust !== true || seat.opinionOf !== null || this.everybody.includes(other)) return false;
    seat.opinionOf = other;
    return true;
  }

  giveOpinion(person: string, word: string): boolean {
    const seat = this.outcome === null ? this.seats.find((each) => each.opinionOf === person && each.opinion === null && each.said === null) : undefined;
    if (seat === undefined) return false;
    seat.opinion = word;
    return true;
  }

  recall(person: string): boolean {
    const seat = this.own(person);
    if (seat === null || seat.opinionOf === null || seat.opinion !== null) return false;
    seat.opinionOf = null;
    return true;
  }

  close(): boolean {
    if (this.outcome !== null || this.rule.mayClose !== true) return false;
    this.closed = true;
    return true;
  }
}
