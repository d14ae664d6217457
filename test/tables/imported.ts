// From tables to a compiled path by the way the command goes: imported, written as JSON, read back with all checks, compiled.
import { importTables, readDocument, type Imported } from '@quanze/definitions';
import { compileRelease, type CasePathDocument, type CompiledPath } from '@quanze/engine';
import { expectOk, type HashHex, type JsonValue, type LocalDate } from '@quanze/kernel';

export function imported(tables: unknown): Imported {
  return expectOk(importTables(structuredClone(tables) as JsonValue), 'tables');
}

/** The document as another program would get it. */
export function readBack(document: CasePathDocument): CasePathDocument {
  const read = readDocument(JSON.stringify(document), { file: 'imported.json', kind: 'case-path' });
  if (!read.ok) throw new Error(JSON.stringify(read.refusal.problems.slice(0, 3)));
  return read.value.value as unknown as CasePathDocument;
}

export function compiled(document: CasePathDocument): CompiledPath {
  const head = { id: 'b', version: '1', label: document.label, source: '-', status: 'unverified' } as const;
  const release = {
    hash: 'imported' as HashHex, label: document.id, effectiveFrom: '2024-01-01' as LocalDate, source: null,
    documents: { path: document, flows: [], binding: { ...head, kind: 'flow-binding', office: '*', bindings: [] }, deadlineRules: { rules: new Map() } as never },
  } as const;
  return expectOk(compileRelease(release), 'imported path');
}
