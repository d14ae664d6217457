// Cases, their numbers, decisions, tasks and deadlines: what an act writes beside its journal entry. None of them refers to another by
// a foreign key, because every row is written together with the case row it belongs to and such a key would cost each act a look-up.
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { makeAppendOnly } from './append-only.js';

export class CreateCases0000000000005 implements MigrationInterface {
  readonly name = 'CreateCases0000000000005';

  async up(runner: QueryRunner): Promise<void> {
    // Room in the page, and no index on what an act changes: the new version of a row then stays beside the old one (HOT).
    await runner.query(`
      CREATE TABLE case_file (
        case_id uuid PRIMARY KEY,
        tenant uuid NOT NULL REFERENCES tenant,
        office uuid NOT NULL REFERENCES office,
        department text NOT NULL,
        path text NOT NULL,
        release bytea NOT NULL,
        number text NOT NULL,
        foreign_number text,
        title text NOT NULL,
        handler uuid,
        team uuid[] NOT NULL,
        status text NOT NULL CHECK (status IN ('open', 'ended')),
        ending text,
        states text[] NOT NULL,
        version integer NOT NULL,
        seq integer NOT NULL,
        head bytea NOT NULL,
        opened_at timestamptz(3) NOT NULL,
        changed_at timestamptz(3) NOT NULL,
        recorded_at timestamptz(3) NOT NULL,
        next_ends_at timestamptz(3),
        snapshot jsonb NOT NULL,
        CONSTRAINT case_file_number_unique UNIQUE (tenant, number))
      WITH (fillfactor = 70, toast_tuple_target = 4080)`);
    await runner.query(`CREATE INDEX case_file_office ON case_file (tenant, office, opened_at DESC, case_id DESC)`);
    await runner.query(`CREATE INDEX case_file_department ON case_file (tenant, office, department, opened_at DESC, case_id DESC)`);
    await runner.query(`CREATE INDEX case_file_handler ON case_file (tenant, handler, opened_at DESC, case_id DESC)`);
    await runner.query(`CREATE INDEX case_file_team ON case_file USING gin (team)`);
    await this.createSearch(runner);
    await runner.query(`
      CREATE TABLE case_number (
        office uuid NOT NULL REFERENCES office,
        year integer NOT NULL,
        word text NOT NULL,
        last integer NOT NULL,
        PRIMARY KEY (office, year, word))`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON case_file, case_number TO quanze_app`);
    await this.createDecisionsTasksAndDeadlines(runner);
  }

  /** Chinese has no spaces and names of two characters are the rule, which trigrams do not find: so pairs and single characters. */
  private async createSearch(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION search_tokens(input text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
      BEGIN ATOMIC
        SELECT coalesce(array_agg(DISTINCT token), '{}')
        FROM generate_series(1, length(input)) AS place,
          LATERAL (VALUES (substr(lower(input), place, 1)), (substr(lower(input), place, 2))) AS tokens (token);
      END`);
    await runner.query(`
      CREATE INDEX case_file_search ON case_file
        USING gin (search_tokens(number || ' ' || coalesce(foreign_number, '') || ' ' || title))`);
  }

  private async createDecisionsTasksAndDeadlines(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE decision (
        case_id uuid NOT NULL,
        seq integer NOT NULL,
        tenant uuid NOT NULL,
        decided_at timestamptz(3) NOT NULL,
        level text NOT NULL,
        power text NOT NULL,
        outcome text NOT NULL,
        record json NOT NULL,
        PRIMARY KEY (case_id, seq))`);
    await makeAppendOnly(runner, 'decision');
    await runner.query(`
      CREATE TABLE task (
        case_id uuid NOT NULL,
        key text NOT NULL,
        tenant uuid NOT NULL,
        office uuid NOT NULL,
        department text NOT NULL,
        state text NOT NULL,
        verb text NOT NULL,
        role text NOT NULL,
        person uuid,
        due_at timestamptz(3),
        opened_at timestamptz(3) NOT NULL,
        PRIMARY KEY (case_id, key))`);
    await runner.query(`CREATE INDEX task_person ON task (tenant, person) WHERE person IS NOT NULL`);
    await runner.query(`CREATE INDEX task_desk ON task (tenant, office, role, department) WHERE person IS NULL`);
    await runner.query(`
      CREATE TABLE deadline (
        case_id uuid NOT NULL,
        clock text NOT NULL,
        tenant uuid NOT NULL,
        rule text NOT NULL,
        run integer NOT NULL,
        phase text NOT NULL CHECK (phase IN ('running', 'satisfied', 'stopped', 'overdue')),
        ends_at timestamptz(3),
        wake_at timestamptz(3) CHECK (wake_at IS NULL OR phase = 'running'),
        armed_for timestamptz(3),
        fired_at timestamptz(3),
        provisional boolean NOT NULL,
        PRIMARY KEY (case_id, clock))`);
    await runner.query(`CREATE INDEX deadline_wake ON deadline (wake_at) WHERE wake_at IS NOT NULL`);
    await runner.query(`CREATE INDEX deadline_unarmed ON deadline (wake_at) WHERE wake_at IS NOT NULL AND armed_for IS DISTINCT FROM wake_at`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON task, deadline TO quanze_app`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE deadline, task, decision, case_number, case_file`);
    await runner.query(`DROP FUNCTION search_tokens(text)`);
  }
}
