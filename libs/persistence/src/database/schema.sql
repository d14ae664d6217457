-- Written from the catalog of a migrated database by schema.int.spec.ts; for reading, not for running.

CREATE TABLE absence (
  id uuid NOT NULL,
  tenant uuid NOT NULL,
  person uuid NOT NULL,
  office uuid NOT NULL,
  from_at timestamp(3) with time zone NOT NULL,
  until_at timestamp(3) with time zone,
  reason text NOT NULL,
  recorded_by uuid NOT NULL,
  recorded_at timestamp(3) with time zone NOT NULL,
  ended_at timestamp(3) with time zone,
  CONSTRAINT absence_pkey PRIMARY KEY (id),
  CONSTRAINT absence_office_fkey FOREIGN KEY (office) REFERENCES office(id),
  CONSTRAINT absence_person_fkey FOREIGN KEY (person) REFERENCES person(id),
  CONSTRAINT absence_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES person(id),
  CONSTRAINT absence_tenant_fkey FOREIGN KEY (tenant) REFERENCES tenant(id),
  CONSTRAINT absence_check CHECK ((until_at > from_at))
);
CREATE INDEX absence_office ON public.absence USING btree (office, from_at DESC, id DESC);
CREATE INDEX absence_person ON public.absence USING btree (person);
GRANT INSERT, SELECT, UPDATE ON absence TO quanze_app;

CREATE TABLE act_text (
  case_id uuid NOT NULL,
  seq integer NOT NULL,
  field text NOT NULL,
  tenant uuid NOT NULL,
  person uuid NOT NULL,
  recorded_at timestamp(3) with time zone NOT NULL,
  length integer NOT NULL,
  digest bytea NOT NULL,
  sketch smallint[] NOT NULL,
  keys integer[] NOT NULL,
  CONSTRAINT act_text_pkey PRIMARY KEY (case_id, seq, field),
  CONSTRAINT act_text_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(case_id),
  CONSTRAINT act_text_tenant_fkey FOREIGN KEY (tenant) REFERENCES tenant(id)
);
CREATE INDEX act_text_keys ON public.act_text USING gin (keys);
GRANT INSERT, SELECT ON act_text TO quanze_app;

CREATE TABLE appeal (
  id uuid NOT NULL,
  tenant uuid NOT NULL,
  office uuid NOT NULL,
  case_id uuid NOT NULL,
  seq integer NOT NULL,
  person uuid NOT NULL,
  recorded_by uuid NOT NULL,
  recorded_at timestamp(3) with time zone NOT NULL,
  entry integer NOT NULL,
  area text,
  CONSTRAINT appeal_pkey PRIMARY KEY (id),
  CONSTRAINT appeal_office_fkey FOREIGN KEY (office) REFERENCES office(id),
  CONSTRAINT appeal_person_fkey FOREIGN KEY (person) REFERENCES person(id),
  CONSTRAINT appeal_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES person(id),
  CONSTRAINT appeal_tenant_fkey FOREIGN KEY (tenant) REFERENCES tenant(id)
);
CREATE INDEX appeal_case ON public.appeal USING btree (case_id, recorded_at);
CREATE TRIGGER appeal_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.appeal FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
GRANT INSERT, SELECT ON appeal TO quanze_app;

CREATE TABLE appeal_answer (
  appeal uuid NOT NULL,
  upheld boolean NOT NULL,
  answered_by uuid NOT NULL,
  answered_at timestamp(3) with time zone NOT NULL,
  entry integer NOT NULL,
  CONSTRAINT appeal_answer_pkey PRIMARY KEY (appeal),
  CONSTRAINT appeal_answer_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES person(id)
);
CREATE TRIGGER appeal_answer_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.appeal_answer FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
GRANT INSERT, SELECT ON appeal_answer TO quanze_app;

CREATE TABLE appointment (
  id uuid NOT NULL,
  tenant uuid NOT NULL,
  person uuid NOT NULL,
  office uuid NOT NULL,
  role text NOT NULL,
  department text,
  portfolio text[] NOT NULL,
  from_at timestamp(3) with time zone NOT NULL,
  until_at timestamp(3) with time zone,
  CONSTRAINT appointment_pkey PRIMARY KEY (id),
  CONSTRAINT appointment_office_fkey FOREIGN KEY (office) REFERENCES office(id),
  CONSTRAINT appointment_person_fkey FOREIGN KEY (person) REFERENCES person(id),
  CONSTRAINT appointment_tenant_fkey FOREIGN KEY (tenant) REFERENCES tenant(id)
);
CREATE INDEX appointment_office_role ON public.appointment USING btree (office, role);
CREATE INDEX appointment_person ON public.appointment USING btree (person);
GRANT INSERT, SELECT, UPDATE ON appointment TO quanze_app;

CREATE TABLE case_document (
  case_id uuid NOT NULL,
  n integer NOT NULL,
  tenant uuid NOT NULL,
  document text NOT NULL,
  corrects integer,
  latest integer NOT NULL,
  issued boolean NOT NULL,
  opened_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT case_document_pkey PRIMARY KEY (case_id, n),
  CONSTRAINT case_document_case_id_corrects_fkey FOREIGN KEY (case_id, corrects) REFERENCES case_document(case_id, n),
  CONSTRAINT case_document_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(case_id),
  CONSTRAINT case_document_tenant_fkey FOREIGN KEY (tenant) REFERENCES tenant(id),
  CONSTRAINT case_document_latest_check CHECK ((latest > 0)),
  CONSTRAINT case_document_n_check CHECK ((n > 0))
);
GRANT INSERT, SELECT ON case_document TO quanze_app;
GRANT UPDATE (latest, issued) ON case_document TO quanze_app;

