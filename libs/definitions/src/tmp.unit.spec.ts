import { readDocumentBytes } from './read-document.js';
import { formatProblem } from './problem.js';
import { readFileSync, readdirSync } from 'node:fs';
test('x', () => {
  const out: string[] = [];
  for (const dir of ['case-paths','approval-flows','flow-bindings','power-lists','deadline-rules','calendars']) for (const f of readdirSync('workflows/'+dir)) {
    const t=performance.now(); const r = readDocumentBytes(readFileSync(`workflows/${dir}/${f}`), {file: f});
    const ps = r.ok ? r.value.warnings : r.refusal.problems;
    out.push(`${f} ${r.ok} ${Math.round(performance.now()-t)}ms ${ps.length}`); for (const p of ps.slice(0,60)) out.push('   '+formatProblem(p,'en')+' @'+p.key);
  }
  process.stdout.write(out.join('\n')+'\n');
});
