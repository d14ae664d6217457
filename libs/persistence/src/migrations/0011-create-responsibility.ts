// Responsibility beside the cases: who took part in which decision, what people found about it, objections and their answers, who read what,
// and attribution tables among the definitions. What is not here: rows of responsibility, which are computed and never stored.
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { makeAppendOnly } from './append-only.js';

const KINDS_BEFORE = `'release', 'power-list', 'calendar', 'assignment-rules'`;
const DEFINITION_TABLES = ['definition', 'submitted_definition'];
const STATEMENT = `
        id uuid PRIMARY KEY,
        tenant uuid NOT NULL REFERENCES tenant,
        office uuid NOT NULL REFERENCES office,
        case_id uuid NOT NULL,
        seq integer NOT NULL,
        person uuid NOT NULL REFERENCES person,
        recorded_by uuid NOT NULL REFERENCES person,
        recorded_at timestamptz(3) NOT NULL,
        entry integer NOT NULL`;

export class CreateResponsibility0000000000011 implements MigrationInterface {
  readonly name = 'CreateResponsibility0000000000011';

  async up(runner: QueryRunner): Promise<void> {
    await this.allowKinds(runner, `${KINDS_BEFORE}, 'attribution-table'`);
    await this.createParticipation(runner);
    await runner.query(`CREATE TABLE finding (${STATEMENT},
        area text NOT NULL, fault text NOT NULL, role text, about text, crime boolean NOT NULL, outcome json)`);
    await runner.query(`CREATE TABLE exemption (${STATEMENT}, area text NOT NULL, kind text NOT NULL)`);
    await runner.query(`CREATE TABLE appeal (${STATEMENT}, area text)`);
    // No reference to the appeal: TRUNCATE would be refused for that reason and not because the table is append-only.
    await runner.query(`
      CREATE TABLE appeal_answer (
        appeal uuid PRIMARY KEY,
        upheld boolean NOT NULL,
        answered_by uuid NOT NULL REFERENCES person,
        answered_at timestamptz(3) NOT NULL,
        entry integer NOT NULL)`);
    await runner.query(`
      CREATE TABLE responsibility_read (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        tenant uuid NOT NULL,
        reader uuid NOT NULL,
        at timestamptz(3) NOT NULL,
        what text NOT NULL,
        office uuid,
        case_id uuid,
        seq integer,
        person uuid)`);
    for (const table of ['finding', 'exemption', 'appeal']) await runner.query(`CREATE INDEX ${table}_case ON ${table} (case_id, recorded_at)`);
    await runner.query(`CREATE INDEX responsibility_read_person ON responsibility_read (person, id DESC) WHERE person IS NOT NULL`);
    await runner.query(`CREATE INDEX responsibility_read_case ON responsibility_read (case_id, id DESC) WHERE case_id IS NOT NULL`);
    for (const table of ['finding', 'exemption', 'appeal', 'appeal_answer', 'responsibility_read']) await makeAppendOnly(runner, table);
  }

  /** One row per person and capacity, so that a dossier is a walk along one index; and so is what an office decided. */
  private async createParticipation(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE participation (
        case_id uuid NOT NULL,
        seq integer NOT NULL,
        person uuid NOT NULL,
        capacity text NOT NULL,
        tenant uuid NOT NULL,
        office uuid NOT NULL,
        decided_at timestamptz(3) NOT NULL,
        PRIMARY KEY (case_id, seq, person, capacity))`);
    await runner.query(`CREATE INDEX participation_person ON participation (person, decided_at DESC, case_id DESC, seq DESC)`);
    await runner.query(`CREATE INDEX participation_office ON participation (office, decided_at DESC, case_id DESC, seq DESC)`);
    await this.indexDecisions(runner);
    await makeAppendOnly(runner, 'participation');
  }

  /** Decisions made before there was an index, from their records and the teams of their cases. */
  private async indexDecisions(runner: QueryRunner): Promise<void> {
    const each = (list: string, person: string, capacity: string): string => `SELECT ${person}, ${capacity} FROM json_array_elements(d.record->'${list}') AS x`;
    await runner.query(`
      INSERT INTO participation (case_id, seq, person, capacity, tenant, office, decided_at)
      SELECT DISTINCT d.case_id, d.seq, p.person::uuid, p.capacity, d.tenant, c.office, d.decided_at
      FROM decision d JOIN case_file c ON c.case_id = d.case_id, LATERAL (
        ${each('deciders', `x->>'person'`, `x->>'capacity'`)}
        UNION ALL ${each('votes', `x->>'person'`, `'vote'`)}
        UNION ALL ${each('reviews', `x#>>'{by,person}'`, `'review'`)}
        UNION ALL ${each('consents', `x#>>'{by,person}'`, `'consent'`)}
        UNION ALL ${each('advice', `x#>>'{by,person}'`, `'advise'`)}
        UNION ALL SELECT a.person, 'advise' FROM json_array_elements(d.record->'advice') AS x, json_array_elements_text(x->'participants') AS a (person)
        UNION ALL ${each('earlierProposals', `x#>>'{by,person}'`, `'propose'`)}
        UNION ALL SELECT d.record#>>'{proposal,by,person}', 'propose'
        UNION ALL SELECT t->>'person', CASE WHEN t->>'role' IN ('assistant', 'clerk') THEN 'assist' ELSE 'handle' END
          FROM jsonb_array_elements(c.snapshot->'team') AS t WHERE (t->>'from')::timestamptz <= d.decided_at
      ) AS p (person, capacity)
      WHERE p.person IS NOT NULL`);
  }

  private async allowKinds(runner: QueryRunner, kinds: string): Promise<void> {
    for (const table of DEFINITION_TABLES) {
      await runner.query(`ALTER TABLE ${table} DROP CONSTRAINT ${table}_kind_check, ADD CONSTRAINT ${table}_kind_check CHECK (kind IN (${kinds}))`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE responsibility_read, appeal_answer, appeal, exemption, finding, participation`);
    await this.allowKinds(runner, KINDS_BEFORE);
  }
}
