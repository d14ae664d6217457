// What tables permit, read cell by cell in the plainest way: for every role, state and event the three rights are looked for in the role's
// rows. Slow on purpose, and without any code of the importer.
import type { RandomTables } from '@quanze/testkit';

export function naiveMatrix({ states, events, roles, grants }: RandomTables): ReadonlySet<string> {
  const permitted = new Set<string>();
  for (const role of roles) {
    const ofRole = <R extends { readonly role: string }>(rows: readonly R[]): readonly R[] => rows.filter((row) => row.role === role);
    const [onCase, onStates, onEvents] = [ofRole(grants.case), ofRole(grants.state), ofRole(grants.event)];
    for (const state of states) {
      for (const event of events) {
        const isThere = event.pre.includes('*') || event.pre.includes(state.id);
        const mayCase = onCase.some(({ crud }) => crud.includes('U'));
        const mayState = onStates.some((row) => row.state === state.id && row.crud.includes('U'));
        if (isThere && mayCase && mayState && onEvents.some((row) => row.event === event.id && row.crud.includes('C'))) permitted.add(JSON.stringify([state.id, event.id, role]));
      }
    }
  }
  return permitted;
}
