CREATE TABLE partner (
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  category TEXT DEFAULT '' NOT NULL,
  name_folded TEXT NOT NULL,
  name_sort TEXT NOT NULL,
  CONSTRAINT pk_partner PRIMARY KEY (id),
  CONSTRAINT ck_partner_name CHECK (name <> ''),
  CONSTRAINT uq_partner_name_folded UNIQUE (name_folded)
)
 STRICT;

CREATE TABLE event (
  id TEXT NOT NULL,
  office TEXT NOT NULL,
  number TEXT NOT NULL,
  title_vi TEXT DEFAULT '' NOT NULL,
  title_en TEXT DEFAULT '' NOT NULL,
  title_english TEXT DEFAULT 'missing' NOT NULL,
  summary_vi TEXT DEFAULT '' NOT NULL,
  summary_en TEXT DEFAULT '' NOT NULL,
  summary_english TEXT DEFAULT 'missing' NOT NULL,
  kind TEXT NOT NULL,
  format TEXT NOT NULL,
  state TEXT NOT NULL,
  state_reason TEXT DEFAULT '' NOT NULL,
  start_at TEXT,
  end_at TEXT,
  all_day INTEGER NOT NULL,
  zone TEXT NOT NULL,
  venue_vi TEXT DEFAULT '' NOT NULL,
  venue_en TEXT DEFAULT '' NOT NULL,
  venue_english TEXT DEFAULT 'missing' NOT NULL,
  city TEXT DEFAULT '' NOT NULL,
  country TEXT DEFAULT '' NOT NULL,
  scale TEXT,
  attendance INTEGER,
  attendance_kind TEXT,
  attendance_method TEXT,
  host_share INTEGER,
  outcomes_vi TEXT DEFAULT '' NOT NULL,
  outcomes_en TEXT DEFAULT '' NOT NULL,
  outcomes_english TEXT DEFAULT 'missing' NOT NULL,
  lessons_vi TEXT DEFAULT '' NOT NULL,
  lessons_en TEXT DEFAULT '' NOT NULL,
  lessons_english TEXT DEFAULT 'missing' NOT NULL,
  internal_note TEXT DEFAULT '' NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT,
  source_package TEXT,
  local_day TEXT,
  title_sort TEXT NOT NULL,
  CONSTRAINT pk_event PRIMARY KEY (id),
  CONSTRAINT ck_event_title_english CHECK (title_english IN ('missing', 'draft', 'reviewed', 'stale') AND (title_english = 'missing') = (title_en = '')),
  CONSTRAINT ck_event_summary_english CHECK (summary_english IN ('missing', 'draft', 'reviewed', 'stale') AND (summary_english = 'missing') = (summary_en = '')),
  CONSTRAINT ck_event_venue_english CHECK (venue_english IN ('missing', 'draft', 'reviewed', 'stale') AND (venue_english = 'missing') = (venue_en = '')),
  CONSTRAINT ck_event_outcomes_english CHECK (outcomes_english IN ('missing', 'draft', 'reviewed', 'stale') AND (outcomes_english = 'missing') = (outcomes_en = '')),
  CONSTRAINT ck_event_lessons_english CHECK (lessons_english IN ('missing', 'draft', 'reviewed', 'stale') AND (lessons_english = 'missing') = (lessons_en = '')),
  CONSTRAINT ck_event_kind CHECK (kind IN ('performance', 'exhibition', 'film', 'cuisine', 'vietnamday', 'talk', 'community')),
  CONSTRAINT ck_event_format CHECK (format IN ('in_person', 'online', 'hybrid')),
  CONSTRAINT ck_event_state CHECK (state IN ('idea', 'preparing', 'submitted', 'approved', 'held', 'results_in', 'postponed', 'cancelled')),
  CONSTRAINT ck_event_attendance_kind CHECK (attendance_kind IN ('on_site', 'online', 'total')),
  CONSTRAINT ck_event_attendance_method CHECK (attendance_method IN ('counted', 'tickets', 'registered', 'estimated')),
  CONSTRAINT ck_event_all_day CHECK (all_day IN (0, 1)),
  CONSTRAINT ck_event_start_at CHECK (start_at LIKE '____-__-__T__:__:__.___Z'),
  CONSTRAINT ck_event_end_at CHECK (end_at LIKE '____-__-__T__:__:__.___Z'),
  CONSTRAINT ck_event_created_at CHECK (created_at LIKE '____-__-__T__:__:__.___Z'),
  CONSTRAINT ck_event_updated_at CHECK (updated_at LIKE '____-__-__T__:__:__.___Z'),
  CONSTRAINT ck_event_deleted_at CHECK (deleted_at LIKE '____-__-__T__:__:__.___Z'),
  CONSTRAINT ck_event_named CHECK (id <> '' AND office <> ''),
  CONSTRAINT ck_event_attendance CHECK (attendance BETWEEN 0 AND 100000000),
  CONSTRAINT ck_event_attendance_whole CHECK ((attendance IS NULL) = (attendance_kind IS NULL) AND (attendance IS NULL) = (attendance_method IS NULL)),
  CONSTRAINT ck_event_host_share CHECK (host_share BETWEEN 0 AND 10000),
  CONSTRAINT ck_event_country CHECK (country = '' OR length(country) = 2),
  CONSTRAINT ck_event_local_day CHECK ((start_at IS NULL) = (local_day IS NULL)),
  CONSTRAINT ck_event_local_day_form CHECK (local_day LIKE '____-__-__')
)
 STRICT;