CREATE TABLE case_file (
  case_id uuid NOT NULL,
  tenant uuid NOT NULL,
  office uuid NOT NULL,
  department text NOT NULL,
  path text NOT NULL,
  release bytea NOT NULL,
  number text NOT NULL,
  foreign_number text,
  title text NOT NULL,
  handler uuid,
  team uuid[] NOT NULL,
  status text NOT NULL,
  ending text,
  states text[] NOT NULL,
  version integer NOT NULL,
  seq integer NOT NULL,
  head bytea NOT NULL,
  opened_at timestamp(3) with time zone NOT NULL,
  changed_at timestamp(3) with time zone NOT NULL,
  recorded_at timestamp(3) with time zone NOT NULL,
  next_ends_at timestamp(3) with time zone,
  snapshot jsonb NOT NULL,
  CONSTRAINT case_file_number_unique UNIQUE (tenant, number),
  CONSTRAINT case_file_pkey PRIMARY KEY (case_id),
  CONSTRAINT case_file_office_fkey FOREIGN KEY (office) REFERENCES office(id),
  CONSTRAINT case_file_tenant_fkey FOREIGN KEY (tenant) REFERENCES tenant(id),
  CONSTRAINT case_file_status_check CHECK ((status = ANY (ARRAY['open'::text, 'ended'::text])))
) WITH (fillfactor=70, toast_tuple_target=4080);
CREATE INDEX case_file_department ON public.case_file USING btree (tenant, office, department, opened_at DESC, case_id DESC);
CREATE INDEX case_file_foreign_number ON public.case_file USING btree (tenant, foreign_number) WHERE (foreign_number IS NOT NULL);
CREATE INDEX case_file_handler ON public.case_file USING btree (tenant, handler, opened_at DESC, case_id DESC);
CREATE INDEX case_file_office ON public.case_file USING btree (tenant, office, opened_at DESC, case_id DESC);
CREATE INDEX case_file_open ON public.case_file USING btree (tenant, handler, path) WHERE (status = 'open'::text);
CREATE INDEX case_file_search ON public.case_file USING gin (search_tokens(((((number || ' '::text) || COALESCE(foreign_number, ''::text)) || ' '::text) || title)));
CREATE INDEX case_file_team ON public.case_file USING gin (team);
GRANT INSERT, SELECT, UPDATE ON case_file TO quanze_app;

CREATE TABLE case_number (
  office uuid NOT NULL,
  year integer NOT NULL,
  word text NOT NULL,
  last integer NOT NULL,
  CONSTRAINT case_number_pkey PRIMARY KEY (office, year, word),
  CONSTRAINT case_number_office_fkey FOREIGN KEY (office) REFERENCES office(id)
);
GRANT INSERT, SELECT, UPDATE ON case_number TO quanze_app;

CREATE TABLE case_reading (
  case_id uuid NOT NULL,
  person uuid NOT NULL,
  seq integer NOT NULL,
  tenant uuid NOT NULL,
  first_at timestamp(3) with time zone NOT NULL,
  last_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT case_reading_pkey PRIMARY KEY (case_id, person, seq),
  CONSTRAINT case_reading_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(case_id),
  CONSTRAINT case_reading_person_fkey FOREIGN KEY (person) REFERENCES person(id),
  CONSTRAINT case_reading_tenant_fkey FOREIGN KEY (tenant) REFERENCES tenant(id),
  CONSTRAINT case_reading_check CHECK ((last_at >= first_at))
);
GRANT INSERT, SELECT, UPDATE ON case_reading TO quanze_app;

CREATE TABLE checkpoint (
  tenant uuid NOT NULL,
  size bigint NOT NULL,
  statement json NOT NULL,
  CONSTRAINT checkpoint_pkey PRIMARY KEY (tenant, size)
);
CREATE TRIGGER checkpoint_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.checkpoint FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
GRANT INSERT, SELECT ON checkpoint TO quanze_app;

CREATE TABLE credential (
  person uuid NOT NULL,
  login text NOT NULL,
  password_hash text NOT NULL,
  must_change boolean NOT NULL DEFAULT false,
  CONSTRAINT credential_login_unique UNIQUE (login),
  CONSTRAINT credential_pkey PRIMARY KEY (person),
  CONSTRAINT credential_person_fkey FOREIGN KEY (person) REFERENCES person(id)
);
GRANT INSERT, SELECT, UPDATE ON credential TO quanze_app;

CREATE TABLE deadline (
  case_id uuid NOT NULL,
  clock text NOT NULL,
  tenant uuid NOT NULL,
  rule text NOT NULL,
  run integer NOT NULL,
  phase text NOT NULL,
  ends_at timestamp(3) with time zone,
  wake_at timestamp(3) with time zone,
  armed_for timestamp(3) with time zone,
  fired_at timestamp(3) with time zone,
  provisional boolean NOT NULL,
  CONSTRAINT deadline_pkey PRIMARY KEY (case_id, clock),
  CONSTRAINT deadline_check CHECK (((wake_at IS NULL) OR (phase = 'running'::text))),
  CONSTRAINT deadline_phase_check CHECK ((phase = ANY (ARRAY['running'::text, 'satisfied'::text, 'stopped'::text, 'overdue'::text])))
);
CREATE INDEX deadline_unarmed ON public.deadline USING btree (wake_at) WHERE ((wake_at IS NOT NULL) AND (armed_for IS DISTINCT FROM wake_at));
CREATE INDEX deadline_wake ON public.deadline USING btree (wake_at) WHERE (wake_at IS NOT NULL);
GRANT DELETE, INSERT, SELECT, UPDATE ON deadline TO quanze_app;

