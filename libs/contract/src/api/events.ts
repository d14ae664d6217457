// Live events. An event says that something changed; what changed is read through the ordinary addresses.

/** Name of the event after which a client has to load anew what it shows, because events were missed. */
export const EVENT_RESET = 'reset';

export interface CaseChangedEvent {
  readonly caseId: string;
  readonly version: number;
  readonly act: string;
  readonly kind: string;
}
