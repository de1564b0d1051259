CREATE TABLE partner (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    category TEXT DEFAULT '' NOT NULL,
    kind TEXT DEFAULT 'organisation' NOT NULL,
    name_en TEXT DEFAULT '' NOT NULL,
    honorific_vi TEXT DEFAULT '' NOT NULL,
    honorific_en TEXT DEFAULT '' NOT NULL,
    honorific_english TEXT DEFAULT 'missing' NOT NULL,
    country TEXT DEFAULT '' NOT NULL,
    city TEXT DEFAULT '' NOT NULL,
    phone TEXT DEFAULT '' NOT NULL,
    email TEXT DEFAULT '' NOT NULL,
    address TEXT DEFAULT '' NOT NULL,
    website TEXT DEFAULT '' NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    consent TEXT DEFAULT 'unknown' NOT NULL,
    consent_day TEXT,
    deleted_at TEXT,
    name_folded TEXT NOT NULL,
    name_sort TEXT NOT NULL,
    CONSTRAINT pk_partner PRIMARY KEY (id),
    CONSTRAINT ck_partner_honorific_english CHECK (honorific_english IN ('missing', 'draft', 'reviewed', 'stale') AND (honorific_english = 'missing') = (honorific_en = '')),
    CONSTRAINT ck_partner_kind CHECK (kind IN ('organisation', 'person')),
    CONSTRAINT ck_partner_consent CHECK (consent IN ('unknown', 'given', 'refused')),
    CONSTRAINT ck_partner_consent_day CHECK (consent_day LIKE '____-__-__'),
    CONSTRAINT ck_partner_deleted_at CHECK (deleted_at LIKE '____-__-__T__:__:__.___Z'),
    CONSTRAINT ck_partner_name CHECK (name <> ''),
    CONSTRAINT uq_partner_name_folded UNIQUE (name_folded)
)
 STRICT;
CREATE INDEX ix_partner_living_name_sort ON partner (name_sort, id) WHERE deleted_at IS NULL;
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
    audience_vi TEXT DEFAULT '' NOT NULL,
    audience_en TEXT DEFAULT '' NOT NULL,
    audience_english TEXT DEFAULT 'missing' NOT NULL,
    fit_vi TEXT DEFAULT '' NOT NULL,
    fit_en TEXT DEFAULT '' NOT NULL,
    fit_english TEXT DEFAULT 'missing' NOT NULL,
    link_note_vi TEXT DEFAULT '' NOT NULL,
    link_note_en TEXT DEFAULT '' NOT NULL,
    link_note_english TEXT DEFAULT 'missing' NOT NULL,
    follow_up_vi TEXT DEFAULT '' NOT NULL,
    follow_up_en TEXT DEFAULT '' NOT NULL,
    follow_up_english TEXT DEFAULT 'missing' NOT NULL,
    occasion TEXT,
    occasion_note TEXT DEFAULT '' NOT NULL,
    risk_note TEXT DEFAULT '' NOT NULL,
    template TEXT DEFAULT '' NOT NULL,
    series_id TEXT,
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
    CONSTRAINT ck_event_audience_english CHECK (audience_english IN ('missing', 'draft', 'reviewed', 'stale') AND (audience_english = 'missing') = (audience_en = '')),
    CONSTRAINT ck_event_fit_english CHECK (fit_english IN ('missing', 'draft', 'reviewed', 'stale') AND (fit_english = 'missing') = (fit_en = '')),
    CONSTRAINT ck_event_link_note_english CHECK (link_note_english IN ('missing', 'draft', 'reviewed', 'stale') AND (link_note_english = 'missing') = (link_note_en = '')),
    CONSTRAINT ck_event_follow_up_english CHECK (follow_up_english IN ('missing', 'draft', 'reviewed', 'stale') AND (follow_up_english = 'missing') = (follow_up_en = '')),
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
    CONSTRAINT ck_event_local_day_form CHECK (local_day LIKE '____-__-__'),
    CONSTRAINT fk_event_series_id FOREIGN KEY(series_id) REFERENCES series (id)
)
 STRICT;
