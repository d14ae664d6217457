// Goal: every statutory period of the deadline rules runs in at least one shipped case path, so that none of them is a row nobody keeps.
// Method: the compiled releases, clock by clock. What is not here: that each clock is started and kept (`test/paths`).
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { compileRelease } from '@quanze/engine';
import { expectOk, type HashFunction, type HashHex } from '@quanze/kernel';
import { buildRelease } from './build-release.js';
import { folderSource } from './folder.js';
import { loadWorkflows } from './load-workflows.js';

const SHA256: HashFunction = {
  algorithm: 'sha-256',
  ofText: (text) => createHash('sha256').update(text, 'utf8').digest('hex') as HashHex,
  ofBytes: (bytes) => new Uint8Array(createHash('sha256').update(bytes).digest()),
};
const { documents } = loadWorkflows(folderSource(join(import.meta.dirname, '../../../workflows')));
const rules = documents.filter(({ kind }) => kind === 'deadline-rules').flatMap(({ value }) => (value as unknown as { readonly rules: readonly { readonly id: string }[] }).rules.map(({ id }) => id));

/** Rules of the clocks that something in the path starts; a clock that is only declared keeps nothing. */
function startedRules(): ReadonlySet<string> {
  const started = new Set<string>();
  for (const release of documents.filter(({ kind }) => kind === 'release')) {
    const built = buildRelease(documents, release, SHA256);
    if (!built.ok) throw new Error(JSON.stringify(built.refusal.problems.slice(0, 3)));
    const path = expectOk(compileRelease(built.value), release.id);
    const names = new Set(JSON.stringify(path.document).match(/(?<="start":")\w+/gu) ?? []);
    for (const [name, rule] of path.rules) if (names.has(name)) started.add(rule.id);
  }
  return started;
}

test('every rule of the deadline rules is used by a shipped path', () => {
  const started = startedRules();
  expect(rules.length).toBeGreaterThan(100);
  expect(rules.filter((id) => !started.has(id))).toEqual([]);
});
