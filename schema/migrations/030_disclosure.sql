-- Obligations to announce, documents and the catalog.

CREATE TABLE obligation (
    id CHAR(26) NOT NULL PRIMARY KEY,
    seq BIGINT NOT NULL,
    phase VARCHAR(16) NOT NULL,
    cause VARCHAR(100) NOT NULL,
    kind VARCHAR(32) NOT NULL,
    lot CHAR(26) NOT NULL,
    due_date CHAR(10) NOT NULL,
    title VARCHAR(300) NOT NULL,
    document CHAR(26) NULL,
    caused_at BIGINT NOT NULL,
    state LONGBLOB NOT NULL,
    UNIQUE KEY once (cause, kind),
    KEY by_phase (phase, due_date, id),
    KEY by_lot (lot, id)
);

CREATE TABLE document (
    id CHAR(26) NOT NULL PRIMARY KEY,
    seq BIGINT NOT NULL,
    phase VARCHAR(16) NOT NULL,
    kind VARCHAR(32) NOT NULL,
    index_number VARCHAR(64) NULL UNIQUE,
    title VARCHAR(300) NOT NULL,
    summary VARCHAR(400) NOT NULL,
    author VARCHAR(64) NOT NULL,
    drafted_at BIGINT NOT NULL,
    released_at BIGINT NULL,
    corrects CHAR(26) NULL,
    corrected_by CHAR(26) NULL,
    release_digest BINARY(32) NULL,
    state LONGBLOB NOT NULL,
    KEY by_phase (phase, drafted_at, id),
    KEY by_release (phase, released_at, id),
    KEY by_kind (kind, released_at, id),
    KEY by_corrected (corrects)
);

CREATE TABLE document_lot (
    lot CHAR(26) NOT NULL,
    document CHAR(26) NOT NULL,
    PRIMARY KEY (lot, document)
);

CREATE TABLE published_document (
    id CHAR(26) NOT NULL PRIMARY KEY,
    html LONGBLOB NOT NULL,
    json LONGBLOB NOT NULL,
    html_digest BINARY(32) NOT NULL,
    json_digest BINARY(32) NOT NULL,
    event_digest BINARY(32) NOT NULL
);

CREATE TABLE serial (
    name VARCHAR(64) NOT NULL PRIMARY KEY,
    `last` BIGINT NOT NULL
);