CREATE INDEX ix_event_living_number ON event (number, id) WHERE deleted_at IS NULL;
CREATE INDEX ix_event_living_start_at ON event (start_at, id) WHERE deleted_at IS NULL;
CREATE INDEX ix_event_living_title_sort ON event (title_sort, id) WHERE deleted_at IS NULL;
CREATE INDEX ix_event_living_updated_at ON event (updated_at, id) WHERE deleted_at IS NULL;
CREATE INDEX ix_event_local_day ON event (local_day);
CREATE INDEX ix_event_office_number ON event (office, number);
CREATE INDEX ix_event_series ON event (series_id) WHERE series_id IS NOT NULL;
CREATE INDEX ix_event_span ON event (local_day, end_at, id) WHERE deleted_at IS NULL;
CREATE TABLE event_code (
    event_id TEXT NOT NULL,
    facet TEXT NOT NULL,
    position INTEGER NOT NULL,
    code TEXT NOT NULL,
    CONSTRAINT pk_event_code PRIMARY KEY (event_id, facet, position),
    CONSTRAINT ck_event_code_facet CHECK (facet IN ('product', 'theme', 'channel', 'pillar', 'forum', 'trend', 'people', 'local', 'locality')),
    CONSTRAINT fk_event_code_event_id FOREIGN KEY(event_id) REFERENCES event (id)
)
 STRICT;
CREATE INDEX ix_event_code_code ON event_code (code);
CREATE TABLE event_money (
    event_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    source TEXT NOT NULL,
    stage TEXT NOT NULL,
    amount_minor INTEGER NOT NULL,
    currency TEXT NOT NULL,
    in_kind INTEGER DEFAULT 0 NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_event_money PRIMARY KEY (event_id, position),
    CONSTRAINT ck_event_money_stage CHECK (stage IN ('planned', 'committed', 'received', 'spent')),
    CONSTRAINT ck_event_money_in_kind CHECK (in_kind IN (0, 1)),
    CONSTRAINT ck_event_money_currency CHECK (length(currency) = 3),
    CONSTRAINT fk_event_money_event_id FOREIGN KEY(event_id) REFERENCES event (id)
)
 STRICT;
CREATE TABLE series (
    id TEXT NOT NULL,
    rule TEXT NOT NULL,
    month INTEGER NOT NULL,
    day INTEGER NOT NULL,
    leap TEXT NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT pk_series PRIMARY KEY (id),
    CONSTRAINT ck_series_rule CHECK (rule IN ('civil', 'lunar')),
    CONSTRAINT ck_series_leap CHECK (leap IN ('regular', 'leap', 'both')),
    CONSTRAINT ck_series_created_at CHECK (created_at LIKE '____-__-__T__:__:__.___Z'),
    CONSTRAINT ck_series_date CHECK (month BETWEEN 1 AND 12 AND day BETWEEN 1 AND 31)
)
 STRICT;
