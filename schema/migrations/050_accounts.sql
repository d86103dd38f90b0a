-- Second factors, and sessions that wait for them. Sessions are no history: everybody signs in again.

DELETE FROM session;
ALTER TABLE session
    ADD COLUMN id CHAR(26) NOT NULL,
    ADD COLUMN second_step BIGINT NOT NULL,
    ADD COLUMN confirmed_at BIGINT NULL,
    ADD COLUMN device VARCHAR(200) NOT NULL,
    ADD COLUMN network VARCHAR(64) NOT NULL;

CREATE TABLE second_factor (
    person CHAR(26) NOT NULL PRIMARY KEY,
    seq BIGINT NOT NULL,
    state LONGBLOB NOT NULL
);

CREATE TABLE totp (
    person CHAR(26) NOT NULL PRIMARY KEY,
    factor CHAR(26) NOT NULL,
    sealed_secret VARBINARY(200) NOT NULL,
    used_step BIGINT NOT NULL
);

CREATE TABLE passkey (
    credential BINARY(32) NOT NULL PRIMARY KEY,
    credential_id VARBINARY(1023) NOT NULL,
    factor CHAR(26) NOT NULL,
    person CHAR(26) NOT NULL,
    public_key VARBINARY(200) NOT NULL,
    counter BIGINT NOT NULL,
    used_at BIGINT NULL,
    KEY by_person (person)
);

CREATE TABLE recovery_code (
    code BINARY(32) NOT NULL PRIMARY KEY,
    person CHAR(26) NOT NULL,
    KEY by_person (person)
);

CREATE TABLE passkey_challenge (
    session BINARY(32) NOT NULL PRIMARY KEY,
    challenge VARBINARY(64) NOT NULL,
    expires_at BIGINT NOT NULL,
    KEY by_expiry (expires_at)
);

CREATE TABLE known_device (
    device BINARY(32) NOT NULL PRIMARY KEY,
    seen_at BIGINT NOT NULL,
    KEY by_seen (seen_at)
);
