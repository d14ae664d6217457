// Reads and checks everything under workflows/ and keeps what was found, so that no start of the product pays for it; part of the build.
// What is not here: the reading, and how one notices that something has changed since (libs/definitions/src/kept-workflows.ts).
import { ShippedDefinitions } from '../apps/host/dist/compose/shipped-definitions.js';

try {
  // Nothing is hashed while they are read.
  ShippedDefinitions.load(null);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