CREATE INDEX ix_event_title_sort ON event (title_sort);

CREATE INDEX ix_event_local_day ON event (local_day);

CREATE INDEX ix_event_start_at ON event (start_at);

CREATE INDEX ix_event_updated_at ON event (updated_at);

CREATE INDEX ix_event_office_number ON event (office, number);

CREATE TABLE action (
  position INTEGER NOT NULL,
  id TEXT NOT NULL,
  at TEXT NOT NULL,
  label TEXT NOT NULL,
  params TEXT DEFAULT '{}' NOT NULL,
  actor TEXT,
  changes INTEGER NOT NULL,
  prev_hash TEXT NOT NULL,
  hash TEXT NOT NULL,
  CONSTRAINT pk_action PRIMARY KEY (position),
  CONSTRAINT ck_action_at CHECK (at LIKE '____-__-__T__:__:__.___Z'),
  CONSTRAINT ck_action_prev_hash CHECK (length(prev_hash) = 64),
  CONSTRAINT ck_action_hash CHECK (length(hash) = 64),
  CONSTRAINT ck_action_numbers CHECK (position >= 1 AND changes >= 1),
  CONSTRAINT uq_action_id UNIQUE (id)
)
 STRICT;

CREATE TABLE change_row (
  seq INTEGER NOT NULL,
  action_id TEXT NOT NULL,
  table_name TEXT NOT NULL,
  row_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  owner_id TEXT,
  "before" TEXT,
  "after" TEXT,
  CONSTRAINT pk_change_row PRIMARY KEY (seq),
  CONSTRAINT ck_change_row_images CHECK (before IS NOT NULL OR after IS NOT NULL)
)
 STRICT;

CREATE INDEX ix_change_row_entity_id ON change_row (entity_id);

CREATE INDEX ix_change_row_action_id ON change_row (action_id);

CREATE INDEX ix_change_row_owner_id ON change_row (owner_id);

CREATE TABLE open_action (
  one INTEGER NOT NULL,
  id TEXT NOT NULL,
  CONSTRAINT pk_open_action PRIMARY KEY (one),
  CONSTRAINT ck_open_action_one CHECK (one = 1)
)
 STRICT;

