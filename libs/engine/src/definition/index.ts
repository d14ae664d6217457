export * from './common.js';
export * from './case-path.js';
export * from './approval-flow.js';
export * from './panel-rule.js';
export * from './release.js';
export * from './evidence-standard.js';
export type * from './link.js';