CREATE TABLE decision (
  case_id uuid NOT NULL,
  seq integer NOT NULL,
  tenant uuid NOT NULL,
  decided_at timestamp(3) with time zone NOT NULL,
  level text NOT NULL,
  power text NOT NULL,
  outcome text NOT NULL,
  record json NOT NULL,
  CONSTRAINT decision_pkey PRIMARY KEY (case_id, seq)
);
CREATE TRIGGER decision_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.decision FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
GRANT INSERT, SELECT ON decision TO quanze_app;

CREATE TABLE definition (
  tenant uuid NOT NULL,
  kind text NOT NULL,
  id text NOT NULL,
  version text NOT NULL,
  hash bytea NOT NULL,
  effective_from date NOT NULL,
  content json NOT NULL,
  published_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT definition_pkey PRIMARY KEY (tenant, kind, id, version),
  CONSTRAINT definition_tenant_fkey FOREIGN KEY (tenant) REFERENCES tenant(id),
  CONSTRAINT definition_kind_check CHECK ((kind = ANY (ARRAY['release'::text, 'power-list'::text, 'calendar'::text, 'assignment-rules'::text, 'attribution-table'::text, 'duty-list'::text, 'document-template'::text, 'evidence-standard'::text, 'formality-model'::text, 'law-catalogue'::text])))
);
CREATE TRIGGER definition_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.definition FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
GRANT INSERT, SELECT ON definition TO quanze_app;

CREATE TABLE delegation (
  id uuid NOT NULL,
  tenant uuid NOT NULL,
  from_person uuid NOT NULL,
  to_person uuid NOT NULL,
  office uuid NOT NULL,
  principal_role text,
  powers text[] NOT NULL,
  paths text[],
  departments text[],
  from_at timestamp(3) with time zone NOT NULL,
  until_at timestamp(3) with time zone NOT NULL,
  order_number text NOT NULL,
  revoked_at timestamp(3) with time zone,
  CONSTRAINT delegation_pkey PRIMARY KEY (id),
  CONSTRAINT delegation_from_person_fkey FOREIGN KEY (from_person) REFERENCES person(id),
  CONSTRAINT delegation_office_fkey FOREIGN KEY (office) REFERENCES office(id),
  CONSTRAINT delegation_tenant_fkey FOREIGN KEY (tenant) REFERENCES tenant(id),
  CONSTRAINT delegation_to_person_fkey FOREIGN KEY (to_person) REFERENCES person(id),
  CONSTRAINT delegation_check CHECK ((from_person <> to_person))
);
CREATE INDEX delegation_from ON public.delegation USING btree (from_person);
CREATE INDEX delegation_office ON public.delegation USING btree (office);
CREATE INDEX delegation_to ON public.delegation USING btree (to_person);
GRANT INSERT, SELECT, UPDATE ON delegation TO quanze_app;

CREATE TABLE department (
  office uuid NOT NULL,
  id text NOT NULL,
  name_zh text NOT NULL,
  name_en text NOT NULL,
  place integer NOT NULL,
  CONSTRAINT department_pkey PRIMARY KEY (office, id),
  CONSTRAINT department_office_fkey FOREIGN KEY (office) REFERENCES office(id),
  CONSTRAINT department_id_check CHECK ((id <> ''::text))
);
GRANT INSERT, SELECT, UPDATE ON department TO quanze_app;

CREATE TABLE document_text (
  case_id uuid NOT NULL,
  n integer NOT NULL,
  content text NOT NULL,
  CONSTRAINT document_text_pkey PRIMARY KEY (case_id, n),
  CONSTRAINT document_text_case_id_n_fkey FOREIGN KEY (case_id, n) REFERENCES issued_document(case_id, n)
);
CREATE TRIGGER document_text_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.document_text FOR EACH STATEMENT EXECUTE FUNCTION forbid_change_but_erasure();
GRANT INSERT, SELECT ON document_text TO quanze_app;

CREATE TABLE document_version (
  case_id uuid NOT NULL,
  n integer NOT NULL,
  version integer NOT NULL,
  person uuid NOT NULL,
  saved_at timestamp(3) with time zone NOT NULL,
  fields text NOT NULL,
  CONSTRAINT document_version_pkey PRIMARY KEY (case_id, n, version),
  CONSTRAINT document_version_case_id_n_fkey FOREIGN KEY (case_id, n) REFERENCES case_document(case_id, n),
  CONSTRAINT document_version_person_fkey FOREIGN KEY (person) REFERENCES person(id),
  CONSTRAINT document_version_version_check CHECK ((version > 0))
);
CREATE TRIGGER document_version_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.document_version FOR EACH STATEMENT EXECUTE FUNCTION forbid_change_but_erasure();
GRANT INSERT, SELECT ON document_version TO quanze_app;