CREATE TABLE office (
  id TEXT NOT NULL,
  role TEXT NOT NULL,
  name_vi TEXT DEFAULT '' NOT NULL,
  name_en TEXT DEFAULT '' NOT NULL,
  name_english TEXT DEFAULT 'missing' NOT NULL,
  short_name_vi TEXT DEFAULT '' NOT NULL,
  short_name_en TEXT DEFAULT '' NOT NULL,
  short_name_english TEXT DEFAULT 'missing' NOT NULL,
  city_vi TEXT DEFAULT '' NOT NULL,
  city_en TEXT DEFAULT '' NOT NULL,
  city_english TEXT DEFAULT 'missing' NOT NULL,
  country TEXT DEFAULT '' NOT NULL,
  zone TEXT NOT NULL,
  currency TEXT NOT NULL,
  language TEXT NOT NULL,
  writer_id TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  unit_vi TEXT DEFAULT '' NOT NULL,
  unit_en TEXT DEFAULT '' NOT NULL,
  unit_english TEXT DEFAULT 'missing' NOT NULL,
  parent_vi TEXT DEFAULT '' NOT NULL,
  parent_en TEXT DEFAULT '' NOT NULL,
  parent_english TEXT DEFAULT 'missing' NOT NULL,
  symbol TEXT DEFAULT '' NOT NULL,
  CONSTRAINT pk_office PRIMARY KEY (id),
  CONSTRAINT ck_office_name_english CHECK (name_english IN ('missing', 'draft', 'reviewed', 'stale') AND (name_english = 'missing') = (name_en = '')),
  CONSTRAINT ck_office_short_name_english CHECK (short_name_english IN ('missing', 'draft', 'reviewed', 'stale') AND (short_name_english = 'missing') = (short_name_en = '')),
  CONSTRAINT ck_office_city_english CHECK (city_english IN ('missing', 'draft', 'reviewed', 'stale') AND (city_english = 'missing') = (city_en = '')),
  CONSTRAINT ck_office_unit_english CHECK (unit_english IN ('missing', 'draft', 'reviewed', 'stale') AND (unit_english = 'missing') = (unit_en = '')),
  CONSTRAINT ck_office_parent_english CHECK (parent_english IN ('missing', 'draft', 'reviewed', 'stale') AND (parent_english = 'missing') = (parent_en = '')),
  CONSTRAINT ck_office_role CHECK (role IN ('mission', 'headquarters')),
  CONSTRAINT ck_office_language CHECK (language IN ('vi', 'en')),
  CONSTRAINT ck_office_epoch CHECK (epoch >= 1)
)
 STRICT;

CREATE TABLE setting (
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  CONSTRAINT pk_setting PRIMARY KEY (name)
)
 STRICT;

CREATE TABLE person (
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  rank_vi TEXT DEFAULT '' NOT NULL,
  rank_en TEXT DEFAULT '' NOT NULL,
  rank_english TEXT DEFAULT 'missing' NOT NULL,
  approver INTEGER NOT NULL,
  active INTEGER NOT NULL,
  name_sort TEXT NOT NULL,
  CONSTRAINT pk_person PRIMARY KEY (id),
  CONSTRAINT ck_person_rank_english CHECK (rank_english IN ('missing', 'draft', 'reviewed', 'stale') AND (rank_english = 'missing') = (rank_en = '')),
  CONSTRAINT ck_person_approver CHECK (approver IN (0, 1)),
  CONSTRAINT ck_person_active CHECK (active IN (0, 1)),
  CONSTRAINT ck_person_name CHECK (name <> '')
)
 STRICT;

CREATE TABLE mission (
  id TEXT NOT NULL,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  name_vi TEXT DEFAULT '' NOT NULL,
  name_en TEXT DEFAULT '' NOT NULL,
  name_english TEXT DEFAULT 'missing' NOT NULL,
  country TEXT NOT NULL,
  country_name_vi TEXT DEFAULT '' NOT NULL,
  country_name_en TEXT DEFAULT '' NOT NULL,
  country_name_english TEXT DEFAULT 'missing' NOT NULL,
  city_vi TEXT DEFAULT '' NOT NULL,
  city_en TEXT DEFAULT '' NOT NULL,
  city_english TEXT DEFAULT 'missing' NOT NULL,
  zone TEXT NOT NULL,
  currency TEXT NOT NULL,
  aliases TEXT DEFAULT '[]' NOT NULL,
  other_currencies TEXT DEFAULT '[]' NOT NULL,
  confidence TEXT DEFAULT 'high' NOT NULL,
  CONSTRAINT pk_mission PRIMARY KEY (id),
  CONSTRAINT ck_mission_name_english CHECK (name_english IN ('missing', 'draft', 'reviewed', 'stale') AND (name_english = 'missing') = (name_en = '')),
  CONSTRAINT ck_mission_country_name_english CHECK (country_name_english IN ('missing', 'draft', 'reviewed', 'stale') AND (country_name_english = 'missing') = (country_name_en = '')),
  CONSTRAINT ck_mission_city_english CHECK (city_english IN ('missing', 'draft', 'reviewed', 'stale') AND (city_english = 'missing') = (city_en = ''))
)
 STRICT;

