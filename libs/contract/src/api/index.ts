export * from './cases.js';
export * from './common.js';
export * from './events.js';
export * from './sessions.js';
