// The measurements without a database: deciding, explaining, deadlines, the ledger, and the verdict alone (which has a script of its own).
// Each returns rows `{what, figure, floor, bar, share?}`. The floor is the unavoidable part of the same work on the same data.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { computeItem } from '@quanze/calendar';
import { decide, explainActs } from '@quanze/engine';
import { canonicalize, genesisHash, sealEntry, verifyChain } from '@quanze/ledger';
import { at, clockFloor, micros, perSecond, rateOf, timesOf } from './measure.mjs';
import { hash, loadProsecution, recordActs, seededRandom } from './prosecution.mjs';

const ACTS = 3000;
const ROUNDS = 5;
const DEADLINES = 5000;

export function measurePure(seed) {
  const office = loadProsecution();
  const acts = recordActs(office, ACTS, seededRandom(seed));
  return [...measureDecide(office, acts), ...measureExplain(office, acts), ...measureVerdict(seed), ...measureDeadlines(office), ...measureLedger(acts)];
}

/** States are parsed anew for every round, as they come from a database, so that nothing remembered by object identity helps. */
function measureDecide({ path, worldOf }, acts) {
  const prepare = () => acts.map(({ snapshot, command, actor, at: when, seq }) => ({ snapshot: JSON.parse(snapshot), command, world: worldOf(actor, when), seq }));
  const work = ({ snapshot, command, world, seq }) => {
    if (!decide(path, snapshot, command, world, seq).ok) throw new Error(`${command.act} was refused`);
  };
  rateOf(2, prepare, work);
  const rate = rateOf(ROUNDS, prepare, work);
  const times = timesOf(prepare(), work);
  const floor = rateOf(ROUNDS, () => acts, ({ snapshot }) => JSON.stringify(JSON.parse(snapshot)));
  const states = [...path.nodes.values()].filter((node) => node.children.length === 0).length;
  const kinds = new Set(acts.map(({ command }) => command.act)).size;
  return [
    { what: `decide, ${kinds} different acts on a path of ${states} states`, figure: perSecond(rate), floor: `${perSecond(floor)} (JSON round trip of the same states)`, bar: '10,000/s' },
    { what: 'decide, one act', figure: percentiles(times), floor: percentiles(clockFloor(ACTS)), bar: '' },
  ];
}

function measureExplain({ path, worldOf }, acts) {
  const some = acts.filter((_act, index) => index % 6 === 0);
  const prepare = () => some.map(({ snapshot, actor, at: when }) => ({ snapshot: JSON.parse(snapshot), world: worldOf(actor, when) }));
  let answers = 0;
  const work = ({ snapshot, world }) => {
    answers += explainActs(path, snapshot, world).length;
  };
  rateOf(1, prepare, work);
  answers = 0;
  const times = timesOf(prepare(), work);
  const floor = rateOf(2, () => some, ({ snapshot }) => JSON.stringify(JSON.parse(snapshot)));
  return [{ what: `explainActs, ${(answers / some.length).toFixed(0)} acts per answer`, figure: `${perSecond(rateOf(2, prepare, work))}, ${percentiles(times)}`, floor: `${perSecond(floor)} (JSON round trip)`, bar: '' }];
}

/** The verdict has a script of its own, because it wants a process whose compiler has seen nothing else. */
function measureVerdict(seed) {
  const output = execFileSync(process.execPath, [fileURLToPath(new URL('authority.mjs', import.meta.url)), String(seed)], { encoding: 'utf8' });
  const { verdict, floor } = JSON.parse(output.trim().split('\n').at(-1));
  return [{ what: 'authority verdict', figure: percentiles(verdict), floor: `${percentiles(floor)} (the clock alone)`, bar: 'p99 < 50 µs' }];
}

function measureDeadlines({ rules, calendar }) {
  const book = { rules, calendar };
  const items = Array.from({ length: DEADLINES }, (_, index) => ({
    id: index, rule: 'crim.prosecution.review', start: `2026-0${1 + (index % 6)}-${String(1 + (index % 28)).padStart(2, '0')}`,
    events: index % 3 === 0 ? [] : [{ event: 'custody', in_custody: true }, { event: 'extension', by: 'P15D' }],
  }));
  const work = (item) => {
    if ('error' in computeItem(item, book)) throw new Error('a deadline was refused');
  };
  rateOf(2, () => items, work);
  const rate = rateOf(ROUNDS, () => items, work);
  const floor = rateOf(ROUNDS, () => items, (item) => JSON.parse(JSON.stringify(item)));
  return [{ what: 'deadline with its derivation in two languages', figure: `${perSecond(rate)}, ${percentiles(timesOf(items, work))}`, floor: `${perSecond(floor)} (JSON round trip of the question)`, bar: '' }];
}

function measureLedger(acts) {
  const chain = 'cccccccc-0000-4000-8000-00000000beef';
  const bodies = acts.map(({ outcome: { entry }, at: when }, index) => ({
    chain, seq: index + 1, recordedAt: when, effectiveAt: when, kind: entry.kind, act: entry.act, actor: entry.actor, authority: entry.authority, from: entry.from, to: entry.to, payload: entry.payload, definitionHash: null,
  })).sort((a, b) => (a.recordedAt < b.recordedAt ? -1 : 1)).map((body, index) => ({ ...body, seq: index + 1 }));
  const seal = () => {
    let head = genesisHash(chain, hash);
    return bodies.map((body) => {
      const entry = sealEntry(body, head, hash);
      head = entry.hash;
      return entry;
    });
  };
  const entries = seal();
  const perEntry = (work) => rateOf(ROUNDS, () => [null], work) * entries.length;
  const sealed = perEntry(seal);
  const verified = perEntry(() => {
    if (!verifyChain(entries, { chain }, hash).valid) throw new Error('the chain does not hold');
  });
  const texts = entries.map(({ hash: _hash, ...unhashed }) => canonicalize(unhashed));
  const floor = perEntry(() => texts.forEach((text) => hash.ofText(text)));
  const bytes = Math.round(texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / texts.length);
  return [
    { what: `sealEntry, ${bytes} bytes on average`, figure: perSecond(sealed), floor: `${perSecond(floor)} (SHA-256 of the same bytes)`, bar: '' },
    { what: 'verifyChain, per entry', figure: perSecond(verified), floor: `${perSecond(floor)} (SHA-256 of the same bytes)`, bar: '' },
  ];
}

function percentiles(times) {
  const [p50, p99] = 'p50' in times ? [times.p50, times.p99] : [at(times, 0.5), at(times, 0.99)];
  return `p50 ${micros(p50)}, p99 ${micros(p99)}`;
}
