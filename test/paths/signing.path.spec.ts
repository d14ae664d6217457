// Signing is not deciding, in every shipped release (R92): a state in which something is decided is entered by an act of deciding and by
// nothing else, and a document is issued only of what is decided. What is not here: that a signature alone answers for nothing
// (`libs/responsibility`).
import { fileURLToPath } from 'node:url';
import { folderSource, loadWorkflows } from '@quanze/definitions';
import type { CompiledPath } from '@quanze/engine';
import { compiledPath } from '../walk/release.js';

const RELEASES = loadWorkflows(folderSource(fileURLToPath(new URL('../../workflows', import.meta.url)))).documents.filter(({ kind }) => kind === 'release').map(({ id }) => id);
const isDecided = (path: CompiledPath, state: string): boolean => (path.nodes.get(state)?.ancestors ?? []).some((id) => ['decided', 'decidedBy'].includes(path.nodes.get(id)?.kind ?? ''));

describe.each(RELEASES)('in %s', (id) => {
  const path = compiledPath(id);
  const acts = [...path.acts.values()];
  const deciding = acts.filter(({ candidates }) => candidates.some(({ target }) => isDecided(path, target)));

  it('only acts of deciding, consenting, voting and recording a vote decide', () => {
    expect(deciding.length).toBeGreaterThan(0);
    expect(deciding.filter(({ capacity }) => !['decide', 'consent', 'vote', 'record'].includes(capacity)).map((act) => [act.id, act.capacity])).toEqual([]);
  });

  it('signing and issuing decide nothing and come after the decision', () => {
    const issuing = acts.filter((act) => act.capacity === 'sign' || act.flow?.kind === 'issue');
    expect(issuing.length).toBeGreaterThan(0);
    expect(issuing.filter((act) => deciding.includes(act)).map((act) => act.id)).toEqual([]);
    expect(issuing.flatMap((act) => act.from.filter((state) => !isDecided(path, state)).map((state) => [act.id, state]))).toEqual([]);
  });
});
