-- The land desk and the auctions.

CREATE TABLE parcel (
    id CHAR(26) NOT NULL PRIMARY KEY,
    seq BIGINT NOT NULL,
    phase VARCHAR(32) NOT NULL,
    seller CHAR(26) NOT NULL,
    number VARCHAR(64) NOT NULL,
    title VARCHAR(200) NOT NULL,
    submitted_at BIGINT NOT NULL,
    state LONGBLOB NOT NULL,
    KEY by_phase (phase, id),
    KEY by_seller (seller, id)
);

CREATE TABLE listing (
    id CHAR(26) NOT NULL PRIMARY KEY,
    seq BIGINT NOT NULL,
    phase VARCHAR(32) NOT NULL,
    seller CHAR(26) NOT NULL,
    title VARCHAR(200) NOT NULL,
    author VARCHAR(64) NOT NULL,
    changed_at BIGINT NOT NULL,
    published_at BIGINT NULL,
    state LONGBLOB NOT NULL,
    KEY by_phase (phase, id),
    KEY by_change (changed_at, id)
);

CREATE TABLE lot (
    id CHAR(26) NOT NULL PRIMARY KEY,
    seq BIGINT NOT NULL,
    phase VARCHAR(32) NOT NULL,
    next_due BIGINT NULL,
    listing CHAR(26) NOT NULL,
    parcel CHAR(26) NOT NULL,
    seller CHAR(26) NOT NULL,
    number VARCHAR(64) NOT NULL,
    title VARCHAR(200) NOT NULL,
    location VARCHAR(400) NOT NULL,
    published_at BIGINT NOT NULL,
    closed_at BIGINT NULL,
    state LONGBLOB NOT NULL,
    KEY by_due (next_due),
    KEY by_number (number),
    KEY by_publication (published_at, id),
    KEY by_phase (phase, published_at, id),
    KEY by_listing (listing, id)
);

CREATE TABLE notice (
    id CHAR(26) NOT NULL PRIMARY KEY,
    seq BIGINT NOT NULL,
    phase VARCHAR(16) NOT NULL,
    lot CHAR(26) NOT NULL,
    kind VARCHAR(32) NOT NULL,
    author VARCHAR(64) NOT NULL,
    proposed_at BIGINT NOT NULL,
    state LONGBLOB NOT NULL,
    KEY by_phase (phase, id),
    KEY by_lot (lot, id)
);

CREATE TABLE answer (
    id CHAR(26) NOT NULL PRIMARY KEY,
    lot CHAR(26) NOT NULL,
    plate VARCHAR(8) NOT NULL,
    go_on BIGINT NOT NULL,
    evidence BINARY(32) NOT NULL,
    at BIGINT NOT NULL,
    UNIQUE KEY once (lot, plate)
);

CREATE TABLE deal (
    lot CHAR(26) NOT NULL PRIMARY KEY,
    winner CHAR(26) NOT NULL,
    winner_name VARCHAR(200) NOT NULL,
    seller_name VARCHAR(200) NOT NULL,
    text LONGBLOB NOT NULL,
    digest BINARY(32) NOT NULL,
    drawn_up_at BIGINT NOT NULL
);

CREATE TABLE application (
    id CHAR(26) NOT NULL PRIMARY KEY,
    seq BIGINT NOT NULL,
    phase VARCHAR(32) NOT NULL,
    lot CHAR(26) NOT NULL,
    applicant_key BINARY(32) NOT NULL UNIQUE,
    organisation_key BINARY(32) NOT NULL,
    deposit_reference VARCHAR(32) NOT NULL UNIQUE,
    plate VARCHAR(8) NULL,
    applied_at BIGINT NOT NULL,
    state LONGBLOB NOT NULL,
    UNIQUE KEY by_plate (lot, plate),
    KEY by_organisation (organisation_key, applied_at, id)
);

CREATE TABLE bank_line (
    id CHAR(26) NOT NULL PRIMARY KEY,
    seq BIGINT NOT NULL,
    phase VARCHAR(16) NOT NULL,
    bank_reference VARCHAR(64) NULL UNIQUE,
    reference VARCHAR(64) NOT NULL,
    amount BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    entered_at BIGINT NOT NULL,
    author VARCHAR(64) NOT NULL,
    state LONGBLOB NOT NULL,
    KEY by_phase (phase, id),
    KEY by_entry (entered_at, id),
    KEY by_reference (reference)
);

CREATE TABLE refund (
    id CHAR(26) NOT NULL PRIMARY KEY,
    seq BIGINT NOT NULL,
    phase VARCHAR(16) NOT NULL,
    cause VARCHAR(64) NOT NULL UNIQUE,
    reference VARCHAR(64) NOT NULL,
    amount BIGINT NOT NULL,
    due_date CHAR(10) NOT NULL,
    caused_at BIGINT NOT NULL,
    paid_at BIGINT NULL,
    state LONGBLOB NOT NULL,
    KEY by_phase (phase, due_date, id),
    KEY by_due_date (due_date, id)
);

CREATE TABLE evidence (
    digest BINARY(32) NOT NULL PRIMARY KEY,
    sealed LONGBLOB NOT NULL
);

CREATE TABLE receipt (
    id CHAR(26) NOT NULL PRIMARY KEY,
    event_digest BINARY(32) NOT NULL UNIQUE,
    organisation_key BINARY(32) NOT NULL,
    lot CHAR(26) NOT NULL,
    at BIGINT NOT NULL,
    receipt LONGBLOB NOT NULL,
    KEY by_organisation (organisation_key, at, id)
);

CREATE TABLE outbox (
    id CHAR(26) NOT NULL PRIMARY KEY,
    kind VARCHAR(32) NOT NULL,
    subject VARCHAR(100) NOT NULL,
    created_at BIGINT NOT NULL,
    done_at BIGINT NULL,
    attempts BIGINT NOT NULL,
    UNIQUE KEY once (kind, subject),
    KEY by_done (done_at, created_at)
);
