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
    recipient TEXT DEFAULT '' NOT NULL,
    cites TEXT DEFAULT '' NOT NULL,
    history_head TEXT DEFAULT '' NOT NULL,
    history_count INTEGER DEFAULT 0 NOT NULL,
    trust_domain TEXT DEFAULT '' NOT NULL,
    encrypted INTEGER DEFAULT 0 NOT NULL,
    CONSTRAINT pk_received_package PRIMARY KEY (id),
    CONSTRAINT ck_received_package_outcome CHECK (outcome IN ('imported', 'held', 'refused', 'fork')),
    CONSTRAINT ck_received_package_result CHECK (result IN ('valid', 'valid_with_warnings', 'unknown', 'not_valid', 'unreadable')),
    CONSTRAINT ck_received_package_encrypted CHECK (encrypted IN (0, 1)),
    CONSTRAINT ck_received_package_received_at CHECK (received_at LIKE '____-__-__T__:__:__.___Z'),
    CONSTRAINT ck_received_package_container_sha256 CHECK (length(container_sha256) = 64),
    CONSTRAINT ck_received_package_manifest_sha256 CHECK (length(manifest_sha256) IN (0, 64))
)
 STRICT;
CREATE INDEX ix_received_package_manifest_sha256 ON received_package (manifest_sha256);
CREATE INDEX ix_received_package_office_epoch_seq ON received_package (office, epoch, seq);
CREATE TABLE inbox_mark (
    office TEXT NOT NULL,
    stream TEXT DEFAULT '' NOT NULL,
    epoch INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    manifest_sha256 TEXT NOT NULL,
    CONSTRAINT pk_inbox_mark PRIMARY KEY (office, stream, epoch),
    CONSTRAINT ck_inbox_mark_manifest_sha256 CHECK (length(manifest_sha256) = 64),
    CONSTRAINT ck_inbox_mark_seq CHECK (seq >= 1)
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
    region TEXT DEFAULT '' NOT NULL,
    state TEXT DEFAULT 'active' NOT NULL,
    reports INTEGER DEFAULT 1 NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_mission PRIMARY KEY (id),
    CONSTRAINT ck_mission_name_english CHECK (name_english IN ('missing', 'draft', 'reviewed', 'stale') AND (name_english = 'missing') = (name_en = '')),
    CONSTRAINT ck_mission_country_name_english CHECK (country_name_english IN ('missing', 'draft', 'reviewed', 'stale') AND (country_name_english = 'missing') = (country_name_en = '')),
    CONSTRAINT ck_mission_city_english CHECK (city_english IN ('missing', 'draft', 'reviewed', 'stale') AND (city_english = 'missing') = (city_en = '')),
    CONSTRAINT ck_mission_state CHECK (state IN ('active', 'suspended', 'closed')),
    CONSTRAINT ck_mission_reports CHECK (reports IN (0, 1))
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
    compromised_from TEXT,
    CONSTRAINT pk_certificate PRIMARY KEY (serial),
    CONSTRAINT ck_certificate_status CHECK (status IN ('valid', 'revoked')),
    CONSTRAINT ck_certificate_not_before CHECK (not_before LIKE '____-__-__T__:__:__.___Z'),
    CONSTRAINT ck_certificate_not_after CHECK (not_after LIKE '____-__-__T__:__:__.___Z'),
    CONSTRAINT ck_certificate_revoked_at CHECK (revoked_at LIKE '____-__-__T__:__:__.___Z'),
    CONSTRAINT ck_certificate_compromised_from CHECK (compromised_from LIKE '____-__-__T__:__:__.___Z'),
    CONSTRAINT ck_certificate_revoked_whole CHECK ((status = 'revoked') = (revoked_at IS NOT NULL)),
    CONSTRAINT uq_certificate_fingerprint UNIQUE (fingerprint)
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
    receipt_id TEXT,
    encrypted INTEGER DEFAULT 0 NOT NULL,
    report_kind TEXT DEFAULT 'periodic' NOT NULL,
    focus TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_sent_package PRIMARY KEY (id),
    CONSTRAINT ck_sent_package_rule CHECK (rule IN ('calendar', 'decree', 'custom')),
    CONSTRAINT ck_sent_package_state CHECK (state IN ('reserved', 'sealed', 'sent', 'received')),
    CONSTRAINT ck_sent_package_report_kind CHECK (report_kind IN ('periodic', 'midterm', 'thematic')),
    CONSTRAINT ck_sent_package_encrypted CHECK (encrypted IN (0, 1)),
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
CREATE TABLE task (
    id TEXT NOT NULL,
    event_id TEXT,
    item_id TEXT,
    title TEXT DEFAULT '' NOT NULL,
    kind TEXT NOT NULL,
    assignee TEXT,
    due TEXT,
    done_at TEXT,
    checklist TEXT DEFAULT '[]' NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    position INTEGER DEFAULT 0 NOT NULL,
    created_at TEXT NOT NULL,
    deleted_at TEXT,
    directive_task_id TEXT,
    CONSTRAINT pk_task PRIMARY KEY (id),
    CONSTRAINT ck_task_kind CHECK (kind IN ('task', 'follow_up', 'consent')),
    CONSTRAINT ck_task_due CHECK (due LIKE '____-__-__'),
    CONSTRAINT ck_task_done_at CHECK (done_at LIKE '____-__-__T__:__:__.___Z'),
    CONSTRAINT ck_task_created_at CHECK (created_at LIKE '____-__-__T__:__:__.___Z'),
    CONSTRAINT ck_task_deleted_at CHECK (deleted_at LIKE '____-__-__T__:__:__.___Z'),
    CONSTRAINT fk_task_event_id FOREIGN KEY(event_id) REFERENCES event (id),
    CONSTRAINT fk_task_item_id FOREIGN KEY(item_id) REFERENCES programme_item (id)
)
 STRICT;
CREATE INDEX ix_task_event_id ON task (event_id);
CREATE INDEX ix_task_open ON task (due, id) WHERE done_at IS NULL AND deleted_at IS NULL;
CREATE TABLE catalogue (
    edition TEXT NOT NULL,
    code TEXT NOT NULL,
    title_vi TEXT DEFAULT '' NOT NULL,
    title_en TEXT DEFAULT '' NOT NULL,
    title_english TEXT DEFAULT 'missing' NOT NULL,
    is_current INTEGER NOT NULL,
    state TEXT DEFAULT '' NOT NULL,
    issued_on TEXT,
    note TEXT DEFAULT '' NOT NULL,
    supersedes TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_catalogue PRIMARY KEY (edition),
    CONSTRAINT ck_catalogue_title_english CHECK (title_english IN ('missing', 'draft', 'reviewed', 'stale') AND (title_english = 'missing') = (title_en = '')),
    CONSTRAINT ck_catalogue_is_current CHECK (is_current IN (0, 1)),
    CONSTRAINT ck_catalogue_state CHECK (state IN ('', 'draft', 'issued', 'received')),
    CONSTRAINT ck_catalogue_issued_on CHECK (issued_on LIKE '____-__-__')
)
 STRICT;
CREATE TABLE initiative (
    id TEXT NOT NULL,
    title_vi TEXT DEFAULT '' NOT NULL,
    title_en TEXT DEFAULT '' NOT NULL,
    title_english TEXT DEFAULT 'missing' NOT NULL,
    text_vi TEXT DEFAULT '' NOT NULL,
    text_en TEXT DEFAULT '' NOT NULL,
    text_english TEXT DEFAULT 'missing' NOT NULL,
    class TEXT NOT NULL,
    stage TEXT NOT NULL,
    person_id TEXT,
    proposed_on TEXT NOT NULL,
    due TEXT,
    result_vi TEXT DEFAULT '' NOT NULL,
    result_en TEXT DEFAULT '' NOT NULL,
    result_english TEXT DEFAULT 'missing' NOT NULL,
    event_id TEXT,
    created_at TEXT NOT NULL,
    deleted_at TEXT,
    office TEXT DEFAULT '' NOT NULL,
    assigned TEXT DEFAULT '' NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_initiative PRIMARY KEY (id),
    CONSTRAINT ck_initiative_title_english CHECK (title_english IN ('missing', 'draft', 'reviewed', 'stale') AND (title_english = 'missing') = (title_en = '')),
    CONSTRAINT ck_initiative_text_english CHECK (text_english IN ('missing', 'draft', 'reviewed', 'stale') AND (text_english = 'missing') = (text_en = '')),
    CONSTRAINT ck_initiative_result_english CHECK (result_english IN ('missing', 'draft', 'reviewed', 'stale') AND (result_english = 'missing') = (result_en = '')),
    CONSTRAINT ck_initiative_class CHECK (class IN ('local', 'coordination', 'resources', 'digital', 'other')),
    CONSTRAINT ck_initiative_stage CHECK (stage IN ('proposed', 'accepted', 'under_way', 'done', 'dropped')),
    CONSTRAINT ck_initiative_proposed_on CHECK (proposed_on LIKE '____-__-__'),
    CONSTRAINT ck_initiative_due CHECK (due LIKE '____-__-__'),
    CONSTRAINT ck_initiative_created_at CHECK (created_at LIKE '____-__-__T__:__:__.___Z'),
    CONSTRAINT ck_initiative_deleted_at CHECK (deleted_at LIKE '____-__-__T__:__:__.___Z')
)
 STRICT;
CREATE TABLE commendation (
    id TEXT NOT NULL,
    name TEXT DEFAULT '' NOT NULL,
    partner_id TEXT,
    kind TEXT NOT NULL,
    award TEXT DEFAULT '' NOT NULL,
    reason_vi TEXT DEFAULT '' NOT NULL,
    reason_en TEXT DEFAULT '' NOT NULL,
    reason_english TEXT DEFAULT 'missing' NOT NULL,
    proposed_on TEXT NOT NULL,
    events TEXT DEFAULT '[]' NOT NULL,
    created_at TEXT NOT NULL,
    deleted_at TEXT,
    office TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_commendation PRIMARY KEY (id),
    CONSTRAINT ck_commendation_reason_english CHECK (reason_english IN ('missing', 'draft', 'reviewed', 'stale') AND (reason_english = 'missing') = (reason_en = '')),
    CONSTRAINT ck_commendation_kind CHECK (kind IN ('person', 'group')),
    CONSTRAINT ck_commendation_proposed_on CHECK (proposed_on LIKE '____-__-__'),
    CONSTRAINT ck_commendation_created_at CHECK (created_at LIKE '____-__-__T__:__:__.___Z'),
    CONSTRAINT ck_commendation_deleted_at CHECK (deleted_at LIKE '____-__-__T__:__:__.___Z')
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
    author TEXT DEFAULT '' NOT NULL,
    rights_holder TEXT DEFAULT '' NOT NULL,
    licence TEXT DEFAULT '' NOT NULL,
    people TEXT DEFAULT '' NOT NULL,
    minors INTEGER DEFAULT 0 NOT NULL,
    consent TEXT DEFAULT '' NOT NULL,
    consent_media_id TEXT,
    consent_until TEXT,
    CONSTRAINT pk_media_item PRIMARY KEY (id),
    CONSTRAINT ck_media_item_caption_english CHECK (caption_english IN ('missing', 'draft', 'reviewed', 'stale') AND (caption_english = 'missing') = (caption_en = '')),
    CONSTRAINT ck_media_item_has_location CHECK (has_location IN (0, 1)),
    CONSTRAINT ck_media_item_in_report CHECK (in_report IN (0, 1)),
    CONSTRAINT ck_media_item_publishable CHECK (publishable IN (0, 1)),
    CONSTRAINT ck_media_item_cover CHECK (cover IN (0, 1)),
    CONSTRAINT ck_media_item_minors CHECK (minors IN (0, 1)),
    CONSTRAINT ck_media_item_added_at CHECK (added_at LIKE '____-__-__T__:__:__.___Z'),
    CONSTRAINT ck_media_item_deleted_at CHECK (deleted_at LIKE '____-__-__T__:__:__.___Z'),
    CONSTRAINT ck_media_item_consent_until CHECK (consent_until LIKE '____-__-__'),
    CONSTRAINT ck_media_item_sha256 CHECK (length(sha256) = 64),
    CONSTRAINT ck_media_item_kind CHECK (kind IN ('image', 'video', 'document')),
    CONSTRAINT ck_media_item_consent CHECK (consent IN ('', 'consent', 'public_event', 'public_interest')),
    CONSTRAINT ck_media_item_size CHECK (size >= 0),
    CONSTRAINT ck_media_item_pixels CHECK (width > 0 AND height > 0),
    CONSTRAINT ck_media_item_taken_at CHECK (taken_at LIKE '____-__-__T__:__:__%'),
    CONSTRAINT fk_media_item_event_id FOREIGN KEY(event_id) REFERENCES event (id)
)
 STRICT;
CREATE INDEX ix_media_item_event_id ON media_item (event_id);
CREATE INDEX ix_media_item_sha256 ON media_item (sha256);
CREATE TABLE paper_file (
    id TEXT NOT NULL,
    report_id TEXT,
    kind TEXT NOT NULL,
    language TEXT NOT NULL,
    title TEXT DEFAULT '' NOT NULL,
    file_name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    pages INTEGER NOT NULL,
    state TEXT NOT NULL,
    made_at TEXT NOT NULL,
    content_sha256 TEXT DEFAULT '' NOT NULL,
    base_sha256 TEXT DEFAULT '' NOT NULL,
    signers TEXT DEFAULT '[]' NOT NULL,
    deleted_at TEXT,
    CONSTRAINT pk_paper_file PRIMARY KEY (id),
    CONSTRAINT ck_paper_file_kind CHECK (kind IN ('period', 'programme', 'dossier', 'coverage', 'budget', 'media', 'initiatives', 'commendations', 'briefing', 'handover', 'consolidated', 'steering')),
    CONSTRAINT ck_paper_file_language CHECK (language IN ('vi', 'en', 'both')),
    CONSTRAINT ck_paper_file_state CHECK (state IN ('built', 'person', 'agency', 'outside')),
    CONSTRAINT ck_paper_file_made_at CHECK (made_at LIKE '____-__-__T__:__:__.___Z'),
    CONSTRAINT ck_paper_file_deleted_at CHECK (deleted_at LIKE '____-__-__T__:__:__.___Z'),
    CONSTRAINT ck_paper_file_sha256 CHECK (length(sha256) = 64),
    CONSTRAINT fk_paper_file_report_id FOREIGN KEY(report_id) REFERENCES report (id)
)
 STRICT;
CREATE INDEX ix_paper_file_report_id ON paper_file (report_id);
CREATE TABLE contact (
    id TEXT NOT NULL,
    office TEXT NOT NULL,
    name TEXT DEFAULT '' NOT NULL,
    role TEXT DEFAULT '' NOT NULL,
    phone TEXT DEFAULT '' NOT NULL,
    email TEXT DEFAULT '' NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    position INTEGER DEFAULT 0 NOT NULL,
    deleted_at TEXT,
    CONSTRAINT pk_contact PRIMARY KEY (id),
    CONSTRAINT ck_contact_deleted_at CHECK (deleted_at LIKE '____-__-__T__:__:__.___Z')
)
 STRICT;
CREATE INDEX ix_contact_office ON contact (office);
CREATE TABLE duty (
    id TEXT NOT NULL,
    period TEXT NOT NULL,
    rule TEXT NOT NULL,
    due TEXT NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    made_at TEXT NOT NULL,
    dispatch_id TEXT,
    deleted_at TEXT,
    CONSTRAINT pk_duty PRIMARY KEY (id),
    CONSTRAINT ck_duty_rule CHECK (rule IN ('calendar', 'decree', 'custom')),
    CONSTRAINT ck_duty_due CHECK (due LIKE '____-__-__'),
    CONSTRAINT ck_duty_made_at CHECK (made_at LIKE '____-__-__T__:__:__.___Z'),
    CONSTRAINT ck_duty_deleted_at CHECK (deleted_at LIKE '____-__-__T__:__:__.___Z'),
    CONSTRAINT uq_duty_period_rule UNIQUE (period, rule)
)
 STRICT;
CREATE TABLE extension (
    id TEXT NOT NULL,
    duty_id TEXT NOT NULL,
    office TEXT NOT NULL,
    due TEXT,
    reason TEXT DEFAULT '' NOT NULL,
    person_id TEXT,
    given_at TEXT NOT NULL,
    deleted_at TEXT,
    CONSTRAINT pk_extension PRIMARY KEY (id),
    CONSTRAINT ck_extension_due CHECK (due LIKE '____-__-__'),
    CONSTRAINT ck_extension_given_at CHECK (given_at LIKE '____-__-__T__:__:__.___Z'),
    CONSTRAINT ck_extension_deleted_at CHECK (deleted_at LIKE '____-__-__T__:__:__.___Z'),
    CONSTRAINT fk_extension_duty_id FOREIGN KEY(duty_id) REFERENCES duty (id)
)
 STRICT;
CREATE INDEX ix_extension_duty_id_office ON extension (duty_id, office);
CREATE TABLE reminder (
    id TEXT NOT NULL,
    duty_id TEXT NOT NULL,
    office TEXT NOT NULL,
    stage TEXT NOT NULL,
    made_at TEXT NOT NULL,
    number TEXT DEFAULT '' NOT NULL,
    file_name TEXT DEFAULT '' NOT NULL,
    sha256 TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_reminder PRIMARY KEY (id),
    CONSTRAINT ck_reminder_stage CHECK (stage IN ('60', '30', '7', 'overdue')),
    CONSTRAINT ck_reminder_made_at CHECK (made_at LIKE '____-__-__T__:__:__.___Z'),
    CONSTRAINT fk_reminder_duty_id FOREIGN KEY(duty_id) REFERENCES duty (id)
)
 STRICT;
CREATE INDEX ix_reminder_duty_id_office ON reminder (duty_id, office);
CREATE TABLE ledger (
    position INTEGER NOT NULL,
    received_id TEXT NOT NULL,
    office TEXT DEFAULT '' NOT NULL,
    package_id TEXT DEFAULT '' NOT NULL,
    container_sha256 TEXT DEFAULT '' NOT NULL,
    manifest_sha256 TEXT DEFAULT '' NOT NULL,
    epoch INTEGER DEFAULT 0 NOT NULL,
    seq INTEGER DEFAULT 0 NOT NULL,
    kind TEXT DEFAULT '' NOT NULL,
    outcome TEXT NOT NULL,
    code TEXT DEFAULT '' NOT NULL,
    result TEXT NOT NULL,
    lists_sha256 TEXT DEFAULT '' NOT NULL,
    at TEXT NOT NULL,
    prev_hash TEXT NOT NULL,
    hash TEXT NOT NULL,
    time_stamp TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_ledger PRIMARY KEY (position),
    CONSTRAINT ck_ledger_outcome CHECK (outcome IN ('imported', 'held', 'refused', 'fork')),
    CONSTRAINT ck_ledger_at CHECK (at LIKE '____-__-__T__:__:__.___Z'),
    CONSTRAINT ck_ledger_prev_hash CHECK (length(prev_hash) = 64),
    CONSTRAINT ck_ledger_hash CHECK (length(hash) = 64),
    CONSTRAINT ck_ledger_position CHECK (position >= 1)
)
 STRICT;
CREATE INDEX ix_ledger_office ON ledger (office);
CREATE TABLE history_day (
    office TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    day TEXT NOT NULL,
    position INTEGER NOT NULL,
    hash TEXT NOT NULL,
    CONSTRAINT pk_history_day PRIMARY KEY (office, epoch, day),
    CONSTRAINT ck_history_day_day CHECK (day LIKE '____-__-__'),
    CONSTRAINT ck_history_day_hash CHECK (length(hash) = 64),
    CONSTRAINT ck_history_day_position CHECK (position >= 1)
)
 STRICT;
CREATE TABLE joint (
    id TEXT NOT NULL,
    lead_event_id TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT DEFAULT '' NOT NULL,
    person_id TEXT,
    made_at TEXT NOT NULL,
    CONSTRAINT pk_joint PRIMARY KEY (id),
    CONSTRAINT ck_joint_state CHECK (state IN ('proposed', 'linked', 'rejected')),
    CONSTRAINT ck_joint_made_at CHECK (made_at LIKE '____-__-__T__:__:__.___Z')
)
 STRICT;
CREATE TABLE joint_member (
    joint_id TEXT NOT NULL,
    event_id TEXT NOT NULL,
    CONSTRAINT pk_joint_member PRIMARY KEY (joint_id, event_id),
    CONSTRAINT fk_joint_member_joint_id FOREIGN KEY(joint_id) REFERENCES joint (id)
)
 STRICT;
CREATE INDEX ix_joint_member_event_id ON joint_member (event_id);
CREATE TABLE received_report (
    received_id TEXT NOT NULL,
    office TEXT NOT NULL,
    report_id TEXT NOT NULL,
    period TEXT NOT NULL,
    rule TEXT NOT NULL,
    kind TEXT DEFAULT 'periodic' NOT NULL,
    focus TEXT DEFAULT '' NOT NULL,
    state TEXT DEFAULT '' NOT NULL,
    language TEXT DEFAULT 'vi' NOT NULL,
    amendment INTEGER DEFAULT 0 NOT NULL,
    reason TEXT DEFAULT '' NOT NULL,
    one_person INTEGER DEFAULT 0 NOT NULL,
    nil INTEGER DEFAULT 0 NOT NULL,
    findings INTEGER DEFAULT 0 NOT NULL,
    differences TEXT DEFAULT '[]' NOT NULL,
    decision TEXT DEFAULT '' NOT NULL,
    decision_text TEXT DEFAULT '' NOT NULL,
    decided_by TEXT,
    decided_at TEXT,
    dispatch_id TEXT,
    CONSTRAINT pk_received_report PRIMARY KEY (received_id),
    CONSTRAINT ck_received_report_rule CHECK (rule IN ('calendar', 'decree', 'custom')),
    CONSTRAINT ck_received_report_kind CHECK (kind IN ('periodic', 'midterm', 'thematic')),
    CONSTRAINT ck_received_report_decision CHECK (decision IN ('', 'accepted', 'returned')),
    CONSTRAINT ck_received_report_one_person CHECK (one_person IN (0, 1)),
    CONSTRAINT ck_received_report_nil CHECK (nil IN (0, 1)),
    CONSTRAINT ck_received_report_decided_at CHECK (decided_at LIKE '____-__-__T__:__:__.___Z'),
    CONSTRAINT fk_received_report_received_id FOREIGN KEY(received_id) REFERENCES received_package (id)
)
 STRICT;
CREATE INDEX ix_received_report_office_period ON received_report (office, period);
CREATE TABLE received_media (
    id TEXT NOT NULL,
    office TEXT NOT NULL,
    event_id TEXT NOT NULL,
    received_id TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    extension TEXT NOT NULL,
    kind TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    caption_vi TEXT DEFAULT '' NOT NULL,
    caption_en TEXT DEFAULT '' NOT NULL,
    caption_english TEXT DEFAULT 'missing' NOT NULL,
    credit TEXT DEFAULT '' NOT NULL,
    cover INTEGER DEFAULT 0 NOT NULL,
    position INTEGER DEFAULT 0 NOT NULL,
    CONSTRAINT pk_received_media PRIMARY KEY (id),
    CONSTRAINT ck_received_media_caption_english CHECK (caption_english IN ('missing', 'draft', 'reviewed', 'stale') AND (caption_english = 'missing') = (caption_en = '')),
    CONSTRAINT ck_received_media_sha256 CHECK (length(sha256) = 64)
)
 STRICT;
CREATE INDEX ix_received_media_event_id ON received_media (event_id);
CREATE INDEX ix_received_media_office ON received_media (office);
CREATE TABLE received_row (
    office TEXT NOT NULL,
    entity TEXT NOT NULL,
    id TEXT NOT NULL,
    received_id TEXT NOT NULL,
    content TEXT NOT NULL,
    CONSTRAINT pk_received_row PRIMARY KEY (office, entity, id)
)
 STRICT;
CREATE TABLE exemplar (
    event_id TEXT NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    marked_by TEXT,
    marked_at TEXT NOT NULL,
    CONSTRAINT pk_exemplar PRIMARY KEY (event_id),
    CONSTRAINT ck_exemplar_marked_at CHECK (marked_at LIKE '____-__-__T__:__:__.___Z')
)
 STRICT;
CREATE TABLE initiative_step (
    id TEXT NOT NULL,
    initiative_id TEXT NOT NULL,
    stage_before TEXT NOT NULL,
    stage TEXT NOT NULL,
    at TEXT NOT NULL,
    person_id TEXT,
    note TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_initiative_step PRIMARY KEY (id),
    CONSTRAINT ck_initiative_step_stage_before CHECK (stage_before IN ('proposed', 'accepted', 'under_way', 'done', 'dropped')),
    CONSTRAINT ck_initiative_step_stage CHECK (stage IN ('proposed', 'accepted', 'under_way', 'done', 'dropped')),
    CONSTRAINT ck_initiative_step_at CHECK (at LIKE '____-__-__T__:__:__.___Z'),
    CONSTRAINT fk_initiative_step_initiative_id FOREIGN KEY(initiative_id) REFERENCES initiative (id)
)
 STRICT;
CREATE INDEX ix_initiative_step_initiative_id ON initiative_step (initiative_id);
CREATE TABLE encryption_key (
    id TEXT NOT NULL,
    recipient TEXT NOT NULL,
    sealed_identity TEXT DEFAULT '' NOT NULL,
    made_at TEXT NOT NULL,
    retired_at TEXT,
    CONSTRAINT pk_encryption_key PRIMARY KEY (id),
    CONSTRAINT ck_encryption_key_made_at CHECK (made_at LIKE '____-__-__T__:__:__.___Z'),
    CONSTRAINT ck_encryption_key_retired_at CHECK (retired_at LIKE '____-__-__T__:__:__.___Z'),
    CONSTRAINT uq_encryption_key_recipient UNIQUE (recipient)
)
 STRICT;
CREATE TABLE trusted_signer (
    fingerprint TEXT NOT NULL,
    office TEXT NOT NULL,
    person TEXT DEFAULT '' NOT NULL,
    pem TEXT NOT NULL,
    domain TEXT DEFAULT '' NOT NULL,
    added_at TEXT NOT NULL,
    removed_at TEXT,
    reason TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_trusted_signer PRIMARY KEY (fingerprint),
    CONSTRAINT ck_trusted_signer_added_at CHECK (added_at LIKE '____-__-__T__:__:__.___Z'),
    CONSTRAINT ck_trusted_signer_removed_at CHECK (removed_at LIKE '____-__-__T__:__:__.___Z'),
    CONSTRAINT ck_trusted_signer_fingerprint CHECK (length(fingerprint) = 64)
)
 STRICT;
CREATE TABLE dispatch (
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    recipient TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    state TEXT NOT NULL,
    manifest_sha256 TEXT NOT NULL,
    prev_manifest_sha256 TEXT,
    file_name TEXT NOT NULL,
    container_sha256 TEXT DEFAULT '' NOT NULL,
    bytes INTEGER DEFAULT 0 NOT NULL,
    title_vi TEXT DEFAULT '' NOT NULL,
    title_en TEXT DEFAULT '' NOT NULL,
    title_english TEXT DEFAULT 'missing' NOT NULL,
    content TEXT DEFAULT '{}' NOT NULL,
    made_at TEXT NOT NULL,
    sealed_at TEXT,
    signer TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_dispatch PRIMARY KEY (id),
    CONSTRAINT ck_dispatch_kind CHECK (kind IN ('receipt', 'comments', 'directive', 'catalogue', 'trust', 'rates')),
    CONSTRAINT ck_dispatch_state CHECK (state IN ('reserved', 'sealed')),
    CONSTRAINT ck_dispatch_title_english CHECK (title_english IN ('missing', 'draft', 'reviewed', 'stale') AND (title_english = 'missing') = (title_en = '')),
    CONSTRAINT ck_dispatch_made_at CHECK (made_at LIKE '____-__-__T__:__:__.___Z'),
    CONSTRAINT ck_dispatch_sealed_at CHECK (sealed_at LIKE '____-__-__T__:__:__.___Z'),
    CONSTRAINT ck_dispatch_manifest_sha256 CHECK (length(manifest_sha256) = 64),
    CONSTRAINT ck_dispatch_prev_manifest_sha256 CHECK (length(prev_manifest_sha256) = 64),
    CONSTRAINT ck_dispatch_chain CHECK (epoch >= 1 AND seq >= 1),
    CONSTRAINT uq_dispatch_recipient_epoch_seq UNIQUE (recipient, epoch, seq)
)
 STRICT;
CREATE TABLE remark (
    id TEXT NOT NULL,
    received_id TEXT NOT NULL,
    office TEXT NOT NULL,
    report_id TEXT DEFAULT '' NOT NULL,
    place TEXT DEFAULT '' NOT NULL,
    text TEXT NOT NULL,
    author TEXT DEFAULT '' NOT NULL,
    person_id TEXT,
    made_at TEXT NOT NULL,
    dispatch_id TEXT,
    answer TEXT DEFAULT '' NOT NULL,
    answered_at TEXT,
    done INTEGER DEFAULT 0 NOT NULL,
    deleted_at TEXT,
    CONSTRAINT pk_remark PRIMARY KEY (id),
    CONSTRAINT ck_remark_done CHECK (done IN (0, 1)),
    CONSTRAINT ck_remark_made_at CHECK (made_at LIKE '____-__-__T__:__:__.___Z'),
    CONSTRAINT ck_remark_answered_at CHECK (answered_at LIKE '____-__-__T__:__:__.___Z'),
    CONSTRAINT ck_remark_deleted_at CHECK (deleted_at LIKE '____-__-__T__:__:__.___Z')
)
 STRICT;
CREATE INDEX ix_remark_office ON remark (office);
CREATE INDEX ix_remark_received_id ON remark (received_id);
CREATE TABLE directive (
    id TEXT NOT NULL,
    notation TEXT DEFAULT '' NOT NULL,
    title_vi TEXT DEFAULT '' NOT NULL,
    title_en TEXT DEFAULT '' NOT NULL,
    title_english TEXT DEFAULT 'missing' NOT NULL,
    text_vi TEXT DEFAULT '' NOT NULL,
    text_en TEXT DEFAULT '' NOT NULL,
    text_english TEXT DEFAULT 'missing' NOT NULL,
    issued_on TEXT,
    due TEXT,
    offices TEXT DEFAULT '[]' NOT NULL,
    state TEXT NOT NULL,
    dispatch_id TEXT,
    read_at TEXT,
    made_at TEXT NOT NULL,
    deleted_at TEXT,
    withdraws TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_directive PRIMARY KEY (id),
    CONSTRAINT ck_directive_state CHECK (state IN ('draft', 'issued', 'received', 'withdrawn')),
    CONSTRAINT ck_directive_title_english CHECK (title_english IN ('missing', 'draft', 'reviewed', 'stale') AND (title_english = 'missing') = (title_en = '')),
    CONSTRAINT ck_directive_text_english CHECK (text_english IN ('missing', 'draft', 'reviewed', 'stale') AND (text_english = 'missing') = (text_en = '')),
    CONSTRAINT ck_directive_issued_on CHECK (issued_on LIKE '____-__-__'),
    CONSTRAINT ck_directive_due CHECK (due LIKE '____-__-__'),
    CONSTRAINT ck_directive_read_at CHECK (read_at LIKE '____-__-__T__:__:__.___Z'),
    CONSTRAINT ck_directive_made_at CHECK (made_at LIKE '____-__-__T__:__:__.___Z'),
    CONSTRAINT ck_directive_deleted_at CHECK (deleted_at LIKE '____-__-__T__:__:__.___Z')
)
 STRICT;
CREATE TABLE directive_task (
    id TEXT NOT NULL,
    directive_id TEXT NOT NULL,
    position INTEGER DEFAULT 0 NOT NULL,
    title_vi TEXT DEFAULT '' NOT NULL,
    title_en TEXT DEFAULT '' NOT NULL,
    title_english TEXT DEFAULT 'missing' NOT NULL,
    due TEXT,
    code TEXT DEFAULT '' NOT NULL,
    state TEXT DEFAULT 'open' NOT NULL,
    answer TEXT DEFAULT '' NOT NULL,
    answered_at TEXT,
    task_id TEXT,
    deleted_at TEXT,
    CONSTRAINT pk_directive_task PRIMARY KEY (id),
    CONSTRAINT ck_directive_task_state CHECK (state IN ('open', 'under_way', 'done', 'declined')),
    CONSTRAINT ck_directive_task_title_english CHECK (title_english IN ('missing', 'draft', 'reviewed', 'stale') AND (title_english = 'missing') = (title_en = '')),
    CONSTRAINT ck_directive_task_due CHECK (due LIKE '____-__-__'),
    CONSTRAINT ck_directive_task_answered_at CHECK (answered_at LIKE '____-__-__T__:__:__.___Z'),
    CONSTRAINT ck_directive_task_deleted_at CHECK (deleted_at LIKE '____-__-__T__:__:__.___Z'),
    CONSTRAINT fk_directive_task_directive_id FOREIGN KEY(directive_id) REFERENCES directive (id)
)
 STRICT;
CREATE INDEX ix_directive_task_directive_id ON directive_task (directive_id);
CREATE TABLE directive_answer (
    directive_task_id TEXT NOT NULL,
    office TEXT NOT NULL,
    state TEXT NOT NULL,
    answer TEXT DEFAULT '' NOT NULL,
    answered_at TEXT,
    received_id TEXT,
    CONSTRAINT pk_directive_answer PRIMARY KEY (directive_task_id, office),
    CONSTRAINT ck_directive_answer_state CHECK (state IN ('open', 'under_way', 'done', 'declined')),
    CONSTRAINT ck_directive_answer_answered_at CHECK (answered_at LIKE '____-__-__T__:__:__.___Z')
)
 STRICT;
CREATE TABLE catalogue_map (
    from_edition TEXT NOT NULL,
    from_code TEXT NOT NULL,
    to_edition TEXT NOT NULL,
    to_code TEXT NOT NULL,
    CONSTRAINT pk_catalogue_map PRIMARY KEY (from_edition, from_code, to_edition, to_code)
)
 STRICT;
CREATE TABLE central_item (
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    title_vi TEXT DEFAULT '' NOT NULL,
    title_en TEXT DEFAULT '' NOT NULL,
    title_english TEXT DEFAULT 'missing' NOT NULL,
    text_vi TEXT DEFAULT '' NOT NULL,
    text_en TEXT DEFAULT '' NOT NULL,
    text_english TEXT DEFAULT 'missing' NOT NULL,
    content TEXT DEFAULT '{}' NOT NULL,
    offices TEXT DEFAULT '[]' NOT NULL,
    year INTEGER,
    until TEXT,
    state TEXT NOT NULL,
    dispatch_id TEXT,
    made_at TEXT NOT NULL,
    deleted_at TEXT,
    CONSTRAINT pk_central_item PRIMARY KEY (id),
    CONSTRAINT ck_central_item_kind CHECK (kind IN ('message', 'story', 'product', 'template')),
    CONSTRAINT ck_central_item_state CHECK (state IN ('', 'draft', 'issued', 'received')),
    CONSTRAINT ck_central_item_title_english CHECK (title_english IN ('missing', 'draft', 'reviewed', 'stale') AND (title_english = 'missing') = (title_en = '')),
    CONSTRAINT ck_central_item_text_english CHECK (text_english IN ('missing', 'draft', 'reviewed', 'stale') AND (text_english = 'missing') = (text_en = '')),
    CONSTRAINT ck_central_item_until CHECK (until LIKE '____-__-__'),
    CONSTRAINT ck_central_item_made_at CHECK (made_at LIKE '____-__-__T__:__:__.___Z'),
    CONSTRAINT ck_central_item_deleted_at CHECK (deleted_at LIKE '____-__-__T__:__:__.___Z')
)
 STRICT;
CREATE TABLE issued_item (
    id TEXT NOT NULL,
    year INTEGER NOT NULL,
    position INTEGER DEFAULT 0 NOT NULL,
    title_vi TEXT DEFAULT '' NOT NULL,
    title_en TEXT DEFAULT '' NOT NULL,
    title_english TEXT DEFAULT 'missing' NOT NULL,
    code TEXT DEFAULT '' NOT NULL,
    edition TEXT DEFAULT '' NOT NULL,
    quarter INTEGER DEFAULT 0 NOT NULL,
    target INTEGER,
    unit TEXT DEFAULT '' NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    dispatch_id TEXT,
    deleted_at TEXT,
    CONSTRAINT pk_issued_item PRIMARY KEY (id),
    CONSTRAINT ck_issued_item_title_english CHECK (title_english IN ('missing', 'draft', 'reviewed', 'stale') AND (title_english = 'missing') = (title_en = '')),
    CONSTRAINT ck_issued_item_deleted_at CHECK (deleted_at LIKE '____-__-__T__:__:__.___Z'),
    CONSTRAINT ck_issued_item_year CHECK (year BETWEEN 2000 AND 2200),
    CONSTRAINT ck_issued_item_quarter CHECK (quarter BETWEEN 0 AND 4),
    CONSTRAINT ck_issued_item_target CHECK (target BETWEEN 0 AND 1000000000)
)
 STRICT;
CREATE INDEX ix_issued_item_year_position ON issued_item (year, position);
CREATE TABLE receipt (
    id TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    at TEXT NOT NULL,
    read_at TEXT,
    mark_epoch INTEGER DEFAULT 0 NOT NULL,
    mark_seq INTEGER DEFAULT 0 NOT NULL,
    mark_manifest TEXT DEFAULT '' NOT NULL,
    ledger_position INTEGER DEFAULT 0 NOT NULL,
    ledger_head TEXT DEFAULT '' NOT NULL,
    content TEXT DEFAULT '{}' NOT NULL,
    CONSTRAINT pk_receipt PRIMARY KEY (id),
    CONSTRAINT ck_receipt_at CHECK (at LIKE '____-__-__T__:__:__.___Z'),
    CONSTRAINT ck_receipt_read_at CHECK (read_at LIKE '____-__-__T__:__:__.___Z'),
    CONSTRAINT uq_receipt_epoch_seq UNIQUE (epoch, seq)
)
 STRICT;
CREATE TABLE receipt_line (
    receipt_id TEXT NOT NULL,
    id TEXT NOT NULL,
    epoch INTEGER DEFAULT 0 NOT NULL,
    seq INTEGER DEFAULT 0 NOT NULL,
    manifest_sha256 TEXT NOT NULL,
    outcome TEXT NOT NULL,
    code TEXT DEFAULT '' NOT NULL,
    result TEXT DEFAULT '' NOT NULL,
    received_at TEXT,
    period TEXT DEFAULT '' NOT NULL,
    events INTEGER DEFAULT 0 NOT NULL,
    media INTEGER DEFAULT 0 NOT NULL,
    decision TEXT DEFAULT '' NOT NULL,
    decision_text TEXT DEFAULT '' NOT NULL,
    decided_at TEXT,
    package_id TEXT DEFAULT '' NOT NULL,
    kind TEXT DEFAULT '' NOT NULL,
    file_name TEXT DEFAULT '' NOT NULL,
    missing TEXT DEFAULT '[]' NOT NULL,
    ledger_position INTEGER DEFAULT 0 NOT NULL,
    CONSTRAINT pk_receipt_line PRIMARY KEY (receipt_id, id),
    CONSTRAINT ck_receipt_line_decision CHECK (decision IN ('', 'accepted', 'returned')),
    CONSTRAINT ck_receipt_line_received_at CHECK (received_at LIKE '____-__-__T__:__:__.___Z'),
    CONSTRAINT ck_receipt_line_decided_at CHECK (decided_at LIKE '____-__-__T__:__:__.___Z'),
    CONSTRAINT ck_receipt_line_manifest_sha256 CHECK (length(manifest_sha256) IN (0, 64)),
    CONSTRAINT fk_receipt_line_receipt_id FOREIGN KEY(receipt_id) REFERENCES receipt (id)
)
 STRICT;
CREATE TABLE media_at_hq (
    sha256 TEXT NOT NULL,
    receipt_id TEXT NOT NULL,
    CONSTRAINT pk_media_at_hq PRIMARY KEY (sha256),
    CONSTRAINT ck_media_at_hq_sha256 CHECK (length(sha256) = 64)
)
 STRICT;
CREATE TABLE figure_sheet (
    dimension TEXT NOT NULL,
    half TEXT NOT NULL,
    office TEXT NOT NULL,
    content TEXT NOT NULL,
    CONSTRAINT pk_figure_sheet PRIMARY KEY (dimension, half, office),
    CONSTRAINT ck_figure_sheet_half CHECK (half LIKE '____-__-__')
)
 STRICT;
CREATE INDEX ix_figure_sheet_office ON figure_sheet (office);
CREATE TABLE figure_mark (
    one INTEGER NOT NULL,
    position INTEGER NOT NULL,
    made_at TEXT NOT NULL,
    CONSTRAINT pk_figure_mark PRIMARY KEY (one),
    CONSTRAINT ck_figure_mark_made_at CHECK (made_at LIKE '____-__-__T__:__:__.___Z'),
    CONSTRAINT ck_figure_mark_one CHECK (one = 1)
)
 STRICT;
CREATE INDEX ix_event_lessons ON event (local_day, id) WHERE deleted_at IS NULL AND (lessons_vi <> '' OR lessons_en <> '');
CREATE INDEX ix_event_office_day ON event (office, local_day, id) WHERE deleted_at IS NULL;
