// Every order in which racers can make their calls: depth first over the choices, each order run from its beginning. A reduction leaves out
// orders that differ from another one only in neighbouring calls without effect.
//
// Why that is sound: two neighbouring calls of different racers that both changed nothing – reads, and writes that found they had lost –
// give the same answers in either order and leave the same rows, so both orders go on alike. Exchanging such neighbours until the lower
// racer stands first comes to an end, so each class of equal orders has a member without a descending pair, and only orders with
// such a pair are left out. A spec compares the reduced exploration with the full product. What is not here: what must hold afterwards.
import type { Step, Stepper } from './stepper.js';
import { isRead } from './stepper.js';

export interface Explored {
  readonly runs: number;
  /** Orders that were left out, once the step that showed it had been made. */
  readonly cut: number;
}

/** What one run is asked: set up, and afterwards looked at; `end` is called in any case. */
export interface Run {
  readonly stepper: Stepper;
  /** Told after every call. */
  seen(step: Step): Promise<void>;
  /** Told when everybody has come to an end. */
  finish(): Promise<void>;
  end(): Promise<void>;
}

/** Runs every order, or those the reduction leaves. @param lossesMax writes that may come too late in an order, of all racers together
 *  @throws Error beyond `runsMax` orders: a set that large was not meant */
export async function explore(begin: () => Promise<Run>, { reduced, lossesMax = Infinity, runsMax = 20_000 }: { readonly reduced: boolean; readonly lossesMax?: number; readonly runsMax?: number }): Promise<Explored> {
  let choices: { readonly options: readonly number[]; at: number }[] = [];
  let [runs, cut] = [0, 0];
  for (;;) {
    const run = await begin();
    try {
      const done = await follow(run, choices, reduced, lossesMax);
      if (done) {
        await run.finish();
        runs += 1;
      } else {
        cut += 1;
      }
    } finally {
      await run.end();
    }
    if (runs > runsMax) throw new Error(`more than ${runsMax} orders`);
    while (choices.length > 0 && (choices.at(-1)?.at ?? 0) + 1 >= (choices.at(-1)?.options.length ?? 0)) choices = choices.slice(0, -1);
    const last = choices.at(-1);
    if (last === undefined) return { runs, cut };
    last.at += 1;
  }
}

/** Follows the choices made, then the first of each; false when the order was cut short. */
async function follow({ stepper, seen }: Run, choices: { options: readonly number[]; at: number }[], reduced: boolean, lossesMax: number): Promise<boolean> {
  for (let depth = 0; ; depth += 1) {
    const ready = stepper.ready();
    if (ready.length === 0) return true;
    const before = stepper.steps.at(-1);
    let choice = choices[depth];
    if (choice === undefined) {
      const options = ready.filter(({ racer, method }) => !(reduced && isRead(method) && isDescending(before, racer))).map(({ racer }) => racer);
      if (options.length === 0) return false;
      choice = { options, at: 0 };
      choices.push(choice);
    }
    const step = await stepper.advance(choice.options[choice.at] as number);
    await seen(step);
    // A write without effect is known for one only after it was made.
    if (reduced && !step.effect && isDescending(before, step.racer)) return false;
    if (lossesIn(stepper) > lossesMax) return false;
  }
}

/** Writes that came too late, of all racers together. */
function lossesIn({ steps }: Stepper): number {
  return steps.filter((step) => !step.effect && !isRead(step.method)).length;
}

function isDescending(before: Step | undefined, racer: number): boolean {
  return before !== undefined && !before.effect && before.racer > racer;
}
