// The tenant of a single installation. Its id is fixed, because it names the log that receipts point to.
import type { TenantId } from '@quanze/kernel';

export const TENANT = '7a0c5f2e-0000-4000-8000-000000000001' as TenantId;
