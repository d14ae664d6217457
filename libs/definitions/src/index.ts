// Definitions: the documents under `workflows/`, from text to checked values and releases. Reading is pure; `folderSource` and
// `writeSchemas` are the only functions that touch a disk.
export { buildRelease } from './build-release.js';
export { composePath, type PathPartDocument, type PathWithParts } from './compose-path.js';
export { levelsMissed, problemsOfDutyList, unmappedActs, type PublishedAround } from './duties-of-release.js';
export { folderSource, writeSchemas } from './folder.js';
export { importTables, type Imported } from './import-tables/import-tables.js';
export type { NotExpressed } from './import-tables/build-path.js';
export { loadKeptWorkflows, type KeptOptions } from './kept-workflows.js';
export { loadWorkflows, type LoadedWorkflows, type WorkflowSource } from './load-workflows.js';
export { membersOf, placeOf, pointerOfPath, pointerTo, type On, type Place, type Places, type Position } from './places.js';
export { arrangeProblems, formatProblem, hasErrors, invalid, problemAt, PROBLEMS_PER_DOCUMENT_MAX, type DefinitionRefusal, type Problem, type Severity } from './problem.js';
export { readYaml, type YamlText } from './yaml/read-yaml.js';
export { readDocument, readDocumentBytes, type ReadDocument, type ReadOptions } from './read-document.js';
export { checkReleaseContent, releaseFromContent, type ReleaseHead } from './release-content.js';
export type { DocumentRef, ReleaseDocument } from './release-document.js';
export { resolveRelease, type ReleaseParts, type Resolved } from './resolve-release.js';
export { checkDocument } from './rules/index.js';
export { problemOfRefusal } from './rules/foreign-checks.js';
export { checkAgainst } from './rules/cross/index.js';
export { surroundingsOf, type Surroundings } from './rules/cross/surroundings.js';
export { problemsOfTemplates } from './templates-of-office.js';
export { DOCUMENT_KINDS, isDocumentKind, KINDS, schemaFileName, schemaText, type DocumentKind } from './schema/index.js';
export { nearest } from './suggest.js';
export { ALIASES_MAX, DOCUMENT_BYTES_MAX, NESTING_MAX, TOKENS_MAX, VALUES_MAX } from './yaml/limits.js';
