// Lint and layer rules. A wrong arrow between libraries is an error here, so it fails the build.
import js from '@eslint/js';
import tseslint from 'typescript-eslint';

// library → libraries it may import. The table is the architecture; docs/ARCHITECTURE.md draws it.
const ARROWS = {
  kernel: [],
  calendar: ['kernel'],
  authority: ['kernel'],
  ledger: ['kernel'],
  responsibility: ['kernel'],
  assignment: ['kernel', 'ledger'],
  approval: ['kernel'],
  documents: ['kernel', 'ledger'],
  formality: ['kernel'],
  engine: ['kernel', 'calendar', 'authority', 'ledger', 'approval'],
  definitions: ['kernel', 'calendar', 'authority', 'ledger', 'approval', 'responsibility', 'assignment', 'documents', 'formality', 'engine'],
  contract: ['kernel'],
  application: ['kernel', 'calendar', 'authority', 'ledger', 'responsibility', 'assignment', 'documents', 'formality', 'engine', 'definitions', 'contract'],
  simulation: ['kernel', 'calendar', 'authority', 'ledger', 'engine', 'definitions', 'application'],
  persistence: ['kernel', 'calendar', 'authority', 'ledger', 'engine', 'definitions', 'contract', 'application'],
  queue: ['kernel', 'contract', 'application'],
  testkit: ['kernel', 'calendar', 'authority', 'ledger', 'engine', 'definitions', 'contract', 'application'],
};
const CORE = ['kernel', 'calendar', 'authority', 'ledger', 'responsibility', 'assignment', 'approval', 'documents', 'formality', 'engine'];
const ALL = Object.keys(ARROWS);
const SPECS = ['**/*.spec.ts', '**/*.contract.ts'];

const message = 'This arrow is not in the architecture (see docs/ARCHITECTURE.md, "Direction of dependencies").';
const forbidden = (names) => [
  { group: names.map((n) => `@quanze/${n}`), message },
  { group: ['@quanze/*/src/*', '@quanze/*/dist/*', '**/libs/*/src/**'], message: 'Import a library by its name, never by its files.' },
];

const layers = ALL.map((name) => ({
  files: [`libs/${name}/src/**/*.ts`],
  ignores: SPECS,
  rules: {
    'no-restricted-imports': ['error', {
      patterns: [
        ...forbidden(ALL.filter((other) => other !== name && !ARROWS[name].includes(other))),
        ...(CORE.includes(name)
          ? [{ group: ['node:*', '@nestjs/*', 'typeorm', 'pg', 'bullmq', 'ioredis', 'fastify', 'fs', 'crypto', 'path'], message: 'The core does no I/O: hand the value in.' }]
          : []),
        ...(name === 'application' || name === 'contract'
          ? [{ group: ['@nestjs/*', 'typeorm', 'pg', 'bullmq', 'ioredis', 'fastify'], message: 'Use cases know ports, not adapters.' }]
          : []),
      ],
    }],
  },
}));

const purity = {
  files: CORE.map((n) => `libs/${n}/src/**/*.ts`),
  ignores: SPECS,
  rules: {
    'no-restricted-globals': ['error',
      { name: 'Date', message: 'Time is handed in.' },
      { name: 'process', message: 'The core reads no environment.' },
      { name: 'setTimeout', message: 'The core has no timers.' },
      { name: 'setInterval', message: 'The core has no timers.' },
      { name: 'fetch', message: 'The core does no I/O.' },
      { name: 'crypto', message: 'Hash and randomness are handed in.' }],
    'no-restricted-properties': ['error', { object: 'Math', property: 'random', message: 'Randomness is handed in.' }],
    'no-restricted-syntax': ['error',
      { selector: ':function[async=true]', message: 'The core is synchronous.' },
      { selector: 'AwaitExpression', message: 'The core is synchronous.' }],
  },
};

// A simulation is a seed and nothing else; it is asynchronous only because ports are.
const seeded = {
  files: ['libs/simulation/src/**/*.ts'],
  ignores: SPECS,
  rules: { 'no-restricted-globals': purity.rules['no-restricted-globals'], 'no-restricted-properties': purity.rules['no-restricted-properties'] },
};

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '.data/**', 'coverage/**'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      eqeqeq: ['error', 'always'],
      'no-console': 'error',
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['warn', { max: 70, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['**/*.mjs', 'scripts/**', 'bench/**', 'apps/cli/**', 'test/**'],
    languageOptions: { globals: { performance: 'readonly', process: 'readonly', console: 'readonly', URL: 'readonly', fetch: 'readonly', setTimeout: 'readonly', clearTimeout: 'readonly', globalThis: 'readonly', Buffer: 'readonly' } },
    rules: { 'no-console': 'off' },
  },
  { files: SPECS.concat('test/**', 'bench/**', 'scripts/**'), rules: { 'max-lines-per-function': 'off' } },
  ...layers,
  purity,
  seeded,
);
