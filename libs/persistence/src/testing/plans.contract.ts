// What the server says of a statement it runs: which tables it reads from end to end, and through how many rows a step goes. Specs only.
// What is not here: the statements, and what of their plans is good.
import type { Statement } from '../sql/database.js';
import type { World } from './fixtures.contract.js';

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows'?: number;
  readonly Plans?: readonly PlanNode[];
}

export interface Plan {
  /** Of the tables looked at, those read from end to end. */
  readonly scanned: readonly string[];
  readonly rowsMost: number;
}

/** A function that explains statements by running them.  @param tables those that are large enough to look at */
export function plansOver(world: () => Pick<World, 'stores'>, tables: readonly string[]): (statement: Pick<Statement, 'text' | 'values'>) => Promise<Plan> {
  return async ({ text, values }) => {
    const [row] = await world().stores.database.rows<{ 'QUERY PLAN': readonly { Plan: PlanNode }[] }>(`EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, values);
    const all = (node: PlanNode): readonly PlanNode[] => [node, ...(node.Plans ?? []).flatMap(all)];
    const nodes = all(row?.['QUERY PLAN'][0]?.Plan as PlanNode);
    return {
      scanned: nodes.filter((node) => node['Node Type'] === 'Seq Scan' && tables.includes(node['Relation Name'] ?? '')).map((node) => node['Relation Name'] as string),
      rowsMost: Math.max(...nodes.map((node) => node['Actual Rows'] ?? 0)),
    };
  };
}
