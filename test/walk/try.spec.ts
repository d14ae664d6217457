import { writeFileSync } from 'node:fs';
import { attemptAll } from './attempts.js';
import { compiledPath, PATHS } from './release.js';
import { walk } from './search.js';
test.each(PATHS)('try %s', (id) => {
  const t = Date.now();
  const s = walk(compiledPath(id), Number(process.env.MAXN ?? 60));
  const t2 = Date.now();
  const leaves = [...s.path.nodes.values()].filter((n) => n.children.length === 0 && n.kind !== 'history').map((n) => n.id);
  const reached = new Set(s.nodes.flatMap((n) => n.snapshot.states));
  const a = attemptAll(s.path, s.nodes);
  const out = [id, 'ms', t2 - t, Date.now() - t2, 'nodes', s.nodes.length, 'steps', s.steps, 'broken', s.broken.slice(0, 5), s.broken.length, 'leaves', leaves.length, 'reached', reached.size,
    '\nunreached', leaves.filter((l) => !reached.has(l)).join(' '), '\ndead', [...s.path.acts.keys()].filter((a) => !s.permitted.has(a)).join(' '),
    '\noptions', [...s.path.decisions.values()].flatMap((d) => [...d.options.keys()].map((o) => `${d.name}.propose:${o}`)).filter((o) => !s.permitted.has(o)).join(' '),
    '\nattempts', a.attempts, a.permitted, a.refused, JSON.stringify([...a.codes]), '\n', a.disagreements.length, '\n' + a.disagreements.join('\n')].join(' ');
  writeFileSync('/tmp/try-' + id, out);
}, 600_000);
