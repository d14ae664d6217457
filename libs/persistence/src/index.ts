// Storage on PostgreSQL: the embedded server, connection and migrations, and the stores that the use cases ask for.
export * from './embedded/index.js';
export { APP_ROLE, createDataSource, poolOf, type DataSourceOptions } from './database/data-source.js';
export { runMigrations } from './database/run-migrations.js';
export { checkEntities } from './database/check-entities.js';
export { describeSchema } from './database/describe-schema.js';
export * from './entities/index.js';
export { createStores, type Stores } from './stores.js';
export { Database } from './sql/database.js';
export { EVENT_CHANNEL } from './clockwork/pg-outbox-store.js';
export { eraseOpening, forgetAnswers } from './cases/pg-case-store.js';
export { installOffices } from './office/pg-office-store.js';
export { eraseFile } from './files/pg-file-store.js';
export { eraseDocument } from './documents/pg-document-store.js';
