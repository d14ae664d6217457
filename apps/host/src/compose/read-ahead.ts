// Reading the definitions of the product while the embedded server makes its folder, which takes about as long and is the work of another
// program. Only time depends on it. What is not here: what is done with them.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ShippedDefinitions } from './shipped-definitions.js';

export interface ReadAheadOptions {
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  /** Whether an empty database would be set up. */
  readonly installs: boolean;
}

/** Reading keeps this thread busy; the other program is to have begun by then. */
const HEAD_START_MS = 50;

/** Begins to read where the definitions are needed in any case: for a folder that is new. Null elsewhere: most starts need none.
 *  What goes wrong is told to whoever waits for it. */
export function readAhead({ databaseUrl, dataDir, installs }: ReadAheadOptions, load: () => ShippedDefinitions): Promise<ShippedDefinitions> | null {
  if (!installs || databaseUrl !== null || existsSync(join(dataDir, 'postgres'))) return null;
  const ahead = new Promise((resolve) => setTimeout(resolve, HEAD_START_MS)).then(load);
  ahead.catch(() => undefined);
  return ahead;
}
