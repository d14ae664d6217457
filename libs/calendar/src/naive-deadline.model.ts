// A second, slow answer to deadline questions, used by tests only: it walks single days and single minutes over a list of days
// and knows no epoch, no sums of intervals and no compiled rules. What is not here: refusals and derivations.

/** A rule, an event and a calendar as they stand in the YAML files. */
export interface PlainRule {
  readonly id: string;
  readonly length: unknown;
  readonly calendar: string;
  readonly month_rule: string;
  readonly rollover: string;
  readonly direction?: string;
}
export type PlainEvent = Readonly<Record<string, unknown>> & { readonly event: string };
export interface PlainYear {
  readonly year: number;
  readonly notice: unknown;
  readonly off?: readonly string[];
  readonly work?: readonly string[];
}

export interface NaiveAnswer {
  readonly due: string;
  /** `YYYY-MM-DD HH:mm` Shanghai time, hour clocks only. */
  readonly dueAt?: string;
  readonly provisional: boolean;
}

interface Day {
  readonly text: string;
  readonly year: number;
  readonly month: number;
  readonly date: number;
  readonly working: boolean;
  readonly covered: boolean;
}

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const RESTARTS = ['retransferred', 'jurisdiction_changed', 'joined_later_case', 'new_major_crime'];

/** Every day from 2023 to 2033 in order, each marked from the notices. 1 January 2023 was a Sunday. */
export class NaiveWorld {
  private readonly days: Day[] = [];
  private readonly places = new Map<string, number>();