CREATE TABLE draft (
  case_id uuid NOT NULL,
  person uuid NOT NULL,
  act text NOT NULL,
  tenant uuid NOT NULL,
  payload text NOT NULL,
  reach text[] NOT NULL,
  saved_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT draft_pkey PRIMARY KEY (case_id, person, act),
  CONSTRAINT draft_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(case_id),
  CONSTRAINT draft_person_fkey FOREIGN KEY (person) REFERENCES person(id),
  CONSTRAINT draft_tenant_fkey FOREIGN KEY (tenant) REFERENCES tenant(id)
);
GRANT DELETE, INSERT, SELECT, UPDATE ON draft TO quanze_app;

CREATE TABLE draw_commitment (
  office uuid NOT NULL,
  number integer NOT NULL,
  commitment bytea NOT NULL,
  sealed text NOT NULL,
  seq integer NOT NULL,
  committed_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT draw_commitment_once UNIQUE (commitment),
  CONSTRAINT draw_commitment_pkey PRIMARY KEY (office, number),
  CONSTRAINT draw_commitment_office_fkey FOREIGN KEY (office) REFERENCES office(id),
  CONSTRAINT draw_commitment_number_check CHECK ((number > 0))
);
CREATE TRIGGER draw_commitment_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.draw_commitment FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
GRANT INSERT, SELECT ON draw_commitment TO quanze_app;

CREATE TABLE draw_use (
  office uuid NOT NULL,
  number integer NOT NULL,
  case_id uuid NOT NULL,
  seq integer NOT NULL,
  CONSTRAINT draw_use_pkey PRIMARY KEY (office, number)
);
CREATE TRIGGER draw_use_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.draw_use FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
GRANT INSERT, SELECT ON draw_use TO quanze_app;

CREATE TABLE exemption (
  id uuid NOT NULL,
  tenant uuid NOT NULL,
  office uuid NOT NULL,
  case_id uuid NOT NULL,
  seq integer NOT NULL,
  person uuid NOT NULL,
  recorded_by uuid NOT NULL,
  recorded_at timestamp(3) with time zone NOT NULL,
  entry integer NOT NULL,
  area text NOT NULL,
  kind text NOT NULL,
  CONSTRAINT exemption_pkey PRIMARY KEY (id),
  CONSTRAINT exemption_office_fkey FOREIGN KEY (office) REFERENCES office(id),
  CONSTRAINT exemption_person_fkey FOREIGN KEY (person) REFERENCES person(id),
  CONSTRAINT exemption_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES person(id),
  CONSTRAINT exemption_tenant_fkey FOREIGN KEY (tenant) REFERENCES tenant(id)
);
CREATE INDEX exemption_case ON public.exemption USING btree (case_id, recorded_at);
CREATE TRIGGER exemption_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.exemption FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
GRANT INSERT, SELECT ON exemption TO quanze_app;

CREATE TABLE file_chunk (
  content uuid NOT NULL,
  n integer NOT NULL,
  bytes bytea NOT NULL,
  CONSTRAINT file_chunk_pkey PRIMARY KEY (content, n),
  CONSTRAINT file_chunk_bytes_check CHECK (((octet_length(bytes) >= 1) AND (octet_length(bytes) <= 262144))),
  CONSTRAINT file_chunk_n_check CHECK ((n >= 0))
);
CREATE TRIGGER file_chunk_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.file_chunk FOR EACH STATEMENT EXECUTE FUNCTION forbid_change_but_erasure();
GRANT INSERT, SELECT ON file_chunk TO quanze_app;

CREATE TABLE file_incoming (
  content uuid NOT NULL,
  tenant uuid NOT NULL,
  begun_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT file_incoming_pkey PRIMARY KEY (content),
  CONSTRAINT file_incoming_tenant_fkey FOREIGN KEY (tenant) REFERENCES tenant(id)
);
GRANT DELETE, INSERT, SELECT ON file_incoming TO quanze_app;

CREATE TABLE file_upload (
  case_id uuid NOT NULL,
  hash bytea NOT NULL,
  tenant uuid NOT NULL,
  person uuid NOT NULL,
  name text,
  media_type text NOT NULL,
  uploaded_at timestamp(3) with time zone NOT NULL,
  named_seq integer,
  erased_at timestamp(3) with time zone,
  CONSTRAINT file_upload_pkey PRIMARY KEY (case_id, hash),
  CONSTRAINT file_upload_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(case_id),
  CONSTRAINT file_upload_person_fkey FOREIGN KEY (person) REFERENCES person(id),
  CONSTRAINT file_upload_tenant_hash_fkey FOREIGN KEY (tenant, hash) REFERENCES stored_file(tenant, hash)
);
CREATE INDEX file_upload_content ON public.file_upload USING btree (tenant, hash);
CREATE INDEX file_upload_unnamed ON public.file_upload USING btree (uploaded_at) WHERE (named_seq IS NULL);
GRANT INSERT, SELECT ON file_upload TO quanze_app;
GRANT UPDATE (person, name, media_type, uploaded_at, named_seq) ON file_upload TO quanze_app;