CREATE TABLE catalogue (
  edition TEXT NOT NULL,
  code TEXT NOT NULL,
  title_vi TEXT DEFAULT '' NOT NULL,
  title_en TEXT DEFAULT '' NOT NULL,
  title_english TEXT DEFAULT 'missing' NOT NULL,
  is_current INTEGER NOT NULL,
  CONSTRAINT pk_catalogue PRIMARY KEY (edition),
  CONSTRAINT ck_catalogue_title_english CHECK (title_english IN ('missing', 'draft', 'reviewed', 'stale') AND (title_english = 'missing') = (title_en = '')),
  CONSTRAINT ck_catalogue_is_current CHECK (is_current IN (0, 1))
)
 STRICT;

CREATE TABLE report (
  id TEXT NOT NULL,
  office TEXT NOT NULL,
  period TEXT NOT NULL,
  rule TEXT NOT NULL,
  state TEXT NOT NULL,
  number INTEGER,
  approved_by TEXT,
  approved_at TEXT,
  content_sha256 TEXT,
  created_at TEXT,
  CONSTRAINT pk_report PRIMARY KEY (id),
  CONSTRAINT ck_report_rule CHECK (rule IN ('calendar', 'decree')),
  CONSTRAINT ck_report_state CHECK (state IN ('draft', 'submitted', 'returned', 'approved', 'sealed', 'sent', 'received', 'accepted')),
  CONSTRAINT ck_report_approved_at CHECK (approved_at LIKE '____-__-__T__:__:__.___Z'),
  CONSTRAINT ck_report_created_at CHECK (created_at LIKE '____-__-__T__:__:__.___Z'),
  CONSTRAINT ck_report_content_sha256 CHECK (length(content_sha256) = 64),
  CONSTRAINT uq_report_office_period_rule UNIQUE (office, period, rule)
)
 STRICT;

CREATE TABLE sent_package (
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  period TEXT NOT NULL,
  rule TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  state TEXT NOT NULL,
  manifest_sha256 TEXT NOT NULL,
  prev_manifest_sha256 TEXT,
  file_name TEXT NOT NULL,
  file_path TEXT NOT NULL,
  container_sha256 TEXT DEFAULT '' NOT NULL,
  bytes INTEGER NOT NULL,
  entries INTEGER NOT NULL,
  events INTEGER NOT NULL,
  media INTEGER NOT NULL,
  reserved_at TEXT,
  sealed_at TEXT,
  sent_at TEXT,
  signer TEXT DEFAULT '' NOT NULL,
  CONSTRAINT pk_sent_package PRIMARY KEY (id),
  CONSTRAINT ck_sent_package_rule CHECK (rule IN ('calendar', 'decree')),
  CONSTRAINT ck_sent_package_state CHECK (state IN ('reserved', 'sealed', 'sent', 'received')),
  CONSTRAINT ck_sent_package_reserved_at CHECK (reserved_at LIKE '____-__-__T__:__:__.___Z'),
  CONSTRAINT ck_sent_package_sealed_at CHECK (sealed_at LIKE '____-__-__T__:__:__.___Z'),
  CONSTRAINT ck_sent_package_sent_at CHECK (sent_at LIKE '____-__-__T__:__:__.___Z'),
  CONSTRAINT ck_sent_package_manifest_sha256 CHECK (length(manifest_sha256) = 64),
  CONSTRAINT ck_sent_package_prev_manifest_sha256 CHECK (length(prev_manifest_sha256) = 64),
  CONSTRAINT ck_sent_package_container_sha256 CHECK (length(container_sha256) IN (0, 64)),
  CONSTRAINT ck_sent_package_sealed_whole CHECK (state = 'reserved' OR container_sha256 <> ''),
  CONSTRAINT ck_sent_package_chain CHECK (epoch >= 1 AND seq >= 1),
  CONSTRAINT uq_sent_package_epoch_seq UNIQUE (epoch, seq)
)
 STRICT;

