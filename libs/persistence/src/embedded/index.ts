// The embedded PostgreSQL as others see it.
export { startEmbeddedPostgres, type EmbeddedOptions, type EmbeddedPostgres } from './embedded-postgres.js';
export { createDatabase, databaseUrlOf, dropDatabase } from './databases.js';
export type { Transport } from './cluster.js';
