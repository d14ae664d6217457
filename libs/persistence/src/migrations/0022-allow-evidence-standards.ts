// Evidence standards among the definitions. What is not here: their content, which is judged before it is published.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const KINDS_BEFORE = `'release', 'power-list', 'calendar', 'assignment-rules', 'attribution-table', 'duty-list', 'document-template'`;
const DEFINITION_TABLES = ['definition', 'submitted_definition'];

export class AllowEvidenceStandards0000000000022 implements MigrationInterface {
  readonly name = 'AllowEvidenceStandards0000000000022';

  async up(runner: QueryRunner): Promise<void> {
    await this.allowKinds(runner, `${KINDS_BEFORE}, 'evidence-standard'`);
  }

  private async allowKinds(runner: QueryRunner, kinds: string): Promise<void> {
    for (const table of DEFINITION_TABLES) {
      await runner.query(`ALTER TABLE ${table} DROP CONSTRAINT ${table}_kind_check, ADD CONSTRAINT ${table}_kind_check CHECK (kind IN (${kinds}))`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await this.allowKinds(runner, KINDS_BEFORE);
  }
}
