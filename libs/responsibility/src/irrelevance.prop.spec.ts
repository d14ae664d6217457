// Goal: a fact that does not concern somebody changes nothing for that person. Method: fast-check; a record and the same record with
// newcomers put into one place, or with keys that only describe. What is not here: other promises (`attribution.prop.spec.ts`).
import fc from 'fast-check';
import { answer } from './answer.js';
import type { ResponsibilityRow } from './attribute.js';
import type { RawRecord } from './generated-records.model.js';
import { modelTable } from './read-table.contract.js';
import { records } from './record-arbitrary.contract.js';

const seed = Number(process.env.FC_SEED ?? Math.floor(Math.random() * 2 ** 31));
const model = modelTable();
const NEWCOMERS = ['新人甲', '新人乙'];
const [A, B] = NEWCOMERS as [string, string];

const list = (record: RawRecord, key: string): unknown[] => (record[key] ?? []) as unknown[];

/** Puts newcomers where they bring something only for themselves. Returns null where the record has no room for them. */
const ADDITIONS: Readonly<Record<string, (record: RawRecord) => RawRecord | null>> = {
  alert: (r) => ({ ...r, alerts: [...list(r, 'alerts'), { raised_by: A, kind: 'deadline', answered: true }] }),
  'alert of a machine': (r) => ({ ...r, alerts: [...list(r, 'alerts'), { raised_by: 'system', kind: 'procedure' }] }),
  review: (r) => ({ ...r, reviews: [...list(r, 'reviews'), { by: A, role: 'dept_head', opinion: 'agree' }] }),
  appraisal: (r) => ({ ...r, reviews: [...list(r, 'reviews'), { by: A, role: 'appraiser' }] }),
  'support staff': (r) => ({ ...r, assistants: [...list(r, 'assistants'), { person: A, task: 'draft', deviation: false }] }),
  'interference not followed': (r) => ({ ...r, interference: [...list(r, 'interference'), { by: A, recipients: [B], recorded: true, on_time: true, followed: false }] }),
  'interference of an organ': (r) => ({ ...r, interference: [...list(r, 'interference'), { by: '某区公安局', recipients: [B], recorded: true, followed: false }] }),
  signature: (r) => (r.signature === undefined ? { ...r, signature: A } : null),
  conference: (r) => (r.conference === undefined ? { ...r, conference: { held: true, members: [A, B] } } : null),
  'somebody else\'s ground for recusal': (r) => (r.recusal_ground === undefined ? { ...r, recusal_ground: { person: A, known: true } } : null),
  'finding about an appraiser': (r) => ({ ...r, findings: [...list(r, 'findings'), { person: A, area: 'review', fault: 'gross', role: 'appraiser' }] }),
  'finding about case management': (r) => ({ ...r, findings: [...list(r, 'findings'), { person: A, area: 'supervision', fault: 'intentional', role: 'case_mgmt' }] }),
  'keys that only describe': (r) => ({ ...r, procuratorate: 'basic', lower_reported: true, crime_referral: false, ...(r.status_today === undefined ? { status_today: 'in_post' } : {}) }),
  'the present handler again, with a period': (r) => (r.handlers === undefined && r.handler !== undefined ? { ...r, handlers: [{ person: r.handler, period: null }] } : null),
};

function attributed(facts: RawRecord): { rows: readonly ResponsibilityRow[]; flags: readonly string[] } | null {
  const given = answer(model, { id: 1, facts });
  return 'error' in given ? null : given;
}

describe(`what does not concern somebody (seed ${seed})`, () => {
  test.each(Object.keys(ADDITIONS))('%s leaves every row of everybody else as it was, and every flag', (name) => {
    let used = 0;
    fc.assert(fc.property(records, (record) => {
      const more = ADDITIONS[name]?.(record) ?? null;
      const before = attributed(record);
      fc.pre(more !== null && before !== null);
      const after = attributed(more as RawRecord);
      expect(after?.rows.filter(({ person }) => !NEWCOMERS.includes(person))).toEqual(before?.rows);
      expect(after?.flags).toEqual(before?.flags);
      used += 1;
    }), { seed, numRuns: 200 });
    expect(used).toBeGreaterThan(100);
  }, 60_000);
});
