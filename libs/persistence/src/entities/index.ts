// Every entity; the data source and the check against the catalog take this list.
import { AbsenceEntity } from './absence.entity.js';
import { CaseFileEntity, CaseNumberEntity, DeadlineEntity, DecisionEntity, TaskEntity } from './case.entity.js';
import { DefinitionEntity, SubmittedDefinitionEntity } from './definition.entity.js';
import { CaseDocumentEntity, DocumentTextEntity, DocumentVersionEntity, IssuedDocumentEntity } from './document.entity.js';
import { DraftEntity } from './draft.entity.js';
import { DrawCommitmentEntity, DrawUseEntity } from './draw.entity.js';
import { FileChunkEntity, FileIncomingEntity, FileUploadEntity, StoredFileEntity } from './file.entity.js';
import { ActTextEntity, CaseReadingEntity, FormalityCheckEntity } from './formality.entity.js';
import { IdempotencyEntity, JournalEntity, OutboxEntity, SealedValueEntity } from './journal.entity.js';
import { LinkEventEntity } from './link.entity.js';
import { CheckpointEntity, LogLeafEntity, LogNodeEntity, LogPendingEntity, LogStateEntity, SigningKeyEntity } from './log.entity.js';
import { DepartmentEntity, OfficeEntity, TenantEntity } from './office.entity.js';
import { AppointmentEntity, CredentialEntity, DelegationEntity, PersonEntity, SessionEntity } from './person.entity.js';
import { AppealAnswerEntity, AppealEntity, ExemptionEntity, FindingEntity, ParticipationEntity, ResponsibilityReadEntity } from './responsibility.entity.js';

export const ENTITIES = [
  TenantEntity, OfficeEntity, DepartmentEntity, PersonEntity, AppointmentEntity, DelegationEntity, CredentialEntity, SessionEntity,
  DefinitionEntity, SubmittedDefinitionEntity, CaseFileEntity, CaseNumberEntity, DecisionEntity, TaskEntity, DeadlineEntity,
  JournalEntity, SealedValueEntity, OutboxEntity, IdempotencyEntity, LogPendingEntity, LogLeafEntity, LogNodeEntity, LogStateEntity, CheckpointEntity,
  SigningKeyEntity, AbsenceEntity, DrawCommitmentEntity, DrawUseEntity,
  ParticipationEntity, FindingEntity, ExemptionEntity, AppealEntity, AppealAnswerEntity, ResponsibilityReadEntity, DraftEntity,
  CaseDocumentEntity, DocumentVersionEntity, IssuedDocumentEntity, DocumentTextEntity,
  StoredFileEntity, FileChunkEntity, FileIncomingEntity, FileUploadEntity,
  FormalityCheckEntity, ActTextEntity, CaseReadingEntity,
  LinkEventEntity,
] as const;
