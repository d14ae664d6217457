// All migrations in their order. A merged one is never edited; the next change is the next number.
import { CreateAppRole0000000000001 } from './0001-create-app-role.js';
import { CreateOfficesAndPeople0000000000002 } from './0002-create-offices-and-people.js';
import { CreateDefinitions0000000000003 } from './0003-create-definitions.js';
import { CreateJournal0000000000004 } from './0004-create-journal.js';
import { CreateCases0000000000005 } from './0005-create-cases.js';
import { CreateOutboxAndAnswers0000000000006 } from './0006-create-outbox-and-answers.js';
import { CreateLog0000000000007 } from './0007-create-log.js';
import { RequirePasswordChange0000000000008 } from './0008-require-password-change.js';
import { CreateSigningKeys0000000000009 } from './0009-create-signing-keys.js';
import { CreateDraws0000000000010 } from './0010-create-draws.js';
import { CreateResponsibility0000000000011 } from './0011-create-responsibility.js';
import { CreateAbsences0000000000012 } from './0012-create-absences.js';
import { AllowDutyLists0000000000014 } from './0014-allow-duty-lists.js';
import { CreateDrafts0000000000015 } from './0015-create-drafts.js';
import { CreateFormality0000000000016 } from './0016-create-formality.js';
import { CreateDocuments0000000000018 } from './0018-create-documents.js';
import { CreateFiles0000000000019 } from './0019-create-files.js';
import { CreateLinkEvents0000000000020 } from './0020-create-link-events.js';
import { CountReminders0000000000021 } from './0021-count-reminders.js';
import { AllowEvidenceStandards0000000000022 } from './0022-allow-evidence-standards.js';
import { EraseByCaseAndPublishFormality0000000000024 } from './0024-erase-by-case-and-publish-formality.js';

export const MIGRATIONS = [
  CreateAppRole0000000000001, CreateOfficesAndPeople0000000000002, CreateDefinitions0000000000003, CreateJournal0000000000004,
  CreateCases0000000000005, CreateOutboxAndAnswers0000000000006, CreateLog0000000000007, RequirePasswordChange0000000000008,
  CreateSigningKeys0000000000009, CreateDraws0000000000010, CreateResponsibility0000000000011, CreateAbsences0000000000012,
  AllowDutyLists0000000000014, CreateDrafts0000000000015, CreateFormality0000000000016, CreateDocuments0000000000018,
  CreateFiles0000000000019, CreateLinkEvents0000000000020, CountReminders0000000000021, AllowEvidenceStandards0000000000022,
  EraseByCaseAndPublishFormality0000000000024,
];
