export * from './result.js';
export * from './json.js';
export * from './json-reader.js';
export * from './time.js';
export * from './ids.js';
export * from './ports.js';
export * from './lazily.js';
