export * from './cases.js';
export * from './common.js';
export * from './events.js';
export * from './links.js';
export * from './sessions.js';
