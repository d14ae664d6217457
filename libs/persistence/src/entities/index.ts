// Every entity; the data source and the check against the catalog take this list.
import { CaseFileEntity, CaseNumberEntity, DeadlineEntity, DecisionEntity, TaskEntity } from './case.entity.js';
import { DefinitionEntity, SubmittedDefinitionEntity } from './definition.entity.js';
import { IdempotencyEntity, JournalEntity, OutboxEntity, SealedValueEntity } from './journal.entity.js';
import { CheckpointEntity, LogLeafEntity, LogNodeEntity, LogPendingEntity, LogStateEntity, SigningKeyEntity } from './log.entity.js';
import { DepartmentEntity, OfficeEntity, TenantEntity } from './office.entity.js';
import { AppointmentEntity, CredentialEntity, DelegationEntity, PersonEntity, SessionEntity } from './person.entity.js';

export const ENTITIES = [
  TenantEntity, OfficeEntity, DepartmentEntity, PersonEntity, AppointmentEntity, DelegationEntity, CredentialEntity, SessionEntity,
  DefinitionEntity, SubmittedDefinitionEntity, CaseFileEntity, CaseNumberEntity, DecisionEntity, TaskEntity, DeadlineEntity,
  JournalEntity, SealedValueEntity, OutboxEntity, IdempotencyEntity, LogPendingEntity, LogLeafEntity, LogNodeEntity, LogStateEntity, CheckpointEntity,
  SigningKeyEntity,
] as const;
