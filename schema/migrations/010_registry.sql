-- Who takes part: organisations, people, sign-in, certificates, uploads, messages.

CREATE TABLE organisation (
    id CHAR(26) NOT NULL PRIMARY KEY,
    seq BIGINT NOT NULL,
    phase VARCHAR(32) NOT NULL,
    kind VARCHAR(32) NOT NULL,
    uscc CHAR(18) NOT NULL UNIQUE,
    name VARCHAR(200) NOT NULL,
    registered_at BIGINT NOT NULL,
    state LONGBLOB NOT NULL,
    KEY by_phase (phase, id)
);

CREATE TABLE person (
    id CHAR(26) NOT NULL PRIMARY KEY,
    seq BIGINT NOT NULL,
    phase VARCHAR(32) NOT NULL,
    organisation CHAR(26) NOT NULL,
    login VARCHAR(64) NOT NULL UNIQUE,
    display_name VARCHAR(100) NOT NULL,
    state LONGBLOB NOT NULL,
    KEY by_organisation (organisation, id)
);

CREATE TABLE personal_key (
    person CHAR(26) NOT NULL PRIMARY KEY,
    sealed_key VARBINARY(200) NOT NULL
);

CREATE TABLE password (
    person CHAR(26) NOT NULL PRIMARY KEY,
    hash VARCHAR(200) NOT NULL,
    changed_at BIGINT NOT NULL
);

CREATE TABLE session (
    token_digest BINARY(32) NOT NULL PRIMARY KEY,
    person CHAR(26) NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    KEY by_person (person),
    KEY by_expiry (expires_at)
);

CREATE TABLE sign_in_failure (
    subject VARCHAR(160) NOT NULL PRIMARY KEY,
    failures BIGINT NOT NULL,
    last_at BIGINT NOT NULL
);

CREATE TABLE certificate (
    serial VARCHAR(40) NOT NULL PRIMARY KEY,
    seq BIGINT NOT NULL,
    phase VARCHAR(16) NOT NULL,
    person CHAR(26) NOT NULL,
    organisation CHAR(26) NOT NULL,
    fingerprint BINARY(32) NOT NULL,
    not_before BIGINT NOT NULL,
    not_after BIGINT NOT NULL,
    revoked_at BIGINT NULL,
    certificate LONGBLOB NOT NULL,
    state LONGBLOB NOT NULL,
    KEY by_organisation (organisation, serial),
    KEY by_phase (phase, serial)
);

CREATE TABLE upload (
    digest BINARY(32) NOT NULL PRIMARY KEY,
    size BIGINT NOT NULL,
    media_type VARCHAR(100) NOT NULL,
    uploader VARCHAR(64) NOT NULL,
    uploaded_at BIGINT NOT NULL,
    published BIGINT NOT NULL
);

CREATE TABLE message (
    id CHAR(26) NOT NULL PRIMARY KEY,
    organisation BINARY(32) NOT NULL,
    at BIGINT NOT NULL,
    kind VARCHAR(64) NOT NULL,
    `values` LONGBLOB NOT NULL,
    read_at BIGINT NULL,
    KEY by_organisation (organisation, at)
);