CREATE TABLE finding (
  id uuid NOT NULL,
  tenant uuid NOT NULL,
  office uuid NOT NULL,
  case_id uuid NOT NULL,
  seq integer NOT NULL,
  person uuid NOT NULL,
  recorded_by uuid NOT NULL,
  recorded_at timestamp(3) with time zone NOT NULL,
  entry integer NOT NULL,
  area text NOT NULL,
  fault text NOT NULL,
  role text,
  about text,
  crime boolean NOT NULL,
  outcome json,
  CONSTRAINT finding_pkey PRIMARY KEY (id),
  CONSTRAINT finding_office_fkey FOREIGN KEY (office) REFERENCES office(id),
  CONSTRAINT finding_person_fkey FOREIGN KEY (person) REFERENCES person(id),
  CONSTRAINT finding_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES person(id),
  CONSTRAINT finding_tenant_fkey FOREIGN KEY (tenant) REFERENCES tenant(id)
);
CREATE INDEX finding_case ON public.finding USING btree (case_id, recorded_at);
CREATE TRIGGER finding_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.finding FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
GRANT INSERT, SELECT ON finding TO quanze_app;

CREATE TABLE formality_check (
  case_id uuid NOT NULL,
  seq integer NOT NULL,
  tenant uuid NOT NULL,
  office uuid NOT NULL,
  department text NOT NULL,
  person uuid NOT NULL,
  act text NOT NULL,
  capacity text NOT NULL,
  recorded_at timestamp(3) with time zone NOT NULL,
  rules text[] NOT NULL,
  CONSTRAINT formality_check_pkey PRIMARY KEY (case_id, seq),
  CONSTRAINT formality_check_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(case_id),
  CONSTRAINT formality_check_office_fkey FOREIGN KEY (office) REFERENCES office(id),
  CONSTRAINT formality_check_person_fkey FOREIGN KEY (person) REFERENCES person(id),
  CONSTRAINT formality_check_tenant_fkey FOREIGN KEY (tenant) REFERENCES tenant(id)
);
CREATE INDEX formality_check_flagged ON public.formality_check USING btree (office, recorded_at DESC, case_id, seq) WHERE (rules <> '{}'::text[]);
CREATE INDEX formality_check_person ON public.formality_check USING btree (office, person, recorded_at);
CREATE TRIGGER formality_check_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.formality_check FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
GRANT INSERT, SELECT ON formality_check TO quanze_app;

CREATE TABLE idempotency (
  tenant uuid NOT NULL,
  person uuid NOT NULL,
  key text NOT NULL,
  recorded_at timestamp(3) with time zone NOT NULL,
  request_hash bytea NOT NULL,
  status integer NOT NULL,
  body json NOT NULL,
  CONSTRAINT idempotency_pkey PRIMARY KEY (tenant, person, key)
);
CREATE INDEX idempotency_recorded ON public.idempotency USING brin (recorded_at);
GRANT DELETE, INSERT, SELECT ON idempotency TO quanze_app;

CREATE TABLE issued_document (
  case_id uuid NOT NULL,
  n integer NOT NULL,
  office uuid NOT NULL,
  word text NOT NULL,
  year integer NOT NULL,
  serial integer NOT NULL,
  number text NOT NULL,
  template text NOT NULL,
  version integer NOT NULL,
  seq integer NOT NULL,
  hash bytea NOT NULL,
  issued_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT issued_document_serial UNIQUE (office, word, year, serial),
  CONSTRAINT issued_document_pkey PRIMARY KEY (case_id, n),
  CONSTRAINT issued_document_case_id_n_fkey FOREIGN KEY (case_id, n) REFERENCES case_document(case_id, n),
  CONSTRAINT issued_document_office_fkey FOREIGN KEY (office) REFERENCES office(id),
  CONSTRAINT issued_document_serial_check CHECK ((serial > 0))
);
CREATE TRIGGER issued_document_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.issued_document FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
GRANT INSERT, SELECT ON issued_document TO quanze_app;

CREATE TABLE journal (
  chain uuid NOT NULL,
  tenant uuid NOT NULL,
  recorded_at timestamp(3) with time zone NOT NULL,
  seq integer NOT NULL,
  person uuid,
  kind text NOT NULL,
  act text,
  hash bytea NOT NULL,
  entry text NOT NULL,
  CONSTRAINT journal_pkey PRIMARY KEY (chain, seq),
  CONSTRAINT journal_seq_check CHECK ((seq > 0))
);
CREATE TRIGGER journal_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.journal FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
GRANT INSERT, SELECT ON journal TO quanze_app;

CREATE TABLE link_event (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  tenant uuid NOT NULL,
  case_id uuid NOT NULL,
  seq integer NOT NULL,
  origin uuid NOT NULL,
  link text NOT NULL,
  hash bytea NOT NULL,
  reach jsonb NOT NULL,
  recorded_at timestamp(3) with time zone NOT NULL,
  done_at timestamp(3) with time zone,
  CONSTRAINT link_event_case_id_seq_key UNIQUE (case_id, seq),
  CONSTRAINT link_event_pkey PRIMARY KEY (id),
  CONSTRAINT link_event_tenant_fkey FOREIGN KEY (tenant) REFERENCES tenant(id)
);
CREATE INDEX link_event_opened ON public.link_event USING btree (origin, id) WHERE (seq = 1);
CREATE INDEX link_event_undone ON public.link_event USING btree (id) WHERE (done_at IS NULL);
GRANT INSERT, SELECT, UPDATE ON link_event TO quanze_app;

CREATE TABLE log_leaf (
  tenant uuid NOT NULL,
  index bigint NOT NULL,
  chain uuid NOT NULL,
  seq integer NOT NULL,
  CONSTRAINT log_leaf_entry_unique UNIQUE (chain, seq),
  CONSTRAINT log_leaf_pkey PRIMARY KEY (tenant, index)
);
CREATE TRIGGER log_leaf_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.log_leaf FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
GRANT INSERT, SELECT ON log_leaf TO quanze_app;