CREATE TABLE received_package (
  id TEXT NOT NULL,
  package_id TEXT DEFAULT '' NOT NULL,
  office TEXT DEFAULT '' NOT NULL,
  kind TEXT DEFAULT '' NOT NULL,
  period TEXT DEFAULT '' NOT NULL,
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  manifest_sha256 TEXT DEFAULT '' NOT NULL,
  container_sha256 TEXT NOT NULL,
  outcome TEXT NOT NULL,
  code TEXT DEFAULT '' NOT NULL,
  missing TEXT DEFAULT '[]' NOT NULL,
  result TEXT DEFAULT 'unknown' NOT NULL,
  verdict TEXT DEFAULT '' NOT NULL,
  file_name TEXT DEFAULT '' NOT NULL,
  stored_name TEXT DEFAULT '' NOT NULL,
  bytes INTEGER NOT NULL,
  events INTEGER NOT NULL,
  media INTEGER NOT NULL,
  received_at TEXT NOT NULL,
  signer TEXT DEFAULT '' NOT NULL,
  CONSTRAINT pk_received_package PRIMARY KEY (id),
  CONSTRAINT ck_received_package_outcome CHECK (outcome IN ('imported', 'held', 'refused', 'fork')),
  CONSTRAINT ck_received_package_result CHECK (result IN ('valid', 'valid_with_warnings', 'unknown', 'not_valid', 'unreadable')),
  CONSTRAINT ck_received_package_received_at CHECK (received_at LIKE '____-__-__T__:__:__.___Z'),
  CONSTRAINT ck_received_package_container_sha256 CHECK (length(container_sha256) = 64),
  CONSTRAINT ck_received_package_manifest_sha256 CHECK (length(manifest_sha256) IN (0, 64))
)
 STRICT;

CREATE INDEX ix_received_package_manifest_sha256 ON received_package (manifest_sha256);

CREATE INDEX ix_received_package_office_epoch_seq ON received_package (office, epoch, seq);

CREATE TABLE inbox_mark (
  office TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  manifest_sha256 TEXT NOT NULL,
  CONSTRAINT pk_inbox_mark PRIMARY KEY (office, epoch),
  CONSTRAINT ck_inbox_mark_manifest_sha256 CHECK (length(manifest_sha256) = 64),
  CONSTRAINT ck_inbox_mark_seq CHECK (seq >= 1)
)
 STRICT;

CREATE TABLE certificate (
  serial TEXT NOT NULL,
  office TEXT NOT NULL,
  person TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  not_before TEXT NOT NULL,
  not_after TEXT NOT NULL,
  status TEXT NOT NULL,
  revoked_at TEXT,
  reason TEXT DEFAULT '' NOT NULL,
  pem TEXT NOT NULL,
  CONSTRAINT pk_certificate PRIMARY KEY (serial),
  CONSTRAINT ck_certificate_status CHECK (status IN ('valid', 'revoked')),
  CONSTRAINT ck_certificate_not_before CHECK (not_before LIKE '____-__-__T__:__:__.___Z'),
  CONSTRAINT ck_certificate_not_after CHECK (not_after LIKE '____-__-__T__:__:__.___Z'),
  CONSTRAINT ck_certificate_revoked_at CHECK (revoked_at LIKE '____-__-__T__:__:__.___Z'),
  CONSTRAINT ck_certificate_revoked_whole CHECK ((status = 'revoked') = (revoked_at IS NOT NULL)),
  CONSTRAINT uq_certificate_fingerprint UNIQUE (fingerprint)
)
 STRICT;

CREATE TABLE alembic_version (
  version_num TEXT NOT NULL,
  CONSTRAINT pk_alembic_version PRIMARY KEY (version_num)
)
 STRICT;

