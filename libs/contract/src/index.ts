// Shared by host and console: the error catalogue and the shapes of requests and answers.
export * from './api/index.js';
export * from './errors/index.js';
