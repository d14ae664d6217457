// One Jest configuration for every suite; the kind of a test is in its file name (see docs/HACKING.md).
// Native ES modules, the same module system as production, so nothing here differs from what runs.
export default {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  roots: ['<rootDir>/libs', '<rootDir>/apps', '<rootDir>/test'],
  testMatch: ['**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['/dist/'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '^@quanze/([^/]+)$': '<rootDir>/libs/$1/src/index.ts',
  },
  transform: {
    '^.+\\.ts$': ['@swc/jest', {
      swcrc: false,
      sourceMaps: 'inline',
      module: { type: 'es6' },
      jsc: {
        target: 'es2022',
        keepClassNames: true,
        parser: { syntax: 'typescript', decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: true },
      },
    }],
  },
  globalSetup: '<rootDir>/test/global-setup.mjs',
  globalTeardown: '<rootDir>/test/global-teardown.mjs',
  setupFiles: ['<rootDir>/test/jest-global.mjs'],
  // Jest would leave one of two cores idle; the servers that the suites start wait most of the time.
  maxWorkers: '100%',
  workerIdleMemoryLimit: '1GB',
  // A whole host with its database answers within a second on an idle machine; on a busy one it must not fail for being waited for.
  testTimeout: 20_000,
  reporters: ['default'],
};