CREATE TABLE log_node (
  tenant uuid NOT NULL,
  level integer NOT NULL,
  index bigint NOT NULL,
  hash bytea NOT NULL,
  CONSTRAINT log_node_pkey PRIMARY KEY (tenant, level, index)
);
CREATE TRIGGER log_node_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.log_node FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
GRANT INSERT, SELECT ON log_node TO quanze_app;

CREATE TABLE log_pending (
  chain uuid NOT NULL,
  seq integer NOT NULL,
  tenant uuid NOT NULL,
  place bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  hash bytea NOT NULL,
  CONSTRAINT log_pending_pkey PRIMARY KEY (chain, seq)
);
CREATE INDEX log_pending_place ON public.log_pending USING btree (tenant, place);
GRANT DELETE, INSERT, SELECT ON log_pending TO quanze_app;

CREATE TABLE log_state (
  tenant uuid NOT NULL,
  size bigint NOT NULL,
  frontier json NOT NULL,
  CONSTRAINT log_state_pkey PRIMARY KEY (tenant),
  CONSTRAINT log_state_tenant_fkey FOREIGN KEY (tenant) REFERENCES tenant(id)
);
GRANT INSERT, SELECT, UPDATE ON log_state TO quanze_app;

CREATE TABLE office (
  id uuid NOT NULL,
  tenant uuid NOT NULL,
  name_zh text NOT NULL,
  name_en text NOT NULL,
  word text NOT NULL,
  level text NOT NULL,
  province text,
  superior uuid,
  seq integer NOT NULL DEFAULT 0,
  CONSTRAINT office_word_unique UNIQUE (tenant, word),
  CONSTRAINT office_pkey PRIMARY KEY (id),
  CONSTRAINT office_superior_fkey FOREIGN KEY (superior) REFERENCES office(id),
  CONSTRAINT office_tenant_fkey FOREIGN KEY (tenant) REFERENCES tenant(id),
  CONSTRAINT office_level_check CHECK ((level = ANY (ARRAY['basic'::text, 'city'::text, 'provincial'::text, 'spp'::text])))
);
CREATE INDEX office_superior ON public.office USING btree (superior);
GRANT INSERT, SELECT, UPDATE ON office TO quanze_app;

CREATE TABLE outbox (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  tenant uuid NOT NULL,
  topic text NOT NULL,
  payload json NOT NULL,
  CONSTRAINT outbox_pkey PRIMARY KEY (id)
);
GRANT DELETE, INSERT, SELECT, UPDATE ON outbox TO quanze_app;

CREATE TABLE participation (
  case_id uuid NOT NULL,
  seq integer NOT NULL,
  person uuid NOT NULL,
  capacity text NOT NULL,
  tenant uuid NOT NULL,
  office uuid NOT NULL,
  decided_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT participation_pkey PRIMARY KEY (case_id, seq, person, capacity)
);
CREATE INDEX participation_office ON public.participation USING btree (office, decided_at DESC, case_id DESC, seq DESC);
CREATE INDEX participation_person ON public.participation USING btree (person, decided_at DESC, case_id DESC, seq DESC);
CREATE TRIGGER participation_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.participation FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
GRANT INSERT, SELECT ON participation TO quanze_app;

CREATE TABLE person (
  id uuid NOT NULL,
  tenant uuid NOT NULL,
  office uuid NOT NULL,
  name text NOT NULL,
  status text NOT NULL,
  epoch integer NOT NULL DEFAULT 1,
  CONSTRAINT person_pkey PRIMARY KEY (id),
  CONSTRAINT person_office_fkey FOREIGN KEY (office) REFERENCES office(id),
  CONSTRAINT person_tenant_fkey FOREIGN KEY (tenant) REFERENCES tenant(id),
  CONSTRAINT person_status_check CHECK ((status = ANY (ARRAY['active'::text, 'left'::text])))
) WITH (fillfactor=50);
CREATE INDEX person_office ON public.person USING btree (office);
GRANT INSERT, SELECT, UPDATE ON person TO quanze_app;

CREATE TABLE responsibility_read (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  tenant uuid NOT NULL,
  reader uuid NOT NULL,
  at timestamp(3) with time zone NOT NULL,
  what text NOT NULL,
  office uuid,
  case_id uuid,
  seq integer,
  person uuid,
  CONSTRAINT responsibility_read_pkey PRIMARY KEY (id)
);
CREATE INDEX responsibility_read_case ON public.responsibility_read USING btree (case_id, id DESC) WHERE (case_id IS NOT NULL);
CREATE INDEX responsibility_read_person ON public.responsibility_read USING btree (person, id DESC) WHERE (person IS NOT NULL);
CREATE TRIGGER responsibility_read_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.responsibility_read FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
GRANT INSERT, SELECT ON responsibility_read TO quanze_app;

CREATE TABLE sealed_value (
  chain uuid NOT NULL,
  seq integer NOT NULL,
  path text NOT NULL,
  salt bytea NOT NULL,
  value json NOT NULL,
  CONSTRAINT sealed_value_pkey PRIMARY KEY (chain, seq, path)
);
CREATE TRIGGER sealed_value_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.sealed_value FOR EACH STATEMENT EXECUTE FUNCTION forbid_change_but_erasure();
GRANT INSERT, SELECT ON sealed_value TO quanze_app;