CREATE TABLE anniversary (
    id TEXT NOT NULL,
    title_vi TEXT DEFAULT '' NOT NULL,
    title_en TEXT DEFAULT '' NOT NULL,
    title_english TEXT DEFAULT 'missing' NOT NULL,
    rule TEXT NOT NULL,
    month INTEGER NOT NULL,
    day INTEGER NOT NULL,
    leap TEXT NOT NULL,
    since_year INTEGER,
    country TEXT DEFAULT '' NOT NULL,
    kind TEXT DEFAULT '' NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    source TEXT DEFAULT '' NOT NULL,
    deleted_at TEXT,
    CONSTRAINT pk_anniversary PRIMARY KEY (id),
    CONSTRAINT ck_anniversary_title_english CHECK (title_english IN ('missing', 'draft', 'reviewed', 'stale') AND (title_english = 'missing') = (title_en = '')),
    CONSTRAINT ck_anniversary_rule CHECK (rule IN ('civil', 'lunar')),
    CONSTRAINT ck_anniversary_leap CHECK (leap IN ('regular', 'leap', 'both')),
    CONSTRAINT ck_anniversary_deleted_at CHECK (deleted_at LIKE '____-__-__T__:__:__.___Z'),
    CONSTRAINT ck_anniversary_date CHECK (month BETWEEN 1 AND 12 AND day BETWEEN 1 AND 31),
    CONSTRAINT ck_anniversary_since_year CHECK (since_year BETWEEN 1 AND 2200)
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
CREATE TABLE programme (
    year INTEGER NOT NULL,
    title_vi TEXT DEFAULT '' NOT NULL,
    title_en TEXT DEFAULT '' NOT NULL,
    title_english TEXT DEFAULT 'missing' NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT pk_programme PRIMARY KEY (year),
    CONSTRAINT ck_programme_title_english CHECK (title_english IN ('missing', 'draft', 'reviewed', 'stale') AND (title_english = 'missing') = (title_en = '')),
    CONSTRAINT ck_programme_created_at CHECK (created_at LIKE '____-__-__T__:__:__.___Z'),
    CONSTRAINT ck_programme_year CHECK (year BETWEEN 2000 AND 2200)
)
 STRICT;
CREATE TABLE programme_item (
    id TEXT NOT NULL,
    year INTEGER NOT NULL,
    position INTEGER NOT NULL,
    title_vi TEXT DEFAULT '' NOT NULL,
    title_en TEXT DEFAULT '' NOT NULL,
    title_english TEXT DEFAULT 'missing' NOT NULL,
    code TEXT DEFAULT '' NOT NULL,
    edition TEXT DEFAULT '' NOT NULL,
    quarter INTEGER DEFAULT 0 NOT NULL,
    person_id TEXT,
    target INTEGER,
    unit TEXT DEFAULT '' NOT NULL,
    source TEXT NOT NULL,
    source_ref TEXT DEFAULT '' NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    deleted_at TEXT,
    CONSTRAINT pk_programme_item PRIMARY KEY (id),
    CONSTRAINT ck_programme_item_title_english CHECK (title_english IN ('missing', 'draft', 'reviewed', 'stale') AND (title_english = 'missing') = (title_en = '')),
    CONSTRAINT ck_programme_item_source CHECK (source IN ('own', 'headquarters')),
    CONSTRAINT ck_programme_item_deleted_at CHECK (deleted_at LIKE '____-__-__T__:__:__.___Z'),
    CONSTRAINT ck_programme_item_quarter CHECK (quarter BETWEEN 0 AND 4),
    CONSTRAINT ck_programme_item_target CHECK (target BETWEEN 0 AND 1000000000),
    CONSTRAINT fk_programme_item_year FOREIGN KEY(year) REFERENCES programme (year)
)
 STRICT;
CREATE INDEX ix_programme_item_year_position ON programme_item (year, position);
CREATE TABLE programme_link (
    item_id TEXT NOT NULL,
    event_id TEXT NOT NULL,
    CONSTRAINT pk_programme_link PRIMARY KEY (item_id, event_id),
    CONSTRAINT fk_programme_link_item_id FOREIGN KEY(item_id) REFERENCES programme_item (id),
    CONSTRAINT fk_programme_link_event_id FOREIGN KEY(event_id) REFERENCES event (id)
)
 STRICT;
CREATE INDEX ix_programme_link_event_id ON programme_link (event_id);
CREATE TABLE programme_baseline (
    id TEXT NOT NULL,
    year INTEGER NOT NULL,
    frozen_at TEXT NOT NULL,
    person_id TEXT,
    reason TEXT DEFAULT '' NOT NULL,
    content TEXT NOT NULL,
    CONSTRAINT pk_programme_baseline PRIMARY KEY (id),
    CONSTRAINT ck_programme_baseline_frozen_at CHECK (frozen_at LIKE '____-__-__T__:__:__.___Z'),
    CONSTRAINT fk_programme_baseline_year FOREIGN KEY(year) REFERENCES programme (year)
)
 STRICT;
CREATE INDEX ix_programme_baseline_year_frozen_at ON programme_baseline (year, frozen_at);
CREATE TABLE goal_target (
    code TEXT NOT NULL,
    year INTEGER NOT NULL,
    target INTEGER NOT NULL,
    CONSTRAINT pk_goal_target PRIMARY KEY (code, year),
    CONSTRAINT ck_goal_target_target CHECK (target BETWEEN 0 AND 100000)
)
 STRICT;
CREATE TABLE goal_gap (
    code TEXT NOT NULL,
    year INTEGER NOT NULL,
    quarter INTEGER NOT NULL,
    reason_vi TEXT DEFAULT '' NOT NULL,
    reason_en TEXT DEFAULT '' NOT NULL,
    reason_english TEXT DEFAULT 'missing' NOT NULL,
    person_id TEXT,
    noted_at TEXT NOT NULL,
    CONSTRAINT pk_goal_gap PRIMARY KEY (code, year, quarter),
    CONSTRAINT ck_goal_gap_reason_english CHECK (reason_english IN ('missing', 'draft', 'reviewed', 'stale') AND (reason_english = 'missing') = (reason_en = '')),
    CONSTRAINT ck_goal_gap_noted_at CHECK (noted_at LIKE '____-__-__T__:__:__.___Z'),
    CONSTRAINT ck_goal_gap_quarter CHECK (quarter BETWEEN 0 AND 4)
)
 STRICT;
CREATE TABLE rate (
    id TEXT NOT NULL,
    currency TEXT NOT NULL,
    quote TEXT NOT NULL,
    kind TEXT NOT NULL,
    day TEXT NOT NULL,
    value TEXT NOT NULL,
    source TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_rate PRIMARY KEY (id),
    CONSTRAINT ck_rate_kind CHECK (kind IN ('june_estimate', 'transfer_day', 'monthly', 'yearly_average')),
    CONSTRAINT ck_rate_day CHECK (day LIKE '____-__-__'),
    CONSTRAINT ck_rate_pair CHECK (length(currency) = 3 AND length(quote) = 3 AND currency <> quote),
    CONSTRAINT uq_rate_currency_quote_kind_day UNIQUE (currency, quote, kind, day)
)
 STRICT;
CREATE TABLE saved_view (
    id TEXT NOT NULL,
    room TEXT NOT NULL,
    name TEXT NOT NULL,
    content TEXT NOT NULL,
    position INTEGER NOT NULL,
    CONSTRAINT pk_saved_view PRIMARY KEY (id),
    CONSTRAINT ck_saved_view_name CHECK (name <> '')
)
 STRICT;
CREATE TABLE partner_alias (
    partner_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    CONSTRAINT pk_partner_alias PRIMARY KEY (partner_id, position),
    CONSTRAINT ck_partner_alias_name CHECK (name <> ''),
    CONSTRAINT fk_partner_alias_partner_id FOREIGN KEY(partner_id) REFERENCES partner (id)
)
 STRICT;
CREATE INDEX ix_partner_alias_name_folded ON partner_alias (name_folded);
CREATE TABLE partner_role (
    id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    organisation_id TEXT NOT NULL,
    title_vi TEXT DEFAULT '' NOT NULL,
    title_en TEXT DEFAULT '' NOT NULL,
    title_english TEXT DEFAULT 'missing' NOT NULL,
    from_day TEXT,
    to_day TEXT,
    CONSTRAINT pk_partner_role PRIMARY KEY (id),
    CONSTRAINT ck_partner_role_title_english CHECK (title_english IN ('missing', 'draft', 'reviewed', 'stale') AND (title_english = 'missing') = (title_en = '')),
    CONSTRAINT ck_partner_role_from_day CHECK (from_day LIKE '____-__-__'),
    CONSTRAINT ck_partner_role_to_day CHECK (to_day LIKE '____-__-__'),
    CONSTRAINT ck_partner_role_span CHECK (from_day <= to_day),
    CONSTRAINT ck_partner_role_two CHECK (person_id <> organisation_id),
    CONSTRAINT fk_partner_role_person_id FOREIGN KEY(person_id) REFERENCES partner (id),
    CONSTRAINT fk_partner_role_organisation_id FOREIGN KEY(organisation_id) REFERENCES partner (id)
)
 STRICT;
CREATE INDEX ix_partner_role_organisation_id ON partner_role (organisation_id);
CREATE INDEX ix_partner_role_person_id ON partner_role (person_id);
CREATE TABLE interaction (
    id TEXT NOT NULL,
    partner_id TEXT NOT NULL,
    day TEXT NOT NULL,
    kind TEXT NOT NULL,
    summary TEXT DEFAULT '' NOT NULL,
    person_id TEXT,
    event_id TEXT,
    promise TEXT DEFAULT '' NOT NULL,
    promise_by TEXT DEFAULT '' NOT NULL,
    promise_due TEXT,
    promise_done TEXT,
    created_at TEXT NOT NULL,
    deleted_at TEXT,
    CONSTRAINT pk_interaction PRIMARY KEY (id),
    CONSTRAINT ck_interaction_kind CHECK (kind IN ('meeting', 'call', 'letter', 'email', 'event', 'gift', 'visit', 'other')),
    CONSTRAINT ck_interaction_promise_by CHECK (promise_by IN ('', 'us', 'them')),
    CONSTRAINT ck_interaction_day CHECK (day LIKE '____-__-__'),
    CONSTRAINT ck_interaction_promise_due CHECK (promise_due LIKE '____-__-__'),
    CONSTRAINT ck_interaction_promise_done CHECK (promise_done LIKE '____-__-__'),
    CONSTRAINT ck_interaction_created_at CHECK (created_at LIKE '____-__-__T__:__:__.___Z'),
    CONSTRAINT ck_interaction_deleted_at CHECK (deleted_at LIKE '____-__-__T__:__:__.___Z'),
    CONSTRAINT fk_interaction_partner_id FOREIGN KEY(partner_id) REFERENCES partner (id)
)
 STRICT;
CREATE INDEX ix_interaction_partner_id_day ON interaction (partner_id, day);
CREATE TABLE event_press (
    event_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    outlet TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT DEFAULT '' NOT NULL,
    language TEXT DEFAULT '' NOT NULL,
    day TEXT,
    reach INTEGER,
    link TEXT DEFAULT '' NOT NULL,
    media_id TEXT,
    CONSTRAINT pk_event_press PRIMARY KEY (event_id, position),
    CONSTRAINT ck_event_press_kind CHECK (kind IN ('print', 'online', 'tv', 'radio', 'social')),
    CONSTRAINT ck_event_press_day CHECK (day LIKE '____-__-__'),
    CONSTRAINT ck_event_press_reach CHECK (reach BETWEEN 0 AND 10000000000),
    CONSTRAINT fk_event_press_event_id FOREIGN KEY(event_id) REFERENCES event (id)
)
 STRICT;
CREATE TABLE event_gain (
    event_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    text_vi TEXT DEFAULT '' NOT NULL,
    text_en TEXT DEFAULT '' NOT NULL,
    text_english TEXT DEFAULT 'missing' NOT NULL,
    partner TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_event_gain PRIMARY KEY (event_id, position),
    CONSTRAINT ck_event_gain_text_english CHECK (text_english IN ('missing', 'draft', 'reviewed', 'stale') AND (text_english = 'missing') = (text_en = '')),
    CONSTRAINT ck_event_gain_kind CHECK (kind IN ('agreement', 'lead', 'invitation', 'visit', 'other')),
    CONSTRAINT fk_event_gain_event_id FOREIGN KEY(event_id) REFERENCES event (id)
)
 STRICT;
CREATE TABLE event_evidence (
    event_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    field TEXT NOT NULL,
    media_id TEXT NOT NULL,
    CONSTRAINT pk_event_evidence PRIMARY KEY (event_id, position),
    CONSTRAINT fk_event_evidence_event_id FOREIGN KEY(event_id) REFERENCES event (id)
)
 STRICT
