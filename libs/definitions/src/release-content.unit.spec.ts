// Content that is handed in as JSON is looked at as strictly as a file.
import type { JsonObject, JsonValue } from '@quanze/kernel';
import { fixtureDocuments } from './fixtures/edited.contract.js';
import { checkReleaseContent, releaseFromContent, type ReleaseHead } from './release-content.js';

function contentOf(edits: Parameters<typeof fixtureDocuments>[0] = {}): JsonObject {
  const documents = fixtureDocuments(edits);
  const valueOf = (kind: string): JsonValue => documents.find((document) => document.kind === kind)?.value ?? null;
  return { path: valueOf('case-path'), flows: [valueOf('approval-flow')], binding: valueOf('flow-binding'), deadlineRules: valueOf('deadline-rules') };
}

const HEAD = { hash: '0'.repeat(64), label: 'x', effectiveFrom: '2025-01-01' } as ReleaseHead;
const codeOf = (result: ReturnType<typeof checkReleaseContent> | ReturnType<typeof releaseFromContent>): string => (result.ok ? 'ok' : result.refusal.code);

test('content of the right shape is read, any other is refused', () => {
  const content = contentOf();
  expect([codeOf(releaseFromContent(content, HEAD)), codeOf(checkReleaseContent(content))]).toEqual(['ok', 'ok']);
  const { binding: _binding, ...without } = content;
  for (const wrong of [null, [], {}, without, { ...content, more: {} }, { ...content, flows: {} }, { ...content, path: [] }] as const) {
    expect([codeOf(releaseFromContent(wrong as JsonValue, HEAD)), codeOf(checkReleaseContent(wrong as JsonValue))]).toEqual(['DEFINITION.CONTENT_MALFORMED', 'DEFINITION.CONTENT_MALFORMED']);
  }
});

test('the problems of a part are those of the document', () => {
  const path = JSON.parse(JSON.stringify(contentOf()['path']).replace('"stage.received"', '"stage.receivd"')) as JsonValue;
  const checked = checkReleaseContent({ ...contentOf(), path });
  expect(checked.ok || !('problems' in checked.refusal) ? null : checked.refusal.problems.map((problem) => [problem.file, problem.rule, problem.key])).toEqual([['path', 'state-unknown', '/acts/assign/from/0']]);
  expect(codeOf(checkReleaseContent({ ...contentOf(), flows: [null] }))).toBe('DEFINITION.INVALID');
});

test('broken deadline rules are refused when the content is read back', () => {
  const deadlineRules = JSON.parse(JSON.stringify(contentOf()['deadlineRules']).replace('"P1M"', '"P1X"')) as JsonValue;
  expect(codeOf(releaseFromContent({ ...contentOf(), deadlineRules }, HEAD))).toBe('DEFINITION.BAD_VALUE');
});
