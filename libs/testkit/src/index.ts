// What tests share. Imported by tests only.
export { startTypeScript, type Child } from './child.js';
export { createTestDatabase, testServerUrl, withDatabase, type DatabaseTools, type TestDatabase } from './database.js';
export { createFakeClock, createIdSource, createSeededRandom, systemClock, type FakeClock, type SeededRandom } from './fake-clock.js';
export type { JobsHarness, OpenOptions } from './jobs-bench.js';
export { jobsContract } from './jobs.contract.js';
export { createMemoryJobs, type MemoryJobs, type MemoryJobsOptions } from './memory-jobs.js';
export { findBrowser, findRedisServer, missingFor, type SuiteNeed } from '../needs.mjs';
export { LARGEST_TABLES, randomTables, smallTables, type RandomTables, type TableSizes } from './random-tables.js';
export { describeWith } from './suites.js';
export { makeTestFolder, runFolder } from './test-folder.js';
export { waitFor } from './wait.js';