  constructor(
    years: readonly PlainYear[],
    private readonly rules: ReadonlyMap<string, PlainRule>,
  ) {
    const marks = new Map<string, boolean>();
    const covered = new Set(years.filter((year) => year.notice !== null).map((year) => year.year));
    let weekday = 7;
    for (let year = 2023; year <= 2033; year += 1) {
      for (let month = 1; month <= 12; month += 1) {
        const leap = month === 2 && year % 4 === 0 ? 1 : 0;
        for (let date = 1; date <= (LENGTHS[month - 1] as number) + leap; date += 1) {
          const text = `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
          this.places.set(text, this.days.length);
          this.days.push({ text, year, month, date, working: weekday <= 5, covered: covered.has(year) });
          weekday = weekday === 7 ? 1 : weekday + 1;
        }
      }
    }
    for (const year of years) {
      for (const text of year.off ?? []) this.mark(marks, text, false);
      for (const text of year.work ?? []) this.mark(marks, text, true);
    }
    this.days.forEach((day, place) => {
      const mark = marks.get(day.text);
      if (mark !== undefined) this.days[place] = { ...day, working: mark };
    });
  }

  answer(rule: PlainRule, start: string, events: readonly PlainEvent[]): NaiveAnswer {
    const chained = events.find((event) => event.event === 'precedes');
    if (chained === undefined) return this.answerFrom(rule, start, events, false);
    const earlierRule = this.rules.get(String(chained['rule'])) as PlainRule;
    const custody = events.filter((event) => event.event === 'custody');
    const earlier = this.answer(earlierRule, start, [...custody, ...((chained['events'] ?? []) as PlainEvent[])]);
    return this.answerFrom(rule, earlier.due, events, earlier.provisional);
  }

  private answerFrom(rule: PlainRule, start: string, events: readonly PlainEvent[], doubtful: boolean): NaiveAnswer {
    let from = start;
    let own: PlainEvent[] = [];
    for (const event of events) {
      if (!RESTARTS.includes(event.event)) own.push(event);
      else {
        from = String(event['at'] ?? event['received_at']);
        own = [];
      }
    }
    const chosen = events.filter((event) => event.event === 'chosen_length').at(-1);
    const amounts = this.amounts(String(chosen?.['length'] ?? rule.length), own);
    if (rule.calendar.startsWith('hours')) return this.answerHours(rule, from, amounts['H'] ?? 0, own, doubtful);
    const place = this.placeOf(from);
    if (rule.direction === 'backward') return this.found(place - (amounts['D'] as number), doubtful);
    const last = rule.calendar === 'working' ? this.walkWorking(place, amounts['D'] as number) : this.walk(rule, place, amounts, own);
    const rolls = rule.rollover === 'next-working-day' || (rule.rollover === 'unless-in-custody' && !this.held(events, last));
    let moved = last;
    while (rolls && !this.day(moved).working) moved += 1;
    return this.found(moved, doubtful || (rolls && !this.day(last).covered));
  }

  private found(place: number, doubtful: boolean): NaiveAnswer {
    return { due: this.day(place).text, provisional: doubtful || !this.day(place).covered };
  }

  /** Adds up what the length and the extensions say, unit by unit. */
  private amounts(length: string, events: readonly PlainEvent[]): Record<string, number> {
    let amounts = unitsOf(length);
    for (const event of events) {
      if (event.event !== 'extension') continue;
      if (event['to'] !== undefined) amounts = unitsOf(String(event['to']));
      else for (const [unit, amount] of Object.entries(unitsOf(String(event['by'])))) amounts[unit] = (amounts[unit] ?? 0) + amount;
    }
    return amounts;
  }

  /** Walks to the end of months and days, then repeats the same number of counted days stepping over days that do not count. */
  private walk(rule: PlainRule, start: number, amounts: Record<string, number>, events: readonly PlainEvent[]): number {
    let place = this.walkMonths(rule, start, (amounts['Y'] ?? 0) * 12 + (amounts['M'] ?? 0));
    for (let left = amounts['D'] ?? 0; left > 0; left -= 1) place += 1;
    const idle = this.idleDays(events);
    let counted = place - start;
    let day = start;
    while (counted > 0) {
      day += 1;
      if (!idle.has(day)) counted -= 1;
    }
    return day;
  }

  private walkMonths(rule: PlainRule, start: number, months: number): number {
    if (months === 0) return start;
    const begun = this.day(start);
    const sticky = rule.month_rule === 'criminal' && this.day(start + 1).month !== begun.month;
    let place = start;
    for (let crossed = 0; crossed < months; ) {
      place += 1;
      if (this.day(place).date === 1) crossed += 1;
    }
    while (this.day(place + 1).date !== 1 && (sticky || this.day(place).date < begun.date)) place += 1;
    return place;
  }

  private walkWorking(start: number, count: number): number {
    let place = start;
    for (let left = count; left > 0; ) {
      place += 1;
      if (this.day(place).working) left -= 1;
    }
    return place;
  }

  private idleDays(events: readonly PlainEvent[]): Set<number> {
    const idle = new Set<number>();
    for (const event of events) {
      if (event.event !== 'exclude' && event.event !== 'suspend') continue;
      for (let day = this.placeOf(String(event['from'])) + 1; day <= this.placeOf(String(event['to'])); day += 1) idle.add(day);
    }
    return idle;
  }

  /** Lives through every day up to the last one and changes custody on the days it changes. */
  private held(events: readonly PlainEvent[], last: number): boolean {
    const custody = events.filter((event) => event.event === 'custody');
    let held = custody.filter((event) => event['at'] === undefined).at(-1)?.['in_custody'] === true;
    const dated = custody.filter((event) => event['at'] !== undefined).map((event) => ({ place: this.placeOf(String(event['at'])), held: event['in_custody'] === true }));
    for (let day = Math.min(last, ...dated.map((change) => change.place)); day <= last; day += 1) {
      for (const change of dated) if (change.place === day) held = change.held;
    }
    return held;
  }

  private answerHours(rule: PlainRule, start: string, hours: number, events: readonly PlainEvent[], doubtful: boolean): NaiveAnswer {
    let [place, minute] = this.minuteOf(start);
    const step = () => {
      minute += 1;
      if (minute === 1440) [place, minute] = [place + 1, 0];
    };
    if (rule.calendar === 'hours') {
      do step();
      while (minute % 60 !== 0);
    }
    const idle = events.filter((event) => event.event === 'suspend' || event.event === 'exclude').map((event) => [this.minuteOf(String(event['from'])), this.minuteOf(String(event['to']))] as const);
    const after = ([day, at]: readonly [number, number]) => place > day || (place === day && minute > at);
    for (let left = hours * 60; left > 0; ) {
      step();
      if (!idle.some(([from, to]) => after(from) && !after(to))) left -= 1;
    }
    const dueAt = `${this.day(place).text} ${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
    return { ...this.found(place, doubtful), dueAt };
  }

  private minuteOf(moment: string): [number, number] {
    const place = this.places.get(moment.slice(0, 10)) as number;
    let minute = Number(moment.slice(11, 13)) * 60 + Number(moment.slice(14, 16));
    if (moment.endsWith('Z')) minute += 480;
    return minute >= 1440 ? [place + 1, minute - 1440] : [place, minute];
  }

  private placeOf(moment: string): number {
    return moment.length === 10 ? (this.places.get(moment) as number) : this.minuteOf(moment)[0];
  }

  private day(place: number): Day {
    return this.days[place] as Day;
  }

  private mark(marks: Map<string, boolean>, text: string, working: boolean): void {
    const first = this.places.get(text.slice(0, 10)) as number;
    const last = this.places.get(text.slice(-10)) as number;
    for (let place = first; place <= last; place += 1) marks.set(this.day(place).text, working);
  }
}

function unitsOf(period: string): Record<string, number> {
  const units: Record<string, number> = {};
  for (const [, amount, unit] of period.matchAll(/(\d+)([YMDH])/g)) units[unit as string] = Number(amount);
  return units;
}