CREATE TABLE number_counter (
  office TEXT NOT NULL,
  year INTEGER NOT NULL,
  last INTEGER NOT NULL,
  CONSTRAINT pk_number_counter PRIMARY KEY (office, year)
)
 STRICT;

CREATE TABLE thumbnail (
  sha256 TEXT NOT NULL,
  size_name TEXT NOT NULL,
  bytes BLOB NOT NULL,
  CONSTRAINT pk_thumbnail PRIMARY KEY (sha256, size_name),
  CONSTRAINT ck_thumbnail_sha256 CHECK (length(sha256) = 64)
)
 STRICT;

CREATE TABLE event_goal (
  event_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  code TEXT NOT NULL,
  edition TEXT NOT NULL,
  is_primary INTEGER NOT NULL,
  reason_vi TEXT DEFAULT '' NOT NULL,
  reason_en TEXT DEFAULT '' NOT NULL,
  reason_english TEXT DEFAULT 'missing' NOT NULL,
  CONSTRAINT pk_event_goal PRIMARY KEY (event_id, position),
  CONSTRAINT ck_event_goal_reason_english CHECK (reason_english IN ('missing', 'draft', 'reviewed', 'stale') AND (reason_english = 'missing') = (reason_en = '')),
  CONSTRAINT ck_event_goal_is_primary CHECK (is_primary IN (0, 1)),
  CONSTRAINT fk_event_goal_event_id FOREIGN KEY(event_id) REFERENCES event (id)
)
 STRICT;

CREATE INDEX ix_event_goal_code ON event_goal (code);

CREATE TABLE event_code (
  event_id TEXT NOT NULL,
  facet TEXT NOT NULL,
  position INTEGER NOT NULL,
  code TEXT NOT NULL,
  CONSTRAINT pk_event_code PRIMARY KEY (event_id, facet, position),
  CONSTRAINT ck_event_code_facet CHECK (facet IN ('product', 'theme')),
  CONSTRAINT fk_event_code_event_id FOREIGN KEY(event_id) REFERENCES event (id)
)
 STRICT;

CREATE INDEX ix_event_code_code ON event_code (code);

CREATE TABLE event_actor (
  event_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  partner_id TEXT,
  name TEXT NOT NULL,
  category TEXT DEFAULT '' NOT NULL,
  role TEXT NOT NULL,
  CONSTRAINT pk_event_actor PRIMARY KEY (event_id, position),
  CONSTRAINT ck_event_actor_role CHECK (role IN ('lead', 'co_organiser', 'sponsor', 'participant', 'beneficiary')),
  CONSTRAINT ck_event_actor_name CHECK (name <> ''),
  CONSTRAINT fk_event_actor_event_id FOREIGN KEY(event_id) REFERENCES event (id),
  CONSTRAINT fk_event_actor_partner_id FOREIGN KEY(partner_id) REFERENCES partner (id)
)
 STRICT;

CREATE INDEX ix_event_actor_partner_id ON event_actor (partner_id);

CREATE TABLE event_money (
  event_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  source TEXT NOT NULL,
  stage TEXT NOT NULL,
  amount_minor INTEGER NOT NULL,
  currency TEXT NOT NULL,
  CONSTRAINT pk_event_money PRIMARY KEY (event_id, position),
  CONSTRAINT ck_event_money_stage CHECK (stage IN ('planned', 'committed', 'received', 'spent')),
  CONSTRAINT ck_event_money_currency CHECK (length(currency) = 3),
  CONSTRAINT fk_event_money_event_id FOREIGN KEY(event_id) REFERENCES event (id)
)
 STRICT;

