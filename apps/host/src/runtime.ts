// What the HTTP shell is given by the composition: the use cases and a few live things around them. The shell itself opens no
// connection, so it can be started in a test with anything that fits.
import type { Application } from '@quanze/application';
import type { Logger } from 'pino';
import type { HostConfig } from './config.js';
import type { EventHub } from './events/hub.js';

/** One thing this host depends on; `ping` rejects or stays silent when it is away. */
export interface Dependency {
  readonly name: string;
  ping(): Promise<void>;
}

export interface Runtime {
  readonly config: HostConfig;
  readonly version: string;
  readonly application: Application;
  readonly dependencies: readonly Dependency[];
  readonly events: EventHub;
  readonly log: Logger;
  /** True from the first signal on: no new work is promised. */
  isStopping(): boolean;
}

/** Injection token of the {@link Runtime}. */
export const RUNTIME = Symbol('runtime');
