// Shared by host and console: the error catalogue and the shapes of requests and answers.
export * from './errors/index.js';