CREATE TABLE catalogue_node (
  edition TEXT NOT NULL,
  code TEXT NOT NULL,
  position INTEGER NOT NULL,
  parent TEXT,
  level INTEGER NOT NULL,
  kind TEXT NOT NULL,
  title_vi TEXT DEFAULT '' NOT NULL,
  title_en TEXT DEFAULT '' NOT NULL,
  title_english TEXT DEFAULT 'missing' NOT NULL,
  text_vi TEXT DEFAULT '' NOT NULL,
  text_en TEXT DEFAULT '' NOT NULL,
  text_english TEXT DEFAULT 'missing' NOT NULL,
  taggable INTEGER NOT NULL,
  wording TEXT DEFAULT 'translated' NOT NULL,
  letter TEXT,
  CONSTRAINT pk_catalogue_node PRIMARY KEY (edition, code),
  CONSTRAINT ck_catalogue_node_title_english CHECK (title_english IN ('missing', 'draft', 'reviewed', 'stale') AND (title_english = 'missing') = (title_en = '')),
  CONSTRAINT ck_catalogue_node_text_english CHECK (text_english IN ('missing', 'draft', 'reviewed', 'stale') AND (text_english = 'missing') = (text_en = '')),
  CONSTRAINT ck_catalogue_node_taggable CHECK (taggable IN (0, 1)),
  CONSTRAINT fk_catalogue_node_edition FOREIGN KEY(edition) REFERENCES catalogue (edition)
)
 STRICT;

CREATE TABLE media_item (
  id TEXT NOT NULL,
  event_id TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  file_name TEXT NOT NULL,
  mime TEXT NOT NULL,
  extension TEXT NOT NULL,
  kind TEXT NOT NULL,
  size INTEGER NOT NULL,
  width INTEGER,
  height INTEGER,
  taken_at TEXT,
  has_location INTEGER NOT NULL,
  caption_vi TEXT DEFAULT '' NOT NULL,
  caption_en TEXT DEFAULT '' NOT NULL,
  caption_english TEXT DEFAULT 'missing' NOT NULL,
  credit TEXT DEFAULT '' NOT NULL,
  in_report INTEGER NOT NULL,
  publishable INTEGER NOT NULL,
  cover INTEGER NOT NULL,
  position INTEGER NOT NULL,
  added_at TEXT NOT NULL,
  deleted_at TEXT,
  CONSTRAINT pk_media_item PRIMARY KEY (id),
  CONSTRAINT ck_media_item_caption_english CHECK (caption_english IN ('missing', 'draft', 'reviewed', 'stale') AND (caption_english = 'missing') = (caption_en = '')),
  CONSTRAINT ck_media_item_has_location CHECK (has_location IN (0, 1)),
  CONSTRAINT ck_media_item_in_report CHECK (in_report IN (0, 1)),
  CONSTRAINT ck_media_item_publishable CHECK (publishable IN (0, 1)),
  CONSTRAINT ck_media_item_cover CHECK (cover IN (0, 1)),
  CONSTRAINT ck_media_item_added_at CHECK (added_at LIKE '____-__-__T__:__:__.___Z'),
  CONSTRAINT ck_media_item_deleted_at CHECK (deleted_at LIKE '____-__-__T__:__:__.___Z'),
  CONSTRAINT ck_media_item_sha256 CHECK (length(sha256) = 64),
  CONSTRAINT ck_media_item_kind CHECK (kind IN ('image', 'video', 'document')),
  CONSTRAINT ck_media_item_size CHECK (size >= 0),
  CONSTRAINT ck_media_item_pixels CHECK (width > 0 AND height > 0),
  CONSTRAINT ck_media_item_taken_at CHECK (taken_at LIKE '____-__-__T__:__:__%'),
  CONSTRAINT fk_media_item_event_id FOREIGN KEY(event_id) REFERENCES event (id)
)
 STRICT;

CREATE INDEX ix_media_item_event_id ON media_item (event_id);

CREATE INDEX ix_media_item_sha256 ON media_item (sha256);

CREATE TABLE search_doc (
  doc INTEGER NOT NULL,
  event_id TEXT NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  joined TEXT NOT NULL,
  CONSTRAINT pk_search_doc PRIMARY KEY (doc),
  CONSTRAINT uq_search_doc_event_id UNIQUE (event_id),
  CONSTRAINT fk_search_doc_event_id FOREIGN KEY(event_id) REFERENCES event (id)
)
 STRICT;

CREATE VIRTUAL TABLE search_index USING fts5(title, body, joined, content='search_doc', content_rowid='doc', tokenize='unicode61 remove_diacritics 0', prefix='2 3');

CREATE VIRTUAL TABLE search_words USING fts5vocab('search_index', 'row');
