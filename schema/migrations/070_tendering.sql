-- Tenders: the ceremonies that make their keys, notices, lots, questions, and sealed bids.

CREATE TABLE ceremony (
    id CHAR(26) NOT NULL PRIMARY KEY,
    seq BIGINT NOT NULL,
    phase VARCHAR(16) NOT NULL,
    author VARCHAR(64) NOT NULL,
    called_at BIGINT NOT NULL,
    state LONGBLOB NOT NULL,
    row_seal BINARY(32) NOT NULL DEFAULT '',
    KEY by_call (called_at, id)
);

CREATE TABLE tender (
    id CHAR(26) NOT NULL PRIMARY KEY,
    seq BIGINT NOT NULL,
    phase VARCHAR(16) NOT NULL,
    tenderer CHAR(26) NOT NULL,
    title VARCHAR(400) NOT NULL,
    author VARCHAR(64) NOT NULL,
    changed_at BIGINT NOT NULL,
    published_at BIGINT NULL,
    state LONGBLOB NOT NULL,
    row_seal BINARY(32) NOT NULL DEFAULT '',
    KEY by_change (changed_at, id),
    KEY by_tenderer (tenderer, changed_at, id)
);

CREATE TABLE tender_lot (
    id CHAR(26) NOT NULL PRIMARY KEY,
    seq BIGINT NOT NULL,
    phase VARCHAR(16) NOT NULL,
    next_due BIGINT NULL,
    tender CHAR(26) NOT NULL,
    tenderer CHAR(26) NOT NULL,
    ceremony CHAR(26) NOT NULL,
    number VARCHAR(240) NOT NULL,
    title VARCHAR(400) NOT NULL,
    published_at BIGINT NOT NULL,
    deadline BIGINT NOT NULL,
    state LONGBLOB NOT NULL,
    row_seal BINARY(32) NOT NULL DEFAULT '',
    KEY by_due (next_due),
    KEY by_number (number),
    KEY by_publication (published_at, id),
    KEY by_tender (tender, id),
    KEY by_ceremony (ceremony, id)
);

CREATE TABLE tender_notice (
    id CHAR(26) NOT NULL PRIMARY KEY,
    seq BIGINT NOT NULL,
    phase VARCHAR(16) NOT NULL,
    lot CHAR(26) NOT NULL,
    kind VARCHAR(16) NOT NULL,
    author VARCHAR(64) NOT NULL,
    proposed_at BIGINT NOT NULL,
    state LONGBLOB NOT NULL,
    row_seal BINARY(32) NOT NULL DEFAULT '',
    KEY by_proposal (proposed_at, id),
    KEY by_lot (lot, proposed_at, id)
);

CREATE TABLE tender_question (
    id CHAR(26) NOT NULL PRIMARY KEY,
    seq BIGINT NOT NULL,
    phase VARCHAR(16) NOT NULL,
    lot CHAR(26) NOT NULL,
    asker_key BINARY(32) NOT NULL,
    asked_at BIGINT NOT NULL,
    state LONGBLOB NOT NULL,
    row_seal BINARY(32) NOT NULL DEFAULT '',
    KEY by_lot (lot, asked_at, id),
    KEY by_asker (asker_key, asked_at, id)
);

-- A sealed file on its way: its chunks, and what the parser program said of it once it was whole. Both go when
-- another takes its place or it is withdrawn.
CREATE TABLE sealed_upload (
    id CHAR(26) NOT NULL PRIMARY KEY,
    owner_key BINARY(32) NOT NULL,
    size BIGINT NOT NULL,
    begun_at BIGINT NOT NULL,
    submitted BIGINT NOT NULL,
    received VARCHAR(1024) NOT NULL,
    checked LONGBLOB NULL,
    row_seal BINARY(32) NOT NULL DEFAULT '',
    KEY by_owner (owner_key, begun_at, id),
    KEY by_age (submitted, begun_at)
);

CREATE TABLE sealed_chunk (
    upload CHAR(26) NOT NULL,
    number BIGINT NOT NULL,
    bytes MEDIUMBLOB NOT NULL,
    PRIMARY KEY (upload, number)
);

CREATE TABLE submission (
    id CHAR(26) NOT NULL PRIMARY KEY,
    seq BIGINT NOT NULL,
    phase VARCHAR(16) NOT NULL,
    lot CHAR(26) NOT NULL,
    bidder_key BINARY(32) NOT NULL UNIQUE,
    organisation_key BINARY(32) NOT NULL,
    uploads LONGBLOB NOT NULL,
    state LONGBLOB NOT NULL,
    row_seal BINARY(32) NOT NULL DEFAULT '',
    KEY by_lot (lot, id),
    KEY by_organisation (organisation_key, id)
);
