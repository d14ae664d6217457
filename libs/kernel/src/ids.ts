// Branded ids and the few small shapes every library shares.

type Brand<B extends string> = string & { readonly __brand: B };

export type TenantId = Brand<'TenantId'>;
export type OfficeId = Brand<'OfficeId'>;
export type PersonId = Brand<'PersonId'>;
export type AppointmentId = Brand<'AppointmentId'>;
export type DelegationId = Brand<'DelegationId'>;
export type CaseId = Brand<'CaseId'>;
export type DecisionId = Brand<'DecisionId'>;

/** Lower-case hexadecimal digest, 64 characters for SHA-256 and SM3. */
export type HashHex = Brand<'HashHex'>;

/** A label in both languages; Chinese is the legal one. */
export interface Label {
  readonly zh: string;
  readonly en: string;
}

/** How far a statement of law was checked. Shown wherever the statement is applied. */
export type SourceStatus = 'verified' | 'secondary' | 'unverified';

const UUID_PATTERN = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Whether a text is a UUID in lower case. */
export function isUuid(text: unknown): text is string {
  return typeof text === 'string' && UUID_PATTERN.test(text);
}