CREATE TABLE session (
  token_hash bytea NOT NULL,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  person uuid NOT NULL,
  kind text NOT NULL,
  name text NOT NULL,
  created_at timestamp(3) with time zone NOT NULL,
  expires_at timestamp(3) with time zone NOT NULL,
  revoked_at timestamp(3) with time zone,
  CONSTRAINT session_pkey PRIMARY KEY (token_hash),
  CONSTRAINT session_person_fkey FOREIGN KEY (person) REFERENCES person(id),
  CONSTRAINT session_kind_check CHECK ((kind = ANY (ARRAY['session'::text, 'api'::text])))
);
CREATE INDEX session_person ON public.session USING btree (person);
GRANT INSERT, SELECT, UPDATE ON session TO quanze_app;

CREATE TABLE signing_key (
  tenant uuid NOT NULL,
  key_id text NOT NULL,
  algorithm text NOT NULL,
  public_key text NOT NULL,
  replaces text,
  registered_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT signing_key_pkey PRIMARY KEY (tenant, key_id),
  CONSTRAINT signing_key_tenant_fkey FOREIGN KEY (tenant) REFERENCES tenant(id),
  CONSTRAINT signing_key_algorithm_check CHECK ((algorithm = ANY (ARRAY['ed25519'::text, 'sm2'::text])))
);
CREATE TRIGGER signing_key_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.signing_key FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
GRANT INSERT, SELECT ON signing_key TO quanze_app;

CREATE TABLE stored_file (
  tenant uuid NOT NULL,
  hash bytea NOT NULL,
  size bigint NOT NULL,
  content uuid NOT NULL,
  stored_at timestamp(3) with time zone NOT NULL,
  erased_at timestamp(3) with time zone,
  CONSTRAINT stored_file_pkey PRIMARY KEY (tenant, hash),
  CONSTRAINT stored_file_tenant_fkey FOREIGN KEY (tenant) REFERENCES tenant(id),
  CONSTRAINT stored_file_hash_check CHECK ((octet_length(hash) = 32)),
  CONSTRAINT stored_file_size_check CHECK ((size > 0))
);
GRANT INSERT, SELECT ON stored_file TO quanze_app;

CREATE TABLE submitted_definition (
  tenant uuid NOT NULL,
  kind text NOT NULL,
  id text NOT NULL,
  version text NOT NULL,
  hash bytea NOT NULL,
  effective_from date NOT NULL,
  content json NOT NULL,
  submitted_by uuid NOT NULL,
  submitted_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT submitted_definition_pkey PRIMARY KEY (tenant, kind, id, version),
  CONSTRAINT submitted_definition_submitted_by_fkey FOREIGN KEY (submitted_by) REFERENCES person(id),
  CONSTRAINT submitted_definition_tenant_fkey FOREIGN KEY (tenant) REFERENCES tenant(id),
  CONSTRAINT submitted_definition_kind_check CHECK ((kind = ANY (ARRAY['release'::text, 'power-list'::text, 'calendar'::text, 'assignment-rules'::text, 'attribution-table'::text, 'duty-list'::text, 'document-template'::text, 'evidence-standard'::text, 'formality-model'::text, 'law-catalogue'::text])))
);
GRANT DELETE, INSERT, SELECT, UPDATE ON submitted_definition TO quanze_app;

CREATE TABLE task (
  case_id uuid NOT NULL,
  key text NOT NULL,
  tenant uuid NOT NULL,
  office uuid NOT NULL,
  department text NOT NULL,
  state text NOT NULL,
  verb text NOT NULL,
  role text NOT NULL,
  person uuid,
  due_at timestamp(3) with time zone,
  opened_at timestamp(3) with time zone NOT NULL,
  urged_times integer,
  urged_at timestamp(3) with time zone,
  CONSTRAINT task_pkey PRIMARY KEY (case_id, key),
  CONSTRAINT task_urged_both CHECK ((((urged_times IS NULL) = (urged_at IS NULL)) AND (urged_times > 0)))
);
CREATE INDEX task_desk ON public.task USING btree (tenant, office, role, department) WHERE (person IS NULL);
CREATE INDEX task_person ON public.task USING btree (tenant, person) WHERE (person IS NOT NULL);
GRANT DELETE, INSERT, SELECT, UPDATE ON task TO quanze_app;

CREATE TABLE tenant (
  id uuid NOT NULL,
  name text NOT NULL,
  CONSTRAINT tenant_pkey PRIMARY KEY (id)
);
GRANT INSERT, SELECT, UPDATE ON tenant TO quanze_app;

CREATE OR REPLACE FUNCTION public.drop_incoming_file(of_content uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
 SET "quanze.erasure" TO 'on'
AS $function$
      BEGIN
        -- Whoever takes the row has the pieces: either they became a stored file, or they go.
        DELETE FROM file_incoming WHERE content = of_content;
        IF NOT FOUND THEN RETURN false; END IF;
        DELETE FROM file_chunk WHERE content = of_content;
        RETURN true;
      END $function$;
REVOKE ALL ON FUNCTION drop_incoming_file(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION drop_incoming_file(uuid) TO quanze_app;

CREATE OR REPLACE FUNCTION public.erase_document(of_case uuid, of_n integer)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
 SET "quanze.erasure" TO 'on'
AS $function$
      DECLARE erased boolean;
      BEGIN
        DELETE FROM document_version WHERE case_id = of_case AND n = of_n;
        erased := FOUND;
        DELETE FROM document_text WHERE case_id = of_case AND n = of_n;
        RETURN erased OR FOUND;
      END $function$;
REVOKE ALL ON FUNCTION erase_document(uuid,integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION erase_document(uuid,integer) TO quanze_app;

CREATE OR REPLACE FUNCTION public.erase_file(of_tenant uuid, of_hash bytea, at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
 SET "quanze.erasure" TO 'on'
AS $function$
      DECLARE of_content uuid;
      BEGIN
        UPDATE stored_file SET erased_at = at WHERE tenant = of_tenant AND hash = of_hash AND erased_at IS NULL RETURNING content INTO of_content;
        IF NOT FOUND THEN RETURN false; END IF;
        DELETE FROM file_chunk WHERE content = of_content;
        UPDATE file_upload SET erased_at = coalesce(erased_at, at), name = NULL WHERE tenant = of_tenant AND hash = of_hash;
        RETURN true;
      END $function$;
REVOKE ALL ON FUNCTION erase_file(uuid,bytea,timestamp with time zone) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION erase_file(uuid,bytea,timestamp with time zone) TO quanze_app;

CREATE OR REPLACE FUNCTION public.erase_file_of_case(of_tenant uuid, of_case uuid, of_hash bytea, at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
 SET "quanze.erasure" TO 'on'
AS $function$
      BEGIN
        -- Of two cases that let go at the same moment the second waits here, and finds that it is the last.
        PERFORM 1 FROM stored_file WHERE tenant = of_tenant AND hash = of_hash AND erased_at IS NULL FOR UPDATE;
        IF NOT FOUND THEN RETURN false; END IF;
        -- An act that names the file at this moment holds the row of its upload: it is waited for, and counts.
        PERFORM 1 FROM file_upload WHERE tenant = of_tenant AND hash = of_hash ORDER BY case_id FOR UPDATE;
        UPDATE file_upload SET erased_at = at, name = NULL
          WHERE tenant = of_tenant AND case_id = of_case AND hash = of_hash AND named_seq IS NOT NULL AND erased_at IS NULL;
        IF NOT FOUND THEN RETURN false; END IF;
        IF NOT EXISTS (SELECT 1 FROM file_upload WHERE tenant = of_tenant AND hash = of_hash AND named_seq IS NOT NULL AND erased_at IS NULL) THEN
          PERFORM erase_file(of_tenant, of_hash, at);
        END IF;
        RETURN true;
      END $function$;
REVOKE ALL ON FUNCTION erase_file_of_case(uuid,uuid,bytea,timestamp with time zone) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION erase_file_of_case(uuid,uuid,bytea,timestamp with time zone) TO quanze_app;

CREATE OR REPLACE FUNCTION public.erase_opening(of_chain uuid, of_seq integer, of_path text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
 SET "quanze.erasure" TO 'on'
AS $function$
      BEGIN
        DELETE FROM act_text WHERE case_id = of_chain AND seq = of_seq AND '/input/' || field = of_path;
        DELETE FROM sealed_value WHERE chain = of_chain AND seq = of_seq AND path = of_path;
        RETURN FOUND;
      END $function$;
REVOKE ALL ON FUNCTION erase_opening(uuid,integer,text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION erase_opening(uuid,integer,text) TO quanze_app;

CREATE OR REPLACE FUNCTION public.forbid_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      BEGIN
        RAISE EXCEPTION 'table % is append-only: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'integrity_constraint_violation';
      END $function$;

CREATE OR REPLACE FUNCTION public.forbid_change_but_erasure()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      BEGIN
        IF TG_OP = 'DELETE' AND current_setting('quanze.erasure', true) = 'on' THEN
          RETURN NULL;
        END IF;
        RAISE EXCEPTION 'table % is append-only: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'integrity_constraint_violation';
      END $function$;

CREATE OR REPLACE FUNCTION public.remove_unnamed_files(before timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
 SET "quanze.erasure" TO 'on'
AS $function$
      DECLARE gone record; removed integer := 0; of_content uuid;
      BEGIN
        FOR gone IN DELETE FROM file_upload WHERE named_seq IS NULL AND uploaded_at < before RETURNING tenant, hash LOOP
          removed := removed + 1;
          BEGIN
            DELETE FROM stored_file f WHERE f.tenant = gone.tenant AND f.hash = gone.hash AND f.erased_at IS NULL
              AND NOT EXISTS (SELECT 1 FROM file_upload u WHERE u.tenant = f.tenant AND u.hash = f.hash) RETURNING f.content INTO of_content;
            IF FOUND THEN DELETE FROM file_chunk WHERE content = of_content; END IF;
          EXCEPTION WHEN foreign_key_violation THEN
            NULL; -- Somebody uploaded the same content at this moment, and keeps it.
          END;
        END LOOP;
        PERFORM drop_incoming_file(i.content) FROM file_incoming i WHERE i.begun_at < before;
        RETURN removed;
      END $function$;
REVOKE ALL ON FUNCTION remove_unnamed_files(timestamp with time zone) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION remove_unnamed_files(timestamp with time zone) TO quanze_app;

CREATE OR REPLACE FUNCTION public.search_tokens(input text)
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
BEGIN ATOMIC
 SELECT COALESCE(array_agg(DISTINCT tokens.token), '{}'::text[]) AS "coalesce"
    FROM generate_series(1, length(search_tokens.input)) place(place),
     LATERAL ( VALUES (substr(lower(search_tokens.input), place.place, 1)), (substr(lower(search_tokens.input), place.place, 2))) tokens(token);
END;
